/// The shape of a decoder, read from its metadata and checked.
package struct DecoderConfiguration: Sendable, Hashable {
  package let layerCount: Int
  /// The longest sequence that the model was made for.
  package let contextLength: Int
  /// Width of the residual stream.
  package let embeddingLength: Int
  package let feedForwardLength: Int
  package let headCount: Int
  /// Heads of keys and values; each serves `headCount / keyValueHeadCount` query heads.
  package let keyValueHeadCount: Int
  package let headDimension: Int
  /// How many dimensions of a head rotate with the position.
  package let ropeDimension: Int
  package let ropeBase: Float
  package let normEpsilon: Float
  package let vocabularySize: Int

  package var queryWidth: Int { headCount * headDimension }
  package var keyValueWidth: Int { keyValueHeadCount * headDimension }
  /// Query heads that share one key-value head.
  package var groupSize: Int { headCount / keyValueHeadCount }

  private static let lengthMax = 1 << 20

  package init(_ file: GGUFFile) throws(ModelError) {
    do throws(GGUFError) {
      let architecture = try file.string("general.architecture")
      guard architecture == "llama" else {
        throw GGUFError(
          .unsupported,
          "'\(file.path)': the architecture '\(architecture)' is not supported; use a model of the "
            + "architecture 'llama' (Llama, SmolLM2, Mistral)")
      }
      layerCount = try Self.length(file, "llama.block_count", max: 1024)
      contextLength = try Self.length(file, "llama.context_length", max: 1 << 24)
      embeddingLength = try Self.length(file, "llama.embedding_length")
      feedForwardLength = try Self.length(file, "llama.feed_forward_length")
      headCount = try Self.length(file, "llama.attention.head_count", max: 1024)
      keyValueHeadCount =
        file.contains("llama.attention.head_count_kv")
        ? try Self.length(file, "llama.attention.head_count_kv", max: 1024) : headCount
      headDimension =
        file.contains("llama.attention.key_length")
        ? try Self.length(file, "llama.attention.key_length", max: 1024)
        : embeddingLength / headCount
      ropeDimension =
        file.contains("llama.rope.dimension_count")
        ? try Self.length(file, "llama.rope.dimension_count", max: 1024) : headDimension
      ropeBase =
        file.contains("llama.rope.freq_base") ? try file.float("llama.rope.freq_base") : 10_000
      normEpsilon = try file.float("llama.attention.layer_norm_rms_epsilon")
      vocabularySize = try Self.vocabularySize(file)
    } catch {
      throw ModelError(error.code == .unsupported ? .unsupported : .inconsistent, error.message)
    }
    try checkShape(file.path)
    try Self.checkOptions(file)
  }

  private static func length(
    _ file: GGUFFile, _ key: String, max: Int = lengthMax
  ) throws(GGUFError) -> Int {
    let value = try file.int(key)
    guard (1...max).contains(value) else {
      throw GGUFError(.metadata, "'\(file.path)': '\(key)' is \(value), not in 1...\(max)")
    }
    return value
  }

  /// The rows of the embedding table: what tokens may be.
  private static func vocabularySize(_ file: GGUFFile) throws(GGUFError) -> Int {
    guard let table = file.tensor("token_embd.weight"), table.dimensions.count == 2 else {
      throw GGUFError(
        .metadata,
        "'\(file.path)': the matrix 'token_embd.weight' is missing; this is no language model")
    }
    guard table.dimensions[1] <= 1 << 22 else {
      throw GGUFError(
        .metadata, "'\(file.path)': a vocabulary of \(table.dimensions[1]) tokens is not plausible")
    }
    if file.contains("llama.vocab_size") {
      let stated = try length(file, "llama.vocab_size", max: 1 << 22)
      guard stated == table.dimensions[1] else {
        throw GGUFError(
          .metadata,
          "'\(file.path)': 'llama.vocab_size' is \(stated), but 'token_embd.weight' has "
            + "\(table.dimensions[1]) rows; the file is corrupt: fetch it again")
      }
    }
    return table.dimensions[1]
  }

  private func checkShape(_ path: String) throws(ModelError) {
    func refuse(_ what: String) -> ModelError { ModelError(.unsupported, "'\(path)': \(what)") }
    guard headCount % keyValueHeadCount == 0 else {
      throw refuse("\(headCount) heads cannot share \(keyValueHeadCount) key-value heads evenly")
    }
    guard headDimension % 8 == 0 else {
      throw refuse("heads of \(headDimension) dimensions; a multiple of 8 is needed")
    }
    guard ropeDimension % 2 == 0, ropeDimension <= headDimension else {
      throw refuse("\(ropeDimension) rotated dimensions in heads of \(headDimension)")
    }
    guard groupSize * headDimension % 32 == 0, embeddingLength % 32 == 0,
      feedForwardLength % 32 == 0
    else {
      throw refuse(
        "widths \(embeddingLength), \(feedForwardLength), \(groupSize * headDimension) (embedding, "
          + "feed-forward, head group) must be multiples of 32")
    }
    guard ropeBase.isFinite, ropeBase > 0, normEpsilon.isFinite, normEpsilon > 0 else {
      throw refuse("rope base \(ropeBase) and norm epsilon \(normEpsilon) must be above 0")
    }
  }

  /// Options that would change the numbers and are not implemented are refused, never ignored.
  private static func checkOptions(_ file: GGUFFile) throws(ModelError) {
    if case .string(let scaling)? = file.metadata["llama.rope.scaling.type"], scaling != "none" {
      throw ModelError(
        .unsupported,
        "'\(file.path)': rope scaling '\(scaling)' is not supported; use a model "
          + "without it")
    }
    if let experts = file.metadata["llama.expert_count"]?.int, experts > 0 {
      throw ModelError(
        .unsupported, "'\(file.path)': mixtures of experts (\(experts) here) are not supported")
    }
  }
}
