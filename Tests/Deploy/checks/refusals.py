"""Values that are wrong on purpose: each is refused with a message that names the key.

And renders that are broken on purpose: each check finds what it is there for.
"""

import copy
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from manifests import renders, schemas
from manifests.objects import find, pod, service_container
from manifests.tools import run

from . import flags, flows, metrics, references

# What is set, over which example, and what the message has to name.
VALUES = {
    "an unknown key": ("minimal", ["gatway.replicas=2"], "gatway"),
    "an unknown key further down": ("minimal", ["tls.enabeld=true"], "enabeld"),
    "an unknown flag": ("minimal", ["gateway.options.calls-per-minute=1"], "calls-per-minute"),
    "a GPU pool without a toleration": (
        "gpu-nvidia", ["workerPools.cuda-amd64.tolerations[0].key=other"], "workerPools.cuda-amd64.tolerations"),
    "GPUs without the accelerator": (
        "minimal", ["workerPools.default.gpu.count=1"], "workerPools.default.accelerator"),
    "a grace below the drain": (
        "minimal", ["terminationGracePeriodSeconds=20"], "terminationGracePeriodSeconds"),
    "a grace of exactly preStop and drain": (
        "minimal", ["terminationGracePeriodSeconds=35"], "terminationGracePeriodSeconds"),
    "a label that selectors match": (
        "minimal", ["podLabels.app\\.kubernetes\\.io/component=x"], "podLabels.app.kubernetes.io/component"),
    "two writers of one file": ("minimal", ["memory.replicas=2"], "memory.replicas"),
    "a scaler for one writer": (
        "minimal", ["orchestrator.autoscaling.enabled=true"], "orchestrator.autoscaling"),
    "a database without its Secret": ("minimal", ["postgresql.enabled=true"], "postgresql.existingSecret"),
    "models from no image": ("minimal", ["models.source=image"], "models.image.reference"),
    "a canary without a Gateway": ("minimal", ["canary.enabled=true"], "canary.gateway.name"),
    "a canary of the same version": (
        "mtls", ["canary.tag="], "canary.tag"),
    "name servers anywhere": ("minimal", ["networkPolicy.dnsTo=null"], "networkPolicy.dnsTo"),
    "a database anywhere": ("postgresql", ["postgresql.to=null"], "postgresql.to"),
    "a HorizontalPodAutoscaler to zero": (
        "minimal", ["workerPools.default.autoscaling.kind=hpa", "workerPools.default.autoscaling.minReplicas=0"],
        "workerPools.default.autoscaling.minReplicas"),
    "a share above 100 percent": ("mtls", ["canary.percent=101"], "percent"),
}


def values() -> Iterator[str]:
    def refuse(case: tuple[str, list[str], str]) -> str:
        example, sets, _ = case
        command = renders.template([renders.values_path(example)], sets=sets)
        result = run(command)
        return "" if result.returncode == 0 else result.stderr

    with ThreadPoolExecutor() as pool:
        for (title, case), message in zip(VALUES.items(), pool.map(refuse, VALUES.values())):
            if case[2] not in message:
                yield f"{title}: refused with {message!r}, which does not name {case[2]}" if message \
                    else f"{title}: was rendered"


def old_version() -> Iterator[str]:
    """Dynamic Resource Allocation is refused by name where the cluster lacks it."""
    result = run(renders.template([renders.values_path("pools")], "1.33"))
    if "workerPools.cuda-arm64.gpu.resourceClaim" not in result.stderr:
        yield f"a device claim on Kubernetes 1.33: {result.stderr or 'was rendered'}"


def relabel(documents: list[dict]) -> None:
    find(documents, "Deployment", "apus-gateway")["spec"]["selector"]["matchLabels"]["apus.io/track"] = "x"


def reselect(documents: list[dict]) -> None:
    find(documents, "Service", "apus-memory")["spec"]["selector"]["app.kubernetes.io/component"] = "memroy"


def shorten(documents: list[dict]) -> None:
    pod(find(documents, "StatefulSet", "apus-memory"))["terminationGracePeriodSeconds"] = 35


def misname(documents: list[dict]) -> None:
    service_container(find(documents, "StatefulSet", "apus-memory"))["args"].append("--drain-timeot=3s")


def misset(documents: list[dict]) -> None:
    find(documents, "ConfigMap", "apus")["data"]["APUS_LOGLEVEL"] = "info"


def unplug(documents: list[dict]) -> None:
    find(documents, "NetworkPolicy", "apus-memory")["spec"]["ingress"].pop(0)


def open_up(documents: list[dict]) -> None:
    find(documents, "NetworkPolicy", "apus-retrieval")["spec"]["egress"] = [{}]


def lose_key(documents: list[dict]) -> None:
    volumes = pod(find(documents, "Deployment", "apus-gateway"))["volumes"]
    next(volume for volume in volumes if volume["name"] == "key")["secret"]["secretName"] = "no-such"


def replicate(documents: list[dict]) -> None:
    find(documents, "Deployment", "apus-inference-worker-cpu-amd64")["spec"]["replicas"] = 2


def misquery(documents: list[dict]) -> None:
    scaler = find(documents, "ScaledObject", "apus-inference-worker-cpu-arm64")
    scaler["spec"]["triggers"][0]["metadata"]["query"] = "sum(apus_queue_depth)"


def misfield(documents: list[dict]) -> None:
    service_container(find(documents, "StatefulSet", "apus-memory"))["livenesProbe"] = {}


def untolerate(documents: list[dict]) -> None:
    del pod(find(documents, "Deployment", "apus-inference-worker-cuda-amd64"))["tolerations"]


# What is broken, in which example, by whom it is found, and what the message has to name.
RENDERS = (
    (relabel, "minimal", references.selectors, "Deployment apus-gateway: spec.selector.matchLabels"),
    (reselect, "minimal", references.selectors, "Service apus-memory: spec.selector"),
    (shorten, "minimal", references.times, "terminationGracePeriodSeconds"),
    (misname, "minimal", flags.flags, "drain-timeot"),
    (misset, "minimal", flags.flags, "APUS_LOGLEVEL"),
    (unplug, "minimal", flows.flows, "StatefulSet apus-memory port 50052"),
    (open_up, "minimal", flows.flows, "StatefulSet apus-retrieval"),
    (lose_key, "minimal", references.names, "no-such"),
    (replicate, "keda", references.scaling, "spec.replicas"),
    (misquery, "keda", metrics.metrics, "apus_queue_depth"),
    (untolerate, "gpu-nvidia", references.gpus, "tolerations"),
    (misfield, "minimal", lambda documents: [
        problem for document in documents for problem in schemas.problems(document, renders.GOLDEN_VERSION)],
     "livenesProbe"),
)


def broken(rendered: dict[str, renders.Render]) -> Iterator[str]:
    for damage, example, check, name in RENDERS:
        documents = copy.deepcopy(rendered[f"helm {example}"].documents)
        damage(documents)
        found = list(check(documents))
        if not any(name in problem for problem in found):
            yield f"{damage.__name__} in {example}: {found or 'nothing'} was found, which does not name {name}"
