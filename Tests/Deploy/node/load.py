"""Callers of the gateway, who never rest and remember every call that failed."""

import importlib
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import grpc
from grpc_tools import protoc

from manifests.tools import ROOT, CheckError


def messages(folder: Path):
    """The gateway's and the worker's messages, generated from Protos/."""
    protos = ROOT / "Protos"
    files = [str(path.relative_to(protos)) for path in protos.rglob("*.proto")]
    folder.mkdir()
    if protoc.main(["protoc", f"-I{protos}", f"-I{Path(protoc.__file__).parent / '_proto'}",
                    f"--python_out={folder}", f"--grpc_python_out={folder}", *files]):
        raise CheckError("the protos cannot be compiled")
    sys.path.insert(0, str(folder))
    return (importlib.import_module("apus.gateway.v1.gateway_pb2"),
            importlib.import_module("apus.gateway.v1.gateway_pb2_grpc"))


class Load:
    """Calls of every kind through the gateways, `threads` at a time, for as long as it is entered."""

    def __init__(self, folder: Path, key: str, credentials: grpc.ChannelCredentials | None, threads: int = 4):
        self.pb2, self.stubs = messages(folder / "messages")
        self.metadata = (("authorization", f"Bearer {key}"),)
        self.credentials = credentials
        self.lock = threading.Lock()
        self.channel: grpc.Channel | None = None
        self.old: list[grpc.Channel] = []
        self.failures: list[str] = []
        self.counts: Counter[str] = Counter()
        self.is_over = False
        self.threads = [threading.Thread(target=self.call_on, args=(index,)) for index in range(threads)]

    def direct(self, addresses: list[str]) -> None:
        """Where calls go from now on, as a Service's address leads to its ready pods. Calls in flight go on."""
        target = "ipv4:" + ",".join(f"{address}:8080" for address in addresses)
        options = [("grpc.lb_policy_name", "round_robin"), ("grpc.ssl_target_name_override", "apus-gateway")]
        channel = (grpc.secure_channel(target, self.credentials, options) if self.credentials
                   else grpc.insecure_channel(target, options))
        with self.lock:
            if self.channel is not None:
                self.old.append(self.channel)
            self.channel = channel

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.is_over = True
        for thread in self.threads:
            thread.join()
        for channel in [*self.old, self.channel]:
            channel.close()

    def call_on(self, index: int) -> None:
        kinds = [self.status, self.sessions, self.documents, self.runs, self.generate]
        while not self.is_over:
            kind = kinds[index % len(kinds)]
            index += 1
            with self.lock:
                stub = self.stubs.GatewayServiceStub(self.channel)
            try:
                kind(stub)
                with self.lock:
                    self.counts[kind.__name__] += 1
            except grpc.RpcError as error:
                with self.lock:
                    self.failures.append(f"{kind.__name__}: {error.code().name}: {error.details()}")
            time.sleep(0.01)

    def status(self, stub) -> None:
        stub.GetStatus(self.pb2.GetStatusRequest(), metadata=self.metadata, timeout=60)

    def sessions(self, stub) -> None:
        stub.ListSessions(self.pb2.ListSessionsRequest(), metadata=self.metadata, timeout=60)

    def documents(self, stub) -> None:
        stub.ListDocuments(self.pb2.ListDocumentsRequest(), metadata=self.metadata, timeout=60)

    def runs(self, stub) -> None:
        stub.ListRuns(self.pb2.ListRunsRequest(), metadata=self.metadata, timeout=60)

    def generate(self, stub, token_count: int = 24) -> None:
        for _ in self.begin(token_count, stub):
            pass

    def begin(self, token_count: int, stub=None) -> grpc.Call:
        """A generation whose tokens nobody reads yet."""
        request = self.pb2.GenerateRequest()
        request.generation.prompt = "The swift is a bird that"
        request.generation.max_tokens = token_count
        stub = stub or self.stubs.GatewayServiceStub(self.channel)
        return stub.Generate(request, metadata=self.metadata, timeout=60)
