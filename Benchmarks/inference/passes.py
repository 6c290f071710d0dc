#!/usr/bin/env python3
"""Times of single passes against llama.cpp on the same file, alternating, medians of several rounds.

usage: passes.py [--rounds N] [--threads N] [--model FILE]

Steps that verify n rows of one sequence, steps of n sequences, the way to the first token of a prompt
of 512 tokens (and of the same one again, which llama.cpp's C interface has no word for), loading and memory.
llama.cpp's side is peer/steps.cc over its C interface, so neither side has a server or a tokenizer in it.
"""

import json
import os
import statistics
from pathlib import Path

from llama_cpp import ROOT, build_peer, run
from options import parser
from results import result

ROW_COUNTS = range(1, 17)
STREAM_COUNTS = [1, 2, 4, 8, 16]
# How many times faster than llama.cpp; and steps of n rows in steps of one row, at most.
STEP_TARGETS = {4: 3.0}
STREAM_TARGETS = {8: 3.7}
RELATIVE_STEP_TARGETS = {4: 1.6, 8: 2.8}
# How often each step is done in a round.
STEPS = 15
FIRST_TOKEN_MS_MAX, REPEATED_MS_MAX = 500, 30


def peer_figures(program: Path, options) -> dict[str, float]:
    """Each line's number by what stands before it; of `verify 4 6.2`, 6.2 by `verify 4`."""
    output = run([program, options.model, str(options.threads), str(STEPS)], capture_output=True,
                 text=True).stdout
    lines = (line.rsplit(" ", 1) for line in output.splitlines())
    return {name: float(value) for name, value in lines}


def our_figures(options) -> dict[str, float]:
    """The same by the same names, and the engine's own."""
    output = run([ROOT / ".build/release/apus", "bench", "inference", "--model", options.model,
                  "--threads", str(options.threads), "--rounds", str(STEPS), "--json"],
                 capture_output=True, text=True).stdout
    report = json.loads(output)
    result = {"load": report["load_ms"], "memory": report["memory_bytes_max"] / 1024,
              "repeat 512": report["repeated_first_token_ms"]}
    result |= {f"verify {each['rows']}": each["ms"] for each in report["steps"]}
    result |= {f"streams {each['streams']}": each["ms"] for each in report["streams"]}
    result |= {f"first {each['piece']}": each["ms"] for each in report["prompts"]}
    return result


class Rounds:
    """Figures of both sides by name, a pair for each round."""

    def __init__(self):
        self.rounds: list[tuple[dict, dict]] = []

    def add(self, ours: dict[str, float], peer: dict[str, float]) -> None:
        self.rounds.append((ours, peer))

    def report(self, metric: str, figure, at_least: float | None = None,
               at_most: float | None = None, more_is_better: bool = False) -> None:
        """Medians of what `figure` makes of a side's figures, and the spread of the ratio."""
        pairs = [(figure(ours), figure(peer)) for ours, peer in self.rounds]
        ratios = [ours / peer if more_is_better else peer / ours for ours, peer in pairs]
        ours, peer = (statistics.median(side) for side in zip(*pairs))
        result(metric, ours, ("llama.cpp", peer), ratio=ours / peer if more_is_better else peer / ours,
               at_least=at_least, at_most=at_most, spread=(min(ratios), max(ratios)))

    def ours(self, name: str) -> list[float]:
        return [ours[name] for ours, _ in self.rounds]


def main() -> None:
    options = parser(rounds=5).parse_args()
    peer_program = build_peer("steps")
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    rounds = Rounds()
    for _ in range(options.rounds):
        peer = peer_figures(peer_program, options)
        rounds.add(our_figures(options), peer)
    for rows in ROW_COUNTS:
        rounds.report(f"step_of_{rows}_rows_ms", lambda side: side[f"verify {rows}"],
                      at_least=STEP_TARGETS.get(rows))
    for rows in ROW_COUNTS[1:]:
        rounds.report(f"step_of_{rows}_rows_in_steps_of_one",
                      lambda side: side[f"verify {rows}"] / side["verify 1"],
                      at_most=RELATIVE_STEP_TARGETS.get(rows))
    for count in STREAM_COUNTS:
        rounds.report(f"streams_{count}_tokens_per_s",
                      lambda side: count * 1000 / side[f"streams {count}"],
                      at_least=STREAM_TARGETS.get(count), more_is_better=True)
    rounds.report("first_token_of_512_ms", lambda side: side["first 512"], at_most=FIRST_TOKEN_MS_MAX)
    repeated = rounds.ours("repeat 512")
    result("first_token_of_512_again_ms", statistics.median(repeated), at_most=REPEATED_MS_MAX)
    rounds.report("load_ms", lambda side: side["load"])
    rounds.report("memory_mib", lambda side: side["memory"] / 1024)
    print(f"load average after: {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()
