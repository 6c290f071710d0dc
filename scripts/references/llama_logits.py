#!/usr/bin/env python3
"""Writes the logits that a float32 forward pass gives on a few prompts, as a fixture for ModelLogitsTests.

Everything is computed by numpy on the dequantised tensors, once in plain float32 and once with the
input of every quantised product rounded to 8-bit blocks of 32 as the engine rounds it. The first says
what the model means, the second what the engine should compute to the last few bits.

usage: llama_logits.py MODEL.gguf OUTPUT.json      (needs PyPI gguf and numpy)
"""
import json
import sys

import gguf
import numpy as np

PROMPTS = [
    "The capital of France is",
    "<|im_start|>user\nWhat is the boiling point of water at sea level?<|im_end|>\n<|im_start|>assistant\n",
    "def fibonacci(n):\n    if n < 2:\n        return n\n    return fibonacci(n - 1) +",
    "A package must declare every file that it installs; a file that two packages own is an error unless "
    "one of them diverts it. When a maintainer script fails, the installation stops, and the package is "
    "left half configured until somebody repairs it by hand. A package must declare every file",
    "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. 1, 2, 3, 5, 8, 13, 21,",
]
TOP = 8
PROBES = 48


class Model:
    def __init__(self, path):
        reader = gguf.GGUFReader(path)
        field = lambda key: reader.fields["llama." + key].contents()
        self.layers = field("block_count")
        self.heads = field("attention.head_count")
        self.kv_heads = field("attention.head_count_kv")
        self.epsilon = field("attention.layer_norm_rms_epsilon")
        self.base = field("rope.freq_base")
        self.vocabulary = reader.fields["tokenizer.ggml.tokens"].contents()
        self.tensors, self.quantised = {}, {}
        for tensor in reader.tensors:
            self.tensors[tensor.name] = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
            self.quantised[tensor.name] = tensor.tensor_type != gguf.GGMLQuantizationType.F32

    def product(self, name, x, rounding):
        if rounding and self.quantised[name]:
            blocks = x.reshape(x.shape[0], -1, 32)
            largest = np.abs(blocks).max(axis=2, keepdims=True)
            inverse = np.where(largest > 0, np.float32(127) / np.maximum(largest, 1e-35), 0)
            x = (np.rint(blocks * inverse) * (largest / np.float32(127))).reshape(x.shape)
        return x.astype(np.float32) @ self.tensors[name].T

    def norm(self, name, x):
        scale = 1 / np.sqrt((x * x).mean(axis=1, keepdims=True) + self.epsilon)
        return (x * scale * self.tensors[name]).astype(np.float32)

    def rotate(self, x):
        """Adjacent pairs, as the architecture 'llama' has them in GGUF files. x: [tokens][heads][dim]."""
        dim = x.shape[2]
        frequencies = self.base ** (-np.arange(0, dim, 2, dtype=np.float64) / dim)
        angles = np.arange(x.shape[0])[:, None, None] * frequencies
        cos, sin = np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)
        out = np.empty_like(x)
        out[..., 0::2] = x[..., 0::2] * cos - x[..., 1::2] * sin
        out[..., 1::2] = x[..., 0::2] * sin + x[..., 1::2] * cos
        return out

    def attention(self, prefix, x, rounding):
        tokens = x.shape[0]
        query = self.product(prefix + "attn_q.weight", x, rounding).reshape(tokens, self.heads, -1)
        key = self.product(prefix + "attn_k.weight", x, rounding).reshape(tokens, self.kv_heads, -1)
        value = self.product(prefix + "attn_v.weight", x, rounding).reshape(tokens, self.kv_heads, -1)
        query, key = self.rotate(query), self.rotate(key)
        if rounding:  # the engine keeps 16 bits of keys and values
            key, value = key.astype(np.float16).astype(np.float32), value.astype(np.float16).astype(np.float32)
        group = self.heads // self.kv_heads
        key, value = key.repeat(group, axis=1), value.repeat(group, axis=1)
        scores = np.einsum("qhd,khd->hqk", query, key) / np.sqrt(np.float32(query.shape[2]))
        scores += np.triu(np.full((tokens, tokens), -np.inf, dtype=np.float32), 1)
        weights = np.exp(scores - scores.max(axis=2, keepdims=True))
        weights /= weights.sum(axis=2, keepdims=True)
        mixed = np.einsum("hqk,khd->qhd", weights, value).reshape(tokens, -1)
        return self.product(prefix + "attn_output.weight", mixed, rounding)

    def feed_forward(self, prefix, x, rounding):
        gate = self.product(prefix + "ffn_gate.weight", x, rounding)
        up = self.product(prefix + "ffn_up.weight", x, rounding)
        return self.product(prefix + "ffn_down.weight", gate / (1 + np.exp(-gate)) * up, rounding)

    def logits(self, tokens, rounding):
        x = self.tensors["token_embd.weight"][tokens].astype(np.float32)
        for layer in range(self.layers):
            prefix = f"blk.{layer}."
            x = x + self.attention(prefix, self.norm(prefix + "attn_norm.weight", x), rounding)
            x = x + self.feed_forward(prefix, self.norm(prefix + "ffn_norm.weight", x), rounding)
        head = "output.weight" if "output.weight" in self.tensors else "token_embd.weight"
        return self.product(head, self.norm("output_norm.weight", x), rounding)


def encode(text, vocabulary):
    """Longest match over the byte alphabet. Not the model's tokenizer: any valid tokens will do here."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    alphabet = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        alphabet.setdefault(byte, chr(256 + len(alphabet) - len(printable)))
    symbols = text if text.startswith("<|") else "".join(alphabet[b] for b in text.encode())
    if text.startswith("<|"):
        symbols = text.replace("\n", alphabet[10]).replace(" ", alphabet[32])
    ids = {token: index for index, token in reversed(list(enumerate(vocabulary)))}
    tokens, start = [], 0
    while start < len(symbols):
        end = next(e for e in range(len(symbols), start, -1) if symbols[start:e] in ids)
        tokens.append(ids[symbols[start:end]])
        start = end
    return tokens


def expectation(logits, position):
    row = logits[position]
    ids = np.argsort(-row, kind="stable")[:TOP].tolist()
    ids += np.linspace(0, len(row) - 1, PROBES).astype(int).tolist()
    return {"position": position, "ids": ids, "logits": [round(float(row[i]), 5) for i in ids],
            "deviation": round(float(row.std()), 5)}


def main():
    model = Model(sys.argv[1])
    prompts = []
    for text in PROMPTS:
        tokens = encode(text, model.vocabulary)
        positions = sorted({0, len(tokens) // 2, len(tokens) - 1})
        entry = {"tokens": tokens}
        for key, rounding in (("float32", False), ("rounded", True)):
            logits = model.logits(np.array(tokens), rounding)
            entry[key] = [expectation(logits, position) for position in positions]
        prompts.append(entry)
    with open(sys.argv[2], "w") as output:
        json.dump({"top": TOP, "prompts": prompts}, output, separators=(",", ":"))
        output.write("\n")


main()
