/// The metadata of a decoder, by keys without the architecture's name in front.
struct DecoderMetadata {
  let family: DecoderFamily
  private let file: GGUFFile

  private static let lengthMax = 1 << 20
  private static let vocabularySizeMax = TokenWeights.tokenCountMax

  init(_ file: GGUFFile) throws(GGUFError) {
    let architecture = try file.string("general.architecture")
    guard let family = DecoderFamily(rawValue: architecture) else {
      let known = DecoderFamily.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      throw GGUFError(
        .unsupported,
        "'\(file.path)': the architecture '\(architecture)' is not supported; use a model of one of "
          + known)
    }
    self.file = file
    self.family = family
    for key in family.design.requiredKeys where !contains(key) {
      throw GGUFError(
        .metadata, "'\(file.path)': the metadata key '\(full(key))' is missing")
    }
  }

  private func full(_ key: String) -> String { family.rawValue + "." + key }

  func contains(_ key: String) -> Bool { file.contains(full(key)) }

  /// A whole number above 0; throws where it is missing and has no default.
  func length(
    _ key: String, max: Int = lengthMax, default: Int? = nil
  ) throws(GGUFError) -> Int {
    if let `default`, !contains(key) { return `default` }
    let value = try file.int(full(key))
    guard (1...max).contains(value) else {
      throw GGUFError(.metadata, "'\(file.path)': '\(full(key))' is \(value), not in 1...\(max)")
    }
    return value
  }

  func float(_ key: String, default: Float? = nil) throws(GGUFError) -> Float {
    if let `default`, !contains(key) { return `default` }
    return try file.float(full(key))
  }

  /// The rows of the embedding table: what tokens may be.
  func vocabularySize() throws(GGUFError) -> Int {
    guard let table = file.tensor(WeightLoader.embeddingName), table.dimensions.count == 2 else {
      throw GGUFError(
        .metadata,
        "'\(file.path)': the matrix '\(WeightLoader.embeddingName)' is missing; this is no language "
          + "model")
    }
    let count = table.dimensions[1]
    guard count <= Self.vocabularySizeMax else {
      throw GGUFError(
        .metadata, "'\(file.path)': a vocabulary of \(count) tokens is not plausible")
    }
    let stated = try length("vocab_size", max: Self.vocabularySizeMax, default: count)
    guard stated == count else {
      throw GGUFError(
        .metadata,
        "'\(file.path)': '\(full("vocab_size"))' is \(stated), but '\(WeightLoader.embeddingName)' has "
          + "\(count) rows; the file is corrupt: fetch it again")
    }
    return count
  }

  // MARK: Rotations and windows

  /// Of layers that see the whole context, then of those with a window, as llama.cpp's loader reads them:
  /// files say nothing of the latter where they are Gemma 3's 10,000.
  func rotations() throws(GGUFError) -> [DecoderConfiguration.Rotation] {
    let whole = DecoderConfiguration.Rotation(
      base: try float("rope.freq_base", default: 10_000), divisor: try ropeDivisor())
    guard family.design.slidingWindowPeriod != nil else { return [whole] }
    let base = try float("rope.freq_base_swa", default: 10_000)
    return [whole, DecoderConfiguration.Rotation(base: base, divisor: 1)]
  }

  /// The factor by which positions are scaled down. A file that states one without a type means linear scaling.
  private func ropeDivisor() throws(GGUFError) -> Float {
    let type = contains("rope.scaling.type") ? try file.string(full("rope.scaling.type")) : "linear"
    if type == "none" { return 1 }
    guard type == "linear" else {
      throw GGUFError(
        .unsupported,
        "'\(file.path)': rope scaling '\(type)' is not supported; use a model with linear scaling "
          + "or without any")
    }
    let factor = try float("rope.scaling.factor", default: float("rope.scale_linear", default: 0))
    return factor == 0 ? 1 : factor
  }

  /// For each layer the positions that it sees, itself included; nil where these are all.
  func windows(layerCount: Int) throws(GGUFError) -> [Int?] {
    guard var period = family.design.slidingWindowPeriod else {
      return [Int?](repeating: nil, count: layerCount)
    }
    let window = try length("attention.sliding_window", max: 1 << 24)
    let key = full("attention.sliding_window_pattern")
    if case .array(let array)? = file.metadata[key] {
      guard let flags = array.ints, flags.count == layerCount else {
        throw GGUFError(
          .metadata, "'\(file.path)': '\(key)' has not a number for each of \(layerCount) layers")
      }
      return flags.map { $0 == 0 ? nil : window }
    }
    period = try length("attention.sliding_window_pattern", max: 1024, default: period)
    return (1...layerCount).map { $0 % period == 0 ? nil : window }
  }

  // MARK: Options

  func finalLogitCap() throws(GGUFError) -> Float? {
    let cap = try float("final_logit_softcapping", default: 0)
    guard cap.isFinite, cap >= 0 else {
      throw GGUFError(
        .metadata, "'\(file.path)': '\(full("final_logit_softcapping"))' is \(cap), not above 0")
    }
    return cap == 0 ? nil : cap
  }

  /// Options that would change the numbers and are not implemented are refused, never ignored.
  func checkOptions(headDimension: Int) throws(GGUFError) {
    if let experts = file.metadata[full("expert_count")]?.int, experts > 0 {
      throw GGUFError(
        .unsupported, "'\(file.path)': mixtures of experts (\(experts) here) are not supported")
    }
    let valueDimension = try length("attention.value_length", default: headDimension)
    guard valueDimension == headDimension else {
      throw GGUFError(
        .unsupported,
        "'\(file.path)': values of \(valueDimension) dimensions beside keys of \(headDimension) are "
          + "not supported")
    }
    for (key, neutral) in [
      ("attn_logit_softcapping", Float(0)), ("rope.scaling.attn_factor", 1), ("logit_scale", 1),
    ] {
      let value = try float(key, default: neutral)
      guard value == neutral else {
        throw GGUFError(
          .unsupported,
          "'\(file.path)': '\(full(key))' is \(value), which is not supported; use a model without it"
        )
      }
    }
    if family.design.slidingWindowPeriod == nil,
      let window = file.metadata[full("attention.sliding_window")]?.int, window > 0
    {
      throw GGUFError(
        .unsupported,
        "'\(file.path)': a sliding window (\(window) here) is not supported in the architecture "
          + "'\(family.rawValue)'; use a model without one")
    }
  }
}
