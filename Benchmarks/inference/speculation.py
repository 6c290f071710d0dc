#!/usr/bin/env python3
"""Speculation by category of Spec-Bench: ours on against ours off, and against llama-server.

usage: speculation.py [--prompts FILE] [--per-category N] [--rounds N] [--threads N] [--model FILE]
                      [--no-peer] [--replay MS...]

The prompts are those of Spec-Bench (github.com/hemingkx/Spec-Bench, Apache-2.0): put its
data/spec_bench/question.jsonl at .cache/spec-bench.jsonl, or name a file of the same fields
(category, turns) with --prompts. Conversations are laid out by the model's chat template and answered
greedily, at most 256 tokens a turn. A figure is tokens by decoding time, prompts excluded; of each turn
the median of the rounds. Our two sides alternate within a process, which ends if their tokens differ;
llama-server follows category by category, one server for each of its n-gram modes.

The answers are recorded in .cache/speculation.tokens. --replay prices the present policy over them in
seconds, with the milliseconds of a step over 1, 2, 3 ... rows.
"""

import collections
import contextlib
import json
import os
import re
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from llama_cpp import ROOT, build, run
from options import parser

RECORDING = ROOT / ".cache/speculation.tokens"
OURS = ROOT / ".build/release/speculation-benchmark"
TOKENS_MAX = 256
TARGETS = {"rag": 2.0, "extraction": 2.0, "translation": 2.0, "summarization": 1.5}
GROUNDED = ("rag", "summarization", "extraction")


def read_prompts(path: str | None, per_category: int) -> dict[str, list[list[str]]]:
    places = [ROOT / ".cache/spec-bench.jsonl", ROOT.parent / "shared/data/spec-bench-part.jsonl"]
    file = Path(path) if path else next((place for place in places if place.exists()), places[0])
    if not file.exists():
        raise SystemExit(f"no prompts: put data/spec_bench/question.jsonl of github.com/hemingkx/"
                         f"Spec-Bench at {file}, or name a file with --prompts")
    prompts = collections.defaultdict(list)
    for line in file.read_text().splitlines():
        record = json.loads(line)
        prompts[record["category"]].append(record["turns"])
    return {category: turns[:per_category] for category, turns in prompts.items()}


class Figures:
    """Tokens and decoding times of the turns of one side, by category."""

    def __init__(self):
        self.turns = collections.defaultdict(lambda: collections.defaultdict(list))

    def add(self, category: str, turn: tuple, tokens: int, per_second: float) -> None:
        # The first token belongs to the prompt's time.
        if tokens > 1 and per_second > 0:
            self.turns[category][turn].append((tokens - 1, (tokens - 1) / per_second))

    def speed(self, category: str) -> float:
        turns = self.turns[category].values()
        tokens = sum(statistics.median(count for count, _ in turn) for turn in turns)
        return tokens / sum(statistics.median(seconds for _, seconds in turn) for turn in turns)


