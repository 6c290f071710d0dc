#!/usr/bin/env python3
"""What hedging does for the slowest calls when one replica of three is 50 times slower than the others.

usage: hedging.py [--rounds N] [--seconds S] [--rate CALLS_PER_SECOND]

Three servers take 5 to 15 ms for a call, then one of them 250 to 750 ms. A client makes calls at random
moments whatever becomes of earlier ones. Medians of several rounds, the cases in turn: all replicas well;
one slow, the calls divided by requests in flight, or by latency; and the same with hedging.
"""

import argparse
import contextlib
import os
import statistics
import subprocess
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent.parent / ".build/release/rpc-benchmark"
SLOWDOWN = 50
# What they are called, the slow replica's factor, and the arguments of the client.
CASES = {
    "healthy": (1, "plain", "latency"),
    "slow, by requests": (SLOWDOWN, "plain", "requests"),
    "slow, by latency": (SLOWDOWN, "plain", "latency"),
    "slow, by requests, hedged": (SLOWDOWN, "hedged", "requests"),
    "slow, by latency, hedged": (SLOWDOWN, "hedged", "latency"),
}
COLUMNS = ("p50", "p95", "p99", "p99.9", "hedged", "won")


@contextlib.contextmanager
def replica(factor: int):
    process = subprocess.Popen([PROGRAM, "replica", "127.0.0.1:0", str(factor)],
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        yield "127.0.0.1:" + process.stdout.readline().split()[1]
    finally:
        process.kill()
        process.wait()


def measure(options, factor: int, mode: str, policy: str) -> list[float]:
    with contextlib.ExitStack() as stack:
        addresses = [stack.enter_context(replica(each)) for each in (1, 1, factor)]
        command = [PROGRAM, "spread", "ipv4:" + ",".join(addresses), str(options.rate),
                   str(options.seconds), mode, policy]
        output = subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True,
                                text=True).stdout
    return [float(value) for value in output.split()[1:]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rate", type=int, default=600)
    options = parser.parse_args()
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    rows: dict[str, list] = {name: [] for name in CASES}
    for _ in range(options.rounds):
        for name, case in CASES.items():
            rows[name].append(measure(options, *case))
    medians = {name: dict(zip(COLUMNS, (statistics.median(column) for column in zip(*values))))
               for name, values in rows.items()}
    print(f"{'milliseconds':27}" + "".join(f"{name:>9}" for name in COLUMNS))
    for name, row in medians.items():
        shares = "".join(f"{row[column]:9.2%}" for column in COLUMNS[4:])
        print(f"{name:27}" + "".join(f"{row[column]:9.1f}" for column in COLUMNS[:4]) + shares)
    healthy, hedged = medians["healthy"], medians["slow, by latency, hedged"]
    print(f"RESULT rpc_hedged_p99_ms ours={hedged['p99']:.1f} peer=healthy:{healthy['p99']:.1f} "
          f"ratio={hedged['p99'] / healthy['p99']:.2f} target=2.00")
    print(f"RESULT rpc_hedged_share ours={hedged['hedged']:.4f} target=0.05")
    print(f"load average after: {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()
