import Compute
import Foundation
import Inference
import Testing

/// The model under test, loaded once. Its absence is a failure, never a skip.
enum ModelFixture {
  static let fileName = "SmolLM2-135M-Instruct.Q4_1.gguf"

  static var path: String {
    let environment = ProcessInfo.processInfo.environment
    let folder =
      environment["APUS_MODELS"] ?? (environment["HOME"] ?? "/root") + "/.cache/apus/models"
    return folder + "/" + fileName
  }

  private static let loaded = Result { try DecoderModel.load(path: path, pool: ComputePool()) }
  private static let loadedForBytes = Result {
    try DecoderModel.load(path: path, pool: ComputePool(), cacheFormat: .q8_0)
  }

  static func model(_ format: KeyValueFormat = .f16) throws -> DecoderModel {
    do {
      return try format == .f16 ? loaded.get() : loadedForBytes.get()
    } catch {
      Issue.record("these tests need \(fileName) in APUS_MODELS (make models fetches it): \(error)")
      throw error
    }
  }
}

extension DecoderModel {
  /// Computes rows and returns the logits of those that want them.
  func logits(_ rows: [BatchRow<KVCache>]) throws -> [[Float]] {
    let count = rows.count { $0.wantsLogits }
    var all = [Float](repeating: .nan, count: count * vocabularySize)
    try all.withUnsafeMutableBufferPointer { try forward(rows, logits: $0) }
    return (0..<count).map { Array(all[$0 * vocabularySize..<($0 + 1) * vocabularySize]) }
  }

  /// Rows for `tokens` that continue `cache`.
  static func rows(
    _ tokens: some Sequence<Int32>, _ cache: KVCache, from position: Int = 0,
    wants: (Int) -> Bool = { _ in true }
  ) -> [BatchRow<KVCache>] {
    tokens.enumerated().map { index, token in
      BatchRow(
        cache: cache, token: token, position: position + index,
        wantsLogits: wants(position + index))
    }
  }
}
