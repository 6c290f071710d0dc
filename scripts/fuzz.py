#!/usr/bin/env python3
"""Fuzzes with libFuzzer, one target after the other; an input that breaks something is kept and named.

usage: fuzz.py [--seconds N] [--keep] [TARGET...]

The inputs that libFuzzer finds worth keeping stay in .build/fuzz/corpus between runs. --keep copies the
smallest set of them that reaches everything new into the repository's corpus.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build/fuzz"
CORPUS = ROOT / "Tests/Fuzzing/Corpus"
TARGETS = sorted(folder.name for folder in CORPUS.iterdir())
# Bounds of libFuzzer's own: an input that takes longer, or makes the process larger, is a finding.
INPUT_SECONDS_MAX = 20
MEMORY_MIB_MAX = 1024
INPUT_BYTES_MAX = 8192


def build() -> Path:
    """The fuzzers, instrumented, in release mode: that is the code which meets strangers."""
    command = ["swift", "build", "-c", "release", "--sanitize=fuzzer", "--scratch-path", str(BUILD)]
    environment = dict(os.environ, APUS_TARGETS="Fuzzers")
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    shown = subprocess.run([*command, "--show-bin-path"], cwd=ROOT, env=environment, check=True,
                           stdout=subprocess.PIPE, text=True)
    return Path(shown.stdout.strip()) / "Fuzzers"


def run(program: Path, target: str, arguments: list[str]) -> int:
    # Swift's own handler of traps would keep libFuzzer from writing the input down.
    environment = dict(os.environ, APUS_FUZZER=target, SWIFT_BACKTRACE="enable=no")
    limits = [f"-timeout={INPUT_SECONDS_MAX}", f"-rss_limit_mb={MEMORY_MIB_MAX}",
              f"-max_len={INPUT_BYTES_MAX}"]
    return subprocess.run([program, *limits, *arguments], env=environment, cwd=BUILD).returncode


def fuzz(program: Path, target: str, seconds: int) -> bool:
    found, findings = BUILD / "corpus" / target, BUILD / "findings"
    found.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    print(f"== {target}: {seconds} s", flush=True)
    status = run(program, target, [
        f"-max_total_time={seconds}", f"-artifact_prefix={findings}/{target}-", "-print_final_stats=1",
        "-reload=0", str(found), str(CORPUS / target)])
    verdict = "no finding" if status == 0 else f"a finding, kept in {findings}"
    print(f"== {target}: {verdict}\n", flush=True)
    return status == 0


def keep(program: Path, target: str) -> None:
    """libFuzzer copies what covers more than the repository's corpus: few inputs, and small ones."""
    run(program, target, ["-set_cover_merge=1", "-use_counters=0", str(CORPUS / target),
                          str(BUILD / "corpus" / target)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--keep", action="store_true", help="add to the repository's corpus")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"unknown target {', '.join(sorted(unknown))}; known: {', '.join(TARGETS)}")
    program = build()
    failed = [target for target in options.targets or TARGETS
              if not fuzz(program, target, options.seconds)]
    if options.keep:
        for target in options.targets or TARGETS:
            keep(program, target)
    if failed:
        print(f"findings in {', '.join(failed)}; run one again with: APUS_FUZZER=TARGET {program} FILE")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
