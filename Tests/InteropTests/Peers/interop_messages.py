"""The messages and methods of gRPC's interoperability tests, made from Protos/ as they are wanted."""

import subprocess
from pathlib import Path

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PROTOS = Path(__file__).resolve().parents[3] / "Protos"


def _load():
    described = subprocess.run(
        ["protoc", "-I", PROTOS, "--include_imports", "--descriptor_set_out=/dev/stdout",
         "grpc/testing/test.proto"], check=True, stdout=subprocess.PIPE).stdout
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(described).file:
        pool.AddSerializedFile(file.SerializeToString())
    return pool


_pool = _load()
METHODS = _pool.FindServiceByName("grpc.testing.TestService").methods_by_name


def path(name):
    return f"/grpc.testing.TestService/{name}"


def kind(name):
    """As grpcio names it: unary_unary, unary_stream, stream_unary or stream_stream."""
    method = METHODS[name]
    words = ["stream" if it else "unary" for it in (method.client_streaming, method.server_streaming)]
    return "_".join(words)


def request_class(name):
    return message_factory.GetMessageClass(METHODS[name].input_type)


def response_class(name):
    return message_factory.GetMessageClass(METHODS[name].output_type)
