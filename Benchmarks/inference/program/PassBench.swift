import Compute
import Glibc
import Inference

/// Runs passes of a model over batches and takes their times.
struct PassBench {
  /// Tokens that a sequence holds before a step.
  static let contextCount = 64

  let loadTime: Duration
  private let model: DecoderModel
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
            cache: cache, token: TokenID(200 + row), position: context + row, wantsLogits: true))
      }
    }
    var times = Times()
    for _ in 0..<roundCount {
      try times.measure { try forward(batch) }
    }
    return times
  }

  /// The way to the first token of a prompt, read in pieces of `chunk`.
  mutating func firstToken(promptCount: Int, chunk: Int = 512) throws -> Times {
    var times = Times()
    for _ in 0..<3 {
      let cache = try KVCache(model, capacity: promptCount)
      try times.measure { try read(promptCount: promptCount, chunk: chunk, into: cache) }
    }
    return times
  }

  /// The likeliest token after each of a prompt's.
  mutating func topTokens(_ tokens: [TokenID]) throws -> [Int] {
    let cache = try KVCache(model, capacity: tokens.count)
    return try stride(from: 0, to: tokens.count, by: 64).flatMap { begin in
      let part = begin..<min(begin + 64, tokens.count)
      try forward(
        part.map { BatchRow(cache: cache, token: tokens[$0], position: $0, wantsLogits: true) })
      let size = model.vocabularySize
      return logits.withUnsafeBufferPointer { logits in
        part.indices.map { index in
          let row = (index - part.lowerBound) * size
          return Numerics.argmax(UnsafeBufferPointer(rebasing: logits[row..<row + size])) ?? -1
        }
      }
    }
  }

  private mutating func read(promptCount: Int, chunk: Int, into cache: KVCache) throws {
    for begin in stride(from: 0, to: promptCount, by: chunk) {
      try forward(
        (begin..<min(begin + chunk, promptCount)).map {
          BatchRow(
            cache: cache, token: TokenID($0 % 1000 + 100), position: $0,
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

/// The times of one thing done several times.
struct Times: CustomStringConvertible {
  private var elapsed: [Duration] = []
  private var leastProcessorTime = Duration.seconds(1 << 30)

  mutating func measure(_ body: () throws -> Void) rethrows {
    let start = ContinuousClock.now
    let processorStart = Self.processorTime()
    try body()
    leastProcessorTime = min(leastProcessorTime, Self.processorTime() - processorStart)
    elapsed.append(.now - start)
  }

  /// The median, and the least processor time.
  var description: String {
    let median = elapsed.sorted()[elapsed.count / 2]
    return "\(milliseconds(median)) processor \(milliseconds(leastProcessorTime))"
  }

  /// Of this process, all threads together, spinning included.
  private static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

func milliseconds(_ duration: Duration) -> Double {
  (duration / .microseconds(1)).rounded() / 1000
}

/// The time to the first token of a prompt that the engine has read before, in milliseconds.
func repeatedPrompt(_ path: String, threadCount: Int) async throws -> Double {
  let loaded = try InferenceEngine.load(
    path: path, options: EngineOptions(threadCount: threadCount))
  let request = GenerationRequest(
    .tokens((0..<512).map { TokenID($0 % 1000 + 100) }), maxTokens: 1, speculates: false)
  var times: [Duration] = []
  for _ in 0..<4 { times.append(try await loaded.engine.generate(request).usage.timeToFirstToken) }
  loaded.shutDown()
  // The first one read the prompt.
  return milliseconds(times.dropFirst().sorted()[1])
}
