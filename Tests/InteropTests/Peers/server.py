"""An echo server on Google's gRPC for the Apus channel. Prints its port; ends with its input."""

import sys
import time
from concurrent import futures

import grpc
from google.protobuf import any_pb2
from google.rpc import status_pb2
from grpc_status import rpc_status


def unary(request, context):
    return request


def expand(request, context):
    for index in range(int(request.type_url)):
        yield any_pb2.Any(type_url=str(index), value=request.value)


def collect(requests, context):
    texts = [request.type_url for request in requests]
    return any_pb2.Any(type_url=",".join(texts))


def chat(requests, context):
    yield from requests


def fail(request, context):
    detail = any_pb2.Any()
    detail.Pack(any_pb2.Any(type_url="detail", value=b"\1\2\3"))
    status = status_pb2.Status(code=9, message="wörter % und\nZeilen", details=[detail])
    rich = rpc_status.to_status(status)
    context.set_trailing_metadata(tuple(rich.trailing_metadata) + (("x-trailing", "failed"),))
    context.abort(rich.code, rich.details)


def hang(request, context):
    while context.is_active():
        time.sleep(0.01)
    return request


def metadata(request, context):
    seen = [("seen-" + k, v) for k, v in context.invocation_metadata() if k.startswith("x-")]
    context.send_initial_metadata(seen)
    return any_pb2.Any(type_url="%.0f" % (context.time_remaining() or 0))


def gzip(request, context):
    context.set_compression(grpc.Compression.Gzip)
    return request


def handlers():
    def wrap(maker, function):
        return maker(
            function,
            request_deserializer=any_pb2.Any.FromString,
            response_serializer=any_pb2.Any.SerializeToString,
        )

    return {
        "Unary": wrap(grpc.unary_unary_rpc_method_handler, unary),
        "Expand": wrap(grpc.unary_stream_rpc_method_handler, expand),
        "Collect": wrap(grpc.stream_unary_rpc_method_handler, collect),
        "Chat": wrap(grpc.stream_stream_rpc_method_handler, chat),
        "Fail": wrap(grpc.unary_unary_rpc_method_handler, fail),
        "Hang": wrap(grpc.unary_unary_rpc_method_handler, hang),
        "Metadata": wrap(grpc.unary_unary_rpc_method_handler, metadata),
        "Gzip": wrap(grpc.unary_unary_rpc_method_handler, gzip),
    }


if __name__ == "__main__":
    options = [("grpc.max_receive_message_length", 64 << 20)]
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=16), options=options)
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("apus.test.Echo", handlers()),)
    )
    print(server.add_insecure_port("127.0.0.1:0"), flush=True)
    server.start()
    sys.stdin.read()
    server.stop(0)
