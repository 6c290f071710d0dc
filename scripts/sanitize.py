#!/usr/bin/env python3
"""Runs the tests of the RPC stack under sanitizers; a report of one fails it.

usage: sanitize.py [thread] [address]    (both unless one is named)

The builds are of those tests alone, in .build/sanitize-*. Tests run one after the other: some have deadlines,
which a sanitizer makes hard to keep.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts/sanitize"
BUILD = ROOT / ".build"
TESTS = "TransportTests RPCTests ProtobufTests FuzzTests"
SECONDS_MAX = 1200


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


def edges() -> Path:
    """What tells the thread sanitizer of the order that Swift's own libraries make."""
    library = BUILD / "sanitize-thread/thread_edges.so"
    library.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([compiler("clang"), "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC",
                    "-D_GNU_SOURCE", SCRIPTS / "thread_edges.c", "-o", library, "-ldl"], check=True)
    return library


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
        result["LD_PRELOAD"] = str(edges())
        result["TSAN_OPTIONS"] = f"suppressions={SCRIPTS / 'thread.supp'}"
    else:
        result["ASAN_OPTIONS"] = f"detect_leaks={int(finds_leaks)}"
        result["LSAN_OPTIONS"] = f"suppressions={SCRIPTS / 'leak.supp'}:print_suppressions=0"
    return result


def check_canary() -> None:
    """A race must be found, and a contended mutex must not be taken for one."""
    program = BUILD / "sanitize-thread/canary"
    subprocess.run([compiler("swiftc"), "-sanitize=thread", SCRIPTS / "canary.swift",
                    "-o", program], check=True)
    for mode, is_clean in [("race", False), ("ordered", True)]:
        outcome = subprocess.run([program, mode], env=environment("thread"), timeout=120,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if (outcome.returncode == 0) != is_clean:
            sys.exit(f"the thread sanitizer does not work here: '{mode}' ended with "
                     f"{outcome.returncode}")


def run(sanitizer: str) -> bool:
    program = build(sanitizer)
    if sanitizer == "thread":
        check_canary()
    is_clean = True
    for selection, finds_leaks in selections(sanitizer):
        title = " ".join([sanitizer, *selection])
        print(f"== {title}", flush=True)
        started = time.monotonic()
        status = subprocess.run(
            [program, "--testing-library", "swift-testing", "--no-parallel", *selection],
            env=environment(sanitizer, finds_leaks), cwd=ROOT, stdin=subprocess.DEVNULL,
            timeout=SECONDS_MAX).returncode
        verdict = "clean" if status == 0 else f"FAILED with exit status {status}"
        print(f"== {title}: {verdict} ({time.monotonic() - started:.0f} s)\n", flush=True)
        is_clean = is_clean and status == 0
    return is_clean


def main() -> int:
    known = ["thread", "address"]
    chosen = sys.argv[1:] or known
    if unknown := set(chosen) - set(known):
        sys.exit(f"sanitize: unknown sanitizer {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return 0 if all([run(sanitizer) for sanitizer in chosen]) else 1


if __name__ == "__main__":
    sys.exit(main())
