#!/usr/bin/env python3
"""Runs the tests of the RPC stack under sanitizers; a report of one fails it.

usage: sanitize.py [thread] [address]    (both unless one is named)

The builds are of those tests alone, in .build/sanitize-*. Tests run one after the other: some have deadlines,
which a sanitizer makes hard to keep.
"""

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts/sanitize"
BUILD = ROOT / ".build"
EDGES = BUILD / "sanitize-thread/thread_edges.so"
TESTS = "TransportTests RPCTests ConformanceTests ProtobufTests FuzzTests"
SECONDS_MAX = 1200
# What canary.swift does.
CANARY = ["race", "race-after-release", "race-after-resume", "race-beside-resume", "ordered-mutex",
          "ordered-release", "ordered-resume"]
# The exit status of a program of which the thread sanitizer has reported something.
REPORTED = 66


def swift() -> str:
    return os.environ.get("SWIFT", "swift")


def compiler(name: str) -> str:
    """A compiler of the Swift toolchain: only its clang knows Swift's calling convention."""
    path = subprocess.run(["sh", "-c", 'command -v "$0"', swift()], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.strip()
    return str(Path(path).resolve().parent / name)


def build(sanitizer: str) -> Path:
    scratch = BUILD / f"sanitize-{sanitizer}"
    # Release: the code that ships, and the debug compiler crashes on Transport under the thread sanitizer.
    command = [swift(), "build", "-c", "release", "--build-tests", f"--sanitize={sanitizer}",
               "--scratch-path", str(scratch)]
    subprocess.run(command, cwd=ROOT, env=dict(os.environ, APUS_TARGETS=TESTS), check=True)
    return scratch / "release/apusPackageTests.xctest"


def build_edges() -> None:
    """What tells the thread sanitizer of the order that Swift's own libraries make."""
    subprocess.run([compiler("clang"), "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC",
                    "-D_GNU_SOURCE", SCRIPTS / "thread_edges.c", "-o", EDGES, "-ldl"], check=True)


def selections(sanitizer: str) -> list[tuple[list[str], bool]]:
    """Which tests run in one process, and whether it may leave nothing behind."""
    if sanitizer == "thread":
        return [([], False)]
    # These end with their peers' connections open, which then hold each other.
    return [(["--skip", "TransportTests"], True), (["--filter", "TransportTests"], False)]


def environment(sanitizer: str, finds_leaks: bool = False) -> dict[str, str]:
    result = dict(os.environ, APUS_TEST_PYTHON=str(ROOT / ".cache/venv/bin/python"),
                  SWIFT_BACKTRACE="enable=no")
    if sanitizer == "thread":
        result["LD_PRELOAD"] = str(EDGES)
        result["TSAN_OPTIONS"] = f"suppressions={SCRIPTS / 'thread.supp'}"
    else:
        result["ASAN_OPTIONS"] = f"detect_leaks={int(finds_leaks)}"
        result["LSAN_OPTIONS"] = f"suppressions={SCRIPTS / 'leak.supp'}:print_suppressions=0"
    return result


def check_canary() -> None:
    """Races must be found, also beside what Swift's libraries order; what they order must not be taken for one."""
    program = BUILD / "sanitize-thread/canary"
    subprocess.run([compiler("swiftc"), "-O", "-sanitize=thread", SCRIPTS / "canary.swift",
                    "-o", program], check=True)
    for mode in CANARY:
        outcome = subprocess.run([program, mode], env=environment("thread"), timeout=120,
                                 text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        is_reported = "WARNING: ThreadSanitizer: data race" in outcome.stderr
        if is_reported != mode.startswith("race") or outcome.returncode not in (0, REPORTED):
            sys.exit(f"{outcome.stderr}the thread sanitizer does not work here: '{mode}' of canary.swift "
                     f"{'was' if is_reported else 'was not'} reported and ended with {outcome.returncode}")
    print(f"== thread: found or passed, as it should: {', '.join(CANARY)}", flush=True)


def run_tests(program: Path, sanitizer: str, selection: list[str], finds_leaks: bool) -> tuple[int, str]:
    """The exit status, and what the tests say of themselves at their end."""
    command = [program, "--testing-library", "swift-testing", "--no-parallel", *selection]
    total = "ended before its end"
    with subprocess.Popen(command, env=environment(sanitizer, finds_leaks), cwd=ROOT, text=True, errors="replace",
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as tests:
        timer = threading.Timer(SECONDS_MAX, tests.kill)
        timer.start()
        for line in tests.stdout:
            print(line, end="", flush=True)
            if match := re.search(r"Test run with .*", line):
                total = match[0]
        timer.cancel()
    return tests.returncode, total


def run(sanitizer: str) -> list[str]:
    """A line for each process of tests; one that is not clean has FAILED in it."""
    program = build(sanitizer)
    if sanitizer == "thread":
        build_edges()
        check_canary()
    lines = []
    for selection, finds_leaks in selections(sanitizer):
        title = " ".join([sanitizer + (", leaks" if finds_leaks else ""), *selection])
        print(f"== {title}", flush=True)
        started = time.monotonic()
        status, total = run_tests(program, sanitizer, selection, finds_leaks)
        verdict = "clean" if status == 0 else f"FAILED with exit status {status}"
        if not re.match("Test run with [1-9]", total):
            verdict = f"FAILED, for no test came to its end (exit status {status})"
        lines.append(f"== {title}: {verdict}: {total} ({time.monotonic() - started:.0f} s)")
        print(lines[-1] + "\n", flush=True)
    return lines


def main() -> int:
    known = ["thread", "address"]
    chosen = sys.argv[1:] or known
    if unknown := set(chosen) - set(known):
        sys.exit(f"sanitize: unknown sanitizer {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    lines = [line for sanitizer in chosen for line in run(sanitizer)]
    print(f"Under sanitizers ran {TESTS}.", *lines, sep="\n")
    return 1 if any("FAILED" in line for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
