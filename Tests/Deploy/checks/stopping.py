"""Pods go while callers call: which calls may fail then, and what the probes say meanwhile.

Where two pods serve, no call fails. Where one does, there is a time without it, and this holds: what has begun before
SIGTERM is finished, what comes later is refused with UNAVAILABLE and nothing else, and once the next pod is there with
the same volume everything goes on.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc

from manifests.objects import service_container
from node.held import Held, kept
from node.kubelet import Node, Pod, await_that
from node.load import Load

# Services of which one pod may be all there is, and the kinds of calls through the gateway that need them.
SINGLE = {"orchestrator": "runs", "memory": "sessions", "retrieval": "documents"}


def stopped(node: Node, load: Load, secret: dict[str, str] | None) -> Iterator[str]:
    """One of each service that runs twice goes under load, then each that runs once; then, with nobody calling, all.

    Callers keep their connections to the gateway that goes, as they do to a pod whose address a Service has withdrawn:
    it still answers when it gets SIGTERM, and sends them away itself. `secret` holds what the services show each other.
    """
    gateways = node.of("gateway")
    first = [pods[0] for name in ("gateway", "inference-worker", *SINGLE) if len(pods := node.of(name)) > 1]
    load.direct([pod.address for pod in gateways])
    with load:
        await_that(lambda: load.counts["generate"] > 1 or load.failures, "no call succeeded", gateways[0].text)
        node.stop(first, before_signal=lambda pod: is_busy(node, pod) if pod is gateways[0] else None)
        before = load.counts.total()
        await_that(lambda: load.counts.total() > before + 10 or load.failures, "calls stopped", gateways[1].text)
        for failure in load.failures[:5]:
            yield f"a call failed under load: {failure}"
        print(f"{load.counts.total()} calls, {len(load.failures)} failed", flush=True)
        load.failures.clear()
        yield from replaced(node, load, secret)
    for pod, seconds in zip(node.serving, node.stop(node.serving)):
        pause = service_container(pod.workload)["lifecycle"]["preStop"]["sleep"]["seconds"]
        # With nothing in flight there is nothing to wait for.
        if seconds > pause + 10:
            yield f"{pod.name} took {seconds:.0f} s to stop without a call"


def is_busy(node: Node, pod: Pod) -> None:
    """Returns as soon as a pod has answered one more call; fails when nobody calls it any more."""
    before = node.handled(pod)
    await_that(lambda: node.handled(pod) > before, f"nobody calls {pod.name} when it gets SIGTERM", pod.text)


def replaced(node: Node, load: Load, secret: dict[str, str] | None) -> Iterator[str]:
    """The pods of StatefulSets go at the same time, and others with their names and volumes come."""
    singles = [pods[0] for name in SINGLE if len(pods := node.of(name)) == 1]
    node.withdraw(singles)
    with ThreadPoolExecutor(max_workers=len(singles)) as pool:
        for problems in pool.map(lambda pod: list(retired(node, pod, secret)), singles):
            yield from problems
    for pod in singles:
        await_that(lambda pod=pod: any(is_clean(failure, [pod]) for failure in load.failures),
                   f"no caller is told that {pod.name} is away", lambda: "; ".join(load.failures[-3:]))
    successors = node.succeed(singles)
    before = load.counts.copy()
    started = time.monotonic()
    for pod in successors:
        kind = SINGLE[pod.component]
        await_that(lambda kind=kind: load.counts[kind] > before[kind] + 2, f"no call reaches the new {pod.name}",
                   lambda: "; ".join(load.failures[-3:]))
    print(f"{len(load.failures)} calls refused while {len(singles)} services were away; "
          f"all reached {time.monotonic() - started:.1f} s after the new pods were ready", flush=True)
    for failure in [failure for failure in load.failures if not is_clean(failure, singles)][:5]:
        yield f"a call failed otherwise than by a service that is away: {failure}"
    load.failures.clear()
    for pod in successors:
        with connection(pod, secret) as channel:
            await_that(lambda pod=pod, channel=channel: kept(pod.component, channel),
                       f"what was in flight when {pod.name} stopped was not kept", pod.text)
    for failure in load.failures[:5]:
        yield f"a call failed although all services are back: {failure}"


def is_clean(failure: str, singles: list[Pod]) -> bool:
    """Whether a call failed with UNAVAILABLE, because of a service that is away, by its name."""
    return any(failure.startswith(f"{SINGLE[pod.component]}: UNAVAILABLE: {pod.component} at ") for pod in singles)


def retired(node: Node, pod: Pod, secret: dict[str, str] | None) -> Iterator[str]:
    """One pod goes: its probes say so at once, and what it has begun it finishes."""
    with connection(pod, secret) as channel:
        held = Held(pod, channel)

        def after_signal(pod: Pod) -> Iterator[str]:
            # None of the calls can end before they are released, so all of this is while the pod serves.
            await_that(lambda: not node.probe(pod, "readinessProbe"), f"{pod.name} is ready after SIGTERM", pod.text)
            if not node.probe(pod, "livenessProbe"):
                yield f"{pod.name} is not alive although it still serves"
            if (code := refusal(pod, secret)) != "UNAVAILABLE":
                yield f"{pod.name} answers a new caller after SIGTERM with {code}"
            if not held.is_open():
                yield f"{pod.name} gave up a call that was in flight at SIGTERM"
            for problem in held.release():
                yield f"{pod.name}: {problem}"

        problems: list[str] = []
        node.terminate(pod, before_signal=lambda pod: None,
                       after_signal=lambda pod: problems.extend(after_signal(pod)))
    yield from problems


def refusal(pod: Pod, secret: dict[str, str] | None) -> str:
    """What a caller who comes after SIGTERM is told."""
    with connection(pod, secret) as channel:
        try:
            channel.unary_unary("/apus.status.v1.StatusService/GetServiceStatus")(b"", timeout=30)
            return "OK"
        except grpc.RpcError as error:
            return error.code().name


def connection(pod: Pod, secret: dict[str, str] | None) -> grpc.Channel:
    """A channel to one pod, as the other services have them, that shares its connection with no other."""
    port = next(port["containerPort"] for port in service_container(pod.workload)["ports"] if port["name"] == "grpc")
    options = [("grpc.use_local_subchannel_pool", 1)]
    if secret is None:
        return grpc.insecure_channel(f"{pod.address}:{port}", options)
    credentials = grpc.ssl_channel_credentials(
        secret["ca.crt"].encode(), secret["tls.key"].encode(), secret["tls.crt"].encode())
    name = pod.workload["metadata"]["name"]
    return grpc.secure_channel(f"{pod.address}:{port}", credentials,
                               [*options, ("grpc.ssl_target_name_override", name)])
