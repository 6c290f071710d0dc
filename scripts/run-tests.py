#!/usr/bin/env python3
"""Runs everything that must pass, in order, and ends with what failed, why, and `N passed, N failed`.

A stage counts as one check, except the Swift tests, which count one each. A later stage still runs
when an earlier one fails, so that one run tells everything; only a failed build skips the tests.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from silence import SilenceWatch

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".cache/venv/bin/python"
RUNNER = ".build/release/apusPackageTests.xctest"
# These hold processes to limits in wall time, or kill them again and again: they get the machine to themselves.
ALONE = "SystemTests|AttackTests|FaultTests|PostgresTests|PostgresConnectionTests|TaskQueueLoadTests"
# These have connections with time-outs, which tests that compute for seconds would starve.
SOCKETS = "RPCTests|TransportTests|ConformanceTests|InteropTests|ServiceTests|GatewayTests"
# These wait for leases, clocks and disks: beside hundreds that compute, their minute is not enough.
STATE = "StoreTests|MemoryTests|OrchestratorTests"
# How many run at the same time. Hundreds on two cores take turns until each has waited a minute for what takes a moment.
WIDTH = "8"
SUMMARY = re.compile(
    r"Test run with (\d+) tests?(?: in \d+ suites?)? (passed|failed) after .*?"
    r"(?:with (\d+) issues?)?")
FAILED_TEST = re.compile(r"Test (?!run\b)(.+?)(?: with \d+ test cases?)? failed after ")
ISSUE = re.compile(r"Test (.+?) recorded an issue (?:with .*? )?at (.+)")
# Of an issue's text, which may hold whole documents, the last page shows this much.
ISSUE_LENGTH = 400


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    # A line for each failure, told again at the end: who sees only the end of a log sees what failed.
    failures: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Tally") -> "Tally":
        self.passed += other.passed
        self.failed += other.failed
        self.failures += other.failures
        return self


def run(command: list[str], on_line=lambda line: None) -> int:
    """Runs a command without input, passes its output on line by line, returns its exit status.

    A command that hangs is ended, with a report of where it stood.
    """
    environment = dict(os.environ, APUS_TEST_PYTHON=str(PYTHON), NO_COLOR="1",
                       SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=WIDTH)
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace") as process, SilenceWatch(process) as watch:
        for line in process.stdout:
            watch.heard()
            sys.stdout.write(line)
            sys.stdout.flush()
            on_line(line)
        return process.wait()


def stage(title: str, command: list[str]) -> Tally:
    """One check: the command exits 0."""
    print(f"== {title}: {' '.join(command)}", flush=True)
    started = time.monotonic()
    status = run(command)
    verdict = "ok" if status == 0 else f"FAILED with exit status {status}"
    print(f"== {title}: {verdict} ({time.monotonic() - started:.0f} s)\n", flush=True)
    return Tally(passed=1) if status == 0 else Tally(failed=1, failures=[f"{title}: {verdict}"])


def swift_tests(title: str, selection: list[str]) -> Tally:
    """The selected Swift tests, counted from the runner's own summary; a crash counts as a failure."""
    tally, failures, issues = Tally(), set(), {}

    def read(line: str) -> None:
        if match := ISSUE.search(line):
            issues.setdefault(match.group(1), match.group(2)[:ISSUE_LENGTH])
        if match := FAILED_TEST.search(line):
            failures.add(match.group(1))
        if match := SUMMARY.search(line):
            tally.passed += int(match.group(1))

    # The runner itself, which `swift test` would start and pass on; and line by line: what a runner that
    # hangs has printed would stay in its buffer.
    command = ["stdbuf", "-oL", RUNNER, "--testing-library", "swift-testing", *selection]
    print(f"== {title}: {' '.join(command)}", flush=True)
    status = run(command, read)
    tally.failed = min(len(failures), tally.passed)
    tally.passed -= tally.failed
    if tally.passed + tally.failed == 0 or (status != 0 and tally.failed == 0):
        # Crashed or never started: the runner printed no verdict that could be believed.
        tally.failures.append(f"{title}: the runner ended with exit status {status} and no failed test")
        tally.failed += 1
    # What fails in a task that no test owns is told under no test's name.
    unknown = issues.get("«unknown»", "no issue was told")
    tally.failures += [f"{name}: {issues.get(name, unknown)}" for name in sorted(failures)]
    for failure in tally.failures:
        print(f"== failed: {failure}", flush=True)
    return tally


def main() -> int:
    started = time.monotonic()
    total = Tally()
    total += stage("lint", ["scripts/lint.sh"])
    total += stage("arm64 kernels", ["scripts/check-kernels-arm64.sh"])
    build = stage("build", ["swift", "build", "-c", "release", "--build-tests"])
    total += build
    if build.failed == 0:
        total += stage("programs", ["swift", "build", "-c", "release"])
        total += stage("protos", ["scripts/generate-protos.sh", "--check"])
        total += swift_tests("tests that compute", ["--skip", f"{ALONE}|{SOCKETS}|{STATE}"])
        total += swift_tests("tests of state", ["--filter", STATE, "--skip", f"{ALONE}|{SOCKETS}"])
        total += swift_tests("tests over sockets", ["--filter", SOCKETS, "--skip", ALONE])
        total += swift_tests("tests that run alone", ["--filter", ALONE, "--no-parallel"])
    total += stage("deployment", [str(PYTHON), "Tests/Deploy/main.py"])
    for failure in total.failures:
        print(f"failed: {failure}")
    print(f"\ntook {(time.monotonic() - started) / 60:.1f} minutes")
    print(f"{total.passed} passed, {total.failed} failed")
    return 0 if total.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
