"""gRPC frame by frame over the h2 library, in both roles: it sees which messages came compressed, which
the official libraries keep to themselves.

usage: compression_peer.py serve          prints its port; serves UnaryCall and StreamingInputCall
       compression_peer.py call PORT      runs the compression cases against a server
"""

import gzip
import socket
import struct
import sys

import interop_messages as proto
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import (ConnectionTerminated, DataReceived, RequestReceived, ResponseReceived,
                       StreamEnded, StreamReset, TrailersReceived)

OK, INVALID_ARGUMENT = 0, 3


def frame(message, compressed=False):
    """A length-prefixed message."""
    data = message.SerializeToString()
    if compressed:
        data = gzip.compress(data)
    return struct.pack(">BI", compressed, len(data)) + data


def unframe(data, encoding):
    """The messages in `data`, as (came compressed, bytes)."""
    messages = []
    while data:
        flag, length = struct.unpack(">BI", data[:5])
        body, data = data[5:5 + length], data[5 + length:]
        assert len(body) == length and flag in (0, 1), (flag, length, len(body))
        assert flag == 0 or encoding == "gzip", f"compressed, but grpc-encoding is {encoding}"
        messages.append((flag == 1, gzip.decompress(body) if flag else bytes(body)))
    return messages


class Connection:
    """One connection in either role; `streams` holds what came on each."""

    def __init__(self, connected, is_client):
        self.socket = connected
        self.h2 = H2Connection(H2Configuration(client_side=is_client, header_encoding="utf-8"))
        self.h2.initiate_connection()
        self.streams = {}

    def flush(self):
        self.socket.sendall(self.h2.data_to_send())

    def pump(self):
        """Waits for bytes; returns the streams that ended with them. None: the peer has left."""
        self.flush()
        data = self.socket.recv(65536)
        if not data:
            return None
        ended = []
        for event in self.h2.receive_data(data):
            if isinstance(event, (RequestReceived, ResponseReceived)):
                self.streams[event.stream_id] = {
                    "headers": dict(event.headers), "data": bytearray(), "trailers": {}}
            elif isinstance(event, TrailersReceived):
                self.streams[event.stream_id]["trailers"] = dict(event.headers)
            elif isinstance(event, DataReceived):
                self.streams[event.stream_id]["data"] += event.data
                self.h2.acknowledge_received_data(
                    event.flow_controlled_length, event.stream_id)
            elif isinstance(event, (StreamEnded, StreamReset)):
                ended.append(event.stream_id)
            elif isinstance(event, ConnectionTerminated):
                return None
        self.flush()
        return ended

    def send(self, stream, data, end=False):
        while data:
            room = min(self.h2.local_flow_control_window(stream), self.h2.max_outbound_frame_size)
            if room <= 0:
                self.pump()
                continue
            self.h2.send_data(stream, data[:room])
            data = data[room:]
            self.flush()
        if end:
            self.h2.end_stream(stream)
        self.flush()


def answer(name, messages):
    """The status of a call and its one response."""
    total = 0
    for came_compressed, body in messages:
        request = proto.request_class(name).FromString(body)
        if request.HasField("expect_compressed"):
            if request.expect_compressed.value != came_compressed:
                return INVALID_ARGUMENT, None
        total += len(request.payload.body)
    if name == "UnaryCall":
        return OK, proto.response_class(name)(payload={"body": bytes(request.response_size)})
    return OK, proto.response_class(name)(aggregated_payload_size=total)


def serve_connection(connection):
    while (ended := connection.pump()) is not None:
        for stream in ended:
            call = connection.streams.pop(stream)
            name = call["headers"][":path"].rsplit("/", 1)[1]
            messages = unframe(call["data"], call["headers"].get("grpc-encoding"))
            status, reply = answer(name, messages)
            head = [(":status", "200"), ("content-type", "application/grpc")]
            end = [("grpc-status", str(status))]
            if reply is None:
                connection.h2.send_headers(stream, head + end, end_stream=True)
            else:
                connection.h2.send_headers(stream, head)
                connection.send(stream, frame(reply))
                connection.h2.send_headers(stream, end, end_stream=True)
    connection.socket.close()


def serve():
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        serve_connection(Connection(listener.accept()[0], is_client=False))


def call(port, name, data, **headers):
    """Headers, messages and status of a call that sends `data`."""
    with socket.create_connection(("127.0.0.1", port)) as connected:
        connection = Connection(connected, is_client=True)
        named = [(key.replace("_", "-"), value) for key, value in headers.items()]
        connection.h2.send_headers(1, [
            (":method", "POST"), (":scheme", "http"), (":path", proto.path(name)),
            (":authority", "test"), ("te", "trailers"), ("content-type", "application/grpc"),
        ] + named)
        connection.send(1, data, end=True)
        while not (ended := connection.pump()):
            assert ended is not None, "the server left"
        reply = connection.streams[1]
        encoding = reply["headers"].get("grpc-encoding")
        status = {**reply["headers"], **reply["trailers"]}["grpc-status"]
        return encoding, unframe(reply["data"], encoding), int(status)


def unary(port, wanted, accepts):
    request = proto.request_class("UnaryCall")(
        response_size=314159, payload={"body": bytes(271828)},
        response_compressed={"value": wanted})
    headers = {"grpc_accept_encoding": accepts} if accepts else {}
    encoding, [(compressed, body)], status = call(port, "UnaryCall", frame(request), **headers)
    reply = proto.response_class("UnaryCall").FromString(body)
    assert status == OK and reply.payload.body == bytes(314159)
    assert compressed == (wanted and accepts is not None), (wanted, accepts, compressed)
    assert compressed == (encoding == "gzip"), (compressed, encoding)


def streaming(port):
    wanted = [(31415, True), (92653, False), (31415, True)]
    request = proto.request_class("StreamingOutputCall")(
        response_parameters=[{"size": size, "compressed": {"value": it}} for size, it in wanted])
    _, messages, status = call(
        port, "StreamingOutputCall", frame(request), grpc_accept_encoding="identity,deflate,gzip")
    parse = proto.response_class("StreamingOutputCall").FromString
    came = [(len(parse(body).payload.body), compressed) for compressed, body in messages]
    assert status == OK and came == wanted, (status, came)


def requests(port):
    def send(*sent):
        messages = [
            frame(proto.request_class("StreamingInputCall")(
                payload={"body": bytes(size)}, expect_compressed={"value": expected}), compressed)
            for size, expected, compressed in sent]
        _, replies, status = call(
            port, "StreamingInputCall", b"".join(messages), grpc_encoding="gzip")
        parse = proto.response_class("StreamingInputCall").FromString
        return status, [parse(body).aggregated_payload_size for _, body in replies]

    assert send((27182, True, True), (45904, False, False)) == (OK, [73086])
    assert send((27182, True, True), (45904, True, False)) == (INVALID_ARGUMENT, [])
    assert send((27182, False, True)) == (INVALID_ARGUMENT, [])


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        server_port = int(sys.argv[2])
        unary(server_port, True, "gzip")
        unary(server_port, False, "gzip")
        unary(server_port, True, None)
        streaming(server_port)
        requests(server_port)
