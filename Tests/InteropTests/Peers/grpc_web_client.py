"""Calls the test server as a browser does: gRPC-Web over HTTP/1.1, through a proxy that speaks gRPC to it.

usage: grpc_web_client.py HOST:PORT
"""

import base64
import http.client
import struct
import sys

from google.protobuf import any_pb2


def frame(message):
    return struct.pack(">BI", 0, len(message)) + message


def frames(body):
    while body:
        flag, length = struct.unpack(">BI", body[:5])
        yield flag, body[5:5 + length]
        body = body[5 + length:]


def call(address, method, note, text=False, headers={}):
    """The messages, the trailers and the response headers."""
    kind = "application/grpc-web-text+proto" if text else "application/grpc-web+proto"
    body = frame(note.SerializeToString())
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.request(
        "POST", "/apus.test.Echo/" + method, base64.b64encode(body) if text else body,
        {"content-type": kind, "accept": kind, "x-grpc-web": "1", **headers})
    answer = connection.getresponse()
    assert answer.version == 11 and answer.status == 200, (answer.version, answer.status)
    content = answer.read()
    if text:
        # Each piece may be padded by itself.
        pieces = content.replace(b"=", b"= ").split()
        content = b"".join(
            base64.b64decode(piece + b"=" * (-len(piece) % 4)) for piece in merged(pieces))
    messages, trailers = [], dict(answer.headers)
    for flag, payload in frames(content):
        if flag & 0x80:
            lines = payload.decode().strip().split("\r\n")
            trailers.update(line.split(":", 1) for line in lines)
        else:
            messages.append(any_pb2.Any.FromString(payload))
    return messages, {k.lower(): v.strip() for k, v in trailers.items()}


def merged(pieces):
    """Joins what `split` tore apart between two paddings."""
    for piece in pieces:
        if piece == b"=":
            continue
        yield piece.rstrip(b"=")


if __name__ == "__main__":
    target = sys.argv[1]
    request = any_pb2.Any(type_url="hello", value=b"\0\1\2")
    for as_text in (False, True):
        answers, status = call(target, "Unary", request, as_text)
        assert answers == [request], answers
        assert status["grpc-status"] == "0", status
    answers, status = call(target, "Expand", any_pb2.Any(type_url="20"))
    assert [a.type_url for a in answers] == [str(i) for i in range(20)], answers
    assert status["grpc-status"] == "0", status
    answers, status = call(target, "Fail", any_pb2.Any(type_url="5"))
    assert not answers and status["grpc-status"] == "5", status
    answers, status = call(target, "Metadata", request, headers={"x-colour": "green"})
    assert status["seen-x-colour"] == "green" and status["after-x-colour"] == "green", status
