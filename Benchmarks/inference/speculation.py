#!/usr/bin/env python3
"""Speculation by category of Spec-Bench: on against off, in one process.

usage: speculation.py [--prompts FILE] [--per-category N] [--rounds N] [--threads N] [--model FILE]
                      [--replay MS...]

Conversations are laid out by the model's chat template and answered greedily, at most 256 tokens a turn.
The two sides alternate within a process, which ends if their tokens differ. Of each turn the median of the
rounds counts; a category's speed is the tokens of all its turns by their decoding time, prompts excluded. The
spread is that of the ratio over the rounds. Tenants share nothing, and no turn knows an earlier round.

The answers are recorded in .cache/speculation.tokens. --replay prices the present policy over them in
seconds, with the milliseconds of a step over 1, 2, 3 ... rows.
"""

import collections
import os
import statistics
import tempfile
from pathlib import Path

from llama_cpp import ROOT, run
from options import parser
from prompts import read_prompts
from results import result

RECORDING = ROOT / ".cache/speculation.tokens"
OURS = ROOT / ".build/release/speculation-benchmark"
TARGETS = {"rag": 2.0, "extraction": 2.0, "translation": 2.0, "summarization": 1.5}
MEAN_TARGET = 1.6


class Speeds:
    """Tokens and decoding times of the turns of one side of a category, by round."""

    def __init__(self):
        self.turns = collections.defaultdict(list)

    def add(self, turn: tuple, tokens: int, per_second: float) -> None:
        # The first token belongs to the prompt's time.
        if tokens > 1 and per_second > 0:
            self.turns[turn].append((tokens - 1, (tokens - 1) / per_second))

    def of_round(self, number: int) -> float:
        return self.tokens_per_second(lambda rounds: rounds[number])

    def median(self) -> float:
        return self.tokens_per_second(lambda rounds: (
            rounds[0][0], statistics.median(seconds for _, seconds in rounds)))

    def tokens_per_second(self, choose) -> float:
        chosen = [choose(rounds) for rounds in self.turns.values()]
        return sum(tokens for tokens, _ in chosen) / sum(seconds for _, seconds in chosen)


def measure(options, category: str, prompts: list[list[str]]) -> float:
    """Prints a category's figures; gives the ratio."""
    off, on = Speeds(), Speeds()
    totals = [0, 0, 0, 0]
    with tempfile.TemporaryDirectory() as folder:
        file, recording = Path(folder) / "prompts", Path(folder) / "tokens"
        file.write_text("\x1e".join("\x1f".join([category, *turns]) for turns in prompts))
        output = run([OURS, "measure", options.model, str(options.threads), str(options.rounds),
                      file, recording], capture_output=True, text=True).stdout
        with RECORDING.open("a") as all_recordings:
            all_recordings.write(recording.read_text())
    for line in output.splitlines():
        kind, *fields = line.split("\t")
        if kind != "turn":
            print(line)
            continue
        _, prompt, turn, _, tokens, without, speculating, *counts = fields
        off.add((prompt, turn), int(tokens), float(without))
        on.add((prompt, turn), int(tokens), float(speculating))
        totals = [total + int(count) for total, count in zip(totals, [tokens, *counts])]
    tokens, steps, proposed, accepted = totals
    print(f"{category}: {len(prompts)} conversations, {tokens / steps:.2f} tokens a step, {accepted} of "
          f"{proposed} proposed accepted; load {os.getloadavg()[0]:.1f}", flush=True)
    ratios = [on.of_round(number) / off.of_round(number) for number in range(options.rounds)]
    ratio = on.median() / off.median()
    result(f"speculation_{category}_tokens_per_s", on.median(), ("ours-off", off.median()),
           ratio=ratio, at_least=TARGETS.get(category, 1.0), spread=(min(ratios), max(ratios)))
    return ratio


def main() -> None:
    arguments = parser(rounds=3)
    arguments.add_argument("--prompts")
    arguments.add_argument("--per-category", type=int, default=10)
    arguments.add_argument("--replay", nargs="+", metavar="MS")
    options = arguments.parse_args()
    if options.replay:
        run([OURS, "replay", RECORDING, *options.replay])
        return
    prompts = read_prompts(options.prompts, options.per_category)
    RECORDING.unlink(missing_ok=True)
    ratios = [measure(options, category, turns) for category, turns in prompts.items()]
    mean = statistics.mean(ratios)
    result("speculation_mean_of_ratios", mean, ("ours-off", 1.0), ratio=mean, at_least=MEAN_TARGET)


if __name__ == "__main__":
    main()
