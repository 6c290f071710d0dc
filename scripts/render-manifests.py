#!/usr/bin/env python3
"""Writes what follows from helm/apus: k8s/base, k8s/pools, the golden renders and the table of values.

usage: render-manifests.py [--check]

The chart is the only source of the manifests; kustomize's base is what it renders. With --check nothing is
written, and what is not current is named.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests/Deploy"))

from manifests import generated  # noqa: E402  (the path comes first)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="Write nothing.")
    check = parser.parse_args().check
    files = generated.files()
    stale = generated.stale(files)
    for path in stale:
        if check:
            print(f"{path} is not what the chart renders: run `make manifests`", file=sys.stderr)
        elif path in files:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(files[path])
            print(f"wrote {path}")
        else:
            (ROOT / path).unlink()
            print(f"removed {path}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
