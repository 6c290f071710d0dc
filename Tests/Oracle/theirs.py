"""Temporal's side of the oracle: its development server on an SQLite file, and a worker of its Python SDK.

usage: theirs.py TEMPORAL

Retries are as ours are written: the same first and longest wait, the same number of attempts. Everything else is as it
comes.
"""

import asyncio
import json
import logging
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import questions
from temporalio import activity, workflow
from temporalio.client import Client, WorkflowFailureError
from temporalio.common import RetryPolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

QUEUE = "oracle"
begun = defaultdict(list)
may_answer: asyncio.Event


@activity.defn
async def work(text: str) -> str:
    info = activity.info()
    begun[info.workflow_id].append(time.monotonic())
    if text in ("fails", "fails for good"):
        raise ApplicationError(text, non_retryable=text == "fails for good")
    if text == "slow at first" and info.attempt == 1:
        await asyncio.sleep(questions.TIMEOUT_MS / 1000 * 1.5)
    if text == "waits":
        await asyncio.wait_for(may_answer.wait(), questions.TIMEOUT_MS / 1000 * 0.8)
    return f"attempt {info.attempt}"


async def perform(text: str) -> str:
    return await workflow.execute_activity(
        work, text, start_to_close_timeout=timedelta(milliseconds=questions.TIMEOUT_MS),
        retry_policy=RetryPolicy(
            initial_interval=timedelta(milliseconds=questions.INITIAL_MS), backoff_coefficient=2,
            maximum_interval=timedelta(milliseconds=questions.LONGEST_MS),
            maximum_attempts=questions.ATTEMPTS))


@workflow.defn(name="work")
class Work:
    @workflow.run
    async def run(self, text: str) -> str:
        return await perform(text)


@workflow.defn(name="wait")
class Wait:
    def __init__(self) -> None:
        self.payloads: list[str] = []
        self.waits = False

    @workflow.signal
    def go(self, payload: str) -> None:
        self.payloads.append(payload)

    @workflow.query
    def is_waiting(self) -> bool:
        return self.waits

    @workflow.run
    async def run(self, text: str) -> str:
        await perform(text)
        self.waits = True
        await workflow.wait_condition(lambda: bool(self.payloads))
        return self.payloads[0]


class Side:
    def __init__(self, client: Client):
        self.client = client

    async def submit(self, name, text, key=None):
        return await self.client.start_workflow(
            name, text, id=key or str(uuid.uuid4()), task_queue=QUEUE, result_type=str)

    async def end(self, run):
        try:
            result = await asyncio.wait_for(run.result(), questions.LIMIT_SECONDS)
        except WorkflowFailureError:
            result = None
        status = (await run.describe()).status.name.lower()
        # Their words for ours.
        return {"completed": "succeeded", "canceled": "cancelled"}.get(status, status), result

    async def attempts(self, text):
        run = await self.submit("work", text)
        state, _ = await self.end(run)
        return f"{len(begun[run.id])} attempts, {state}"

    async def waits(self):
        run = await self.submit("work", "fails")
        await self.end(run)
        return questions.waits(begun[run.id])

    async def report(self, run):
        state, result = await self.end(run)
        return f"{state}, {result}"

    async def early_signal(self):
        run = await self.submit("wait", "waits")
        while not begun[run.id]:
            await asyncio.sleep(0.005)
        await run.signal("go", "early")
        may_answer.set()
        return await self.report(run)

    async def waiting(self, key=None):
        run = await self.submit("wait", "answers", key)
        while not await run.query("is_waiting"):
            await asyncio.sleep(0.005)
        return run

    async def cancelled(self):
        run = await self.waiting()
        await run.cancel()
        return (await self.end(run))[0]

    async def same_key(self, after_end):
        key = f"key-{after_end}"
        run = await self.waiting(key)
        if after_end:
            await run.signal("go", "go on")
            await self.end(run)
        try:
            again = await self.submit("wait", "answers", key)
        except WorkflowAlreadyStartedError:
            return "refused, for it has begun"
        return "the same run" if again.first_execution_run_id == run.first_execution_run_id else "a second run"

    async def refused(self, call):
        run = await self.submit("work", "answers")
        await self.end(run)
        try:
            await call(run)
            return f"taken; the run is {(await self.end(run))[0]}"
        except RPCError as error:
            if error.status not in (RPCStatusCode.FAILED_PRECONDITION, RPCStatusCode.NOT_FOUND):
                raise
            return "refused"


async def ask(address: str) -> dict[str, str]:
    global may_answer
    may_answer = asyncio.Event()
    client = await connect(address)
    async with Worker(client, task_queue=QUEUE, workflows=[Work, Wait], activities=[work],
                      workflow_runner=UnsandboxedWorkflowRunner()):
        side = Side(client)
        slow = await side.submit("work", "slow at first")
        return {
            f"an attempt that always fails, at {questions.ATTEMPTS} attempts": await side.attempts("fails"),
            "waits between attempts": await side.waits(),
            "a failure that a repetition cannot help": await side.attempts("fails for good"),
            "an attempt beyond its time": await side.report(slow),
            "a signal before its wait": await side.early_signal(),
            "cancelled while it waits": await side.cancelled(),
            "the same key while the run goes on": await side.same_key(False),
            "the same key after the run has ended": await side.same_key(True),
            "a signal to a run that has ended": await side.refused(lambda run: run.signal("go", "late")),
            "cancelling a run that has ended": await side.refused(lambda run: run.cancel()),
        }


async def connect(address: str) -> Client:
    deadline = time.monotonic() + questions.LIMIT_SECONDS
    while True:
        try:
            client = await Client.connect(address)
            await client.count_workflows()
            return client
        except (RPCError, RuntimeError):
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.1)


def main() -> None:
    # That attempts fail is what is asked for.
    logging.disable(logging.WARNING)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.argv[1], "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", str(port),
             "--db-filename", str(Path(folder) / "temporal.db"), "--log-level", "never"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            print(json.dumps(asyncio.run(ask(f"127.0.0.1:{port}"))))
        finally:
            server.terminate()
            server.wait(timeout=30)


if __name__ == "__main__":
    main()
