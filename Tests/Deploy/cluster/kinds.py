"""The kinds that the stub serves, and how clients discover them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind by where its objects live: `/apis/GROUP/VERSION/namespaces/NAMESPACE/PLURAL`."""

    api_version: str
    name: str
    plural: str
    is_namespaced: bool = True

    @property
    def root(self) -> str:
        return f"/apis/{self.api_version}" if "/" in self.api_version else f"/api/{self.api_version}"

    @property
    def group(self) -> str:
        return self.api_version.partition("/")[0] if "/" in self.api_version else ""

    @property
    def version(self) -> str:
        return self.api_version.rpartition("/")[2]


KINDS = (
    Kind("v1", "Namespace", "namespaces", is_namespaced=False),
    Kind("v1", "ConfigMap", "configmaps"),
    Kind("v1", "Secret", "secrets"),
    Kind("v1", "Service", "services"),
    Kind("v1", "ServiceAccount", "serviceaccounts"),
    Kind("v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
    Kind("v1", "ResourceQuota", "resourcequotas"),
    Kind("v1", "Pod", "pods"),
    Kind("apps/v1", "Deployment", "deployments"),
    Kind("apps/v1", "StatefulSet", "statefulsets"),
    Kind("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
    Kind("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
    Kind("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
    Kind("resource.k8s.io/v1", "ResourceClaimTemplate", "resourceclaimtemplates"),
    Kind("scheduling.k8s.io/v1", "PriorityClass", "priorityclasses", is_namespaced=False),
    Kind("cert-manager.io/v1", "Certificate", "certificates"),
    Kind("cert-manager.io/v1", "Issuer", "issuers"),
    Kind("gateway.networking.k8s.io/v1", "GRPCRoute", "grpcroutes"),
    Kind("gateway.networking.k8s.io/v1", "BackendTLSPolicy", "backendtlspolicies"),
    Kind("keda.sh/v1alpha1", "ScaledObject", "scaledobjects"),
    Kind("monitoring.coreos.com/v1", "PrometheusRule", "prometheusrules"),
    Kind("monitoring.coreos.com/v1", "ServiceMonitor", "servicemonitors"),
)
VERBS = ["create", "delete", "get", "list", "patch", "update", "watch"]


def discovery(path: str) -> dict | None:
    """What a client asks before it sends objects; None for other paths."""
    if path == "/version":
        return {"major": "1", "minor": "35", "gitVersion": "v1.35.0", "platform": "linux/amd64"}
    if path == "/api":
        return {"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []}
    if path == "/apis":
        return {"kind": "APIGroupList", "apiVersion": "v1", "groups": groups()}
    roots = {kind.root for kind in KINDS}
    if path in roots:
        return resources(path)
    if path == "/openapi/v3":
        return {"paths": {root[1:]: {"serverRelativeURL": f"/openapi/v3{root}"} for root in roots}}
    if path.removeprefix("/openapi/v3") in roots:
        return openapi(path.removeprefix("/openapi/v3"))
    return None


def groups() -> list[dict]:
    result = []
    for group, version in dict.fromkeys((kind.group, kind.version) for kind in KINDS if kind.group):
        entry = {"groupVersion": f"{group}/{version}", "version": version}
        result.append({"name": group, "versions": [entry], "preferredVersion": entry})
    return result


def resources(root: str) -> dict:
    found = [kind for kind in KINDS if kind.root == root]
    return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": found[0].api_version,
            "resources": [{"name": kind.plural, "singularName": kind.name.lower(), "kind": kind.name,
                           "namespaced": kind.is_namespaced, "verbs": VERBS} for kind in found]}


def openapi(root: str) -> dict:
    """As much of the API's description as tells clients that the server checks fields itself."""
    paths = {}
    for kind in KINDS:
        if kind.root != root:
            continue
        scope = "namespaces/{namespace}/" if kind.is_namespaced else ""
        gvk = {"group": kind.group, "version": kind.version, "kind": kind.name}
        paths[f"{root}/{scope}{kind.plural}/{{name}}"] = {"patch": {
            "parameters": [{"name": "fieldValidation", "in": "query", "schema": {"type": "string"}}],
            "x-kubernetes-action": "patch", "x-kubernetes-group-version-kind": gvk}}
    return {"openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1.35.0"}, "paths": paths}
