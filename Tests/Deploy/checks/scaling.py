"""A pool of workers scales from none to two and back, by the rendered ScaledObject and real measurements.

usage: scaling.py (performed in namespaces of its own, which `runs` makes)

The services run as the pods declare; a real Prometheus scrapes them as the ServiceMonitor says; the scaler's queries are
asked there, and what they say is done as KEDA does it. Every metric that rules, dashboards and scalers name is there.
"""

import math
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import grpc

from checks import metrics
from checks.processes import BUILD, KEY, MODELS, in_namespaces
from manifests import renders
from manifests.objects import find
from manifests.tools import CheckError
from node.kubelet import Node, await_that
from node.load import Load
from node.prometheus import Prometheus
from node.volumes import Volumes

EXAMPLE = "keda"
POOL = "apus-inference-worker-cpu-arm64"
OTHER_POOL = "apus-inference-worker-cpu-amd64"
# More than one worker is meant for, fewer than two.
CALL_COUNT = 12
# More than two workers have places for.
WAITING_CALL_COUNT = 64


def runs() -> Iterator[str]:
    yield from in_namespaces(__file__)


def perform(folder: Path) -> Iterator[str]:
    documents = renders.chart(EXAMPLE, renders.GOLDEN_VERSION).documents
    volumes = Volumes(documents, folder, {"apus-api-key": {"api-key": f"{KEY} test\n"}}, MODELS)
    node = Node(documents, folder, volumes, BUILD, {POOL: 0, OTHER_POOL: 0})
    scaler = find(documents, "ScaledObject", POOL)["spec"]
    try:
        node.bridge()
        node.start()
        node.wait_until_started()
        load = Load(folder, KEY, None, threads=0)
        load.direct([pod.address for pod in node.of("gateway")])
        with Prometheus(node, folder / "prometheus") as prometheus:
            yield from scaled(node, scaler, prometheus, load)
            yield from named(prometheus, documents)
    finally:
        node.kill()


def scaled(node: Node, scaler: dict, prometheus: Prometheus, load: Load) -> Iterator[str]:
    if (count := desired(scaler, prometheus)) != 0:
        yield f"nobody calls, and {count} workers are wanted"
    failures: list[str] = []
    callers = [threading.Thread(target=call, args=(load, failures)) for _ in range(CALL_COUNT)]
    for caller in callers:
        caller.start()
    await_that(lambda: desired(scaler, prometheus) == 2, f"{CALL_COUNT} calls wait, and not two workers are wanted",
               lambda: "; ".join(failures))
    submit(load)
    await_that(lambda: prometheus.value('sum(apus_rpc_client_held_calls{component="orchestrator"})') > 0,
               "a run waits for a worker, and the orchestrator says that it holds no call")
    workers = node.grow(POOL, 2)
    prometheus.discover()
    for caller in callers:
        caller.join()
    for failure in failures[:3]:
        yield f"a call that waited for a worker failed: {failure}"
    await_that(lambda: prometheus.value('sum(apus_inference_finished_requests_total{pool="cpu-arm64"})') >= CALL_COUNT
               or failures, "the workers have not counted every call")
    # The names and labels by which alerts know what callers see.
    await_that(lambda: prometheus.value('sum(apus_rpc_server_handled_total{component="gateway", code="OK"})')
               >= CALL_COUNT or failures, "the gateway's calls are not counted as OK")
    search(load)
    saturate(scaler, prometheus, load)
    await_that(lambda: prometheus.value("sum(apus_orchestrator_runs_total)") > 0, "the run has not ended")
    await_that(lambda: desired(scaler, prometheus) == 0, "all calls are answered, and workers are wanted still")
    node.stop(workers)
    yield from beside(node, scaler, prometheus, load)


def saturate(scaler: dict, prometheus: Prometheus, load: Load) -> None:
    """More calls than two workers have places: their queues and caches ask for more workers."""
    calls = [load.begin(token_count=1_000) for _ in range(WAITING_CALL_COUNT)]
    try:
        for name in ("queue", "cache"):
            await_that(lambda name=name: measured(scaler, prometheus, name) > 0,
                       f"two workers have more to do than they can, and the trigger {name} says that there is nothing")
        await_that(lambda: desired(scaler, prometheus) > 2, "two workers have more to do than they can, and no third is wanted")
    finally:
        for begun in calls:
            begun.cancel()


def beside(node: Node, scaler: dict, prometheus: Prometheus, load: Load) -> Iterator[str]:
    """Where a worker of another pool serves, calls wake nobody."""
    node.grow(OTHER_POOL, 1)
    prometheus.discover()
    stub = load.stubs.GatewayServiceStub(load.channel)
    load.generate(stub, token_count=1)
    await_that(lambda: desired(scaler, prometheus) == 0, "a worker of another pool serves, and the first call is held still")
    served = 'sum(apus_inference_finished_requests_total{pool="cpu-amd64"})'
    before = prometheus.value(served)
    woken: list[int] = []

    def is_served() -> bool:
        load.generate(stub)
        if (count := desired(scaler, prometheus)) != 0:
            woken.append(count)
        return bool(woken) or prometheus.value(served) >= before + 5

    await_that(is_served, "a worker of another pool serves, and Prometheus does not see its calls under the pool's name")
    if woken:
        yield "a worker of another pool serves, and its calls wake a pool at zero"


def submit(load: Load) -> None:
    """A run, whose steps wait for workers as calls do."""
    stub = load.stubs.GatewayServiceStub(load.channel)
    stub.SubmitRun(load.pb2.SubmitRunRequest(question="What is a swift?"), metadata=load.metadata, timeout=60)


def search(load: Load) -> None:
    """A search, whose figures stand on the dashboards too."""
    request = load.pb2.SearchRequest()
    request.search.query = "swift"
    load.stubs.GatewayServiceStub(load.channel).Search(request, metadata=load.metadata, timeout=60)


def measured(scaler: dict, prometheus: Prometheus, name: str) -> float:
    """What a trigger's query says."""
    return prometheus.value(next(trigger["metadata"]["query"] for trigger in scaler["triggers"] if trigger["name"] == name))


def call(load: Load, failures: list[str]) -> None:
    try:
        load.generate(load.stubs.GatewayServiceStub(load.channel))
    except grpc.RpcError as error:
        failures.append(f"{error.code().name}: {error.details()}")


def desired(scaler: dict, prometheus: Prometheus) -> int:
    """KEDA: none unless a trigger is above its activation threshold, else the most that a trigger asks for."""
    values = [(trigger["metadata"], prometheus.value(trigger["metadata"]["query"])) for trigger in scaler["triggers"]]
    if not any(value > float(trigger.get("activationThreshold", 0)) for trigger, value in values):
        return scaler["minReplicaCount"]
    wanted = max(math.ceil(value / float(trigger["threshold"])) for trigger, value in values)
    return min(max(wanted, 1), scaler["maxReplicaCount"])


def named(prometheus: Prometheus, documents: list[dict]) -> Iterator[str]:
    """Every series that an expression names has been scraped, and Prometheus understands every expression."""
    there = prometheus.names()
    for where, expression in metrics.expressions(documents):
        prometheus.ask("query", query=expression.replace("$namespace", renders.NAMESPACE))
        for name in metrics.NAME.findall(expression):
            if name not in there and name not in metrics.recorded():
                yield f"{where}: no pod serves {name}"


def main() -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="apus-node-") as folder:
        try:
            problems = list(perform(Path(folder)))
        except (CheckError, subprocess.SubprocessError, OSError) as error:
            problems = [f"{type(error).__name__}: {error}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"scaling: {time.monotonic() - started:.0f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
