import Embedding
import Foundation

/// A model of one layer and few numbers, with one weight to choose.
struct TinyModel {
  /// The first weight of the last product.
  var weight: Float

  private static let tensors: [(name: String, shape: [Int])] = {
    let layer = "encoder.layer.0."
    let attention = layer + "attention."
    var tensors: [(String, [Int])] = [
      ("embeddings.word_embeddings.weight", [4, 16]),
      ("embeddings.position_embeddings.weight", [8, 16]),
      ("embeddings.token_type_embeddings.weight", [2, 16]),
      (layer + "intermediate.dense.weight", [32, 16]), (layer + "intermediate.dense.bias", [32]),
      (layer + "output.dense.weight", [16, 32]), (layer + "output.dense.bias", [16]),
    ]
    for name in ["self.query", "self.key", "self.value", "output.dense"] {
      tensors += [(attention + name + ".weight", [16, 16]), (attention + name + ".bias", [16])]
    }
    for name in ["embeddings", attention + "output", layer + "output"] {
      tensors += [(name + ".LayerNorm.weight", [16]), (name + ".LayerNorm.bias", [16])]
    }
    return tensors
  }()

  private func safeTensors() throws -> Data {
    var entries: [String: Any] = [:]
    var data = Data()
    for (name, shape) in Self.tensors {
      var values = (0..<shape.reduce(1, *)).map { Float(($0 * 37 + name.count) % 19) / 19 - 0.5 }
      if name == "encoder.layer.0.output.dense.weight" { values[0] = weight }
      let begin = data.count
      values.withUnsafeBytes { data.append(contentsOf: $0) }
      entries[name] = ["dtype": "F32", "shape": shape, "data_offsets": [begin, data.count]]
    }
    let header = try JSONSerialization.data(withJSONObject: entries, options: .sortedKeys)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) } + header + data
  }

  private static let configuration = """
    {"model_type": "bert", "hidden_act": "gelu", "vocab_size": 4, "hidden_size": 16,
     "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32,
     "max_position_embeddings": 8, "type_vocab_size": 2, "layer_norm_eps": 1e-12}
    """

  /// Written to a folder that is gone when this returns: a model keeps no file open by name.
  func model() throws -> EmbeddingModel {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("apus-tiny-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.configuration.utf8).write(to: folder.appendingPathComponent("config.json"))
    try Data("[CLS]\n[UNK]\n[SEP]\nword\n".utf8).write(
      to: folder.appendingPathComponent("vocab.txt"))
    try safeTensors().write(to: folder.appendingPathComponent("model.safetensors"))
    return try EmbeddingModel(folder: folder.path, threadCount: 1)
  }
}
