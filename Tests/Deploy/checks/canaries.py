"""A canary of the workers beside a running gateway: it gets its share, and is rolled back when it stops to answer."""

import signal
import threading
from collections.abc import Iterator

import grpc

from manifests.objects import flags, service_container
from node.kubelet import Node, await_that
from node.load import Load

# Of so many callers each is held up by the canary now and then, and all together stay below what a key may call.
CALLER_COUNT = 8
ROLLED_BACK = "apus_gateway_canary_rolled_back"


def divided(node: Node, load: Load) -> Iterator[str]:
    """Where there is a canary of the workers, it gets its share of a gateway's calls, and answers them."""
    gateway = node.of("gateway")[0]
    share = int(flags(service_container(gateway.workload)).get("inference-canary-percent", 0))
    if not share:
        return
    load.direct([gateway.address])
    call_count = 200 // share
    for _ in range(call_count):
        load.generate(load.stubs.GatewayServiceStub(load.channel), token_count=1)
    answered = node.measured(gateway, 'apus_gateway_canary_calls_total{workers="canary",outcome="answered"}')
    if answered != 2:
        yield f"of {call_count} calls the canary answered {answered:g}, not two: {gateway.text()[-1000:]}"
    yield from frozen(node, load)


def frozen(node: Node, load: Load) -> Iterator[str]:
    """A canary that holds its connections and says nothing any more costs callers time, and no call."""
    gateway, canary = node.of("gateway")[0], node.of("inference-worker-canary")[0]
    if node.measured(gateway, ROLLED_BACK):
        yield f"a canary that answers is rolled back: {gateway.text()[-1000:]}"
    failures: list[str] = []
    is_over = threading.Event()

    def call() -> None:
        stub = load.stubs.GatewayServiceStub(load.channel)
        while not is_over.is_set() and not failures:
            try:
                load.generate(stub, token_count=1)
            except grpc.RpcError as error:
                failures.append(f"{error.code().name}: {error.details()}")

    callers = [threading.Thread(target=call) for _ in range(CALLER_COUNT)]
    canary.process.send_signal(signal.SIGSTOP)
    try:
        for caller in callers:
            caller.start()
        await_that(lambda: failures or node.measured(gateway, ROLLED_BACK), "a canary that is frozen is not rolled back",
                   gateway.text)
    finally:
        is_over.set()
        for caller in callers:
            caller.join()
        canary.process.send_signal(signal.SIGCONT)
    for failure in failures[:3]:
        yield f"a call failed because the canary says nothing: {failure}"
    if not failures and "canary rolled back" not in gateway.text():
        yield f"the gateway's log does not tell of the canary: {gateway.text()[-1000:]}"
