#!/usr/bin/env python3
"""Writes the logits that a float32 forward pass gives on a few prompts, as fixtures for ModelLogitsTests.

Everything is computed by numpy on the dequantised tensors, from the papers' descriptions of the
architectures: of the real models, and of random models that are written beside their logits. Those are a tiny
one of each family in 16 and 32 bits, so that the arithmetic is checked without the noise of quantised
activations, and a Llama whose matrices have all types.

usage: decoder_logits.py SMOLLM2.gguf GEMMA3.gguf FIXTURES      (needs PyPI gguf and numpy)
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
    """A decoder of the architectures llama, qwen2, qwen3 and gemma3."""

    def __init__(self, path):
        reader = gguf.GGUFReader(path)
        self.family = reader.fields["general.architecture"].contents()

        def field(key, default=None):
            stored = reader.fields.get(f"{self.family}.{key}")
            return default if stored is None else stored.contents()

        self.layers = field("block_count")
        self.width = field("embedding_length")
        self.heads = field("attention.head_count")
        self.kv_heads = field("attention.head_count_kv")
        self.head_width = field("attention.key_length", self.width // self.heads)
        self.epsilon = field("attention.layer_norm_rms_epsilon")
        self.rope_dimension = field("rope.dimension_count", self.head_width)
        self.base = field("rope.freq_base")
        self.divisor = field("rope.scaling.factor", 1.0)
        self.window_base = field("rope.freq_base_swa", 10000.0)
        self.window = field("attention.sliding_window")
        self.period = field("attention.sliding_window_pattern", 6)
        self.cap = field("final_logit_softcapping")
        self.vocabulary = reader.fields["tokenizer.ggml.tokens"].contents()
        self.tensors = {}
        for tensor in reader.tensors:
            self.tensors[tensor.name] = gguf.quants.dequantize(tensor.data, tensor.tensor_type)

    def product(self, name, x):
        y = x.astype(np.float32) @ self.tensors[name + ".weight"].T
        return y + self.tensors[name + ".bias"] if name + ".bias" in self.tensors else y

    def norm(self, name, x):
        """Over the last axis. Gemma's 1 + w is what its files hold as the weight."""
        scale = 1 / np.sqrt((x * x).mean(axis=-1, keepdims=True) + self.epsilon)
        return (x * scale * self.tensors[name + ".weight"]).astype(np.float32)

    def is_windowed(self, layer):
        """Gemma 3: five layers with a window, then one without."""
        return self.family == "gemma3" and (layer + 1) % self.period != 0

    def rotate(self, x, layer):
        """x: [tokens][heads][dim]. Adjacent pairs, as 'llama' files have them; elsewhere a dimension and the
        one half of them further on."""
        dim = self.rope_dimension
        base, divisor = (self.window_base, 1) if self.is_windowed(layer) else (self.base, self.divisor)
        frequencies = base ** (-np.arange(0, dim, 2, dtype=np.float64) / dim) / divisor
        angles = np.arange(x.shape[0])[:, None, None] * frequencies
        cos, sin = np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)
        if self.family == "llama":
            first, second = np.s_[..., 0:dim:2], np.s_[..., 1:dim:2]
        else:
            first, second = np.s_[..., 0:dim // 2], np.s_[..., dim // 2:dim]
        out = x.copy()
        out[first] = x[first] * cos - x[second] * sin
        out[second] = x[first] * sin + x[second] * cos
        return out

    def attention(self, layer, x):
        prefix, tokens = f"blk.{layer}.", x.shape[0]
        query = self.product(prefix + "attn_q", x).reshape(tokens, self.heads, -1)
        key = self.product(prefix + "attn_k", x).reshape(tokens, self.kv_heads, -1)
        value = self.product(prefix + "attn_v", x).reshape(tokens, self.kv_heads, -1)
        if self.family in ("qwen3", "gemma3"):
            query = self.norm(prefix + "attn_q_norm", query)
            key = self.norm(prefix + "attn_k_norm", key)
        query, key = self.rotate(query, layer), self.rotate(key, layer)
        group = self.heads // self.kv_heads
        key, value = key.repeat(group, axis=1), value.repeat(group, axis=1)
        scores = np.einsum("qhd,khd->hqk", query, key) / np.sqrt(np.float32(query.shape[2]))
        distance = np.arange(tokens)[:, None] - np.arange(tokens)
        hidden = distance < 0
        if self.is_windowed(layer):
            hidden |= distance >= self.window
        scores[:, hidden] = -np.inf
        weights = np.exp(scores - scores.max(axis=2, keepdims=True))
        weights /= weights.sum(axis=2, keepdims=True)
        mixed = np.einsum("hqk,khd->qhd", weights, value).reshape(tokens, -1)
        return self.product(prefix + "attn_output", mixed)

    def feed_forward(self, layer, x):
        prefix = f"blk.{layer}."
        gate = self.product(prefix + "ffn_gate", x)
        up = self.product(prefix + "ffn_up", x)
        if self.family == "gemma3":
            inner = np.sqrt(2 / np.pi) * (gate + 0.044715 * gate ** 3)
            gated = gate * (1 + np.tanh(inner)) / 2
        else:
            gated = gate / (1 + np.exp(-gate))
        return self.product(prefix + "ffn_down", gated * up)

    def logits(self, tokens, positions):
        x = self.tensors["token_embd.weight"][tokens].astype(np.float32)
        if self.family == "gemma3":
            x = x * np.sqrt(np.float32(self.width))
        for layer in range(self.layers):
            prefix = f"blk.{layer}."
            y = self.attention(layer, self.norm(prefix + "attn_norm", x))
            if self.family == "gemma3":
                y = self.norm(prefix + "post_attention_norm", y)
            x = x + y
            y = self.feed_forward(layer, self.norm(prefix + "ffn_norm", x))
            if self.family == "gemma3":
                y = self.norm(prefix + "post_ffw_norm", y)
            x = x + y
        head = "output" if "output.weight" in self.tensors else "token_embd"
        y = self.product(head, self.norm("output_norm", x[positions]))
        return self.cap * np.tanh(y / self.cap) if self.cap else y


def longest_matches(symbols, vocabulary):
    """Not the model's tokenizer: any valid tokens will do here."""
    ids = {token: index for index, token in reversed(list(enumerate(vocabulary)))}
    tokens, start = [], 0
    while start < len(symbols):
        end = next(e for e in range(len(symbols), start, -1) if symbols[start:e] in ids)
        tokens.append(ids[symbols[start:end]])
        start = end
    return tokens


def encode(text, vocabulary):
    """Over the byte alphabet."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    alphabet = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        alphabet.setdefault(byte, chr(256 + len(alphabet) - len(printable)))
    symbols = text if text.startswith("<|") else "".join(alphabet[b] for b in text.encode())
    if text.startswith("<|"):
        symbols = text.replace("\n", alphabet[10]).replace(" ", alphabet[32])
    return longest_matches(symbols, vocabulary)


def encode_pieces(text, vocabulary):
    """Over characters, with a beginning of text."""
    return [vocabulary.index("<bos>"), *longest_matches(text.replace(" ", "\u2581"), vocabulary)]


def expectation(row, position):
    ids = np.argsort(-row, kind="stable")[:TOP].tolist()
    ids += np.linspace(0, len(row) - 1, PROBES).astype(int).tolist()
    return {"position": position, "ids": ids, "logits": [round(float(row[i]), 5) for i in ids],
            "deviation": round(float(row.std()), 5)}


def write_expectations(path, model, prompts):
    entries = []
    for tokens in prompts:
        positions = sorted({0, len(tokens) // 2, len(tokens) - 1})
        rows = model.logits(np.array(tokens), positions)
        entries.append({"tokens": tokens, "rows": list(map(expectation, rows, positions))})
    with open(path, "w") as output:
        json.dump({"prompts": entries}, output, separators=(",", ":"))
        output.write("\n")


class Shape:
    """The numbers that every architecture states."""

    def __init__(self, family, layers, context, width, hidden, heads, kv_heads, dim, vocabulary, base):
        self.family, self.layers, self.context, self.base = family, layers, context, base
        self.width, self.hidden, self.vocabulary = width, hidden, vocabulary
        self.heads, self.kv_heads, self.dim = heads, kv_heads, dim

    def writer(self, path):
        writer = gguf.GGUFWriter(path, self.family)
        writer.add_block_count(self.layers)
        writer.add_context_length(self.context)
        writer.add_embedding_length(self.width)
        writer.add_feed_forward_length(self.hidden)
        writer.add_head_count(self.heads)
        writer.add_head_count_kv(self.kv_heads)
        writer.add_key_length(self.dim)
        writer.add_rope_freq_base(self.base)
        writer.add_layer_norm_rms_eps(1e-5)
        writer.add_token_list([f"t{i}" for i in range(self.vocabulary)])
        return writer


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_tiny_model(path, shape, seed, options, tied):
    """Weights in 16 and 32 bits; `options`: what only this family states."""
    random = np.random.default_rng(seed)
    writer = shape.writer(path)
    options(writer)
    width, heads, kv_heads = shape.width, shape.heads * shape.dim, shape.kv_heads * shape.dim

    def add(name, *dimensions, dtype=np.float16, mean=0.0):
        scale = 1.5 / np.sqrt(dimensions[-1])
        writer.add_tensor(name, (mean + random.standard_normal(dimensions) * scale).astype(dtype))

    def add_norm(name, count):
        add(name, count, dtype=np.float32, mean=1.0)

    add("token_embd.weight", shape.vocabulary, width)
    for layer in range(shape.layers):
        prefix = f"blk.{layer}."
        add_norm(prefix + "attn_norm.weight", width)
        add(prefix + "attn_q.weight", heads, width)
        add(prefix + "attn_k.weight", kv_heads, width)
        add(prefix + "attn_v.weight", kv_heads, width, dtype=np.float32)
        if shape.family == "qwen2":
            add(prefix + "attn_q.bias", heads, dtype=np.float32)
            add(prefix + "attn_k.bias", kv_heads, dtype=np.float32)
            add(prefix + "attn_v.bias", kv_heads, dtype=np.float32)
        if shape.family in ("qwen3", "gemma3"):
            add_norm(prefix + "attn_q_norm.weight", shape.dim)
            add_norm(prefix + "attn_k_norm.weight", shape.dim)
        add(prefix + "attn_output.weight", width, heads)
        add_norm(prefix + "ffn_norm.weight", width)
        add(prefix + "ffn_gate.weight", shape.hidden, width)
        add(prefix + "ffn_up.weight", shape.hidden, width, dtype=np.float32)
        add(prefix + "ffn_down.weight", width, shape.hidden)
        if shape.family == "gemma3":
            add_norm(prefix + "post_attention_norm.weight", width)
            add_norm(prefix + "post_ffw_norm.weight", width)
    add_norm("output_norm.weight", width)
    if not tied:
        add("output.weight", shape.vocabulary, width)
    finish(writer)


def write_tiny_llama(path):
    """Untied head, rope on half of each head."""
    shape = Shape("llama", 2, 64, 32, 64, heads=4, kv_heads=2, dim=16, vocabulary=61, base=500.0)
    write_tiny_model(path, shape, 20, lambda w: w.add_rope_dimension_count(8), tied=False)


def write_tiny_qwen2(path):
    """Biases as large as the products, and rotated halves."""
    shape = Shape("qwen2", 2, 512, 64, 96, heads=4, kv_heads=2, dim=16, vocabulary=61, base=1000.0)
    write_tiny_model(path, shape, 22, lambda w: None, tied=False)


def write_tiny_qwen3(path):
    """Heads whose widths together are twice that of the stream; positions scaled down by four."""
    def options(writer):
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(4.0)

    shape = Shape("qwen3", 2, 512, 64, 96, heads=4, kv_heads=2, dim=32, vocabulary=61, base=1000.0)
    write_tiny_model(path, shape, 23, options, tied=True)


def write_tiny_gemma3(path):
    """Seven layers: every third sees everything, the others 24 positions; capped logits."""
    def options(writer):
        writer.add_sliding_window(24)
        writer.add_uint32("gemma3.attention.sliding_window_pattern", 3)
        writer.add_float32("gemma3.rope.freq_base_swa", 100.0)
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(2.0)
        writer.add_final_logit_softcapping(4.0)

    shape = Shape("gemma3", 7, 512, 32, 64, heads=4, kv_heads=1, dim=16, vocabulary=61, base=1000.0)
    write_tiny_model(path, shape, 24, options, tied=True)


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
    shape = Shape("llama", 1, 64, 256, 256, heads=8, kv_heads=2, dim=32, vocabulary=45, base=10000.0)
    width, hidden, vocabulary = shape.width, shape.hidden, shape.vocabulary
    heads, kv_heads = shape.heads * shape.dim, shape.kv_heads * shape.dim
    writer = shape.writer(path)
    writer.add_rope_dimension_count(shape.dim)
    kinds = gguf.GGMLQuantizationType

    def add(name, rows, columns, kind):
        data = random_blocks(random, kind, rows, columns)
        writer.add_tensor(name, data, raw_shape=data.shape, raw_dtype=kind)

    def add_norm(name):
        writer.add_tensor(name, (1 + random.standard_normal(width) * 0.1).astype(np.float32))

    add("token_embd.weight", vocabulary, width, kinds.Q6_K)
    add_norm("blk.0.attn_norm.weight")
    add("blk.0.attn_q.weight", heads, width, kinds.Q4_K)
    add("blk.0.attn_k.weight", kv_heads, width, kinds.Q5_0)
    add("blk.0.attn_v.weight", kv_heads, width, kinds.Q6_K)
    add("blk.0.attn_output.weight", width, heads, kinds.Q5_K)
    add_norm("blk.0.ffn_norm.weight")
    add("blk.0.ffn_gate.weight", hidden, width, kinds.F16)
    add("blk.0.ffn_up.weight", hidden, width, kinds.Q5_1)
    add("blk.0.ffn_down.weight", width, hidden, kinds.Q4_0)
    add_norm("output_norm.weight")
    add("output.weight", vocabulary, width, kinds.BF16)
    finish(writer)


def main():
    llama, gemma, folder = sys.argv[1:]
    model = Model(llama)
    write_expectations(
        os.path.join(folder, "llama_logits.json"), model,
        [encode(text, model.vocabulary) for text in PROMPTS])
    model = Model(gemma)
    texts = [text for text in PROMPTS if not text.startswith("<|")]
    texts.append(" ".join(texts * 4))  # longer than a window
    write_expectations(
        os.path.join(folder, "gemma3_logits.json"), model,
        [encode_pieces(text, model.vocabulary) for text in texts])
    for name, write in [
            ("tiny_llama", write_tiny_llama), ("tiny_qwen2", write_tiny_qwen2),
            ("tiny_qwen3", write_tiny_qwen3), ("tiny_gemma3", write_tiny_gemma3),
            ("mixed_llama", write_mixed_model)]:
        path = os.path.join(folder, name + ".gguf")
        write(path)
        model = Model(path)
        # Llama's fixtures have a context of 64; the others also go through several blocks of the cache.
        lengths = [40] * 5 if model.family == "llama" else [40, 40, 40, 150, 300]
        vocabulary = len(model.vocabulary)
        prompts = [[i * k % vocabulary for i in range(3, 3 + length)]
                   for k, length in zip((1, 7, 11, 23, 40), lengths)]
        write_expectations(os.path.join(folder, name + ".json"), model, prompts)


main()
