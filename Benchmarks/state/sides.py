"""Two or more sides that take turns, and what comes of it."""

import argparse
import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "inference"))

from results import result  # noqa: E402


def options(seconds: float) -> argparse.Namespace:
    """--rounds and --seconds, how long each side works in each round."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=float, default=seconds)
    return arguments.parse_args()


def alternate(what: str, rounds: int, sides: dict) -> dict[str, list[dict[str, float]]]:
    """What each side measured in each round. The order turns round from one to the next."""
    measured = {name: [] for name in sides}
    for number in range(rounds):
        for name in list(sides)[:: 1 if number % 2 == 0 else -1]:
            measured[name].append(sides[name]())
        speeds = ", ".join(f"{name} {measured[name][-1]['per_s']:.0f}/s" for name in sides)
        print(f"{what}, round {number + 1}: {speeds}; load {os.getloadavg()[0]:.1f}", flush=True)
    return measured


def report(metric: str, figure: str, ours: list[dict], peer: str, theirs: list[dict],
           at_least: float | None = None, at_most: float | None = None) -> None:
    """A RESULT line of medians. A rate counts for more the greater it is, a time the smaller."""
    mine, others = ([each[figure] for each in side] for side in (ours, theirs))
    better, worse = (mine, others) if figure == "per_s" else (others, mine)
    ratios = [one / other for one, other in zip(better, worse)]
    result(f"{metric}_{figure}", statistics.median(mine), (peer, statistics.median(others)),
           ratio=statistics.median(better) / statistics.median(worse), at_least=at_least,
           at_most=at_most, spread=(min(ratios), max(ratios)))
