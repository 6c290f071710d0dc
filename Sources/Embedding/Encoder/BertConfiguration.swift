import Foundation

/// The shape of a BERT encoder, as its `config.json` states it.
package struct BertConfiguration: Sendable, Hashable {
  package let vocabularySize: Int
  package let hiddenSize: Int
  package let layerCount: Int
  package let headCount: Int
  package let intermediateSize: Int
  package let positionCount: Int
  package let typeCount: Int
  package let normEpsilon: Float

  package var headDimension: Int { hiddenSize / headCount }

  package init(path: String) throws(EmbeddingError) {
    let file = try MappedFile(path: path)
    let values: Values
    do {
      values = try JSONDecoder().decode(Values.self, from: Data(file.bytes))
    } catch {
      throw EmbeddingError(.malformed, path: path, "is not a model configuration: \(error)")
    }
    try self.init(values, path: path)
  }

  private init(_ values: Values, path: String) throws(EmbeddingError) {
    guard values.modelType == "bert", values.hiddenActivation == "gelu",
      values.positionEmbeddingType ?? "absolute" == "absolute"
    else {
      throw EmbeddingError(
        .unsupported, path: path,
        "describes a '\(values.modelType)' model with '\(values.hiddenActivation)' activation; "
          + "BERT with gelu and absolute positions is supported")
    }
    let bounded: [(String, Int, Int)] = [
      ("vocab_size", values.vocabularySize, 1_000_000), ("hidden_size", values.hiddenSize, 8_192),
      ("num_hidden_layers", values.layerCount, 128), ("num_attention_heads", values.headCount, 256),
      ("intermediate_size", values.intermediateSize, 65_536),
      ("max_position_embeddings", values.positionCount, 65_536),
      ("type_vocab_size", values.typeCount, 16),
    ]
    for (name, value, maximum) in bounded where !(1...maximum).contains(value) {
      throw EmbeddingError(
        .unsupported, path: path, "\(name) is \(value), outside 1...\(maximum)")
    }
    guard values.hiddenSize % (values.headCount * 8) == 0, values.normEpsilon > 0,
      values.normEpsilon < 1
    else {
      throw EmbeddingError(
        .unsupported, path: path,
        "\(values.headCount) heads do not share \(values.hiddenSize) numbers in multiples of 8, "
          + "or layer_norm_eps \(values.normEpsilon) is not in (0, 1)")
    }
    vocabularySize = values.vocabularySize
    hiddenSize = values.hiddenSize
    layerCount = values.layerCount
    headCount = values.headCount
    intermediateSize = values.intermediateSize
    positionCount = values.positionCount
    typeCount = values.typeCount
    normEpsilon = values.normEpsilon
  }
}

/// The names in the file.
private struct Values: Decodable {
  let modelType: String
  let hiddenActivation: String
  let positionEmbeddingType: String?
  let vocabularySize: Int
  let hiddenSize: Int
  let layerCount: Int
  let headCount: Int
  let intermediateSize: Int
  let positionCount: Int
  let typeCount: Int
  let normEpsilon: Float

  enum CodingKeys: String, CodingKey {
    case modelType = "model_type"
    case hiddenActivation = "hidden_act"
    case positionEmbeddingType = "position_embedding_type"
    case vocabularySize = "vocab_size"
    case hiddenSize = "hidden_size"
    case layerCount = "num_hidden_layers"
    case headCount = "num_attention_heads"
    case intermediateSize = "intermediate_size"
    case positionCount = "max_position_embeddings"
    case typeCount = "type_vocab_size"
    case normEpsilon = "layer_norm_eps"
  }
}
