"""grpc.testing.TestService on Google's gRPC for Python. Prints its port; runs until it is killed.

It cannot tell how a request came, so it takes every request whatever `expect_compressed` says.

usage: interop_server.py [CERTIFICATE KEY]
"""

import sys
import time
from concurrent import futures

import grpc
import interop_messages as proto

INITIAL, TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"


def echo_metadata(context):
    metadata = dict(context.invocation_metadata())
    if INITIAL in metadata:
        context.send_initial_metadata([(INITIAL, metadata[INITIAL])])
    if TRAILING in metadata:
        context.set_trailing_metadata([(TRAILING, metadata[TRAILING])])


def check_status(request, context):
    if request.HasField("response_status"):
        code = next(c for c in grpc.StatusCode if c.value[0] == request.response_status.code)
        context.abort(code, request.response_status.message)


def empty_call(request, context):
    return request


def unary_call(request, context):
    if request.response_compressed.value:
        context.set_compression(grpc.Compression.Gzip)
    echo_metadata(context)
    check_status(request, context)
    return proto.response_class("UnaryCall")(payload={"body": bytes(request.response_size)})


cached = {}


def cacheable_unary_call(request, context):
    body = cached.setdefault(request.SerializeToString(), str(time.time_ns()).encode())
    return proto.response_class("UnaryCall")(payload={"body": body})


def responses(request, context):
    for parameters in request.response_parameters:
        if not parameters.compressed.value:
            context.disable_next_message_compression()
        time.sleep(parameters.interval_us / 1e6)
        yield proto.response_class("StreamingOutputCall")(payload={"body": bytes(parameters.size)})


def streaming_output_call(request, context):
    if any(parameters.compressed.value for parameters in request.response_parameters):
        context.set_compression(grpc.Compression.Gzip)
    echo_metadata(context)
    check_status(request, context)
    yield from responses(request, context)


def streaming_input_call(requests, context):
    total = sum(len(request.payload.body) for request in requests)
    return proto.response_class("StreamingInputCall")(aggregated_payload_size=total)


def full_duplex_call(requests, context):
    echo_metadata(context)
    for request in requests:
        check_status(request, context)
        yield from responses(request, context)


def handler(name, function):
    maker = getattr(grpc, proto.kind(name) + "_rpc_method_handler")
    return maker(
        function, request_deserializer=proto.request_class(name).FromString,
        response_serializer=lambda message: message.SerializeToString())


if __name__ == "__main__":
    handlers = {
        "EmptyCall": empty_call, "UnaryCall": unary_call,
        "CacheableUnaryCall": cacheable_unary_call, "StreamingOutputCall": streaming_output_call,
        "StreamingInputCall": streaming_input_call, "FullDuplexCall": full_duplex_call,
    }
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=16))
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(
        "grpc.testing.TestService", {name: handler(name, it) for name, it in handlers.items()}),))
    if len(sys.argv) == 3:
        certificate, key = (open(path, "rb").read() for path in sys.argv[1:])
        credentials = grpc.ssl_server_credentials([(key, certificate)])
        port = server.add_secure_port("127.0.0.1:0", credentials)
    else:
        port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    server.wait_for_termination()
