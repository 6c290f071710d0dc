#!/usr/bin/env python3
"""All inference benchmarks, one after the other, and a table of what was met.

usage: bench.py [--rounds N] [--threads N] [--model FILE] [--parts PART...]

Parts: compare (decoding and prefill), passes (single passes of the model), speculation (on against off, by
category), serving (over RPC against llama-server in each of its modes), load (Poisson arrivals). With
three rounds (two of speculation, one of servers and of rates) all of it takes about 40 minutes on two cores, building
llama.cpp the first time not counted; nothing else should run meanwhile.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from llama_cpp import build
from options import parser
from results import parse, table

PARTS = ["compare", "passes", "speculation", "serving", "load"]
FOLDER = Path(__file__).resolve().parent


def measure(part: str, options) -> tuple[list, int]:
    """Runs a part, shows what it says, and returns its results and exit status."""
    # Conversations are many where a pass is one, and requests at a rate are more still.
    parts_of_rounds = {"speculation": 2 / 3, "serving": 1 / 3, "load": 1 / 3}
    rounds = max(1, round(options.rounds * parts_of_rounds.get(part, 1)))
    command = [sys.executable, "-u", FOLDER / f"{part}.py", "--rounds", str(rounds),
               "--threads", str(options.threads), "--model", options.model]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    results = []
    for line in process.stdout:
        print(line, end="", flush=True)
        if found := parse(line):
            results.append(found)
    return results, process.wait()


def main() -> None:
    arguments = parser(rounds=3)
    arguments.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = arguments.parse_args()
    for peer in ("llama-bench", "llama-server"):
        build(peer)
    results, broken = [], []
    for part in options.parts:
        print(f"\n== {part}: load average {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores",
              flush=True)
        start = time.monotonic()
        found, status = measure(part, options)
        results += found
        if status != 0:
            broken.append(part)
        print(f"== {part} took {time.monotonic() - start:.0f} s", flush=True)
    judged = [each for each in results if each.met != "-"]
    missed = [each.metric for each in judged if each.met == "no"]
    print(f"\n{table(results)}\n\n{len(judged) - len(missed)} of {len(judged)} targets met"
          + (f"; missed: {', '.join(missed)}" if missed else ""))
    if broken:
        raise SystemExit(f"these parts broke off: {', '.join(broken)}")


if __name__ == "__main__":
    main()
