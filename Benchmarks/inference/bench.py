#!/usr/bin/env python3
"""All inference benchmarks, one after the other, and a table of what was met.

usage: bench.py [--rounds N] [--threads N] [--model FILE] [--parts PART...]

Parts: compare (decoding and prefill), passes (single passes of the model), speculation (on against off, by
category), serving (over RPC against llama-server in each of its modes), load (Poisson arrivals). With
three rounds (two of speculation, one of servers and of rates) all of it takes about 40 minutes on two cores, building
llama.cpp the first time not counted; nothing else should run meanwhile.
"""

from pathlib import Path

from llama_cpp import build
from options import parser
from parts import run

PARTS = ["compare", "passes", "speculation", "serving", "load"]
# Conversations are many where a pass is one, and requests at a rate are more still.
PARTS_OF_ROUNDS = {"speculation": 2 / 3, "serving": 1 / 3, "load": 1 / 3}
FOLDER = Path(__file__).resolve().parent


def main() -> None:
    arguments = parser(rounds=3)
    arguments.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = arguments.parse_args()
    for peer in ("llama-bench", "llama-server"):
        build(peer)

    def rounds(part: str) -> int:
        return max(1, round(options.rounds * PARTS_OF_ROUNDS.get(part, 1)))

    run({part: [FOLDER / f"{part}.py", "--rounds", rounds(part), "--threads", options.threads,
                "--model", options.model] for part in options.parts})


if __name__ == "__main__":
    main()
