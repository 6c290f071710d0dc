#!/usr/bin/env python3
"""Requests at random moments (Poisson) against the inference worker over gRPC, and against llama-server.

usage: load.py [--prompts FILE] [--seconds S] [--rounds N] [--threads N] [--model FILE]

First, how many requests a second each server finishes for eight clients that always ask, 32 times in all: its
capacity. Then requests come at moments that a seed decides, whatever becomes of earlier ones, at the rates below,
for S seconds, or up to 60 where they are fewer than 24; what is not answered ten seconds later is given up. Both servers get the same requests at the
same moments, with their defaults but for eight places and the same context, started anew for each rate.
Requests are first turns of Spec-Bench in an order that the seed decides too; answers are greedy and have at most
64 tokens.

The first token counts from when a request was made; inter-token latency is the time between two messages of
an answer, as its reader waits for it. Goodput is requests a second that were answered within the objective: the
first token within a second, and from there a token every 50 ms on average.
"""

import os
import random
import statistics
import tempfile
from pathlib import Path

from options import parser
from prompts import read_prompts, write_conversations
from results import result
from servers import client, llama_server, worker

# Requests that a server works on at once, and clients that measure its capacity by as many requests.
PLACES, CAPACITY_REQUESTS = 8, 32
TOKENS_MAX, GRACE = 64, 10
ARRIVALS_MIN, SECONDS_MAX = 24, 60
FIRST_MS_MAX, TOKEN_MS_MAX = 1_000, 50
SEED = 20
# Arrivals as parts of the capacity of one of the two.
RATES = [("half of llama-server's", "llama", 0.5), ("half of ours", "ours", 0.5),
         ("0.8 of ours", "ours", 0.8), ("1.5 of ours", "ours", 1.5)]
SERVERS = {"ours": lambda options: worker(options, PLACES),
           "llama": lambda options: llama_server(options, slots=PLACES)}


def capacity(options, side: str, conversations: Path) -> float:
    """Requests a second that it finishes when it always has enough to do."""
    with SERVERS[side](options) as address:
        lines = client("closed", address, conversations, TOKENS_MAX, CAPACITY_REQUESTS, PLACES)
    ends = [line["asked"] + line["arrivals"][-1] / 1_000 for line in lines if line["outcome"] == "finished"]
    if len(ends) < CAPACITY_REQUESTS:
        raise SystemExit(f"{side} answered {len(ends)} of {CAPACITY_REQUESTS} requests; its log is in .cache")
    return len(ends) / max(ends)


class Outcome:
    """What came of the requests of one rate."""

    def __init__(self, lines: list[dict], seconds: float):
        self.seconds = seconds
        self.lines = lines
        # The wait for a token that did not come in time counts as long as it lasted at least.
        self.firsts = [line["arrivals"][0] for line in lines if line["arrivals"]]
        self.gaps = [after - before for line in lines
                     for before, after in zip(line["arrivals"], line["arrivals"][1:])]

    def count(self, outcome: str) -> int:
        return sum(line["outcome"] == outcome for line in self.lines)

    def goodput(self) -> float:
        return sum(map(self.is_good, self.lines)) / self.seconds

    @staticmethod
    def is_good(line: dict) -> bool:
        if line["outcome"] != "finished" or not line["arrivals"]:
            return False
        first, last = line["arrivals"][0], line["arrivals"][-1]
        return first <= FIRST_MS_MAX and last - first <= TOKEN_MS_MAX * (line["tokens"] - 1)

    def text(self) -> str:
        return (f"{len(self.lines)} requests: {self.count('finished')} finished, {self.count('refused')} "
                f"refused, {self.count('unfinished')} given up, {self.count('failed')} failed; "
                f"{self.goodput():.2f}/s within the objective")


def percentile(values: list[float], part: float) -> float:
    """Of no values, the longest that anybody was waited for."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else GRACE * 1_000.0


def report(name: str, rounds: dict[str, list[Outcome]]) -> None:
    def median(side: str, figure) -> float:
        return statistics.median(map(figure, rounds[side]))

    def less(metric: str, figure) -> None:
        ours, theirs = median("ours", figure), median("llama", figure)
        result(f"load_{name}_{metric}", ours, ("llama-server", theirs),
               ratio=theirs / ours if ours else None)

    less("first_token_p50_ms", lambda outcome: percentile(outcome.firsts, 0.5))
    less("first_token_p99_ms", lambda outcome: percentile(outcome.firsts, 0.99))
    less("inter_token_p50_ms", lambda outcome: percentile(outcome.gaps, 0.5))
    less("inter_token_p99_ms", lambda outcome: percentile(outcome.gaps, 0.99))
    ours, theirs = median("ours", Outcome.goodput), median("llama", Outcome.goodput)
    result(f"load_{name}_goodput_per_s", ours, ("llama-server", theirs),
           ratio=ours / theirs if theirs else None)
    for outcome in ("refused", "unfinished", "failed"):
        result(f"load_{name}_{outcome}", median("ours", lambda each: each.count(outcome)),
               ("llama-server", median("llama", lambda each: each.count(outcome))))


def main() -> None:
    arguments = parser(rounds=1)
    arguments.add_argument("--prompts")
    arguments.add_argument("--seconds", type=float, default=20)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        conversations = sum(read_prompts(options.prompts, 1_000).values(), [])
        random.Random(SEED).shuffle(conversations)
        file = write_conversations(conversations, Path(folder) / "conversations")
        capacities = {side: capacity(options, side, file) for side in SERVERS}
        print(f"objective: first token within {FIRST_MS_MAX} ms, then a token every {TOKEN_MS_MAX} ms on "
              f"average; answers of at most {TOKENS_MAX} tokens; load {os.getloadavg()[0]:.1f}")
        result("load_capacity_requests_per_s", capacities["ours"], ("llama-server", capacities["llama"]),
               ratio=capacities["ours"] / capacities["llama"])
        for meaning, of, part in RATES:
            measure(options, meaning, f"{part}_of_{of}", part * capacities[of], file)


def measure(options, meaning: str, name: str, rate: float, file: Path) -> None:
    rounds: dict[str, list[Outcome]] = {side: [] for side in SERVERS}
    seconds = min(max(options.seconds, ARRIVALS_MIN / rate), SECONDS_MAX)
    for number in range(options.rounds):
        seed = SEED + number
        for side in (list(SERVERS) if number % 2 == 0 else list(SERVERS)[::-1]):
            with SERVERS[side](options) as address:
                lines = client("open", address, file, TOKENS_MAX, seconds, GRACE, rate, seed)
            outcome = Outcome(lines, seconds)
            rounds[side].append(outcome)
            print(f"{meaning} capacity, {rate:.2f}/s, seed {seed}, {side}: {outcome.text()}", flush=True)
    report(name, rounds)


if __name__ == "__main__":
    main()
