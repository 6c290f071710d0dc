"""Runs the parts of a benchmark one after the other and ends with a table of what was met."""

import os
import subprocess
import sys
import time
from pathlib import Path

from results import parse, table


def run(commands: dict[str, list]) -> None:
    """Runs each part's command, a script and its arguments, shows what it says, and sums up its RESULT lines."""
    results, broken = [], []
    for part, command in commands.items():
        print(f"\n== {part}: load average {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
        start, before = time.monotonic(), times()
        found, status = measure(command)
        results += found
        if status != 0:
            broken.append(part)
        stolen, total = (after - earlier for after, earlier in zip(times(), before))
        print(f"== {part} took {time.monotonic() - start:.0f} s, of which the host gave "
              f"{100 * stolen / max(1, total):.0f} % to others", flush=True)
    judged = [each for each in results if each.met != "-"]
    missed = [each.metric for each in judged if each.met == "no"]
    print(f"\n{table(results)}\n\n{len(judged) - len(missed)} of {len(judged)} targets met"
          + (f"; missed: {', '.join(missed)}" if missed else ""))
    if broken:
        raise SystemExit(f"these parts broke off: {', '.join(broken)}")


def measure(command: list) -> tuple[list, int]:
    process = subprocess.Popen([sys.executable, "-u", *map(str, command)], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, text=True)
    results = []
    for line in process.stdout:
        print(line, end="", flush=True)
        if found := parse(line):
            results.append(found)
    return results, process.wait()


def times() -> tuple[int, int]:
    """The machine's time so far: what its host gave to others, and all of it."""
    parts = list(map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:9]))
    return parts[7], sum(parts)
