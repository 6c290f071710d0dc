/// The shape of a decoder, read from its metadata and checked.
package struct DecoderConfiguration: Sendable, Hashable {
  package let family: DecoderFamily
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
  /// The rotations that layers choose from: of the layers that see the whole context, and behind it, where
  /// there are any, of those with a window.
  let rotations: [Rotation]
  package let normEpsilon: Float
  package let vocabularySize: Int
  /// Positions that a layer sees, itself included; nil where it sees all.
  let windows: [Int?]
  /// What token embeddings are multiplied with.
  let embeddingScale: Float
  /// What products of queries and keys are multiplied with.
  let attentionScale: Float
  /// Logits are cap * tanh(logit / cap).
  let finalLogitCap: Float?

  /// How fast pairs of dimensions rotate: pair i by base^(-2 i / dimensions) / divisor per position.
  struct Rotation: Hashable {
    let base: Float
    let divisor: Float
  }

  package var queryWidth: Int { headCount * headDimension }
  package var keyValueWidth: Int { keyValueHeadCount * headDimension }
  /// Query heads that share one key-value head.
  package var groupSize: Int { headCount / keyValueHeadCount }
  /// Angles of all rotations, a cosine and a sine for each pair.
  var rotationWidth: Int { rotations.count * ropeDimension }

  package init(_ file: GGUFFile) throws(ModelError) {
    do throws(GGUFError) {
      let metadata = try DecoderMetadata(file)
      family = metadata.family
      let design = family.design
      layerCount = try metadata.length("block_count", max: 1024)
      contextLength = try metadata.length("context_length", max: 1 << 24)
      embeddingLength = try metadata.length("embedding_length")
      feedForwardLength = try metadata.length("feed_forward_length")
      headCount = try metadata.length("attention.head_count", max: 1024)
      keyValueHeadCount = try metadata.length(
        "attention.head_count_kv", max: 1024, default: headCount)
      headDimension = try metadata.length(
        "attention.key_length", max: 1024, default: embeddingLength / headCount)
      ropeDimension = try metadata.length(
        "rope.dimension_count", max: 1024, default: headDimension)
      normEpsilon = try metadata.float("attention.layer_norm_rms_epsilon")
      vocabularySize = try metadata.vocabularySize()
      rotations = try metadata.rotations()
      windows = try metadata.windows(layerCount: layerCount)
      finalLogitCap = try metadata.finalLogitCap()
      embeddingScale = design.scalesEmbeddings ? Float(embeddingLength).squareRoot() : 1
      // The largest Gemma 3, with 62 layers, is the one model that divides by the root of
      // embeddingLength / headCount, which is not its head's size (gemma_pytorch, config.py).
      let scaledDimension =
        family == .gemma3 && layerCount == 62 ? embeddingLength / headCount : headDimension
      attentionScale = 1 / Float(scaledDimension).squareRoot()
      try metadata.checkOptions(headDimension: headDimension)
    } catch {
      throw ModelError(error.code == .unsupported ? .unsupported : .inconsistent, error.message)
    }
    try checkShape(file.path)
  }

  private func checkShape(_ path: String) throws(ModelError) {
    func refuse(_ what: String) -> ModelError { ModelError(.unsupported, "'\(path)': \(what)") }
    guard headCount % keyValueHeadCount == 0 else {
      throw refuse("\(headCount) heads cannot share \(keyValueHeadCount) key-value heads evenly")
    }
    guard headDimension > 0, headDimension % 8 == 0 else {
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
    guard normEpsilon.isFinite, normEpsilon > 0 else {
      throw refuse("the norm epsilon \(normEpsilon) must be above 0")
    }
    for rotation in rotations {
      guard rotation.base.isFinite, rotation.base > 0, rotation.divisor.isFinite,
        rotation.divisor > 0
      else {
        throw refuse(
          "the rope base \(rotation.base) and the scaling factor \(rotation.divisor) must be above 0"
        )
      }
    }
  }
}
