#!/usr/bin/env python3
"""How often the likeliest next token is llama.cpp's, on the same file and the same tokens.

usage: agreement.py [--threads N] [--model FILE]

Both round activations, but not in the same places, so that tokens of nearly equal likelihood change places. The
prompts are the project's own pages, tokenized by llama.cpp; the last is longer than Gemma 3's windows.
"""

import subprocess

from llama_cpp import ROOT, build_peer
from options import parser

PROMPTS = {
    "facts": "The capital of France is Paris. The capital of Italy is Rome. The capital of Spain is Madrid. "
             "The boiling point of water at sea level is 100 degrees Celsius, and its freezing point is 0.",
    "code": "def fibonacci(n):\n    if n < 2:\n        return n\n"
            "    return fibonacci(n - 1) + fibonacci(n - 2)\n\nprint([fibonacci(i) for i in range(10)])\n",
    "prose": (ROOT / "docs/concepts/architecture.md").read_text()[:2000],
    "long": (ROOT / "docs/concepts/inference.md").read_text()[:6000],
}


def lines(command: list, text: str) -> list[list[int]]:
    output = subprocess.run(command, check=True, input=text, capture_output=True, text=True).stdout
    return [[int(word) for word in line.split()] for line in output.splitlines()]


def main() -> None:
    options = parser(rounds=1).parse_args()
    peer = lines([build_peer("top"), options.model, str(options.threads)],
                 "".join(text + "\0" for text in PROMPTS.values()))
    prompts, theirs = peer[0::2], peer[1::2]
    ours = lines([ROOT / ".build/release/logits-benchmark", options.model, str(options.threads), "top"],
                 "".join(" ".join(map(str, prompt)) + "\n" for prompt in prompts))
    same, total = 0, 0
    for name, our, their in zip(PROMPTS, ours, theirs, strict=True):
        agreed = sum(a == b for a, b in zip(our, their, strict=True))
        same, total = same + agreed, total + len(their)
        print(f"RESULT top_token_as_llama_cpp_{name} ours={agreed / len(their):.3f} of={len(their)}")
    print(f"RESULT top_token_as_llama_cpp ours={same / total:.3f} of={total}")


if __name__ == "__main__":
    main()
