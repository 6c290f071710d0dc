"""Every flag and variable in a manifest is one that the executable knows, and the chart's schema knows the rest.

The executables are asked (`--help`), so that neither side can change alone.
"""

import functools
import json
import os
import re
from collections.abc import Iterator

from manifests.objects import (component, find, flags as given, name_of, of_kind, service_container,
                               workloads)
from manifests.renders import CHART
from manifests.tools import ROOT, CheckError, output

BUILD = ROOT / os.environ.get("APUS_BUILD", ".build/release")
# libpq reads these where the address in APUS_STORE leaves something out.
POSTGRESQL = {"PGSSLMODE", "PGSSLROOTCERT"}
# What the chart sets itself, from values of other names, and what makes no sense in a container.
RESERVED = {
    "listen", "admin-listen", "health-listen", "port-file", "data", "models", "log-level", "drain-timeout",
    "max-connection-age", "tls-cert", "tls-key", "tls-ca", "backend-tls-ca", "store", "log-archive", "master-key-file",
    "api-key-file", "orchestrator-target", "memory-target", "retrieval-target", "inference-target",
    "inference-canary-target", "inference-canary-percent",
    "wait-for-workers", "exit-with-parent", "version", "help",
}


# What the chart takes a service to load that names no model.
DEFAULT_MODELS = {"inference-worker": "SmolLM2-135M-Instruct.Q4_1.gguf", "retrieval": "all-MiniLM-L6-v2"}


@functools.cache
def help_text(*command: str) -> str:
    executable = BUILD / command[0]
    if not executable.exists():
        raise CheckError(f"{executable} is not built; run `make build` first")
    return output([str(executable), *command[1:], "--help"])


def known_flags(*command: str) -> set[str]:
    return set(re.findall(r"^\s+--([a-z][a-z-]*)", help_text(*command), re.MULTILINE))


def known_variables(name: str) -> set[str]:
    return set(re.findall(r"environment (APUS_[A-Z_]+)", help_text(name))) | POSTGRESQL


def flags(documents: list[dict]) -> Iterator[str]:
    for workload in workloads(documents):
        container = service_container(workload)
        name = container["command"][0]
        if name != component(workload).removesuffix("-canary"):
            yield f"{name_of(workload)}: command {name} is not its component"
        if unknown := set(given(container)) - known_flags(name):
            yield f"{name_of(workload)}: {name} does not know the flags {sorted(unknown)}"
        used = {variable["name"] for variable in container.get("env", [])}
        for source in container["envFrom"]:
            configuration = find(documents, "ConfigMap", source["configMapRef"]["name"])
            used |= set((configuration or {"data": {}})["data"])
        if unknown := used - known_variables(name):
            yield f"{name_of(workload)}: {name} does not know the variables {sorted(unknown)}"
    for test in of_kind(documents, "Pod"):
        container = test["spec"]["containers"][0]
        if unknown := set(given(container)) - known_flags(*container["command"]):
            yield f"{name_of(test)}: {' '.join(container['command'])} does not know {sorted(unknown)}"


def schema() -> Iterator[str]:
    """`options` of each component in values.schema.json are the executable's flags, but for the reserved ones."""
    content = json.loads((ROOT / CHART / "values.schema.json").read_text())
    for name in ("gateway", "orchestrator", "memory", "retrieval", "inference-worker"):
        place = (content["definitions"]["workerPool"] if name == "inference-worker"
                 else content["properties"][name])
        stated = set(place["properties"]["options"]["properties"])
        real = known_flags(name) - RESERVED
        for flag in sorted(stated - real):
            yield f"values.schema.json: {name}.options.{flag} is no flag of {name}"
        for flag in sorted(real - stated):
            yield f"values.schema.json: {name}.options lacks {name}'s flag {flag}"
    templates = "".join(path.read_text() for path in (ROOT / CHART / "templates").glob("_*.tpl"))
    for name, model in DEFAULT_MODELS.items():
        if model not in " ".join(help_text(name).split()):
            yield f"{name} --help does not name {model}, which the chart takes for its default model"
        if f'"{model}"' not in templates and f"}}{model}{{" not in templates:
            yield f"the chart does not take {model} for the default model of {name}"


ALL = (flags,)
