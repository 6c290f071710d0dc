#!/usr/bin/env python3
"""Decoding over the network against llama-server in each of its n-gram modes, by category of Spec-Bench.

usage: serving.py [--prompts FILE] [--per-category N] [--categories C...] [--rounds N] [--threads N] [--model FILE]

Our worker is asked over gRPC, speculating as it does by default; llama-server over HTTP without speculation
and in every n-gram mode that it has. All answer the same conversations greedily, at most 192 tokens a turn; the
model's own template lays them out, and second turns follow our first answers on every side. One
server runs at a time, started anew for each category, round and mode, so nothing is known of an
earlier round; which comes first changes from round to round. No prompt is cached.

Speed is tokens by decoding time, prompts excluded: ours as the client sees it, between the first and the last
message; llama-server's by its own account. Of a turn the median of the rounds counts, of a category the median of
its turns. The target is for categories whose answers are grounded in the prompt.
"""

import json
import os
import statistics
import tempfile
import urllib.request
from collections import defaultdict
from pathlib import Path

from options import parser
from prompts import GROUNDED, read_prompts, write_conversations
from results import result
from servers import client, llama_server, llama_server_modes, worker

TOKENS_MAX = 192
TARGET = 4.0
WARMING = ["What is the capital of France?"]


def ask_ours(options, conversations: list[list[str]], folder: Path) -> list[dict]:
    with worker(options) as address:
        warming = write_conversations([WARMING], folder / "warming")
        client("talk", address, warming, 16)
        turns = client("talk", address, write_conversations(conversations, folder / "talk"), TOKENS_MAX)
    for turn in turns:
        if turn["outcome"] != "finished":
            raise SystemExit(f"our worker did not answer: {turn}")
    return turns


def ask_peer(options, mode: str, conversations: list[list[str]], answers: dict) -> dict:
    """Tokens a second of each turn, and how many tokens its prompt had."""
    def chat(messages: list[dict], tokens: int) -> dict:
        body = {"messages": messages, "temperature": 0, "max_tokens": tokens, "cache_prompt": False}
        request = urllib.request.Request(f"http://{address.removeprefix('http:')}/v1/chat/completions",
                                         json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=600) as response:
            return json.load(response)

    found = {}
    with llama_server(options, mode) as address:
        chat([{"role": "user", "content": WARMING[0]}], 16)
        for number, turns in enumerate(conversations):
            messages = []
            for turn, text in enumerate(turns):
                messages.append({"role": "user", "content": text})
                timings = chat(messages, TOKENS_MAX)["timings"]
                found[number, turn] = (timings["predicted_n"], timings["predicted_per_second"],
                                       timings["prompt_n"])
                messages.append({"role": "assistant", "content": answers[number, turn]})
    return found


class Speeds:
    """Tokens a second of one side, by turn and round."""

    def __init__(self):
        self.turns = defaultdict(list)

    def add(self, turn: tuple, tokens: int, speed: float) -> None:
        # An answer of a token or two has no speed to speak of.
        if tokens > 2 and speed > 0:
            self.turns[turn].append(speed)

    def median(self) -> float:
        return statistics.median(statistics.median(rounds) for rounds in self.turns.values())

    def of_round(self, number: int) -> float:
        return statistics.median(rounds[number] for rounds in self.turns.values())


def measure(options, category: str, conversations: list[list[str]], modes: list[str]) -> None:
    sides = {side: Speeds() for side in ["ours", *modes]}
    answers, prompt_tokens = {}, {}
    for number in range(options.rounds):
        # The first round begins with ours, whose answers the others' second turns follow.
        order = list(sides)[number % len(sides):] + list(sides)[:number % len(sides)]
        for side in order:
            if side == "ours":
                with tempfile.TemporaryDirectory() as folder:
                    for turn in ask_ours(options, conversations, Path(folder)):
                        place = turn["conversation"], turn["turn"]
                        answers.setdefault(place, turn["answer"])
                        prompt_tokens[place] = turn["promptTokens"]
                        sides[side].add(place, turn["tokens"], turn["tokensPerSecond"])
                continue
            for place, (tokens, speed, read) in ask_peer(options, side, conversations, answers).items():
                sides[side].add(place, tokens, speed)
                if read != prompt_tokens[place]:
                    print(f"# {category} {place}: our prompt has {prompt_tokens[place]} tokens, "
                          f"llama-server's {read}")
        print(f"{category}, round {number + 1} of {options.rounds}: "
              + ", ".join(f"{side} {speeds.of_round(number):.0f}" for side, speeds in sides.items())
              + f" tokens/s; load {os.getloadavg()[0]:.1f}", flush=True)
    report(category, sides, modes, options.rounds)


def report(category: str, sides: dict[str, Speeds], modes: list[str], rounds: int) -> None:
    def ratio(side: str, number: int) -> float:
        return sides["ours"].of_round(number) / sides[side].of_round(number)

    ours = sides["ours"].median()
    best = max(modes, key=lambda mode: sides[mode].median())
    for mode in modes:
        theirs = sides[mode].median()
        spread = [ratio(mode, number) for number in range(rounds)]
        result(f"serving_{category}_against_{mode}_tokens_per_s", ours, (f"llama-server-{mode}", theirs),
               ratio=ours / theirs, spread=(min(spread), max(spread)))
    theirs = sides[best].median()
    result(f"serving_{category}_tokens_per_s", ours, (f"llama-server-{best}", theirs),
           ratio=ours / theirs, at_least=TARGET if category in GROUNDED else 1.0)


def main() -> None:
    arguments = parser(rounds=3)
    arguments.add_argument("--prompts")
    arguments.add_argument("--per-category", type=int, default=8)
    arguments.add_argument("--categories", nargs="+", default=list(GROUNDED))
    options = arguments.parse_args()
    prompts = read_prompts(options.prompts, options.per_category)
    if unknown := set(options.categories) - set(prompts):
        raise SystemExit(f"no such category: {', '.join(sorted(unknown))}; there are {', '.join(prompts)}")
    modes = llama_server_modes()
    for category in options.categories:
        measure(options, category, prompts[category], modes)


if __name__ == "__main__":
    main()
