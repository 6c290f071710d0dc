/// What makes a family of decoders: the one description that each family fills.
///
/// Every layer adds to the residual stream first attention and then a gated feed-forward, each of the
/// stream's RMS norm; queries and keys rotate with the position. The rest is here, as constants of a type:
/// the forward pass is compiled for each design, so that its steps over rows ask nothing.
protocol DecoderDesign {
  // MARK: What a layer computes

  /// Whether queries, keys and values each get a bias.
  static var hasProjectionBias: Bool { get }
  /// Whether each head of the queries and of the keys is normed before it rotates.
  static var normalizesHeads: Bool { get }
  /// Whether what attention and the feed-forward give is normed before it joins the stream.
  static var normalizesBranches: Bool { get }
  static var gate: Gate { get }

  // MARK: What a file means

  /// Whether a file pairs dimension i of a rotated head with i + half of them, and not 2 i with 2 i + 1.
  ///
  /// Converters bring Llama's rows into the order that makes neighbours of a pair. The loader does
  /// the same with the others, so there is one rotation to compute.
  static var pairsHalves: Bool { get }
  /// Whether embeddings are multiplied by the square root of their width.
  static var scalesEmbeddings: Bool { get }
  /// Every how many layers one sees the whole context; the others see the last positions only, and rotate
  /// faster. Nil where all see the whole.
  static var slidingWindowPeriod: Int? { get }
  /// Keys without which a file is refused: what they say has no default that would be right for the family.
  static var requiredKeys: [String] { get }
}

/// The function through which a feed-forward's gate goes.
enum Gate {
  /// x / (1 + e^-x).
  case silu
  /// The Gaussian error linear unit, approximated with tanh.
  case geluTanh
}

extension DecoderDesign {
  static var hasProjectionBias: Bool { false }
  static var normalizesHeads: Bool { false }
  static var normalizesBranches: Bool { false }
  static var gate: Gate { .silu }
  static var pairsHalves: Bool { true }
  static var scalesEmbeddings: Bool { false }
  static var slidingWindowPeriod: Int? { nil }
}

/// Llama and what is built like it: SmolLM2, Mistral ("LLaMA", Touvron et al., 2023).
enum LlamaDesign: DecoderDesign {
  static var pairsHalves: Bool { false }
  static var requiredKeys: [String] { [] }
}

/// "Qwen2 Technical Report", 2024, section 2.2. Qwen2.5 has the same architecture.
enum Qwen2Design: DecoderDesign {
  static var hasProjectionBias: Bool { true }
  static var requiredKeys: [String] { ["rope.freq_base"] }
}

/// "Qwen3 Technical Report", 2025, section 2: the dense models.
enum Qwen3Design: DecoderDesign {
  static var normalizesHeads: Bool { true }
  static var requiredKeys: [String] { ["rope.freq_base", "attention.key_length"] }
}

/// "Gemma 3 Technical Report", 2025, section 2: the text models.
enum Gemma3Design: DecoderDesign {
  static var normalizesHeads: Bool { true }
  static var normalizesBranches: Bool { true }
  static var gate: Gate { .geluTanh }
  static var scalesEmbeddings: Bool { true }
  static var slidingWindowPeriod: Int? { 6 }
  static var requiredKeys: [String] {
    ["rope.freq_base", "attention.key_length", "attention.sliding_window"]
  }
}

/// The families that can be computed, by the name that files give their architecture.
package enum DecoderFamily: String, CaseIterable, Sendable {
  case llama
  case qwen2
  case qwen3
  case gemma3

  var design: any DecoderDesign.Type {
    switch self {
    case .llama: LlamaDesign.self
    case .qwen2: Qwen2Design.self
    case .qwen3: Qwen3Design.self
    case .gemma3: Gemma3Design.self
    }
  }
}
