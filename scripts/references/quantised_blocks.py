#!/usr/bin/env python3
"""Writes random blocks of every GGUF element type with kernels and the floats that the format's own
Python package makes of them, as a fixture for QuantisedBlockTests.

usage: quantised_blocks.py FIXTURE.json      (needs PyPI gguf and numpy)
"""
import base64
import json
import sys

import gguf
import numpy as np

ROWS, COLUMNS = 3, 512
# Where a block has 16-bit floats: these must be finite.
HALVES = {"F16": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0],
          "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208]}
FLOATS = {"F32": np.float32, "BF16": np.float32}


def blocks(name, random):
    """Rows of blocks of random bytes, with random numbers from -1 to 1 where the block has floats."""
    kind = gguf.GGMLQuantizationType[name]
    if name == "F32":
        return random.uniform(-1, 1, (ROWS, COLUMNS)).astype(np.float32).view(np.uint8)
    if name == "BF16":
        bits = random.uniform(-1, 1, (ROWS, COLUMNS)).astype(np.float32).view(np.uint32)
        return (bits >> 16).astype(np.uint16).view(np.uint8)
    columns, size = gguf.GGML_QUANT_SIZES[kind]
    data = random.integers(0, 256, (ROWS, COLUMNS // columns, size), dtype=np.uint8)
    for place in HALVES[name]:
        halves = random.uniform(-1, 1, data.shape[:2] + (1,)).astype(np.float16)
        data[:, :, place:place + 2] = halves.view(np.uint8)
    return data.reshape(ROWS, -1)


def main():
    random = np.random.default_rng(7)
    entries = []
    for name in ["F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"]:
        data = blocks(name, random)
        values = gguf.quants.dequantize(data, gguf.GGMLQuantizationType[name])
        values = np.ascontiguousarray(values, dtype=np.float32)
        assert values.shape == (ROWS, COLUMNS) and np.isfinite(values).all()
        entries.append({"type": name, "rows": ROWS, "columns": COLUMNS,
                        "blocks": base64.b64encode(data.tobytes()).decode(),
                        "values": base64.b64encode(values.tobytes()).decode()})
    with open(sys.argv[1], "w") as output:
        json.dump(entries, output, indent=1)
        output.write("\n")


main()
