"""Reading rendered objects: the few questions that every check asks."""

from .schemas import name_of

WORKLOADS = ("Deployment", "StatefulSet")


def of_kind(documents: list[dict], *kinds: str) -> list[dict]:
    return [document for document in documents if document["kind"] in kinds]


def workloads(documents: list[dict]) -> list[dict]:
    return of_kind(documents, *WORKLOADS)


def find(documents: list[dict], kind: str, name: str) -> dict | None:
    return next((document for document in of_kind(documents, kind)
                 if document["metadata"]["name"] == name), None)


def pod(workload: dict) -> dict:
    return workload["spec"]["template"]["spec"]


def pod_labels(workload: dict) -> dict:
    return workload["spec"]["template"]["metadata"]["labels"]


def service_container(workload: dict) -> dict:
    return next(container for container in pod(workload)["containers"]
                if container["name"] == "service")


def component(workload: dict) -> str:
    return pod_labels(workload)["app.kubernetes.io/component"]


def matches(selector: dict, labels: dict) -> bool:
    """Whether `matchLabels` selects what has these labels; an empty selector selects everything."""
    return all(labels.get(key) == value for key, value in selector.items())


def flags(container: dict) -> dict[str, str]:
    """The flags that a container gives its service, without their dashes."""
    pairs = [argument.removeprefix("--").partition("=") for argument in container["args"]]
    return {name: value for name, _, value in pairs}


__all__ = ["WORKLOADS", "component", "find", "flags", "matches", "name_of", "of_kind", "pod",
           "pod_labels", "service_container", "workloads"]
