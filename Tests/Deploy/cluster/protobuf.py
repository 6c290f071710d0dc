"""Reads the few objects that helm sends in Kubernetes' protobuf encoding: its Secrets and its namespace.

The fields are those of k8s.io/api/core/v1/generated.proto and k8s.io/apimachinery's meta/v1 and runtime.
"""

import base64
from collections.abc import Iterator

MAGIC = b"k8s\0"
METADATA = {1: "name", 3: "namespace", 5: "uid", 6: "resourceVersion", 11: "labels", 12: "annotations"}
# What a client leaves empty and sends all the same.
IGNORED_METADATA = {2, 4, 7, 8}


def fields(content: bytes) -> Iterator[tuple[int, bytes | int]]:
    """Numbers and values of a message's fields; strings, bytes and messages as bytes."""
    position = 0

    def varint() -> int:
        nonlocal position
        value = shift = 0
        while True:
            byte = content[position]
            position += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while position < len(content):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
        elif key & 7 == 2:
            count = varint()
            yield key >> 3, content[position:position + count]
            position += count
        else:
            raise ValueError(f"wire type {key & 7} is not used by Kubernetes here")


def decode(content: bytes) -> dict:
    """A Secret or a Namespace as its JSON would be."""
    if not content.startswith(MAGIC):
        raise ValueError("not Kubernetes' protobuf envelope")
    envelope = dict(fields(content[len(MAGIC):]))
    kind = dict(fields(envelope[1]))
    result = {"apiVersion": kind[1].decode(), "kind": kind[2].decode()}
    if result["kind"] not in ("Secret", "Namespace"):
        raise ValueError(f"{result['kind']} is not read as protobuf")
    for number, value in fields(envelope[2]):
        if number == 1:
            result["metadata"] = metadata(value)
        elif result["kind"] == "Secret" and number == 2:
            name, data = entry(value)
            result.setdefault("data", {})[name] = base64.b64encode(data).decode()
        elif result["kind"] == "Secret" and number == 3:
            result["type"] = value.decode()
        # A namespace's spec and status are there, with nothing in them.
        elif result["kind"] != "Namespace" or any(inner for _, inner in fields(value)):
            raise ValueError(f"field {number} of {result['kind']} is not known")
    return result


def metadata(content: bytes) -> dict:
    result: dict = {}
    for number, value in fields(content):
        name = METADATA.get(number)
        if name in ("labels", "annotations"):
            key, text = entry(value)
            result.setdefault(name, {})[key] = text.decode()
        elif name:
            if value:
                result[name] = value.decode()
        elif number not in IGNORED_METADATA:
            raise ValueError(f"field {number} of ObjectMeta is not known")
    return result


def entry(content: bytes) -> tuple[str, bytes]:
    """A map's key and value."""
    pair = dict(fields(content))
    return pair.get(1, b"").decode(), pair.get(2, b"")
