"""Writes the first inputs of Tests/Fuzzing/Corpus for what reads model files.

    .cache/references/bin/python scripts/references/fuzz_model_corpus.py

The files are small and whole: GGUF of gguf-py, safetensors by hand, the templates of the chat tests, vocabularies.
"""

import json
import pathlib
import struct
import sys
import tempfile

import chat_templates
import gguf
import numpy

CORPUS = pathlib.Path("Tests/Fuzzing/Corpus")


def keep(target: str, name: str, data: bytes) -> None:
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def gguf_file(fill) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "file.gguf"
        writer = gguf.GGUFWriter(path, "llama")
        fill(writer)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        return path.read_bytes()


def values(writer) -> None:
    for kind in ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64"):
        getattr(writer, f"add_{kind}")(kind, 100)
    writer.add_float32("float32", 1.5)
    writer.add_float64("float64", -1e300)
    writer.add_bool("bool", True)
    writer.add_string("string", "größe")
    writer.add_array("strings", ["a", "", "日本"])
    writer.add_array("floats", [1.0, float("inf")])
    writer.add_array("ints", [1, -2, 3])


def tensors(writer) -> None:
    writer.add_custom_alignment(64)
    writer.add_tensor("a", numpy.zeros((2, 32), numpy.float32))
    writer.add_tensor("b.weight", numpy.ones((3,), numpy.float16))
    writer.add_tensor("c", numpy.zeros((2, 18), numpy.uint8), raw_shape=(2, 18),
                      raw_dtype=gguf.GGMLQuantizationType.Q4_0)


def shape(architecture: str):
    def fill(writer) -> None:
        writer.arch = architecture
        writer.add_string("general.architecture", architecture)
        writer.add_block_count(1)
        writer.add_context_length(16)
        writer.add_embedding_length(32)
        writer.add_feed_forward_length(32)
        writer.add_head_count(1)
        writer.add_head_count_kv(1)
        writer.add_layer_norm_rms_eps(1e-5)
        writer.add_rope_freq_base(10000.0)
        writer.add_tensor("token_embd.weight", numpy.zeros((4, 32), numpy.float16))
    return fill


def byte_pair(writer) -> None:
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(["a", "b", "ab", "Ġ", "<|x|>"])
    writer.add_token_types([1, 1, 1, 1, 3])
    writer.add_token_merges(["a b"])
    writer.add_bos_token_id(4)
    writer.add_eos_token_id(4)


def write_gguf() -> None:
    fills = {"values": values, "tensors": tensors, "byte-pair": byte_pair, "empty": lambda writer: None}
    fills |= {name: shape(name) for name in ("llama", "qwen2", "qwen3", "gemma3")}
    for name, fill in fills.items():
        keep("gguf", name, gguf_file(fill))
    model = gguf_file(values)
    keep("gguf", "version-2", model[:4] + struct.pack("<I", 2) + model[8:])
    keep("gguf", "cut", model[:len(model) // 2])


def safetensors(header: dict, data: bytes) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def write_safetensors() -> None:
    def tensor(dtype, shape, begin, end):
        return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}

    keep("safetensors", "empty", safetensors({}, b""))
    keep("safetensors", "float", safetensors({"a": tensor("F32", [2, 3], 0, 24)}, bytes(24)))
    keep("safetensors", "two", safetensors(
        {"__metadata__": {"format": "pt"}, "größe": tensor("BF16", [4], 0, 8), "b": tensor("F16", [1, 2], 8, 12)},
        bytes(range(12))))
    keep("safetensors", "scalar-and-none", safetensors(
        {"a": tensor("I64", [], 0, 8), "b": tensor("U8", [0, 7], 8, 8)}, bytes(8)))
    keep("safetensors", "gap", safetensors({"a": tensor("U8", [4], 4, 8)}, bytes(8)))
    keep("safetensors", "large", safetensors({"a": tensor("F32", [2**62, 4, 1], 0, 8)}, bytes(8)))
    keep("safetensors", "long-header", struct.pack("<Q", 2**63) + b"{}")


def write_templates() -> None:
    talk = json.dumps(next(talk for talk in chat_templates.conversations() if talk["tools"])).encode()
    for path in sorted(chat_templates.FIXTURES.glob("*.jinja")):
        keep("template", path.stem, path.read_bytes())
        keep("template", f"{path.stem}-tools", path.read_bytes() + b"\0" + talk)
    lines = chat_templates.BY_HAND.split("\n")
    for index in range(0, len(lines), 4):
        text = "\n".join(lines[index:index + 4])
        keep("template", f"lines-{index:03}", text.encode() + b"\0" + json.dumps(chat_templates.VARIABLES).encode())


def write_vocabularies() -> None:
    text = "abab <x><|y|> 'S 123\n\n  e\u0301 日本\u2581z<x".encode()
    for mode in range(8):
        tokens = ["ab", "aba", "Ġa", "<x>", "<|y|>", "[]", "[  ", "\u2581a", "\u2581ab", "日本", "12"]
        words = "\n".join(tokens).encode() + b"\n\n" + "a b\nab a\nĠ a\n1 2\n".encode() + b"\n"
        keep("tokenizer", f"mode-{mode}", bytes([mode]) + words + text)
    keep("wordpiece", "words", "a\nb\n##b\nab\nno\n##n\n日\n.".encode() + b"\0" + "Abb nòn. 日本 [SEP]".encode())
    keep("wordpiece", "crlf", b"a\r\nb\r\n" + b"\0" + b"a b ab")
    keep("wordpiece", "long", b"a\n##a" + b"\0" + b"a" * 120)
    keep("wordpiece", "marks", "e\n##e".encode() + b"\0" + "e\u0301\u200d\u00ad \u1e9b\u0323 \uac00".encode())
    keep("wordpiece", "double", b"a\na\n\n##\n###")
    configuration = {
        "model_type": "bert", "hidden_act": "gelu", "vocab_size": 10, "hidden_size": 32, "num_hidden_layers": 1,
        "num_attention_heads": 2, "intermediate_size": 64, "max_position_embeddings": 16, "type_vocab_size": 2,
        "layer_norm_eps": 1e-12}
    keep("wordpiece", "configuration", json.dumps(configuration).encode())


def main() -> int:
    write_gguf()
    write_safetensors()
    write_templates()
    write_vocabularies()
    for target in ("gguf", "safetensors", "template", "tokenizer", "wordpiece"):
        print(f"{target}: {len(list((CORPUS / target).iterdir()))} inputs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
