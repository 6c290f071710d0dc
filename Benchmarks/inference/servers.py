"""Servers to measure, ours and llama.cpp's. One runs at a time: each is started for a block of
prompts and has ended before the next one starts, so that none shares processors or memory with another.
"""

import contextlib
import json
import re
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from llama_cpp import ROOT, build, run

CLIENT = ROOT / ".build/release/serving-benchmark"
# Tokens of context for each request that a server works on at once.
CONTEXT = 4_096
# How long a server may take to start, on a machine however slow.
STARTING_SECONDS = 300


@contextlib.contextmanager
def process(command: list, log_name: str):
    """A process that has ended when the block ends."""
    with open(ROOT / ".cache" / log_name, "a") as log:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(timeout=20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def wait_until(child: subprocess.Popen, what: str, is_ready) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while not is_ready():
        if child.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"{what} did not start; its log is in .cache")
        time.sleep(0.02)


@contextlib.contextmanager
def worker(options, slots: int = 1):
    """Our inference worker; gives `grpc:HOST:PORT`."""
    with tempfile.TemporaryDirectory() as folder:
        ports = Path(folder) / "ports.json"
        command = [ROOT / ".build/release/inference-worker", "--listen", "127.0.0.1:0",
                   "--admin-listen", "127.0.0.1:0", "--port-file", ports, "--model", options.model,
                   "--threads", str(options.threads), "--max-concurrent", str(slots),
                   "--kv-tokens", str(CONTEXT * slots), "--log-level", "warning", "--drain-timeout", "1s"]
        with process(command, "inference-worker.log") as child:
            wait_until(child, "inference-worker", ports.exists)
            addresses = json.loads(ports.read_text())
            wait_until(child, "inference-worker",
                       lambda: answers(f"http://{addresses['admin']}/readyz"))
            yield f"grpc:{addresses['rpc']}"


@contextlib.contextmanager
def llama_server(options, mode: str = "none", slots: int = 1):
    """llama-server with one way of speculating; gives `http:HOST:PORT`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [build("llama-server"), "-m", options.model, "-t", str(options.threads), "-np",
               str(slots), "-c", str(CONTEXT * slots), "--kv-unified", "--host", "127.0.0.1", "--port",
               str(port), "--no-webui", *(["--spec-type", mode] if mode != "none" else [])]
    with process(command, "llama-server.log") as child:
        wait_until(child, f"llama-server --spec-type {mode}",
                   lambda: answers(f"http://127.0.0.1:{port}/health"))
        yield f"http:127.0.0.1:{port}"


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except OSError:
        return False


def llama_server_modes() -> list[str]:
    """Not to speculate, and every kind of n-gram speculation that this llama-server has."""
    text = run([build("llama-server"), "--help"], capture_output=True, text=True).stdout
    # The option's own line lists its values; prose elsewhere speaks of n-grams, too.
    line = next(line for line in text.splitlines() if line.startswith("--spec-type"))
    return ["none", *sorted(set(re.findall(r"ngram-[a-z0-9-]+", line)))]


def client(*arguments) -> list[dict]:
    """Runs the benchmark client; gives what it measured."""
    output = run([CLIENT, *map(str, arguments)], capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]
