internal import Compute
internal import Inference

/// Runs passes of a model over batches and takes their times.
struct PassBench {
  /// Tokens that a sequence holds before a step.
  static let contextCount = 64

  let loadTime: Duration
  let model: DecoderModel
  private let roundCount: Int
  private var logits: [Float] = []

  init(path: String, threadCount: Int, roundCount: Int) throws {
    let start = ContinuousClock.now
    model = try DecoderModel.load(path: path, pool: ComputePool(threadCount: threadCount))
    loadTime = .now - start
    self.roundCount = roundCount
  }

  /// Passes over `rows` tokens of each of `sequences`, all of whose logits are wanted. Each pass writes
  /// the same positions again, as after a proposal that was refused.
  mutating func step(
    rows: Int, sequences: Int = 1, context: Int = contextCount
  ) throws -> Times {
    var batch: [BatchRow<KVCache>] = []
    for _ in 0..<sequences {
      let cache = try KVCache(model, capacity: context + rows)
      try read(promptCount: context, chunk: context, into: cache)
      for row in 0..<rows {
        batch.append(
          BatchRow(
            cache: cache, token: Self.token(row), position: context + row, wantsLogits: true))
      }
    }
    var times = Times()
    for _ in 0..<roundCount {
      try times.measure { try forward(batch) }
    }
    return times
  }

  /// The way to the first token of a prompt, read in pieces of `chunk`.
  mutating func firstToken(promptCount: Int, chunk: Int) throws -> Times {
    var times = Times()
    for _ in 0..<3 {
      let cache = try KVCache(model, capacity: promptCount)
      try times.measure { try read(promptCount: promptCount, chunk: chunk, into: cache) }
    }
    return times
  }

  /// Tokens that any model has, and that differ from their neighbours.
  static func token(_ index: Int) -> TokenID { TokenID(index % 200 + 20) }

  private mutating func read(promptCount: Int, chunk: Int, into cache: KVCache) throws {
    for begin in stride(from: 0, to: promptCount, by: chunk) {
      try forward(
        (begin..<min(begin + chunk, promptCount)).map {
          BatchRow(
            cache: cache, token: Self.token($0), position: $0,
            wantsLogits: $0 == promptCount - 1)
        })
    }
  }

  private mutating func forward(_ rows: [BatchRow<KVCache>]) throws {
    let count = rows.count { $0.wantsLogits } * model.vocabularySize
    if logits.count < count { logits = [Float](repeating: 0, count: count) }
    try logits.withUnsafeMutableBufferPointer {
      try model.forward(rows, logits: UnsafeMutableBufferPointer(rebasing: $0[..<count]))
    }
  }
}
