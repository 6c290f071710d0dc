"""Every way of rendering the manifests, each rendered once, several at the same time."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

from .tools import ROOT, output, tool

CHART = "helm/apus"
NAMESPACE = "apus"
VERSIONS = ("1.33", "1.34", "1.35", "1.36", "1.37")
GOLDEN_VERSION = "1.35"
CLOUDS = ("values-eks", "values-gke", "values-aks")
# A cloud's values stand beside others: here those whose pools are none of the chart's own.
BESIDE_CLOUDS = "pools"
# Dynamic Resource Allocation is stable from there on, and volumes of images are on; the chart refuses them before.
NEEDS_VERSION = {"pools": "1.34", "models-image": "1.35"} | {cloud: "1.34" for cloud in CLOUDS}
# What the defaults leave to whoever installs.
KEY = "apiKey.existingSecret=apus-api-key"
# What each overlay of kustomize must equal.
OVERLAYS = {"local": "minimal", "cpu-arm64": "cpu-arm64", "gpu-nvidia": "gpu-nvidia",
            "mixed": "pools", "region-eu": "region-eu"}
# libyaml's loader reads ten times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Render:
    """One result, by where it comes from."""

    name: str
    version: str
    text: str
    documents: list[dict]


def examples() -> list[str]:
    return sorted(path.stem for path in (ROOT / CHART / "examples").glob("*.yaml"))


def parse(text: str) -> list[dict]:
    return [document for document in yaml.load_all(text, LOADER) if document]


def values_path(name: str) -> str:
    return f"{CHART}/{name}.yaml" if name in CLOUDS else f"{CHART}/examples/{name}.yaml"


def values_paths(name: str) -> list[str]:
    """The files to render together: a cloud's comes last, as the documentation has it."""
    return ([values_path(BESIDE_CLOUDS)] if name in CLOUDS else []) + [values_path(name)]


def template(values: list[str], version: str = GOLDEN_VERSION, chart: str = CHART,
             sets: list[str] = ()) -> list[str]:
    """The command that renders the chart."""
    command = [tool("helm"), "template", "apus", chart, "--namespace", NAMESPACE,
               "--kube-version", version]
    for path in values:
        command += ["--values", path]
    for value in sets:
        command += ["--set", value]
    return command


def chart(name: str, version: str) -> Render:
    text = output(template(values_paths(name), version))
    return Render(f"helm {name}", version, text, parse(text))


def overlay(name: str) -> Render:
    text = output([tool("kubectl"), "kustomize", f"k8s/overlays/{name}"])
    return Render(f"kustomize {name}", GOLDEN_VERSION, text, parse(text))


def everything() -> list[Render]:
    """Each values file for each version that it is for, and each overlay."""
    with ThreadPoolExecutor(max_workers=2 * (os.cpu_count() or 1)) as pool:
        charts = [pool.submit(chart, name, version)
                  for name in examples() + list(CLOUDS) for version in VERSIONS
                  if version >= NEEDS_VERSION.get(name, "")]
        overlays = [pool.submit(overlay, name) for name in OVERLAYS]
        return [future.result() for future in charts + overlays]


def lint() -> None:
    """`helm lint --strict` of the defaults and of every values file."""
    commands = [[tool("helm"), "lint", "--strict", CHART, "--quiet", "--set", KEY]] + [
        [tool("helm"), "lint", "--strict", CHART, "--quiet", "--kube-version", GOLDEN_VERSION,
         *(word for path in values_paths(name) for word in ("--values", path))]
        for name in examples() + list(CLOUDS)]
    with ThreadPoolExecutor(max_workers=2 * (os.cpu_count() or 1)) as pool:
        for future in [pool.submit(output, command) for command in commands]:
            future.result()


def path_of(name: str) -> Path:
    return ROOT / values_path(name)
