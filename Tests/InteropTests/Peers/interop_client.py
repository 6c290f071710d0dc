"""Runs cases of gRPC's interoperability tests with Google's gRPC for Python: those that the official
Ruby client leaves out. Prints a line for each; the exit status is 0 when all of them pass.

usage: interop_client.py PORT [CA SERVER_NAME]
"""

import sys
import time
import traceback

import grpc
import interop_messages as proto

REQUEST, RESPONSE = 271828, 314159
SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"


def open_channel():
    port, *tls = sys.argv[1:]
    if not tls:
        return grpc.insecure_channel(f"127.0.0.1:{port}")
    with open(tls[0], "rb") as authority:
        credentials = grpc.ssl_channel_credentials(authority.read())
    options = [("grpc.ssl_target_name_override", tls[1])]
    return grpc.secure_channel(f"127.0.0.1:{port}", credentials, options)


def method(channel, name):
    return getattr(channel, proto.kind(name))(
        proto.path(name),
        request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=proto.response_class(name).FromString)


def large(**fields):
    return proto.request_class("UnaryCall")(
        response_size=RESPONSE, payload={"body": bytes(REQUEST)}, **fields)


def exchange(channel, request, **options):
    reply = method(channel, "UnaryCall")(request, **options)
    assert reply.payload.body == bytes(RESPONSE), len(reply.payload.body)


def expect_status(code, call):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, error
        return error
    raise AssertionError("the call succeeded")


def cacheable_unary(channel):
    call = method(channel, "CacheableUnaryCall")

    def ask(stamp):
        request = proto.request_class("UnaryCall")(payload={"body": stamp})
        reply, done = call.with_call(request, metadata=(("x-user-ip", "1.2.3.4"),))
        assert "max-age=60" in dict(done.initial_metadata())["cache-control"]
        return reply.payload.body

    stamp = str(time.time_ns()).encode()
    first = ask(stamp)
    assert first and ask(stamp) == first
    assert ask(stamp + b"+") != first


def client_compressed_unary(channel):
    yes, no = {"value": True}, {"value": False}
    gzip, plain = grpc.Compression.Gzip, grpc.Compression.NoCompression
    bad = grpc.StatusCode.INVALID_ARGUMENT
    expect_status(bad, lambda: exchange(channel, large(expect_compressed=yes), compression=plain))
    expect_status(bad, lambda: exchange(channel, large(expect_compressed=no), compression=gzip))
    exchange(channel, large(expect_compressed=yes), compression=gzip)
    exchange(channel, large(expect_compressed=no), compression=plain)


def server_compressed_unary(channel):
    for wanted in (True, False):
        exchange(channel, large(response_compressed={"value": wanted}))


def server_compressed_streaming(channel):
    wanted = [(31415, True), (92653, False)]
    request = proto.request_class("StreamingOutputCall")(
        response_parameters=[{"size": size, "compressed": {"value": it}} for size, it in wanted])
    replies = method(channel, "StreamingOutputCall")(request)
    assert [reply.payload.body for reply in replies] == [bytes(size) for size, _ in wanted]


def special_status_message(channel):
    request = proto.request_class("UnaryCall")(response_status={"code": 2, "message": SPECIAL})
    error = expect_status(grpc.StatusCode.UNKNOWN, lambda: method(channel, "UnaryCall")(request))
    assert error.details() == SPECIAL, repr(error.details())


def rpc_soak(channel):
    for _ in range(10):
        exchange(channel, large())


def channel_soak(_):
    for _ in range(10):
        with open_channel() as channel:
            exchange(channel, large())


if __name__ == "__main__":
    failed = False
    for case in (cacheable_unary, client_compressed_unary, server_compressed_unary,
                 server_compressed_streaming, special_status_message, rpc_soak, channel_soak):
        try:
            with open_channel() as channel:
                case(channel)
            print("ok", case.__name__)
        except Exception:
            failed = True
            print("FAILED", case.__name__)
            traceback.print_exc()
    sys.exit(failed)
