#!/usr/bin/env python3
"""What workflows do where opinions may differ, beside Temporal's development server.

usage: oracle.py OURS_PYTHON THEIRS_PYTHON

Each side is asked the same (`ours.py`, `theirs.py`) and prints what it saw as JSON. A line for each question: ours,
Temporal's, and whether they are the same; where they are not, why, as docs/internals/faults.md has it. Exit status 1 where
they differ without a reason, and where a reason is given for what is the same.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIDE_SECONDS = 240

# Where we mean to differ: docs/internals/faults.md, "Beside Temporal".
REASONS = {
    "waits between attempts": "half of each wait is drawn at random, so that runs which failed together do not come back together",
    "the same key while the run goes on": "a repeated call is answered with the run: whoever lost the answer needs it",
    "the same key after the run has ended": "a key names one run for ever: a call that is repeated late must not do it twice",
}


def side(python: str, program: str, subject: Path) -> dict[str, str]:
    done = subprocess.run(
        [python, HERE / program, subject], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        timeout=SIDE_SECONDS, check=True)
    # The last line: Temporal's SDK logs to the same stream.
    return json.loads(done.stdout.splitlines()[-1])


def verdict(question: str, ours: str, theirs: str) -> tuple[str, bool]:
    reason = REASONS.get(question)
    if ours == theirs:
        return ("same", True) if reason is None else ("the same, and a reason says that it is not", False)
    return (f"differs: {reason}", True) if reason else ("DIFFERS, and nobody says why", False)


def main() -> int:
    ours_python, theirs_python = sys.argv[1:]
    root = HERE.parents[1]
    ours = side(ours_python, "ours.py", root / ".build/release/orchestrator")
    theirs = side(theirs_python, "theirs.py", Path(theirs_python).parent / "temporal")
    if ours.keys() != theirs.keys() or not REASONS.keys() <= ours.keys():
        print(f"the sides were not asked the same: {ours.keys() ^ theirs.keys()}", file=sys.stderr)
        return 1
    is_fine = True
    for question in ours:
        words, is_expected = verdict(question, ours[question], theirs[question])
        is_fine = is_fine and is_expected
        print(f"{question}\n  ours      {ours[question]}\n  Temporal  {theirs[question]}\n  {words}")
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
