"""The peer of the embedding benchmark: onnxruntime with a graph made from the model's own file."""

import json
from pathlib import Path

import numpy
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

# Texts of a batch, as sentence-transformers has it.
BATCH = 32


def safetensors(path: Path) -> dict[str, numpy.ndarray]:
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            values = numpy.frombuffer(data[begin:end], dtype=numpy.float32)
            tensors[name.removeprefix("bert.")] = values.reshape(entry["shape"])
    return tensors


class Graph:
    """Builds the encoder: ids and mask [texts][tokens] in, unit vectors [texts][width] out."""

    def __init__(self, tensors: dict[str, numpy.ndarray], shape: dict) -> None:
        self.tensors, self.shape = tensors, shape
        self.nodes, self.constants = [], []

    def constant(self, value: numpy.ndarray) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(numpy.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, *inputs: str, **attributes) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def linear(self, x: str, name: str) -> str:
        product = self.add("MatMul", x, self.constant(self.tensors[name + ".weight"].T))
        return self.add("Add", product, self.constant(self.tensors[name + ".bias"]))

    def norm(self, x: str, name: str) -> str:
        weights = (self.constant(self.tensors[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.add(
            "LayerNormalization", x, *weights, axis=-1, epsilon=self.shape["layer_norm_eps"]
        )

    def gelu(self, x: str) -> str:
        scaled = self.add("Div", x, self.constant(numpy.float32(2**0.5)))
        erf = self.add("Add", self.add("Erf", scaled), self.constant(numpy.float32(1)))
        return self.add("Mul", self.add("Mul", x, erf), self.constant(numpy.float32(0.5)))

    def heads(self, x: str, order: list[int]) -> str:
        count = self.shape["num_attention_heads"]
        size = self.shape["hidden_size"] // count
        split = self.add("Reshape", x, self.constant(numpy.array([0, 0, count, size])))
        return self.add("Transpose", split, perm=order)

    def layer(self, x: str, mask: str, name: str) -> str:
        attention = name + "attention."
        q = self.heads(self.linear(x, attention + "self.query"), [0, 2, 1, 3])
        k = self.heads(self.linear(x, attention + "self.key"), [0, 2, 3, 1])
        v = self.heads(self.linear(x, attention + "self.value"), [0, 2, 1, 3])
        size = self.shape["hidden_size"] // self.shape["num_attention_heads"]
        scores = self.add(
            "Div", self.add("MatMul", q, k), self.constant(numpy.float32(size**0.5))
        )
        weights = self.add("Softmax", self.add("Add", scores, mask), axis=-1)
        mixed = self.add("Transpose", self.add("MatMul", weights, v), perm=[0, 2, 1, 3])
        width = self.constant(numpy.array([0, 0, self.shape["hidden_size"]]))
        context = self.add("Reshape", mixed, width)
        out = self.linear(context, attention + "output.dense")
        x = self.norm(self.add("Add", out, x), attention + "output.LayerNorm")
        inner = self.gelu(self.linear(x, name + "intermediate.dense"))
        return self.norm(
            self.add("Add", self.linear(inner, name + "output.dense"), x),
            name + "output.LayerNorm",
        )

    def model(self) -> bytes:
        embeddings = "embeddings."
        words = self.add(
            "Gather", self.constant(self.tensors[embeddings + "word_embeddings.weight"]), "ids"
        )
        places = self.add(
            "Gather",
            self.constant(self.tensors[embeddings + "position_embeddings.weight"]),
            "positions",
        )
        types = self.constant(self.tensors[embeddings + "token_type_embeddings.weight"][0])
        x = self.norm(
            self.add("Add", self.add("Add", words, places), types), embeddings + "LayerNorm"
        )
        hidden = self.add("Sub", "mask", self.constant(numpy.float32(1)))
        hidden = self.add("Mul", hidden, self.constant(numpy.float32(1e9)))
        hidden = self.add("Unsqueeze", hidden, self.constant(numpy.array([1, 2])))
        for index in range(self.shape["num_hidden_layers"]):
            x = self.layer(x, hidden, f"encoder.layer.{index}.")
        kept = self.add("Mul", x, self.add("Unsqueeze", "mask", self.constant(numpy.array([2]))))
        total = self.add("ReduceSum", kept, self.constant(numpy.array([1])), keepdims=0)
        length = self.add("ReduceL2", total, self.constant(numpy.array([1])), keepdims=1)
        self.nodes.append(helper.make_node("Div", [total, length], ["vectors"]))
        inputs = [
            helper.make_tensor_value_info(name, kind, ["texts", "tokens"])
            for name, kind in (
                ("ids", TensorProto.INT64),
                ("positions", TensorProto.INT64),
                ("mask", TensorProto.FLOAT),
            )
        ]
        output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", None])
        graph = helper.make_graph(self.nodes, "encoder", inputs, [output], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
        model.ir_version = 9
        return model.SerializeToString()


class Peer:
    """The encoder in onnxruntime."""

    def __init__(self, folder: Path, threads: int) -> None:
        shape = json.loads((folder / "config.json").read_text())
        graph = Graph(safetensors(folder / "model.safetensors"), shape).model()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"])

    def embed(self, texts: list[list[int]]) -> list:
        """Batches of texts of similar length, padded to the longest."""
        vectors = [None] * len(texts)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        for begin in range(0, len(order), BATCH):
            part = order[begin : begin + BATCH]
            width = max(len(texts[index]) for index in part)
            ids = numpy.zeros((len(part), width), dtype=numpy.int64)
            mask = numpy.zeros((len(part), width), dtype=numpy.float32)
            for row, index in enumerate(part):
                ids[row, : len(texts[index])] = texts[index]
                mask[row, : len(texts[index])] = 1
            positions = numpy.broadcast_to(numpy.arange(width), ids.shape)
            feeds = {"ids": ids, "positions": positions, "mask": mask}
            for index, vector in zip(part, self.session.run(None, feeds)[0], strict=True):
                vectors[index] = vector
        return vectors
