#!/usr/bin/env python3
"""Embeddings of this project beside onnxruntime with the same weights, taking turns.

usage: compare.py [--rounds N] [--threads N]

The peer runs an ONNX graph of the encoder that is made here from the model's own file, in batches of 32
texts of similar length (sorted, padded to the longest), which is how sentence-transformers calls it. Both
get the same tokens, and their vectors are compared first. Prints RESULT lines: medians of the rounds, with
the least and the greatest ratio of a round.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build" / "release" / "embedding-benchmark"
REQUIREMENTS = ["numpy==2.4.6", "onnx==1.23.2", "onnxruntime==1.31.1"]
sys.path.insert(0, str(ROOT / "Benchmarks" / "inference"))

from environment import python  # noqa: E402


def install() -> None:
    """Runs this file again in an environment that has the peer."""
    interpreter = python("embedding-peer", REQUIREMENTS)
    if Path(sys.prefix).resolve() != interpreter.parents[1].resolve():
        os.execv(interpreter, [str(interpreter), *sys.argv])


install()

import numpy  # noqa: E402
from peer import Peer  # noqa: E402
from results import result  # noqa: E402


class Ours:
    """The program that embeds, answering a line with a line."""

    def __init__(self, folder: Path, threads: int) -> None:
        self.process = subprocess.Popen([PROGRAM, folder, str(threads)], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, command: str, argument: str) -> str:
        self.process.stdin.write(f"{command} {argument}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("the program ended")
        return answer.rstrip("\n")

    def tokens(self, text: str) -> list[int]:
        return [int(number) for number in self.ask("tokens", text).split()]

    def vectors(self, texts: list[list[int]]) -> numpy.ndarray:
        rows = self.ask("vectors", self.joined(texts)).split("\t")
        return numpy.array([[float(number) for number in row.split()] for row in rows])

    def seconds(self, texts: list[list[int]]) -> tuple[float, float]:
        elapsed, processor = self.ask("time", self.joined(texts)).split()
        return float(elapsed), float(processor)

    @staticmethod
    def joined(texts: list[list[int]]) -> str:
        return "\t".join(" ".join(map(str, text)) for text in texts)


def cut(pieces: list[int], lengths: list[int], frame: tuple[int, int]) -> list[list[int]]:
    """Texts of these numbers of tokens, the frame included, from all over the pieces."""
    texts, at = [], 0
    for length in lengths:
        if at + length > len(pieces):
            at = 0
        texts.append([frame[0], *pieces[at : at + length - 2], frame[1]])
        at += length
    return texts


def frame(folder: Path) -> tuple[int, int]:
    pieces = (folder / "vocab.txt").read_text().split("\n")
    return pieces.index("[CLS]"), pieces.index("[SEP]")


def timed(call) -> tuple[float, float]:
    start, used = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - start, time.process_time() - used


def alone(measure):
    """What `measure` says once the other's threads no longer spin for more work."""
    time.sleep(0.02)
    return measure()


def middle(samples: list[tuple[float, float]]) -> tuple[float, float]:
    elapsed, processor = zip(*samples, strict=True)
    return statistics.median(elapsed), statistics.median(processor)


def report(metric: str, ours: list[float], peer: list[float], *, amount: float = 0) -> None:
    """A rate of `amount` in each time, or, without one, the times in milliseconds."""
    ratios = [theirs / own for own, theirs in zip(ours, peer, strict=True)]
    own, theirs = statistics.median(ours), statistics.median(peer)
    figures = (amount / own, amount / theirs) if amount else (1_000 * own, 1_000 * theirs)
    result(metric, figures[0], ("onnxruntime", figures[1]), ratio=theirs / own,
           spread=(min(ratios), max(ratios)))


def main() -> None:
    arguments = argparse.ArgumentParser(usage="compare.py [--rounds N] [--threads N]")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    options = arguments.parse_args()
    models = Path(os.environ.get("APUS_MODELS", Path.home() / ".cache/apus/models"))
    folder = models / "all-MiniLM-L6-v2"
    peer = Peer(folder, options.threads)
    ours = Ours(folder, options.threads)
    text = " ".join(path.read_text() for path in sorted((ROOT / "docs").rglob("*.md")))
    pieces, ends = ours.tokens(" ".join(text.split())), frame(folder)

    batches = {f"{length}_tokens": cut(pieces, [length] * max(8, 2_048 // length), ends)
               for length in (8, 32, 128, 256)}
    mixed = [8, 200, 24, 96, 12, 256, 48, 16]
    batches["8_to_256_tokens"] = cut(pieces, mixed * 16, ends)
    singles = {f"{length}_tokens": cut(pieces, [length] * 16, ends) for length in (8, 32, 128, 256)}

    everything = batches["8_to_256_tokens"]
    expected = numpy.array(peer.embed(everything))
    cosines = (ours.vectors(everything) * expected).sum(axis=1)
    result("embedding_least_cosine_to_peer", float(cosines.min()))
    if cosines.min() < 0.9999:
        raise SystemExit("the two do not compute the same")

    print(f"load average {os.getloadavg()[0]:.2f}, {options.threads} threads, "
          f"medians of {options.rounds} rounds", flush=True)
    times: dict[str, tuple[list, list]] = {}
    for _ in range(options.rounds):
        for name, texts in batches.items():
            own, theirs = times.setdefault(f"batch_{name}", ([], []))
            own.append(alone(lambda texts=texts: ours.seconds(texts)))
            theirs.append(alone(lambda texts=texts: timed(lambda: peer.embed(texts))))
        for name, texts in singles.items():
            own, theirs = times.setdefault(f"single_{name}", ([], []))
            # The median of the round's texts, alternating text by text.
            pairs = [(alone(lambda text=text: ours.seconds([text])),
                      alone(lambda text=text: timed(lambda: peer.embed([text]))))
                     for text in texts]
            own.append(middle([pair[0] for pair in pairs]))
            theirs.append(middle([pair[1] for pair in pairs]))
    for name, texts in batches.items():
        own, theirs = times[f"batch_{name}"]
        count = sum(map(len, texts))
        for unit, amount in (("texts", len(texts)), ("tokens", count)):
            report(f"embedding_{name}_{unit}_per_s", [elapsed for elapsed, _ in own],
                   [elapsed for elapsed, _ in theirs], amount=amount)
        report(f"embedding_{name}_tokens_per_processor_s", [processor for _, processor in own],
               [processor for _, processor in theirs], amount=count)
    for name in singles:
        own, theirs = times[f"single_{name}"]
        report(f"embedding_single_{name}_ms", [elapsed for elapsed, _ in own],
               [elapsed for elapsed, _ in theirs])
    print(f"load average {os.getloadavg()[0]:.2f}", flush=True)


if __name__ == "__main__":
    main()
