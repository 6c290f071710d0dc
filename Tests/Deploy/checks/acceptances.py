"""Values at the edge of what is meant are taken as they stand: nothing is put in their place, and nothing goes missing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from manifests import renders
from manifests.objects import find, pod, service_container
from manifests.tools import CheckError, output

POOL = "apus-inference-worker-default"
CANARY = "apus-inference-worker-canary-next"
SUM = "5" * 64
DIGEST = f"sha256:{SUM}"
UNCHECKED = ["models.checksums.inference-worker.SmolLM2-135M-Instruct\\.Q4_1\\.gguf=\"unchecked\"",
             "models.checksums.inference-worker.other\\.gguf=\"unchecked\"",
             "workerPools.default.options.model=\"/models/other.gguf\""]


# A canary that loads a file of its own.
OTHER_MODEL = ["workerPools.next={\"options\": {\"model\": \"/models/other.gguf\"}}", 'inferenceCanary.pool="next"',
               f'models.checksums.inference-worker.other\\.gguf="{SUM}"']


def init_containers(documents: list[dict], name: str) -> list[str]:
    return [container["name"] for container in pod(find(documents, "Deployment", name)).get("initContainers", [])]


def checked(documents: list[dict], name: str) -> list[str]:
    """The files that a pool's init container compares."""
    container = pod(find(documents, "Deployment", name))["initContainers"][-1]
    lines = find(documents, "ConfigMap", "apus-models")["data"][container["command"][-1].rsplit("/", 1)[1]]
    return [line.split()[1] for line in lines.splitlines()]


def template(documents: list[dict]) -> dict:
    """Of the pool that is there in any case: what a change of restarts its pods."""
    return find(documents, "Deployment", POOL)["spec"]["template"]


# What is set as JSON, over which example, and what of the render shows that it was taken.
Question = Callable[[list[dict]], object]
CASES: dict[str, tuple[str, list[str], Question, object]] = {
    "a pool that is parked": (
        "minimal", ["workerPools.default.replicas=0"],
        lambda documents: find(documents, "Deployment", POOL)["spec"]["replicas"], 0),
    "a pool that says nothing": (
        "minimal", ["workerPools.bare={}"],
        lambda documents: find(documents, "Deployment", "apus-inference-worker-bare")["spec"]["replicas"], 1),
    "a canary that says nothing": (
        "minimal", ["workerPools.next={}", 'inferenceCanary.pool="next"'],
        lambda documents: find(documents, "Deployment", CANARY)["spec"]["replicas"], 1),
    "a canary by its digest": (
        "mtls", [f'inferenceCanary.digest="{DIGEST}"'],
        lambda documents: service_container(find(documents, "Deployment", CANARY))["image"],
        f"apus/inference-worker@{DIGEST}"),
    "a canary by its tag, the others by their digest": (
        "mtls", [f'image.digests.inference-worker="{DIGEST}"'],
        lambda documents: [service_container(find(documents, "Deployment", name))["image"] for name in (CANARY, POOL)],
        ["apus/inference-worker:0.1.1", f"apus/inference-worker@{DIGEST}"]),
    "models that nobody checks": (
        "minimal", UNCHECKED, lambda documents: init_containers(documents, POOL), []),
    "a service that checks nothing": (
        "minimal", ["models.checksums.inference-worker=null", "workerPools.default.options.model=\"/models/other.gguf\""],
        lambda documents: init_containers(documents, POOL), []),
    "one model of two that nobody checks": (
        "minimal", UNCHECKED[1:], lambda documents: "other.gguf" in str(find(documents, "ConfigMap", "apus-models")), False),
    "a canary of another model": (
        "minimal", OTHER_MODEL,
        lambda documents: [checked(documents, name) for name in (POOL, CANARY)],
        [["SmolLM2-135M-Instruct.Q4_1.gguf"], ["other.gguf"]]),
    "a canary of another model, which restarts nobody": (
        "minimal", OTHER_MODEL,
        lambda documents: template(documents) == template(renders.chart("minimal", renders.GOLDEN_VERSION).documents), True),
    "services that check nothing": (
        "minimal", ["models.checksums=null"], lambda documents: init_containers(documents, POOL), []),
    "models by paths that are not as short as they may be": (
        "minimal", ["workerPools.next={\"options\": {\"model\": \"/models//./other.gguf\"}}", *OTHER_MODEL[1:]],
        lambda documents: [checked(documents, name) for name in (POOL, CANARY)],
        [["SmolLM2-135M-Instruct.Q4_1.gguf"], ["other.gguf"]]),
    "a file that no pool names": (
        "minimal", [f'models.checksums.inference-worker.other\\.gguf="{SUM}"'],
        lambda documents: checked(documents, POOL), ["SmolLM2-135M-Instruct.Q4_1.gguf", "other.gguf"]),
    "pools of which one may be at zero": (
        "keda", ['workerPools.cpu-amd64.autoscaling.kind="keda"'],
        lambda documents: find(documents, "ScaledObject", "apus-inference-worker-cpu-amd64")["spec"]["minReplicaCount"], 1),
}


def taken(case: tuple[str, list[str], Question, object]) -> str:
    example, values, question, wanted = case
    command = renders.template([renders.values_path(example)])
    for value in values:
        command += ["--set-json", value]
    try:
        found = question(renders.parse(output(command)))
    except (CheckError, KeyError, TypeError) as error:
        return f"{type(error).__name__}: {error}"
    return "" if found == wanted else f"{found!r}, not {wanted!r}"


def values() -> Iterator[str]:
    with ThreadPoolExecutor() as pool:
        for title, problem in zip(CASES, pool.map(taken, CASES.values())):
            if problem:
                yield f"{title}: {problem}"
