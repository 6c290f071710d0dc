"""Kustomize and Helm give the same: each overlay against the values file that stands for it, object by object."""

import json
import re
from collections.abc import Iterator

from manifests import generated, renders

# Helm does not make the namespace that it installs into.
KUSTOMIZE_ALONE = {"Namespace"}


# Whom pods ask for names where it is not kube-dns alone.
NAME_SERVERS = {"values-gke": ["node-local-dns", "169.254.20.10/32", "169.254.169.254/32"]}
CLOUDS = re.compile(r"amazonaws|eks|aws|gke|cloud\.google|azure|aks")


def neutral(rendered: dict[str, renders.Render]) -> Iterator[str]:
    """What a cloud alone understands stands in the values for that cloud, and in no other render."""
    for name, render in rendered.items():
        if not any(cloud in name for cloud in renders.CLOUDS):
            for document in render.documents:
                if document["kind"] != "ConfigMap" and (found := CLOUDS.search(json.dumps(document))):
                    yield f"{name}: {document['kind']} {document['metadata']['name']} holds '{found.group()}'"


def clouds(rendered: dict[str, renders.Render]) -> Iterator[str]:
    """A cloud's values add to what stands beside them: no object comes or goes, and its name servers are reached."""
    beside = by_key(rendered[f"helm {renders.BESIDE_CLOUDS}"].documents).keys()
    for cloud in renders.CLOUDS:
        for key in sorted(by_key(rendered[f"helm {cloud}"].documents).keys() ^ beside):
            yield f"{cloud}.yaml over {renders.BESIDE_CLOUDS}: {key} is only in one of them"
        for policy in rendered[f"helm {cloud}"].documents:
            if policy["kind"] == "NetworkPolicy" and "53" in re.findall(r'"port": (\d+)', json.dumps(policy)):
                for server in NAME_SERVERS.get(cloud, []):
                    if server not in json.dumps(policy):
                        yield f"{cloud}.yaml: NetworkPolicy {policy['metadata']['name']} does not let {server} resolve names"


def by_key(documents: list[dict]) -> dict[str, dict]:
    return {f"{document['kind']} {document['metadata']['name']}": document for document in documents}


def differences(left: object, right: object, path: str = "",
                names: tuple[str, str] = ("kustomize", "helm")) -> Iterator[str]:
    """Paths at which two values differ; `names` say whose they are."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(left.keys() | right.keys()):
            if key not in left or key not in right:
                yield f"{path}.{key}: only in {names[key in right]}"
            else:
                yield from differences(left[key], right[key], f"{path}.{key}", names)
    elif json.dumps(left, sort_keys=True) != json.dumps(right, sort_keys=True):
        yield f"{path}: {json.dumps(left)[:120]} in {names[0]}, {json.dumps(right)[:120]} in {names[1]}"


def same(rendered: dict[str, renders.Render]) -> Iterator[str]:
    for overlay, values in renders.OVERLAYS.items():
        left = by_key([document for document in rendered[f"kustomize {overlay}"].documents
                       if document["kind"] not in KUSTOMIZE_ALONE])
        right = by_key([generated.without_helm(document)
                        for document in rendered[f"helm {values}"].documents
                        if not generated.is_hook(document)])
        for key in sorted(left.keys() | right.keys()):
            if key not in left or key not in right:
                yield f"k8s/overlays/{overlay}: {key} is only in {'helm' if key in right else 'kustomize'}"
            else:
                for difference in differences(left[key], right[key]):
                    yield f"k8s/overlays/{overlay}: {key}: {difference.lstrip('.')}"
