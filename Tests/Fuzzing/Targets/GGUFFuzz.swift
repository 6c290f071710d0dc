internal import Inference

/// A model file: everything that is read before the weights are.
enum GGUFFuzz {
  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    let file = try MemoryFile(bytes)
    guard let model = try? GGUFFile(path: file.path) else { return }
    for (key, value) in model.metadata { try check(key, value, model) }
    var names: Set<String> = []
    for tensor in model.tensors {
      try require(names.insert(tensor.name).inserted, "tensor '\(tensor.name)' is there twice")
      try check(tensor, model, byteCount: bytes.count)
    }
    // These refuse or accept; what they allocate is bounded by the file.
    _ = try? DecoderConfiguration(model)
    if let tokenizer = try? Tokenizer(model) { try TokenizerFuzz.check(tokenizer, "a b\u{2581}é") }
  }

  /// A value is what it says, and an array has as many elements as it counts.
  private static func check(
    _ key: String, _ value: GGUFValue, _ model: GGUFFile
  ) throws(BrokenProperty) {
    switch value {
    case .unsigned(let number):
      try require((try? model.int(key)) == Int(exactly: number), "'\(key)' is not \(number)")
    case .signed(let number):
      try require((try? model.int(key)) == Int(number), "'\(key)' is not \(number)")
    case .float: try require((try? model.float(key)) != nil, "'\(key)' is no float")
    case .bool(let flag): try require((try? model.bool(key)) == flag, "'\(key)' is not \(flag)")
    case .string(let text): try require((try? model.string(key)) == text, "'\(key)' is no string")
    case .array(let array):
      for count in [array.ints?.count, array.floats?.count, array.strings?.count] {
        try require(
          count ?? array.count == array.count, "'\(key)' counts \(array.count) elements")
      }
    }
  }

  private static func check(
    _ tensor: GGUFTensor, _ model: GGUFFile, byteCount: Int
  ) throws(BrokenProperty) {
    try require(
      tensor.byteRange.lowerBound >= 0 && tensor.byteRange.upperBound <= byteCount,
      "tensor '\(tensor.name)' lies at \(tensor.byteRange) of \(byteCount) bytes")
    try require(
      tensor.byteRange.lowerBound % model.alignment == 0, "tensor '\(tensor.name)' is not aligned")
    let blockCount = tensor.elementCount / tensor.type.blockElementCount
    try require(
      blockCount * tensor.type.blockByteCount == tensor.byteRange.count,
      "tensor '\(tensor.name)' has \(tensor.byteRange.count) bytes for \(tensor.elementCount)")
    var byte: UInt8 = 0
    for offset in [0, tensor.byteRange.count - 1] {
      let isRead = withUnsafeMutableBytes(of: &byte) { buffer in
        (try? model.read(tensor, from: offset, into: buffer)) != nil
      }
      try require(isRead, "tensor '\(tensor.name)' has no byte \(offset)")
    }
  }
}
