#!/usr/bin/env python3
"""Writes the logits that a float32 forward pass gives on a few prompts, as fixtures for ModelLogitsTests.

Everything is computed by numpy on the dequantised tensors: of MODEL.gguf, and of two random models that
are written beside their logits: a tiny one in 16 and 32 bits, so that the arithmetic is checked without the
noise of quantised activations, and one whose matrices have all types.

usage: llama_logits.py MODEL.gguf FIXTURES      (needs PyPI gguf and numpy)
"""
import json
import os
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
        self.rope_dimension = field("rope.dimension_count")
        self.base = field("rope.freq_base")
        self.vocabulary = reader.fields["tokenizer.ggml.tokens"].contents()
        self.tensors = {}
        for tensor in reader.tensors:
            self.tensors[tensor.name] = gguf.quants.dequantize(tensor.data, tensor.tensor_type)

    def product(self, name, x):
        return x.astype(np.float32) @ self.tensors[name].T

    def norm(self, name, x):
        scale = 1 / np.sqrt((x * x).mean(axis=1, keepdims=True) + self.epsilon)
        return (x * scale * self.tensors[name]).astype(np.float32)

    def rotate(self, x):
        """Adjacent pairs, as the architecture 'llama' has them in GGUF files. x: [tokens][heads][dim]."""
        dim = self.rope_dimension
        frequencies = self.base ** (-np.arange(0, dim, 2, dtype=np.float64) / dim)
        angles = np.arange(x.shape[0])[:, None, None] * frequencies
        cos, sin = np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)
        out = x.copy()
        out[..., 0:dim:2] = x[..., 0:dim:2] * cos - x[..., 1:dim:2] * sin
        out[..., 1:dim:2] = x[..., 0:dim:2] * sin + x[..., 1:dim:2] * cos
        return out

    def attention(self, prefix, x):
        tokens = x.shape[0]
        query = self.product(prefix + "attn_q.weight", x).reshape(tokens, self.heads, -1)
        key = self.product(prefix + "attn_k.weight", x).reshape(tokens, self.kv_heads, -1)
        value = self.product(prefix + "attn_v.weight", x).reshape(tokens, self.kv_heads, -1)
        query, key = self.rotate(query), self.rotate(key)
        group = self.heads // self.kv_heads
        key, value = key.repeat(group, axis=1), value.repeat(group, axis=1)
        scores = np.einsum("qhd,khd->hqk", query, key) / np.sqrt(np.float32(query.shape[2]))
        scores += np.triu(np.full((tokens, tokens), -np.inf, dtype=np.float32), 1)
        weights = np.exp(scores - scores.max(axis=2, keepdims=True))
        weights /= weights.sum(axis=2, keepdims=True)
        mixed = np.einsum("hqk,khd->qhd", weights, value).reshape(tokens, -1)
        return self.product(prefix + "attn_output.weight", mixed)

    def feed_forward(self, prefix, x):
        gate = self.product(prefix + "ffn_gate.weight", x)
        up = self.product(prefix + "ffn_up.weight", x)
        return self.product(prefix + "ffn_down.weight", gate / (1 + np.exp(-gate)) * up)

    def logits(self, tokens):
        x = self.tensors["token_embd.weight"][tokens].astype(np.float32)
        for layer in range(self.layers):
            prefix = f"blk.{layer}."
            x = x + self.attention(prefix, self.norm(prefix + "attn_norm.weight", x))
            x = x + self.feed_forward(prefix, self.norm(prefix + "ffn_norm.weight", x))
        head = "output.weight" if "output.weight" in self.tensors else "token_embd.weight"
        return self.product(head, self.norm("output_norm.weight", x))


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


