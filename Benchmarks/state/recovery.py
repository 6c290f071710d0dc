#!/usr/bin/env python3
"""How long a killed service takes until it serves again, with a million turns in its store.

usage: recovery.py [--rounds N] [--seconds S]

The memory service on SQLite, killed (SIGKILL) S seconds into the load of 64 clients that append, and started again: the
time from its start until gRPC health says that it serves, which it says once the store is open, recovered and has
answered a read.
"""

import subprocess
import tempfile
import time

from services import PROGRAM, Service, figures, free_port
from sides import options, result

TURNS = 1_000_000
CLIENTS = 64
SECONDS_MAX = 2.0


def recovery(folder: str, seconds: float) -> float:
    port = free_port()
    service = Service("memory", folder, port=port)
    load = subprocess.Popen([PROGRAM, "appends", service.address, str(CLIENTS), str(10 * seconds)],
                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    if load.poll() is not None:
        raise SystemExit("the load ended before the service was killed")
    service.kill()
    load.wait(timeout=60)
    asking = subprocess.Popen([PROGRAM, "ready", service.address, "60"], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, text=True)
    start = time.monotonic()
    service = Service("memory", folder, port=port, waits=False)
    if asking.stdout.readline().split() != ["serving", "1"]:
        raise SystemExit("the service did not come back")
    elapsed = time.monotonic() - start
    asking.wait()
    service.stop()
    return elapsed


def main() -> None:
    chosen = options(seconds=2)
    with tempfile.TemporaryDirectory() as folder:
        filled = figures("fill", folder, TURNS)
        print(f"{filled['turns']:.0f} turns written in {filled['seconds']:.0f} s", flush=True)
        times = [recovery(folder, chosen.seconds) for _ in range(chosen.rounds)]
    result("state_recovery_1m_turns_s", sorted(times)[len(times) // 2], at_most=SECONDS_MAX,
           spread=(min(times), max(times)))


if __name__ == "__main__":
    main()
