"""Our services and the program that asks them."""

import contextlib
import json
import socket
import subprocess
import tempfile
import time
from pathlib import Path

BINARIES = Path(__file__).resolve().parents[2] / ".build" / "release"
PROGRAM = BINARIES / "state-benchmark"
STARTING_SECONDS = 60


class Service:
    """A service of ours with its state in a folder, and nothing logged but what is wrong."""

    def __init__(self, name: str, folder: str, *options: str, port: int = 0, waits: bool = True) -> None:
        ports = Path(folder) / "ports.json"
        ports.unlink(missing_ok=True)
        self.address = f"127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [BINARIES / name, "--listen", self.address, "--admin-listen", "127.0.0.1:0", "--port-file",
             ports, "--data", folder, "--log-level", "error", *options], stdin=subprocess.DEVNULL)
        if waits:
            deadline = time.monotonic() + STARTING_SECONDS
            while not ports.exists():
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.kill()
                    raise SystemExit(f"{name} did not start")
                time.sleep(0.02)
            self.address = json.loads(ports.read_text())["rpc"]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)


@contextlib.contextmanager
def memory():
    """The memory service on an empty folder; gives HOST:PORT."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service("memory", folder)
        try:
            yield service.address
        finally:
            service.stop()


def free_port() -> int:
    """One that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def figures(*command) -> dict[str, float]:
    """What `state-benchmark` measured, by name."""
    return measured([PROGRAM, *command])


def measured(command: list) -> dict[str, float]:
    """What a program wrote, a line of `name value` each."""
    output = subprocess.run(list(map(str, command)), check=True, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, text=True).stdout
    return {name: float(value) for name, value in map(str.split, output.splitlines())}
