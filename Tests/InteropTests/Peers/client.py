"""Calls an Apus test server with Google's gRPC: one case per run, exit code 0 when it passes."""

import sys
import threading
import time

import grpc
from google.protobuf import any_pb2, descriptor_pool
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)
from grpc_status import rpc_status

SERVICE = "/apus.test.Echo/"


def note(text="", value=b""):
    return any_pb2.Any(type_url=text, value=value)


def method(channel, kind, name):
    return getattr(channel, kind)(
        SERVICE + name,
        request_serializer=any_pb2.Any.SerializeToString,
        response_deserializer=any_pb2.Any.FromString,
    )


def failure(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call succeeded")


def unary(channel):
    reply = method(channel, "unary_unary", "Unary")(note("hello", b"\0\1"))
    assert reply == note("hello", b"\0\1"), reply


def large(channel):
    value = bytes(range(256)) * 12 * 1024
    reply = method(channel, "unary_unary", "Unary")(note(value=value))
    assert reply.value == value


def server_streaming(channel):
    texts = [n.type_url for n in method(channel, "unary_stream", "Expand")(note("500"))]
    assert texts == [str(i) for i in range(500)], texts


def client_streaming(channel):
    reply = method(channel, "stream_unary", "Collect")(note(str(i), b"ab") for i in range(300))
    assert reply.value == b"600", reply
    assert reply.type_url == ",".join(str(i) for i in range(300))


def bidirectional(channel):
    replies = method(channel, "stream_stream", "Chat")(note(str(i)) for i in range(300))
    assert [n.type_url for n in replies] == [str(i) for i in range(300)]


def deadline(channel):
    unary(channel)  # The connection is there before the clock starts: the handler does run.
    error = failure(lambda: method(channel, "unary_unary", "Hang")(note(), timeout=0.3))
    assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED, error


def cancel(channel):
    unary(channel)
    call = method(channel, "unary_unary", "Hang").future(note())
    threading.Timer(0.2, call.cancel).start()
    try:
        call.result()
    except grpc.FutureCancelledError:
        return
    raise AssertionError("the call was not cancelled")


def metadata(channel):
    _, call = method(channel, "unary_unary", "Metadata").with_call(
        note(), metadata=(("x-name", "value"), ("x-raw-bin", b"\0\xff\n"))
    )
    initial, trailing = dict(call.initial_metadata()), dict(call.trailing_metadata())
    assert initial["seen-x-name"] == "value", initial
    assert trailing["after-x-name"] == "value", trailing


def status(channel):
    error = failure(lambda: method(channel, "unary_unary", "Fail")(note("9")))
    assert error.code() == grpc.StatusCode.FAILED_PRECONDITION, error
    assert error.details() == "wörter % und\nZeilen", error.details()
    details = rpc_status.from_call(error).details
    assert details[0].type_url == "type.googleapis.com/google.protobuf.Any", details
    assert any_pb2.Any.FromString(details[0].value) == note("detail", b"\1\2\3")
    assert dict(error.trailing_metadata())["x-trailing"] == "failed"


def unimplemented(channel):
    error = failure(lambda: method(channel, "unary_unary", "Nothing")(note()))
    assert error.code() == grpc.StatusCode.UNIMPLEMENTED, error


def gzip(channel):
    value = b"apus " * 100_000
    reply = method(channel, "unary_unary", "Unary")(
        note("zip", value), compression=grpc.Compression.Gzip
    )
    assert reply == note("zip", value)


def health(channel):
    stub = health_pb2_grpc.HealthStub(channel)
    serving = health_pb2.HealthCheckResponse.SERVING
    for service in ("", "apus.test.Echo"):
        reply = stub.Check(health_pb2.HealthCheckRequest(service=service))
        assert reply.status == serving, reply
    error = failure(lambda: stub.Check(health_pb2.HealthCheckRequest(service="no.such")))
    assert error.code() == grpc.StatusCode.NOT_FOUND, error
    listed = stub.List(health_pb2.HealthListRequest()).statuses
    assert listed[""].status == listed["apus.test.Echo"].status == serving, listed
    watch = stub.Watch(health_pb2.HealthCheckRequest(service="apus.test.Echo"))
    assert next(watch).status == serving
    watch.cancel()
    unknown = stub.Watch(health_pb2.HealthCheckRequest(service="no.such"))
    assert next(unknown).status == health_pb2.HealthCheckResponse.SERVICE_UNKNOWN
    unknown.cancel()


def reflection(channel):
    database = ProtoReflectionDescriptorDatabase(channel)
    services = set(database.get_services())
    assert {"apus.test.Echo", "grpc.health.v1.Health"} <= services, services
    pool = descriptor_pool.DescriptorPool(database)
    found = pool.FindServiceByName("grpc.health.v1.Health")
    assert [m.name for m in found.methods] == ["Check", "List", "Watch"]
    assert pool.FindMessageTypeByName("grpc.health.v1.HealthCheckRequest").fields[0].name == "service"
    try:
        pool.FindMessageTypeByName("no.such.Type")
    except KeyError:
        return
    raise AssertionError("a type that is not there was found")


def many(channel):
    call = method(channel, "unary_unary", "Unary")
    futures = [call.future(note(str(i))) for i in range(1000)]
    assert [f.result().type_url for f in futures] == [str(i) for i in range(1000)]


def slow_reader(channel):
    stream = method(channel, "unary_stream", "Flood")(note())
    for _ in range(200):
        assert len(next(stream).value) == 16 * 1024
        time.sleep(0.001)
    stream.cancel()


if __name__ == "__main__":
    target, case = sys.argv[1:]
    options = [("grpc.max_receive_message_length", 64 << 20)]
    with grpc.insecure_channel(target, options) as channel:
        globals()[case](channel)
