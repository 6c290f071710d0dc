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

SUMS = "models.checksums.inference-worker"
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
    "no key for the gateway": ("minimal", ["apiKey.existingSecret="], "apiKey.existingSecret"),
    "two keys for the gateway": ("minimal", ["apiKey.generate=true"], "apiKey.generate"),
    "an issuer of the cluster without a name": ("mtls", ["tls.issuer.kind=ClusterIssuer"], "tls.issuer.name"),
    "a canary that TLS shuts out": (
        "mtls", ["canary.certificateAuthority.configMap="], "canary.certificateAuthority.configMap"),
    "a canary of workers without a pool": ("minimal", ["inferenceCanary.pool=next"], "workerPools.next"),
    "a canary of workers and nobody else": (
        "minimal", ["inferenceCanary.pool=default"], "inferenceCanary.pool"),
    "a canary of workers that is not always there": (
        "mtls", ["workerPools.next.autoscaling.kind=keda", "workerPools.next.autoscaling.minReplicas=0"],
        "workerPools.next.autoscaling.minReplicas"),
    "workers that are mostly canaries": ("mtls", ["inferenceCanary.percent=51"], "percent"),
    "a share above 100 percent": ("mtls", ["canary.percent=101"], "percent"),
    "a canary of workers without a pod": ("mtls", ["workerPools.next.replicas=0"], "workerPools.next.replicas"),
    "a canary of workers beside none that has a pod": (
        "mtls", ["workerPools.default.replicas=0"], "workerPools.default.replicas"),
    "a pool named as the canary's objects are": (
        "mtls", ["workerPools.canary-next.replicas=1"], "workerPools.canary-next"),
    "no pool at all": ("minimal", ["workerPools.default=null"], "workerPools has no pool"),
    "two pools that one call wakes": (
        "keda", ["workerPools.cpu-amd64.autoscaling.kind=keda", "workerPools.cpu-amd64.autoscaling.minReplicas=0"],
        "workerPools.cpu-arm64.autoscaling.minReplicas"),
    "a model that nobody checks": (
        "minimal", ["workerPools.default.options.model=/models/other.gguf"], "workerPools.default.options.model"),
    "a draft model that nobody checks": (
        "minimal", ["workerPools.default.options.draft-model=/models/other.gguf"], "workerPools.default.options.draft-model"),
    "the default model without its checksum": (
        "minimal", [f"{SUMS}.SmolLM2-135M-Instruct\\.Q4_1\\.gguf=null"],
        "SmolLM2-135M-Instruct.Q4_1.gguf"),
    "an encoder that nobody checks": (
        "minimal", ["retrieval.options.embedding-model=/models/other"], "retrieval.options.embedding-model"),
    "a checksum that is none": ("minimal", [f"{SUMS}.other\\.gguf=none"], "/models/checksums/inference-worker/other.gguf"),
    "a region that the network lets out of": (
        "region-eu", ["networkPolicy.enabled=false"], "networkPolicy.enabled"),
    "fewer services than the fewest": (
        "postgresql", ["memory.autoscaling.enabled=true", "memory.autoscaling.minReplicas=20"], "memory.autoscaling.minReplicas"),
    "a pool that a quota refuses": (
        "postgresql", ["workerPools.default.resources.limits=null"], "workerPools.default.resources.limits.memory"),
    "a pool that a quota refuses by its other name": (
        "minimal", ["resourceQuota.hard.cpu=9", "workerPools.bare.replicas=1"], "workerPools.bare.resources.requests.cpu"),
    "a quota that init containers do not keep": ("minimal", ["resourceQuota.hard.limits\\.cpu=9"], "resourceQuota.hard.limits.cpu"),
    "an annotation that the chart makes": (
        "minimal", ["podAnnotations.checksum/configuration=x"], "podAnnotations.checksum/configuration"),
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
    """What a cluster lacks is refused by name: Dynamic Resource Allocation, and volumes of images without their gate."""
    for example, version, key in (("pools", "1.33", "workerPools.cuda-arm64.gpu.resourceClaim"),
                                  ("models-image", "1.34", "models.source")):
        result = run(renders.template([renders.values_path(example)], version))
        if key not in result.stderr:
            yield f"{example} on Kubernetes {version}: {result.stderr or 'was rendered'}"
    result = run(renders.template([renders.values_path("models-image")], "1.34", sets=["models.image.gateIsOn=true"]))
    if result.returncode:
        yield f"volumes of images where their gate is on: {result.stderr}"


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


def close_gateway(documents: list[dict]) -> None:
    find(documents, "NetworkPolicy", "apus-gateway")["spec"]["ingress"].pop(0)


def close_metrics(documents: list[dict]) -> None:
    find(documents, "NetworkPolicy", "apus-memory")["spec"]["ingress"].pop()


def open_metrics(documents: list[dict]) -> None:
    del find(documents, "NetworkPolicy", "apus-memory")["spec"]["ingress"][-1]["from"]


def ask_anybody(documents: list[dict]) -> None:
    find(documents, "NetworkPolicy", "apus-gateway")["spec"]["egress"][0]["to"] = [{"namespaceSelector": {}}]


def shut_test_out(documents: list[dict]) -> None:
    find(documents, "NetworkPolicy", "apus-gateway")["spec"]["ingress"][0]["from"].pop()


def forget_test(documents: list[dict]) -> None:
    documents.remove(find(documents, "NetworkPolicy", "apus-test-status"))


def misread(documents: list[dict]) -> None:
    args = service_container(find(documents, "Deployment", "apus-gateway"))["args"]
    args[args.index("--api-key-file=/etc/apus/key/api-key")] = "--api-key-file=/etc/apus/key/api-kye"


def misread_address(documents: list[dict]) -> None:
    variables = service_container(find(documents, "Deployment", "apus-memory"))["env"]
    variables[0]["valueFrom"]["secretKeyRef"]["key"] = "url"


def lose_tls(documents: list[dict]) -> None:
    documents.remove(find(documents, "BackendTLSPolicy", "apus-gateway-canary"))


def ask_for_more(documents: list[dict]) -> None:
    del service_container(find(documents, "StatefulSet", "apus-retrieval"))["resources"]["limits"]


def order(documents: list[dict]) -> None:
    del find(documents, "StatefulSet", "apus-memory")["spec"]["podManagementPolicy"]


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
    (close_gateway, "minimal", flows.flows, "Deployment apus-gateway port 8080"),
    (close_metrics, "minimal", flows.flows, "StatefulSet apus-memory port 9090"),
    (open_metrics, "minimal", flows.flows, "StatefulSet apus-memory port 9090"),
    (ask_anybody, "minimal", flows.flows, "Deployment apus-gateway: an egress rule"),
    (shut_test_out, "mtls", flows.flows, "Pod apus-test-status to Deployment apus-gateway"),
    (forget_test, "minimal", flows.flows, "Pod apus-test-status"),
    (misread, "minimal", references.names, "api-kye"),
    (misread_address, "postgresql", references.names, "url"),
    (lose_tls, "mtls", references.backends, "apus-gateway-canary"),
    (ask_for_more, "postgresql", references.quotas, "limits.memory"),
    (order, "minimal", references.single, "spec.podManagementPolicy"),
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
