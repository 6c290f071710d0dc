#!/usr/bin/env python3
"""Writes Tests/InferenceTests/Fixtures/logprobs.json: rows of logits with the natural logarithms of their
softmax in double precision, by numpy.

usage: logprobs.py OUTPUT
"""

import json
import sys

import numpy


def rows(random: numpy.random.Generator) -> list[numpy.ndarray]:
    flat = numpy.zeros(7)
    return [
        random.normal(0, 4, 300), random.normal(30, 12, 300), random.normal(-200, 60, 300),
        random.normal(0, 1e-3, 300), numpy.append(random.normal(0, 1, 100), [90.0]),
        numpy.append(random.normal(0, 2, 60), [-numpy.inf, -numpy.inf, -1e30]),
        numpy.tile(random.normal(0, 3, 20), 5), flat, numpy.array([1.5]),
    ]


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    result = []
    for row in rows(numpy.random.default_rng(20)):
        logits = row.astype(numpy.float32)
        wide = logits.astype(numpy.float64)
        logprobs = wide - numpy.logaddexp.reduce(wide)
        # Equal logits in the order of their ids: the sort is stable.
        order = numpy.argsort(-wide, kind="stable")[:20]
        result.append({
            "logits": [float(x) if numpy.isfinite(x) else None for x in logits],
            "logprobs": [float(x) if numpy.isfinite(x) else None for x in logprobs],
            "order": [int(i) for i in order],
        })
    with open(sys.argv[1], "w") as file:
        json.dump(result, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
