#!/usr/bin/env python3
"""Writes the references that Tests/EmbeddingTests compares with.

Needs `pip install numpy tokenizers` and the model folder (vocab.txt, model.safetensors):

    scripts/references/embedding.py ~/.cache/apus/models/all-MiniLM-L6-v2 Tests/EmbeddingTests/Fixtures

wordpiece.tsv   one string a line: the string as JSON, a tab, its word pieces without the frame
characters.tsv  256 characters a line: the first one's number, a tab, the FNV-1a digest of the pieces
                of "a<character>b" for each of them, so that every character of planes 0 and 1 counts
embeddings.tsv  one text a line: the text as JSON, a tab, its unit vector, from a float32 forward
                pass in numpy that shares no code with ours
"""
import json
import random
import struct
import sys
from math import sqrt
from pathlib import Path

import numpy as np
from tokenizers import BertWordPieceTokenizer

SEED = 20250101
WORDS = """the quick brown fox control files dependencies maintainer scripts conffile unbelievable
antidisestablishmentarianism x86_64 libc6-dev 3.14159 1,000,000 don't e-mail C++ foo::bar() /etc/passwd
https://example.org/a?b=c&d=%20 naïve café Ångström ÀÉÎÕÜ straße ΑΒΓ Σίσυφος ΌΣΟΣ Привет мир ЁЖИК שָׁלוֹם
مرحبا नमस्ते ক্ষ தமிழ் ไทย 日本語 かな カナ 한국어 中文字符 𝒳 ﬁ ① Ⅷ ½ İstanbul ıI ǅ 😀 👩‍👩‍👧 🇩🇪 ☃ … — – “q” ‘s’ «g» ¿¡ § ¶
[CLS] [SEP] [MASK] ##ing #hash $5 ^ ` ~ | \\ a\u200bb a\u00adb a\u00a0b \ufffd x\u0301 q\u0323\u0307""".split()
EDGES = ["", " ", "\t\n\r", "a" * 100, "a" * 101, "é" * 100, "é" * 101, "\u0000", "a\u0000b", "a\u0007b",
         "\u2028", "\u3000", "a\u000bb", "a\u0085b", "#" * 300, "ab" * 400, "\U0002b820", "\U0002b920",
         "\U000111c9", "\u166d", "\u2e5d", "\u061d", "\u0890", "\u08e2", "\U000110cd", "\ue000"]
TEXTS = ["What must a package's version number look like?", "The cat sat on the mat.",
         "Fields in a control file are separated by newlines and must not be empty.",
         "Überraschend: naïve façades — 日本語 too!", "x",
         " ".join(["maintainer scripts must be idempotent"] * 60)]


def strings():
    rng = random.Random(SEED)
    yield from EDGES
    yield from WORDS
    for _ in range(500):
        yield rng.choice([" ", "  ", "", "\n", "-"]).join(rng.choices(WORDS, k=rng.randint(1, 12)))
    blocks = [(0x20, 0x7F), (0xA0, 0x250), (0x250, 0x370), (0x370, 0x400), (0x400, 0x530),
              (0x590, 0x700), (0x900, 0xE00), (0x1E00, 0x2000), (0x2000, 0x2C00), (0x3000, 0x3400),
              (0x4E00, 0x4F00), (0xAC00, 0xAD00), (0xF900, 0xFFF0), (0x1F300, 0x1F700)]
    for _ in range(600):
        low, high = rng.choice(blocks)
        yield "".join(chr(rng.randrange(low, high)) for _ in range(rng.randint(1, 24)))


def block(first):
    """256 characters, each between two letters."""
    return " ".join("a" + chr(c) + "b" for c in range(first, first + 256))


def fnv(ids):
    digest = 0xCBF29CE484222325
    for byte in b"".join(struct.pack("<i", i) for i in ids):
        digest = (digest ^ byte) * 0x100000001B3 % 2**64
    return digest


def load(path):
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    tensors = {}
    for name, entry in json.loads(data[8:8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            tensors[name] = np.frombuffer(data[8 + size + begin:8 + size + end], "<f4").reshape(entry["shape"])
    return tensors


def norm(x, t, name):
    mean = x.mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(((x - mean) ** 2).mean(-1, keepdims=True) + 1e-12) * t[name + ".weight"] + t[name + ".bias"]


def linear(x, t, name):
    return x @ t[name + ".weight"].T + t[name + ".bias"]


def erf(x):
    return np.vectorize(__import__("math").erf, otypes=[np.float32])(x)


def embed(ids, t, heads=12):
    x = t["embeddings.word_embeddings.weight"][ids] + t["embeddings.position_embeddings.weight"][:len(ids)]
    x = norm(x + t["embeddings.token_type_embeddings.weight"][0], t, "embeddings.LayerNorm")
    for layer in range(6):
        p = f"encoder.layer.{layer}."
        q, k, v = (linear(x, t, p + f"attention.self.{n}").reshape(len(ids), heads, -1).transpose(1, 0, 2)
                   for n in ("query", "key", "value"))
        scores = q @ k.transpose(0, 2, 1) / np.float32(sqrt(q.shape[-1]))
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        context = (weights @ v).transpose(1, 0, 2).reshape(len(ids), -1)
        x = norm(x + linear(context, t, p + "attention.output.dense"), t, p + "attention.output.LayerNorm")
        inner = linear(x, t, p + "intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.float32(sqrt(2))))
        x = norm(x + linear(inner, t, p + "output.dense"), t, p + "output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def main():
    model, out = Path(sys.argv[1]), Path(sys.argv[2])
    tokenizer = BertWordPieceTokenizer(str(model / "vocab.txt"), lowercase=True)
    tokenizer._tokenizer.encode_special_tokens = True  # "[SEP]" in a text is text
    with open(out / "wordpiece.tsv", "w", encoding="ascii") as file:
        count = 0
        for text in strings():
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            file.write(f"{json.dumps(text)}\t{' '.join(map(str, ids))}\n")
            count += 1
    with open(out / "characters.tsv", "w", encoding="ascii") as file:
        for first in [*range(0, 0xD800, 256), *range(0xE000, 0x20000, 256)]:
            ids = tokenizer.encode(block(first), add_special_tokens=False).ids
            file.write(f"{first}\t{fnv(ids)}\n")
    tensors = load(model / "model.safetensors")
    with open(out / "embeddings.tsv", "w", encoding="ascii") as file:
        for text in TEXTS:
            ids = tokenizer.encode(text, add_special_tokens=False).ids[:254]
            vector = embed([101, *ids, 102], tensors)
            file.write(f"{json.dumps(text)}\t{' '.join(f'{v:.7f}' for v in vector)}\n")
    print(f"{count} strings, {len(TEXTS)} texts")


main()