def write_expectations(path, model, prompts):
    entries = []
    for tokens in prompts:
        logits = model.logits(np.array(tokens))
        positions = sorted({0, len(tokens) // 2, len(tokens) - 1})
        entries.append({"tokens": tokens, "rows": [expectation(logits, p) for p in positions]})
    with open(path, "w") as output:
        json.dump({"prompts": entries}, output, separators=(",", ":"))
        output.write("\n")


def write_tiny_model(path):
    """Two layers, four heads over two key-value heads, untied head, rope on half of each head."""
    random = np.random.default_rng(20)
    width, hidden, dim, heads, kv_heads, vocabulary = 32, 64, 16, 4, 2, 61
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_block_count(2)
    writer.add_context_length(64)
    writer.add_embedding_length(width)
    writer.add_feed_forward_length(hidden)
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv_heads)
    writer.add_key_length(dim)
    writer.add_rope_dimension_count(dim // 2)
    writer.add_rope_freq_base(500.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_token_list([f"t{i}" for i in range(vocabulary)])

    def add(name, *shape, dtype=np.float16, mean=0.0):
        scale = 1.5 / np.sqrt(shape[-1])
        writer.add_tensor(name, (mean + random.standard_normal(shape) * scale).astype(dtype))

    add("token_embd.weight", vocabulary, width)
    for layer in range(2):
        prefix = f"blk.{layer}."
        add(prefix + "attn_norm.weight", width, dtype=np.float32, mean=1.0)
        add(prefix + "attn_q.weight", heads * dim, width)
        add(prefix + "attn_k.weight", kv_heads * dim, width)
        add(prefix + "attn_v.weight", kv_heads * dim, width, dtype=np.float32)
        add(prefix + "attn_output.weight", width, heads * dim)
        add(prefix + "ffn_norm.weight", width, dtype=np.float32, mean=1.0)
        add(prefix + "ffn_gate.weight", hidden, width)
        add(prefix + "ffn_up.weight", hidden, width, dtype=np.float32)
        add(prefix + "ffn_down.weight", width, hidden)
    add("output_norm.weight", width, dtype=np.float32, mean=1.0)
    add("output.weight", vocabulary, width)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def random_blocks(random, kind, rows, columns):
    """Rows of blocks of random bits, of which the 16-bit floats make weights of a mean near zero and a
    deviation near 1 / sqrt(columns). Python's gguf quantises to some types only; any bits will do."""
    name = kind.name
    if name in ("F16", "BF16"):
        values = (random.standard_normal((rows, columns)) / np.sqrt(columns)).astype(np.float32)
        return values.astype(np.float16).view(np.uint8) if name == "F16" else (
            (values.view(np.uint32) >> 16).astype(np.uint16).view(np.uint8))
    block, size = gguf.GGML_QUANT_SIZES[kind]
    data = random.integers(0, 256, (rows, columns // block, size), dtype=np.uint8)
    # Deviation of a weight whose scale is 1, and where the scale and the offset lie.
    spread, scale_at, offset_at = {
        "Q4_0": (4.6, 0, None), "Q4_1": (4.6, 0, 2), "Q5_0": (9.2, 0, None), "Q5_1": (9.2, 0, 2),
        "Q8_0": (74, 0, None), "Q4_K": (250, 0, 2), "Q5_K": (510, 0, 2), "Q6_K": (1370, 208, None)}[name]
    scale = 1 / np.sqrt(columns) / spread
    middle = {"Q4_1": -7.5, "Q5_1": -15.5, "Q4_K": 7.5, "Q5_K": 15.5}.get(name)

    def put(place, value):
        data[:, :, place:place + 2] = np.full(data.shape[:2] + (1,), value, dtype=np.float16).view(np.uint8)

    put(scale_at, scale)
    if offset_at is not None:
        put(offset_at, scale * middle)
    return data.reshape(rows, -1)


def write_mixed_model(path):
    """One layer in which every matrix has another type, as far as there are matrices."""
    random = np.random.default_rng(21)
    width, hidden, dim, heads, kv_heads, vocabulary = 256, 256, 32, 8, 2, 45
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(width)
    writer.add_feed_forward_length(hidden)
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv_heads)
    writer.add_key_length(dim)
    writer.add_rope_dimension_count(dim)
    writer.add_rope_freq_base(10000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_token_list([f"t{i}" for i in range(vocabulary)])
    kinds = gguf.GGMLQuantizationType

    def add(name, rows, columns, kind):
        data = random_blocks(random, kind, rows, columns)
        writer.add_tensor(name, data, raw_shape=data.shape, raw_dtype=kind)

    def add_norm(name):
        writer.add_tensor(name, (1 + random.standard_normal(width) * 0.1).astype(np.float32))

    add("token_embd.weight", vocabulary, width, kinds.Q6_K)
    add_norm("blk.0.attn_norm.weight")
    add("blk.0.attn_q.weight", heads * dim, width, kinds.Q4_K)
    add("blk.0.attn_k.weight", kv_heads * dim, width, kinds.Q5_0)
    add("blk.0.attn_v.weight", kv_heads * dim, width, kinds.Q6_K)
    add("blk.0.attn_output.weight", width, heads * dim, kinds.Q5_K)
    add_norm("blk.0.ffn_norm.weight")
    add("blk.0.ffn_gate.weight", hidden, width, kinds.F16)
    add("blk.0.ffn_up.weight", hidden, width, kinds.Q5_1)
    add("blk.0.ffn_down.weight", width, hidden, kinds.Q4_0)
    add_norm("output_norm.weight")
    add("output.weight", vocabulary, width, kinds.BF16)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    source, folder = sys.argv[1:]
    model = Model(source)
    write_expectations(
        os.path.join(folder, "llama_logits.json"), model,
        [encode(text, model.vocabulary) for text in PROMPTS])
    for name, write, vocabulary in [
            ("tiny_llama", write_tiny_model, 61), ("mixed_llama", write_mixed_model, 45)]:
        path = os.path.join(folder, name + ".gguf")
        write(path)
        prompts = [[i * k % vocabulary for i in range(3, 43)] for k in (1, 7, 11, 23, 40)]
        write_expectations(os.path.join(folder, name + ".json"), Model(path), prompts)


main()
