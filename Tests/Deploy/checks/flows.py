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
    for target in workloads(documents):
        yield from calls_from_outside(documents, target)
    for test in of_kind(documents, "Pod"):
        yield from calls_of_test(documents, as_workload(test))


def calls_from_outside(documents: list[dict], target: dict) -> Iterator[str]:
    """Callers reach the gateway, and Prometheus everybody's metrics; nobody else gets in from another namespace."""
    for port in service_container(target)["ports"]:
        peers = [rule.get("from") for rule in rules(documents, target, "Ingress")
                 if admits_port(rule, port["containerPort"], port["name"])]
        where = f"{name_of(target)} port {port['containerPort']}"
        namespaces = {name for found in peers for name in namespaces_of(found)}
        is_open = any(not found for found in peers)
        if port["name"] == "admin" and (is_open or len(namespaces) != 1):
            yield f"{where}: metrics may be read from {sorted(namespaces) or 'everywhere or nowhere'}, expected one namespace"
        if port["name"] == "grpc" and component(target) == "gateway" and not (is_open or namespaces):
            yield f"{where}: no caller from outside gets in"
        if port["name"] == "grpc" and component(target) != "gateway" and (is_open or namespaces):
            yield f"{where}: an ingress rule lets callers from outside in"
        if port["name"] == "health" and peers:
            yield f"{where}: an ingress rule lets pods in, but only the kubelet probes"


def namespaces_of(peers: list[dict] | None) -> set[str]:
    return {str(peer.get("namespaceSelector") or peer.get("ipBlock")) for peer in peers or []
            if "namespaceSelector" in peer or "ipBlock" in peer}


def as_workload(test: dict) -> dict:
    """The pod of `helm test` as the questions about workloads know it."""
    return test | {"spec": {"template": {"metadata": test["metadata"], "spec": test["spec"]}}}


def calls_of_test(documents: list[dict], test: dict) -> Iterator[str]:
    """The pod of `helm test` resolves a name and calls the gateway, which lets it in."""
    host, _, _ = flags(test["spec"]["template"]["spec"]["containers"][0])["gateway"].partition(":")
    called = next(service for service in of_kind(documents, "Service") if service["metadata"]["name"] == host)
    for target in workloads(documents):
        port = service_container(target)["ports"][0]
        is_wanted = matches(called["spec"]["selector"], pod_labels(target))
        may_leave = any(admits_port(rule, port["containerPort"], port["name"]) and admits_pod(rule.get("to"), target)
                        for rule in rules(documents, test, "Egress"))
        arrives = any(admits_port(rule, port["containerPort"], port["name"]) and admits_pod(rule.get("from"), test)
                      for rule in rules(documents, target, "Ingress"))
        if is_wanted and not (may_leave and arrives):
            yield f"{name_of(test)} to {name_of(target)}: the network policies do not let `helm test` through"
    yield from resolves(documents, test)


def resolves(documents: list[dict], source: dict) -> Iterator[str]:
    """Names are asked for at the servers of the cluster, never anywhere."""
    found = [rule for rule in rules(documents, source, "Egress") if admits_port(rule, DNS, "")]
    if not found:
        yield f"{name_of(source)}: no egress rule lets it resolve names"
    for rule in found:
        if not namespaces_of(rule.get("to")) or any(
                "namespaceSelector" in peer and "podSelector" not in peer for peer in rule["to"]):
            yield f"{name_of(source)}: an egress rule lets it send to port {DNS} of {rule.get('to') or 'anybody'}"


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
    resolves_names = uses_database or any(name.endswith("-target") for name in flags(container))
    outside = [rule for rule in rules(documents, source, "Egress")
               if not any(admits_pod(rule.get("to"), workload) for workload in workloads(documents))]
    allowed = {port["port"] for rule in outside for port in rule.get("ports", [{"port": "any"}])}
    wanted = ({DNS} if resolves_names else set()) | ({5432} if uses_database else set())
    if resolves_names:
        yield from resolves(documents, source)
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