class Ours:
    def __init__(self, options):
        self.options = options
        self.off, self.on = Figures(), Figures()
        self.steps = collections.defaultdict(lambda: [0, 0, 0, 0])
        RECORDING.unlink(missing_ok=True)

    def measure(self, category: str, prompts: list[list[str]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file, recording = Path(folder) / "prompts", Path(folder) / "tokens"
            file.write_text("\x1e".join("\x1f".join([category, *turns]) for turns in prompts))
            output = run([OURS, "measure", self.options.model, str(self.options.threads),
                          str(self.options.rounds), file, recording],
                         capture_output=True, text=True).stdout
            with RECORDING.open("a") as all_recordings:
                all_recordings.write(recording.read_text())
        for line in output.splitlines():
            kind, *fields = line.split("\t")
            if kind != "turn":
                print(line)
                continue
            _, prompt, turn, _, tokens, off, on, *counts = fields
            self.off.add(category, (prompt, turn), int(tokens), float(off))
            self.on.add(category, (prompt, turn), int(tokens), float(on))
            for index, count in enumerate([int(tokens), *map(int, counts)]):
                self.steps[category][index] += count

    def steps_line(self, category: str) -> str:
        tokens, steps, proposed, accepted = self.steps[category]
        return f"{tokens / steps:.2f} tokens a step, {accepted} of {proposed} proposed accepted"


class Server:
    """llama-server with one way of speculating."""

    def __init__(self, mode: str, options, log, stack: contextlib.ExitStack):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.mode, self.figures = mode, Figures()
        self.process = subprocess.Popen(
            [build("llama-server"), "-m", options.model, "-t", str(options.threads), "-np", "1",
             "--host", "127.0.0.1", "--port", str(self.port), "--no-webui",
             *(["--spec-type", mode] if mode != "none" else [])],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        stack.callback(self.process.terminate)
        deadline = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health").close()
                return
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"llama-server --spec-type {mode} did not start")
            time.sleep(0.1)

    def chat(self, messages: list[dict]) -> dict:
        body = {"messages": messages, "temperature": 0, "max_tokens": TOKENS_MAX,
                "cache_prompt": False}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/v1/chat/completions", json.dumps(body).encode(),
            {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            return json.load(response)

    def measure(self, category: str, number: int, turns: list[str]) -> None:
        messages = []
        for turn in turns:
            messages.append({"role": "user", "content": turn})
            reply = self.chat(messages)
            timings = reply["timings"]
            self.figures.add(category, (number, len(messages)), timings["predicted_n"],
                             timings["predicted_per_second"])
            messages.append(reply["choices"][0]["message"])


def peer_modes() -> list[str]:
    text = run([build("llama-server"), "--help"], capture_output=True, text=True).stdout
    # The option's own line lists its values; prose elsewhere speaks of n-grams, too.
    line = next(line for line in text.splitlines() if line.startswith("--spec-type"))
    return ["none", *sorted(set(re.findall(r"ngram-[a-z0-9-]+", line)))]


def measure(options) -> None:
    prompts = read_prompts(options.prompts, options.per_category)
    ours = Ours(options)
    with contextlib.ExitStack() as stack:
        servers = []
        if options.peer:
            log = stack.enter_context(open(ROOT / ".cache/llama-server.log", "w"))
            servers = [Server(mode, options, log, stack) for mode in peer_modes()]
        for category, turns in prompts.items():
            ours.measure(category, turns)
            print(f"{category}: {ours.off.speed(category):.1f} off, {ours.on.speed(category):.1f} on, "
                  f"{ours.steps_line(category)}; load {os.getloadavg()[0]:.1f}", flush=True)
            for _ in range(options.rounds):
                for number, conversation in enumerate(turns):
                    for server in servers:
                        server.measure(category, number, conversation)
            if servers:
                speeds = [f"{s.mode} {s.figures.speed(category):.1f}" for s in servers]
                print(f"{category}: llama-server {', '.join(speeds)}", flush=True)
    report(list(prompts), ours, servers)


def report(categories: list[str], ours: Ours, servers: list[Server]) -> None:
    ratios = []
    for category in categories:
        on, off = ours.on.speed(category), ours.off.speed(category)
        ratios.append(on / off)
        result(f"speculation_{category}", on, "ours-off", off, TARGETS.get(category, 1.0))
    print(f"RESULT speculation_mean ours={statistics.mean(ratios):.2f} peer=ours-off:1.00 "
          f"ratio={statistics.mean(ratios):.2f} target=1.60")
    for category in categories if servers else []:
        best = max(servers, key=lambda server: server.figures.speed(category))
        result(f"speculation_{category}_peer", ours.on.speed(category), f"llama-server-{best.mode}",
               best.figures.speed(category), 4.0 if category in GROUNDED else 1.0)


def result(metric: str, mine: float, peer: str, theirs: float, target: float) -> None:
    print(f"RESULT {metric} ours={mine:.1f} peer={peer}:{theirs:.1f} "
          f"ratio={mine / theirs:.2f} target={target:.2f}")


def main() -> None:
    arguments = parser(rounds=3)
    arguments.add_argument("--prompts")
    arguments.add_argument("--per-category", type=int, default=1_000)
    arguments.add_argument("--no-peer", dest="peer", action="store_false")
    arguments.add_argument("--replay", nargs="+", metavar="MS")
    options = arguments.parse_args()
    run([os.environ.get("SWIFT", "swift"), "build", "-c", "release", "--product",
         "speculation-benchmark"], cwd=ROOT, stdout=subprocess.DEVNULL)
    if options.replay:
        run([OURS, "replay", RECORDING, *options.replay])
    else:
        measure(options)


if __name__ == "__main__":
    main()
