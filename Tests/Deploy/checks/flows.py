"""The network policies allow exactly the calls that the services make: no fewer, no more.

Who calls whom follows from the flags (`--memory-target=...`) and the environment (`APUS_STORE`) of the pods; what
may pass is computed from the policies as a cluster does it.
"""

import re
from collections.abc import Iterator

from manifests.objects import (component, flags, matches, name_of, of_kind, pod_labels,
                               service_container, workloads)

DNS = 53


def flows(documents: list[dict]) -> Iterator[str]:
    if not of_kind(documents, "NetworkPolicy"):
        yield "no NetworkPolicy"
        return
    for source in workloads(documents):
        yield from calls_between(documents, source)
        yield from calls_outside(documents, source)


def calls_between(documents: list[dict], source: dict) -> Iterator[str]:
    wanted = called(documents, source)
    for target in workloads(documents):
        for port in service_container(target)["ports"]:
            number, name = port["containerPort"], port["name"]
            is_wanted = (name_of(target), number) in wanted
            leaves = any(admits_port(rule, number, name) and admits_pod(rule.get("to"), target)
                         for rule in rules(documents, source, "Egress"))
            arrives = any(admits_port(rule, number, name) and admits_pod(rule.get("from"), source)
                          for rule in rules(documents, target, "Ingress"))
            where = f"{name_of(source)} to {name_of(target)} port {number}"
            if is_wanted and not leaves:
                yield f"{where}: a flag names it, but no egress rule lets it leave"
            if is_wanted and not arrives:
                yield f"{where}: a flag names it, but no ingress rule lets it in"
            if leaves and not is_wanted:
                yield f"{where}: an egress rule lets it leave, but nothing calls it"
            # Anybody may call the gateway, who has a key.
            if arrives and not is_wanted and component(target) != "gateway":
                yield f"{where}: an ingress rule lets it in, but nothing calls it"


def called(documents: list[dict], source: dict) -> set[tuple[str, int]]:
    """The workloads and ports behind the targets in a pod's flags."""
    result = set()
    for name, value in flags(service_container(source)).items():
        if not name.endswith("-target"):
            continue
        host, number = re.fullmatch(r"dns:///([^:]+):(\d+)", value).groups()
        for service in of_kind(documents, "Service"):
            if service["metadata"]["name"] == host:
                result |= {(name_of(workload), int(number)) for workload in workloads(documents)
                           if matches(service["spec"]["selector"], pod_labels(workload))}
    return result


def calls_outside(documents: list[dict], source: dict) -> Iterator[str]:
    """Names are resolved by those who call somebody, and the database is reached by those who have its address."""
    container = service_container(source)
    uses_database = any(variable["name"] == "APUS_STORE" for variable in container.get("env", []))
    resolves = uses_database or any(name.endswith("-target") for name in flags(container))
    outside = [rule for rule in rules(documents, source, "Egress")
               if not any(admits_pod(rule.get("to"), workload) for workload in workloads(documents))]
    allowed = {port["port"] for rule in outside for port in rule.get("ports", [{"port": "any"}])}
    wanted = ({DNS} if resolves else set()) | ({5432} if uses_database else set())
    if allowed != wanted:
        yield f"{name_of(source)}: may call ports {sorted(allowed, key=str)} outside of ours, expected {sorted(wanted)}"


def rules(documents: list[dict], workload: dict, direction: str) -> list[dict]:
    """The rules that apply to a workload's pods; a pod without any policy would be open, which fails."""
    found, selected = [], False
    for policy in of_kind(documents, "NetworkPolicy"):
        selector = policy["spec"]["podSelector"].get("matchLabels", {})
        if direction in policy["spec"]["policyTypes"] and matches(selector, pod_labels(workload)):
            selected = True
            found += policy["spec"].get(direction.lower()) or []
    return found if selected else [{"ports": []}]


def admits_port(rule: dict, number: int, name: str) -> bool:
    ports = rule.get("ports") or [{"port": number}]
    return any(port.get("port") in (number, name) for port in ports)


def admits_pod(peers: list[dict] | None, workload: dict) -> bool:
    """Whether a rule's peers hold a pod of our namespace; no peers are everybody."""
    if not peers:
        return True
    return any("podSelector" in peer and "namespaceSelector" not in peer
               and matches(peer["podSelector"].get("matchLabels", {}), pod_labels(workload))
               for peer in peers)


ALL = (flows,)
