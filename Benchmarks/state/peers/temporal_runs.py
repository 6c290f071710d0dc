"""Workflows of three steps on Temporal's development server, with a worker of its Python SDK.

usage: temporal_runs.py SERVER CLIENTS SECONDS

SERVER is the program `temporal`; it keeps its state in an SQLite file in a folder that goes with it. The worker runs
workflows without the SDK's sandbox, which would cost it processor time.
"""

import asyncio
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import timedelta
from pathlib import Path

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from figures import show

QUEUE = "benchmark"
STARTING_SECONDS = 60


@activity.defn
async def step(text: str) -> str:
    return text + "."


@workflow.defn
class ThreeSteps:
    @workflow.run
    async def run(self, text: str) -> str:
        for _ in range(3):
            text = await workflow.execute_activity(
                step, text, start_to_close_timeout=timedelta(seconds=30))
        return text


async def once(client: Client) -> None:
    result = await client.execute_workflow(
        ThreeSteps.run, "x", id=str(uuid.uuid4()), task_queue=QUEUE)
    assert result == "x..."


async def connect(address: str) -> Client:
    """A client of a server that has begun to answer."""
    deadline = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            client = await Client.connect(address)
            await client.count_workflows()
            return client
        except (RPCError, RuntimeError):
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.1)


async def load(address: str, clients: int, seconds: float) -> None:
    client = await connect(address)
    async with Worker(client, task_queue=QUEUE, workflows=[ThreeSteps], activities=[step],
                      workflow_runner=UnsandboxedWorkflowRunner()):
        await once(client)
        start = time.monotonic()
        times = []

        async def submit() -> None:
            last = start
            while last < start + seconds:
                await once(client)
                now = time.monotonic()
                times.append(now - last)
                last = now

        await asyncio.gather(*(submit() for _ in range(clients)))
        show(times, time.monotonic() - start)


def main() -> None:
    program, clients, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [program, "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", str(port),
             "--db-filename", str(Path(folder) / "temporal.db"), "--log-level", "never"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            asyncio.run(load(f"127.0.0.1:{port}", clients, seconds))
        finally:
            server.terminate()
            server.wait(timeout=30)


if __name__ == "__main__":
    main()
