"""Writes the first inputs of Tests/Fuzzing/Corpus: what real peers send.

    .cache/venv/bin/python scripts/references/fuzz_corpus.py

grpcio calls a server of its own through a socket that keeps what the client says: that is the corpus of
`session`, and its messages, header fields and time-outs are those of the others.
"""

import base64
import gzip
import pathlib
import socket
import struct
import sys
import threading
from concurrent import futures

import grpc
import h2.config
import h2.connection
import h2.events

CORPUS = pathlib.Path("Tests/Fuzzing/Corpus")
# Leaf(name="a", count=3, numbers=[1, 300], next=Leaf(name="b"), end.text="t"), by hand.
LEAF = bytes.fromhex("0a0161 1003 1a0301ac02 22030a0162 2a0174".replace(" ", ""))


def keep(target: str, name: str, data: bytes) -> None:
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


class Recorder:
    """Passes one connection on to a port and keeps what the client sends."""

    def __init__(self, port: int):
        self.sent = bytearray()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._pass, args=(port,), daemon=True).start()

    def _pass(self, port: int) -> None:
        client, _ = self.listener.accept()
        server = socket.create_connection(("127.0.0.1", port))
        threading.Thread(target=self._copy, args=(server, client, None), daemon=True).start()
        self._copy(client, server, self.sent)

    @staticmethod
    def _copy(source: socket.socket, sink: socket.socket, copy) -> None:
        while data := source.recv(65536):
            if copy is not None:
                copy.extend(data)
            try:
                sink.sendall(data)
            except OSError:
                return


class Echo(grpc.GenericRpcHandler):
    def service(self, details):
        kinds = {
            "/fuzz.S/U": grpc.unary_unary_rpc_method_handler(lambda request, context: request),
            "/fuzz.S/C": grpc.stream_unary_rpc_method_handler(
                lambda requests, context: b"".join(requests)),
            "/fuzz.S/E": grpc.unary_stream_rpc_method_handler(
                lambda request, context: iter([request] * 3)),
            "/fuzz.S/B": grpc.stream_stream_rpc_method_handler(lambda requests, context: requests),
        }
        return kinds.get(details.method)


CALLS = {
    "unary": lambda c: c.unary_unary("/fuzz.S/U")(LEAF),
    "unary-gzip": lambda c: c.unary_unary("/fuzz.S/U")(
        LEAF * 100, compression=grpc.Compression.Gzip),
    "unary-metadata": lambda c: c.unary_unary("/fuzz.S/U")(
        LEAF, timeout=7, metadata=[("x-text", "some value"), ("x-bytes-bin", b"\x00\xff\x80")]),
    "collect": lambda c: c.stream_unary("/fuzz.S/C")(iter([LEAF, b"", LEAF])),
    "expand": lambda c: list(c.unary_stream("/fuzz.S/E")(LEAF)),
    "chat": lambda c: list(c.stream_stream("/fuzz.S/B")(iter([LEAF] * 5))),
    "unimplemented": lambda c: c.unary_unary("/fuzz.S/None")(b""),
    "many": lambda c: [call.result() for call in
                       [c.unary_unary("/fuzz.S/U").future(LEAF) for _ in range(10)]],
}


def record_calls() -> None:
    server = grpc.server(futures.ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers((Echo(),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    for name, call in CALLS.items():
        recorder = Recorder(port)
        with grpc.insecure_channel(f"127.0.0.1:{recorder.port}") as channel:
            try:
                call(channel)
            except grpc.RpcError as error:
                print(f"{name}: {error.code()}")
        keep("session", name, b"\0" + bytes(recorder.sent))
        take_apart(name, bytes(recorder.sent))
    server.stop(None)


def take_apart(name: str, sent: bytes) -> None:
    """The first call's messages and header fields, for the fuzzers of those."""
    # Between peers that agree on it grpcio sends bytes as they are, which h2 would refuse.
    config = h2.config.H2Configuration(client_side=False, validate_inbound_headers=False)
    connection = h2.connection.H2Connection(config)
    connection.initiate_connection()
    messages, fields = bytearray(), bytearray()
    for event in connection.receive_data(sent):
        if isinstance(event, h2.events.DataReceived) and event.stream_id == 1:
            messages += event.data
        if isinstance(event, h2.events.RequestReceived) and event.stream_id == 1:
            for key, value in event.headers:
                fields += bytes([len(key), min(len(value), 255)]) + key + value[:255]
                if key == b"grpc-timeout":
                    keep("timeout", name, value)
    keep("deframer", name, bytes([7 if name == "unary-gzip" else 6]) + bytes(messages))
    keep("metadata", name, bytes(fields))


def fields(*pairs: tuple[bytes, bytes]) -> bytes:
    return b"".join(bytes([len(key), len(value)]) + key + value for key, value in pairs)


def write_by_hand() -> None:
    for value in [b"1n", b"20u", b"300m", b"4000S", b"50000M", b"99999999H", b"123456789S", b"0m"]:
        keep("timeout", value.decode(), value)
    frame = struct.pack(">BI", 1, 0)
    packed = gzip.compress(LEAF * 20, mtime=0)
    keep("deframer", "by-hand-empty-and-gzip",
         b"\x09" + frame + struct.pack(">BI", 1, len(packed)) + packed)
    status = b"\x08\x05\x12\x02no\x1a\x05\x0a\x01t\x12\x00"
    keep("metadata", "by-hand-status", fields(
        (b"grpc-status", b"5"), (b"grpc-message", b"n%C3%B6 100%25 %zz"),
        (b"grpc-status-details-bin", base64.b64encode(status).rstrip(b"=")),
        (b"traceparent", b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")))
    # Of `Everything`: a little of each wire type, a map, a oneof, a group, a message in two parts.
    everything = bytes.fromhex(
        "089601 2801 3d01000000 4101000000000000 72036100 62 7a0180 8a01040a026869 8a01020a00".replace(
            " ", ""))
    keep("protobuf", "by-hand-everything", b"\0" + everything)
    keep("protobuf", "by-hand-map", b"\0" + bytes.fromhex("e212050801120161e2120508021201 62".replace(
        " ", "")))
    keep("protobuf", "by-hand-leaf", b"\1" + LEAF + LEAF)
    keep("protobuf", "by-hand-unknown", b"\2" + LEAF + bytes.fromhex("9b0608019c06"))
    keep("protobuf", "by-hand-packed", b"\1" + bytes.fromhex("1a06038e029ea705 1803".replace(" ", "")))


def main() -> int:
    record_calls()
    write_by_hand()
    for folder in sorted(CORPUS.iterdir()):
        print(f"{folder.name}: {len(list(folder.iterdir()))} inputs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
