#!/usr/bin/env python3
"""All benchmarks of durable state, one after the other, and a table of what was met.

usage: bench.py [--rounds N] [--parts PART...]

Parts: appends (turns over gRPC against pgbench), tasks (a queue against SKIP LOCKED), workflows (of three steps against
Temporal and DBOS), recovery (after kill -9 with a million turns). With three rounds all of it takes about ten
minutes; nothing else should run meanwhile.
"""

import argparse
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "inference"))

from parts import run  # noqa: E402

PARTS = ["appends", "tasks", "workflows", "recovery"]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = arguments.parse_args()
    run({part: [FOLDER / f"{part}.py", "--rounds", options.rounds] for part in options.parts})


if __name__ == "__main__":
    main()
