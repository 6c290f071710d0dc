"""compose.yaml: every flag and variable is one that the executable knows, and stopping takes longer than the drain."""

import re
from collections.abc import Iterator

import yaml

from manifests.tools import ROOT

from . import flags

FILE = "k8s/image/compose.yaml"
BAKE = "k8s/image/docker-bake.hcl"
SERVICES = {"gateway", "orchestrator", "memory", "retrieval", "inference-worker"}


def compose() -> Iterator[str]:
    services = yaml.safe_load((ROOT / FILE).read_text())["services"]
    if set(services) != SERVICES:
        yield f"{FILE}: services are {sorted(services)}"
    for name, service in services.items():
        executable, *arguments = service["command"]
        used = {argument.removeprefix("--").partition("=")[0] for argument in arguments}
        if unknown := used - flags.known_flags(executable):
            yield f"{FILE}: {name}: {executable} does not know the flags {sorted(unknown)}"
        if unknown := set(service["environment"]) - flags.known_variables(executable):
            yield f"{FILE}: {name}: {executable} does not know the variables {sorted(unknown)}"
        drain, grace = service["environment"]["APUS_DRAIN_TIMEOUT"], service["stop_grace_period"]
        if int(grace.removesuffix("s")) <= int(drain.removesuffix("s")):
            yield f"{FILE}: {name}: stop_grace_period {grace} is not more than APUS_DRAIN_TIMEOUT {drain}"
        for variable, value in service["environment"].items():
            if match := re.fullmatch(r"dns:///([^:]+):\d+", value):
                if match.group(1) not in services:
                    yield f"{FILE}: {name}: {variable} names no service"
        if not (service["read_only"] and service["cap_drop"] == ["ALL"]):
            yield f"{FILE}: {name} is not hardened"
    built = re.search(r"matrix\s+= \{ service = \[(.*)\] \}", (ROOT / BAKE).read_text()).group(1)
    if set(re.findall(r'"([^"]+)"', built)) != SERVICES | {"apus"}:
        yield f"{BAKE}: images are {built}"
