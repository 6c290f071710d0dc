import Compute
import Inference

/// The tokens that a model finds likeliest.
struct TopTokens {
  /// Tokens of a prompt read in one pass.
  private static let rowCount = 64

  private let model: DecoderModel

  init(path: String, threadCount: Int) throws {
    model = try DecoderModel.load(path: path, pool: ComputePool(threadCount: threadCount))
  }

  /// The likeliest token after each of a prompt's.
  func after(_ tokens: [TokenID]) throws -> [Int] {
    let cache = try KVCache(model, capacity: tokens.count)
    let size = model.vocabularySize
    return try stride(from: 0, to: tokens.count, by: Self.rowCount).flatMap { begin in
      let part = tokens[begin..<min(begin + Self.rowCount, tokens.count)]
      return try model.logits(cache, part, from: begin).withUnsafeBufferPointer { logits in
        part.indices.map { index in
          let row = (index - begin) * size
          return Numerics.argmax(UnsafeBufferPointer(rebasing: logits[row..<row + size])) ?? -1
        }
      }
    }
  }
}

extension DecoderModel {
  /// The logits after each of `tokens`, which begin at `position`: a row of the vocabulary for each.
  func logits(
    _ cache: KVCache, _ tokens: ArraySlice<TokenID>, from position: Int
  ) throws -> [Float] {
    let rows = tokens.enumerated().map {
      BatchRow(cache: cache, token: $1, position: position + $0, wantsLogits: true)
    }
    var logits = [Float](repeating: 0, count: rows.count * vocabularySize)
    try logits.withUnsafeMutableBufferPointer { try forward(rows, logits: $0) }
    return logits
  }
}
