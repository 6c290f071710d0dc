#!/usr/bin/env python3
"""Decoding and prefill against llama.cpp on the same file, alternating, medians of several rounds.

usage: compare.py [--rounds N] [--threads N] [--model FILE]

llama.cpp is built once (llama_cpp.py).
Ours runs through `apus generate`, so tokenizer, engine and sampler are in its figures; llama-bench
measures the model alone.
"""

import json
import statistics
import tempfile
from pathlib import Path

from llama_cpp import ROOT, build, run
from options import parser
from results import result

PROMPT_TOKENS, DECODED_TOKENS = 512, 128


def peer_figures(binary: Path, model: str, threads: int) -> tuple[float, float]:
    output = run([binary, "-m", model, "-t", str(threads), "-p", str(PROMPT_TOKENS),
                  "-n", str(DECODED_TOKENS), "-r", "1", "-o", "json"],
                 capture_output=True, text=True).stdout
    prefill, decode = json.loads(output)
    return prefill["avg_ts"], decode["avg_ts"]


def our_figures(model: str, threads: int, folder: Path) -> tuple[float, float]:
    def generate(prompt: str, tokens: int):
        file = folder / "prompt.txt"
        file.write_text(prompt)
        output = run([ROOT / ".build/release/apus", "generate", "--model", model,
                      "--prompt-file", file, "--max-tokens", str(tokens), "--temperature", "0",
                      "--speculation", "off", "--threads", str(threads), "--json"],
                     capture_output=True, text=True).stdout
        return json.loads(output)

    # One token a word: " the" is in every GPT-2 style vocabulary.
    long = generate(" the" * PROMPT_TOKENS, 1)
    assert long["prompt_tokens"] == PROMPT_TOKENS, long["prompt_tokens"]
    return long["prefill_tokens_per_s"], generate("The", DECODED_TOKENS)["decode_tokens_per_s"]


def main() -> None:
    options = parser(rounds=5).parse_args()
    binary = build("llama-bench")
    ours, peer = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, options.rounds + 1):
            peer.append(peer_figures(binary, options.model, options.threads))
            ours.append(our_figures(options.model, options.threads, Path(folder)))
            print(f"round {number}: prefill {ours[-1][0]:.0f} against {peer[-1][0]:.0f}, "
                  f"decode {ours[-1][1]:.0f} against {peer[-1][1]:.0f} tokens/s", flush=True)
    for index, (metric, target) in enumerate(
            [("prefill_512_tokens_per_s", 4.0), ("decode_128_tokens_per_s", 2.4)]):
        ratios = [mine[index] / theirs[index] for mine, theirs in zip(ours, peer)]
        mine = statistics.median(figures[index] for figures in ours)
        theirs = statistics.median(figures[index] for figures in peer)
        result(metric, mine, ("llama.cpp", theirs), ratio=mine / theirs, at_least=target,
               spread=(min(ratios), max(ratios)))


if __name__ == "__main__":
    main()
