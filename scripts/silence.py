"""Ends a command that has printed nothing for too long, and says where it stood."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

LIMIT_S = 900
CHECK_S = 5


class SilenceWatch:
    """Watches what writes into a pipe; `heard()` at each line that comes out of it."""

    def __init__(self, process: subprocess.Popen, limit_s: float = LIMIT_S):
        self.process, self.limit_s = process, limit_s
        self.last = time.monotonic()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def heard(self) -> None:
        self.last = time.monotonic()

    def __enter__(self) -> "SilenceWatch":
        self.thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.ended.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.ended.wait(CHECK_S):
            if time.monotonic() - self.last > self.limit_s:
                # Holders too: a process whose parent is gone keeps the pipe open all the same.
                processes = descendants(self.process.pid)
                processes += [pid for pid in holders(self.process.stdout.fileno()) if pid not in processes]
                print(f"== nothing printed for {self.limit_s:.0f} s; what runs:", flush=True)
                for process in processes:
                    print(describe(process), flush=True)
                for process in processes:
                    end(process)
                return


def descendants(pid: int) -> list[int]:
    """The process and all that it started, parents first."""
    found = [pid]
    for process in found:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text().split()]
            except OSError:
                pass  # Ended meanwhile.
    return found


def holders(reading_end: int) -> list[int]:
    """The other processes that have this pipe open."""
    pipe = f"pipe:[{os.fstat(reading_end).st_ino}]"
    found = []
    for folder in Path("/proc").glob("[0-9]*/fd"):
        try:
            if any(os.readlink(link) == pipe for link in folder.iterdir()):
                found.append(int(folder.parent.name))
        except OSError:
            pass  # Ended meanwhile, or somebody else's.
    return [pid for pid in found if pid != os.getpid()]


def describe(pid: int) -> str:
    """Its command, and the stack of each of its threads where a debugger is at hand."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError as error:
        return f"-- {pid}: {error}"
    try:
        stacks = subprocess.run(["gdb", "-p", str(pid), "-batch", "-ex", "thread apply all backtrace 24"],
                                capture_output=True, text=True, errors="replace", timeout=120).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        stacks = f"no stacks: {error}"
    return f"-- {pid}: {command[:300]}\n{stacks}"


def end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
