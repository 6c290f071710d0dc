"""Python environments for peers, each installed once."""

import subprocess
import sys
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / ".cache"


def python(name: str, requirements: list[str]) -> Path:
    """The interpreter of the environment `name`, which has exactly these packages and what they need."""
    folder = CACHE / name
    interpreter, installed = folder / "bin" / "python", folder / "installed"
    wanted = "\n".join(requirements)
    if not installed.exists() or installed.read_text() != wanted:
        print(f"installing {' '.join(requirements)}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                        *requirements], check=True, stdin=subprocess.DEVNULL)
        installed.write_text(wanted)
    return interpreter
