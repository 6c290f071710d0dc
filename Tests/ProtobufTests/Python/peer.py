"""Python's protobuf as the peer of the Swift runtime.

usage: peer.py DESCRIPTORS TYPE random SEED COUNT  > framed messages
       peer.py DESCRIPTORS TYPE canonical < framed messages > framed answers
       peer.py DESCRIPTORS TYPE to-json   < framed messages > framed texts
       peer.py DESCRIPTORS TYPE from-json < framed texts    > framed answers

A frame is a little-endian 32-bit length and that many bytes. `canonical` answers each message with
its deterministic encoding without unknown fields, with the length 0xffffffff if Python refuses it, or with
0xfffffffe if Python took an entry of a map that holds an unknown field for an unknown field as a whole,
which is its own reading of the format. `from-json` answers a text
with the message in the same way, and what Python has no JSON for is refused by `to-json`.
"""

import random
import struct
import sys

from google.protobuf import (
    descriptor_pb2, descriptor_pool, json_format, message, message_factory, unknown_fields)
from google.protobuf.descriptor import FieldDescriptor

REFUSED = 0xFFFFFFFF
OWN_READING = 0xFFFFFFFE
EDGES = {
    "int32": [0, 1, -1, 127, 128, 2**31 - 1, -(2**31)],
    "int64": [0, 1, -1, 2**31, 2**63 - 1, -(2**63)],
    "uint32": [0, 1, 127, 128, 16383, 16384, 2**32 - 1],
    "uint64": [0, 1, 2**32, 2**63, 2**64 - 1],
    "float": [0.0, -0.0, 1.5, -2.25, float("inf"), 2.0**-149],
    "double": [0.0, -0.0, 1.5, 1e300, float("-inf"), 5e-324],
}
INTEGERS = {
    FieldDescriptor.CPPTYPE_INT32: ("int32", -(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_INT64: ("int64", -(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT32: ("uint32", 0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_UINT64: ("uint64", 0, 2**64 - 1),
}
ALPHABET = "ab \u0000\n\u00e9\u4e2d\U0001f426\ufffd\u200d"


def scalar(field, rng):
    kind = field.cpp_type
    if kind in INTEGERS:
        name, low, high = INTEGERS[kind]
        return rng.choice(EDGES[name]) if rng.random() < 0.5 else rng.randint(low, high)
    if kind == FieldDescriptor.CPPTYPE_BOOL:
        return rng.random() < 0.5
    if kind == FieldDescriptor.CPPTYPE_ENUM:
        if field.enum_type.name == "NullValue":
            return 0
        return rng.choice([0, 1, 2, -5, 7, -(2**31), 2**31 - 1])
    if kind in (FieldDescriptor.CPPTYPE_FLOAT, FieldDescriptor.CPPTYPE_DOUBLE):
        name = "float" if kind == FieldDescriptor.CPPTYPE_FLOAT else "double"
        value = rng.choice(EDGES[name]) if rng.random() < 0.5 else rng.uniform(-1e6, 1e6)
        return struct.unpack("<f", struct.pack("<f", value))[0] if name == "float" else value
    length = rng.choice([0, 1, 2, 7, 127, 128, 300])
    if field.type == FieldDescriptor.TYPE_BYTES:
        return rng.randbytes(length)
    return "".join(rng.choice(ALPHABET) for _ in range(length))


PATHS = ["a", "foo_bar", "one_int32.deep_er", "x1"]


def fill_value(target, rng, depth):
    kind = rng.choice(["null", "number", "string", "bool"] + (["struct", "list"] if depth > 0 else []))
    if kind == "null":
        target.null_value = 0
    elif kind == "number":
        target.number_value = rng.choice([0.0, -0.0, 1.0, 1e300, 5e-324, rng.uniform(-1e6, 1e6)])
    elif kind == "string":
        target.string_value = "".join(rng.choice(ALPHABET) for _ in range(rng.randint(0, 9)))
    elif kind == "bool":
        target.bool_value = rng.random() < 0.5
    elif kind == "struct":
        target.struct_value.SetInParent()
        for _ in range(rng.randint(0, 3)):
            fill_value(target.struct_value.fields[rng.choice(ALPHABET)], rng, depth - 1)
    else:
        target.list_value.SetInParent()
        for _ in range(rng.randint(0, 3)):
            fill_value(target.list_value.values.add(), rng, depth - 1)


def fill_any(target, rng, depth):
    pool = target.DESCRIPTOR.file.pool
    name = rng.choice(["fixture.v1.Leaf", "google.protobuf.Duration", "google.protobuf.StringValue"])
    inner = message_factory.GetMessageClass(pool.FindMessageTypeByName(name))()
    fill(inner, rng, depth)
    target.Pack(inner, deterministic=True)


def fill_known(target, rng, depth):
    """Fills what JSON writes in a form of its own, within the range that it has; else False."""
    name = target.DESCRIPTOR.full_name.removeprefix("google.protobuf.")
    nanos = rng.choice([0, 1, 20_000, 300_000_000, 999_999_999])
    if name == "Timestamp":
        target.seconds = rng.choice([0, -1, -62135596800, 253402300799, rng.randint(-2**33, 2**33)])
        target.nanos = nanos
    elif name == "Duration":
        seconds, sign = rng.choice([0, 1, 315576000000, rng.randint(0, 2**32)]), rng.choice([1, -1])
        target.seconds = seconds * sign
        target.nanos = nanos * sign
    elif name == "FieldMask":
        target.paths.extend(rng.choice(PATHS) for _ in range(rng.randint(0, 3)))
    elif name == "Value":
        fill_value(target, rng, depth)
    elif name == "Struct":
        for _ in range(rng.randint(0, 3)):
            fill_value(target.fields[rng.choice(ALPHABET)], rng, depth)
    elif name == "ListValue":
        for _ in range(rng.randint(0, 3)):
            fill_value(target.values.add(), rng, depth)
    elif name == "Any":
        fill_any(target, rng, depth)
    else:
        return False
    return True


def is_map(field):
    return (
        field.type == FieldDescriptor.TYPE_MESSAGE
        and field.message_type.GetOptions().map_entry
    )


def fill(target, rng, depth):
    if fill_known(target, rng, depth):
        return
    share = rng.choice([0.02, 0.1, 0.5])
    for field in target.DESCRIPTOR.fields:
        if rng.random() > share:
            continue
        is_message = field.type == FieldDescriptor.TYPE_MESSAGE and not is_map(field)
        if is_message and depth == 0:
            continue
        if is_map(field):
            key_field, value_field = field.message_type.fields
            values = getattr(target, field.name)
            for _ in range(rng.randint(1, 4)):
                key = scalar(key_field, rng)
                if value_field.type == FieldDescriptor.TYPE_MESSAGE:
                    if depth > 0:
                        fill(values[key], rng, depth - 1)
                else:
                    values[key] = scalar(value_field, rng)
        elif field.is_repeated:
            for _ in range(rng.randint(1, 5)):
                if is_message:
                    fill(getattr(target, field.name).add(), rng, depth - 1)
                else:
                    getattr(target, field.name).append(scalar(field, rng))
        elif is_message:
            inner = getattr(target, field.name)
            inner.SetInParent()
            fill(inner, rng, depth - 1)
        else:
            setattr(target, field.name, scalar(field, rng))


def children(target):
    for field, value in target.ListFields():
        if field.type != FieldDescriptor.TYPE_MESSAGE:
            continue
        if is_map(field):
            if field.message_type.fields_by_name["value"].type == FieldDescriptor.TYPE_MESSAGE:
                yield from value.values()
        elif field.is_repeated:
            yield from value
        else:
            yield value


def has_own_reading(target):
    fields = target.DESCRIPTOR.fields_by_number
    for unknown in unknown_fields.UnknownFieldSet(target):
        field = fields.get(unknown.field_number)
        if field is not None and is_map(field):
            return True
    return any(has_own_reading(child) for child in children(target))


def frames(stream):
    while header := stream.read(4):
        (length,) = struct.unpack("<I", header)
        yield stream.read(length)


def main():
    descriptors, type_name, command, *arguments = sys.argv[1:]
    files = descriptor_pb2.FileDescriptorSet()
    with open(descriptors, "rb") as file:
        files.ParseFromString(file.read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    cls = message_factory.GetMessageClass(pool.FindMessageTypeByName(type_name))
    out = sys.stdout.buffer

    def answer(value):
        out.write(struct.pack("<I", len(value)) + value)

    if command == "random":
        seed, count = int(arguments[0]), int(arguments[1])
        for index in range(count):
            target = cls()
            fill(target, random.Random(seed * 1_000_003 + index), 3)
            answer(target.SerializeToString(deterministic=True))
    elif command == "to-json":
        for frame in frames(sys.stdin.buffer):
            try:
                text = json_format.MessageToJson(cls.FromString(frame), descriptor_pool=pool)
                answer(text.encode())
            except (json_format.SerializeToJsonError, ValueError):
                out.write(struct.pack("<I", REFUSED))
    elif command == "from-json":
        for frame in frames(sys.stdin.buffer):
            try:
                target = json_format.Parse(frame, cls(), descriptor_pool=pool)
                answer(target.SerializeToString(deterministic=True))
            except (json_format.ParseError, UnicodeDecodeError):
                out.write(struct.pack("<I", REFUSED))
    elif command == "canonical":
        for frame in frames(sys.stdin.buffer):
            target = cls()
            try:
                target.ParseFromString(frame)
            except message.DecodeError:
                out.write(struct.pack("<I", REFUSED))
                continue
            if has_own_reading(target):
                out.write(struct.pack("<I", OWN_READING))
                continue
            target.DiscardUnknownFields()
            answer(target.SerializeToString(deterministic=True))
    else:
        sys.exit(f"peer.py: unknown command {command!r}")


main()
