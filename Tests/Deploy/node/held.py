"""Calls that are in flight when a pod gets SIGTERM, for certain: they have begun, and their last message comes later."""

import importlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import grpc

from .kubelet import Node, Pod, await_that


@dataclass(frozen=True)
class Request:
    """A call of any kind; what is `first` is sent when it begins, the `last` message when it is released."""

    method: str
    last: object
    reply: type
    first: list = field(default_factory=list)


def requests(component: str) -> list[Request]:
    """Calls of a service that write, and one that reads."""
    if component == "memory":
        memory = importlib.import_module("apus.memory.v1.memory_pb2")
        path = "/apus.memory.v1.MemoryService/"
        return [Request(path + "CreateSession", memory.CreateSessionRequest(session_id="held", title="held"),
                        memory.CreateSessionResponse),
                Request(path + "ListSessions", memory.ListSessionsRequest(), memory.ListSessionsResponse)]
    if component == "orchestrator":
        orchestrator = importlib.import_module("apus.orchestrator.v1.orchestrator_pb2")
        path = "/apus.orchestrator.v1.OrchestratorService/"
        return [Request(path + "SubmitRun", orchestrator.SubmitRunRequest(
                    workflow="research", question="What is a swift?", idempotency_key="held"),
                    orchestrator.SubmitRunResponse),
                Request(path + "ListRuns", orchestrator.ListRunsRequest(), orchestrator.ListRunsResponse)]
    retrieval = importlib.import_module("apus.retrieval.v1.retrieval_pb2")
    path = "/apus.retrieval.v1.RetrievalService/"
    header = retrieval.DocumentHeader(uri="held.txt", content_type=retrieval.CONTENT_TYPE_TEXT)
    return [Request(path + "Ingest", retrieval.IngestRequest(data=b"The swift is a bird that sleeps in the air."),
                    retrieval.IngestResponse, [retrieval.IngestRequest(header=header)]),
            Request(path + "Search", retrieval.SearchRequest(query="swift"), retrieval.SearchResponse)]


def kept(component: str, channel: grpc.Channel) -> bool:
    """Whether what the held calls wrote is there, with all that follows from it."""
    if component == "memory":
        memory = importlib.import_module("apus.memory.v1.memory_pb2")
        stub = importlib.import_module("apus.memory.v1.memory_pb2_grpc").MemoryServiceStub(channel)
        return stub.GetSession(memory.GetSessionRequest(session_id="held"), timeout=60).session.title == "held"
    if component == "orchestrator":
        orchestrator = importlib.import_module("apus.orchestrator.v1.orchestrator_pb2")
        stub = importlib.import_module("apus.orchestrator.v1.orchestrator_pb2_grpc").OrchestratorServiceStub(channel)
        runs = stub.ListRuns(orchestrator.ListRunsRequest(), timeout=60).runs
        return [run.state for run in runs] == [orchestrator.RUN_STATE_SUCCEEDED]
    retrieval = importlib.import_module("apus.retrieval.v1.retrieval_pb2")
    stub = importlib.import_module("apus.retrieval.v1.retrieval_pb2_grpc").RetrievalServiceStub(channel)
    documents = stub.ListDocuments(retrieval.ListDocumentsRequest(), timeout=60).documents
    return [document.uri for document in documents] == ["held.txt"]


class Held:
    """Calls to a pod over one connection, from when the pod knows of them until they are released."""

    def __init__(self, pod: Pod, channel: grpc.Channel):
        self.released = threading.Event()
        wanted = requests(pod.component)
        self.calls = [self.begin(channel, request) for request in wanted]
        for request in wanted:
            series = f'apus_rpc_server_in_flight{{method="{request.method}"}}'
            await_that(lambda series=series: Node.measured(pod, series) >= 1,
                       f"{pod.name} does not know of a call of {request.method}", pod.text)

    def begin(self, channel: grpc.Channel, request: Request):
        # Every kind of call is a stream of messages on the wire.
        call: Callable = channel.stream_stream(
            request.method, request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=request.reply.FromString)

        def messages() -> Iterator:
            yield from request.first
            self.released.wait()
            yield request.last
        return call(messages(), timeout=120)

    def is_open(self) -> bool:
        return not any(call.done() for call in self.calls)

    def release(self) -> list[str]:
        """Sends what is missing; what went wrong with which call."""
        self.released.set()
        problems = []
        for call in self.calls:
            try:
                if len(list(call)) != 1:
                    problems.append("a call in flight at SIGTERM was not answered once")
            except grpc.RpcError as error:
                problems.append(f"a call in flight at SIGTERM failed: {error.code().name}: {error.details()}")
        return problems
