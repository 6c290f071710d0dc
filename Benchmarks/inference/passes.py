#!/usr/bin/env python3
"""Times of single passes against llama.cpp on the same file, alternating, medians of several rounds.

usage: passes.py [--rounds N] [--threads N] [--model FILE]

Steps that verify n rows of one sequence, steps of n sequences, the way to the first token of a prompt
of 512 tokens (and of the same one again, which llama.cpp's C interface has no word for), loading and memory.
llama.cpp's side is peer/steps.cc over its C interface, so neither side has a server or a tokenizer in it.
"""

import os
import statistics

from llama_cpp import ROOT, build_peer, run
from options import parser

ROW_COUNTS = [1, 2, 3, 4, 6, 8, 12, 16]
STREAM_COUNTS = [1, 2, 4, 8, 16]
# TARGETS: beside llama.cpp's time for the same step.
STEP_TARGETS = {4: 3.0}
STREAM_TARGETS = {8: 3.7}


def figures(command: list) -> dict[str, float]:
    """Each line's first number by what stands before it; of `verify 4 6.2 processor 12`, 6.2 by `verify 4`."""
    result = {}
    for line in run(command, capture_output=True, text=True).stdout.splitlines():
        words = line.split()
        counted = 2 if words[0] in ("verify", "streams", "first", "repeat") and len(words) > 2 else 1
        result[" ".join(words[:counted])] = float(words[counted])
    return result


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}


def result(metric: str, ours: float, peer: float | None, better: float, target: float | None) -> None:
    against = f" peer=llama.cpp:{peer:.2f} ratio={better:.2f}" if peer is not None else ""
    print(f"RESULT {metric} ours={ours:.2f}{against} "
          f"target={'-' if target is None else format(target, '.2f')}")


def main() -> None:
    options = parser(rounds=5).parse_args()
    peer_program = build_peer("steps")
    our_program = ROOT / ".build/release/inference-benchmark"
    steps = "15"
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    ours, theirs = [], []
    for _ in range(options.rounds):
        theirs.append(figures([peer_program, options.model, str(options.threads), steps]))
        ours.append(figures([our_program, options.model, str(options.threads), steps,
                             "load", "verify", "streams", "first", "repeat"]))
    our, peer = medians(ours), medians(theirs)
    for rows in ROW_COUNTS:
        name = f"verify {rows}"
        result(f"step_of_{rows}_rows_ms", our[name], peer[name], peer[name] / our[name],
               STEP_TARGETS.get(rows))
    for rows in ROW_COUNTS[1:]:
        mine = our[f"verify {rows}"] / our["verify 1"]
        other = peer[f"verify {rows}"] / peer["verify 1"]
        result(f"step_of_{rows}_rows_in_steps_of_one", mine, other, other / mine,
               {4: 1.6, 8: 2.8}.get(rows))
    for count in STREAM_COUNTS:
        mine, other = (count * 1000 / side[f"streams {count}"] for side in (our, peer))
        result(f"streams_{count}_tokens_per_s", mine, other, mine / other, STREAM_TARGETS.get(count))
    result("first_token_of_512_ms", our["first 512"], peer["first 512"],
           peer["first 512"] / our["first 512"], None)
    result("first_token_of_512_again_ms", our["repeat 512"], None, 0, 30)
    result("load_ms", our["load"], peer["load"], peer["load"] / our["load"], None)
    result("memory_mib", our["memory"] / 1024, peer["memory"] / 1024,
           peer["memory"] / our["memory"], None)
    print(f"load average after: {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()
