"""Our services and the program that asks them."""

import contextlib
import json
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARIES = ROOT / ".build" / "release"
STARTING_SECONDS = 60


@contextlib.contextmanager
def memory():
    """The memory service on an empty folder; gives HOST:PORT."""
    with tempfile.TemporaryDirectory() as folder:
        ports = Path(folder) / "ports.json"
        child = subprocess.Popen(
            [BINARIES / "memory", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--port-file",
             ports, "--data", folder, "--log-level", "warning"], stdin=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + STARTING_SECONDS
            while not ports.exists():
                if child.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("the memory service did not start")
                time.sleep(0.02)
            yield json.loads(ports.read_text())["rpc"]
        finally:
            child.terminate()
            child.wait(timeout=30)


def figures(kind: str, address: str, clients: int, seconds: float) -> dict[str, float]:
    """What `state-benchmark` measured, by name."""
    output = subprocess.run(
        [BINARIES / "state-benchmark", kind, address, str(clients), str(seconds)], check=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout
    return {name: float(value) for name, value in map(str.split, output.splitlines())}
