"""Conversations to measure with: those of Spec-Bench, by category.

They are those of github.com/hemingkx/Spec-Bench (Apache-2.0): put its data/spec_bench/question.jsonl at
.cache/spec-bench.jsonl, or name a file of the same fields (category, turns) with --prompts.
"""

import collections
import json
from pathlib import Path

from llama_cpp import ROOT

GROUNDED = ("rag", "summarization", "extraction")


def read_prompts(path: str | None, per_category: int) -> dict[str, list[list[str]]]:
    """Turns of the first conversations of each category."""
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


def write_conversations(conversations: list[list[str]], file: Path) -> Path:
    """As `serving-benchmark` reads them."""
    file.write_text("".join(json.dumps({"turns": turns}) + "\n" for turns in conversations))
    return file
