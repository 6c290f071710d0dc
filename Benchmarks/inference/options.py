"""The options that every inference benchmark has."""

import argparse
import os
from pathlib import Path


def parser(rounds: int) -> argparse.ArgumentParser:
    """--rounds (as many as given here unless it is set), --threads and --model."""
    models = Path(os.environ.get("APUS_MODELS", Path.home() / ".cache/apus/models"))
    result = argparse.ArgumentParser()
    result.add_argument("--rounds", type=int, default=rounds)
    result.add_argument("--threads", type=int, default=os.cpu_count())
    result.add_argument("--model", default=str(models / "SmolLM2-135M-Instruct.Q4_1.gguf"))
    return result
