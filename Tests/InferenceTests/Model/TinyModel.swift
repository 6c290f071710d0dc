import Compute
import Foundation
import Inference

/// Random models of each family, of a few kilobytes (`scripts/references/decoder_logits.py`). Gemma 3's
/// has windows of 24 positions.
enum TinyModel {
  /// Numbers of tokens that all of them know.
  static let tokenCount = 61

  static func name(_ family: DecoderFamily) -> String { "tiny_" + family.rawValue }

  /// With a context of 512. Llama's file says 64, and its weights do not care.
  static func bytes(_ family: DecoderFamily) throws -> Data {
    var data = try Data(contentsOf: ModelLogitsTests.url(name(family), "gguf"))
    guard family == .llama, let key = data.range(of: Data("llama.context_length".utf8)) else {
      return data
    }
    // Behind the key: the type of the value, a 32-bit number, and the value.
    let value = key.upperBound + 4..<key.upperBound + 8
    precondition(data[value].elementsEqual([64, 0, 0, 0]))
    data.replaceSubrange(value, with: [0, 2, 0, 0])
    return data
  }

  static func load(_ family: DecoderFamily, threadCount: Int) throws -> DecoderModel {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("apus-\(UUID().uuidString).gguf")
    try bytes(family).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try DecoderModel.load(path: file.path, pool: ComputePool(threadCount: threadCount))
  }
}
