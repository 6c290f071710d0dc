internal import Compute
internal import Glibc
internal import Inference

/// What a model file does on this machine: the model's passes alone, then the engine around them.
struct InferenceBenchmark {
  enum Part: String, CaseIterable {
    /// Steps that verify n tokens of one sequence.
    case steps
    /// Steps of n sequences.
    case streams
    /// The way to the first token, by how the prompt is cut.
    case prompts
    /// The engine: decoding, and a prompt that it knows.
    case engine
  }

  /// Every prompt has this many tokens, or as many as the model's context has room for.
  static let promptCountMax = 512
  static let decodedCount = 128
  static let streamCounts = [1, 2, 4, 8, 16]
  static let chunks = [64, 256, 512]

  var modelPath: String
  var threadCount: Int
  var roundCount: Int
  var parts: Set<Part>
  var progress: @Sendable (String) -> Void

  func run() async throws -> InferenceReport {
    progress("loading")
    var report = try measurePasses()
    if parts.contains(.engine) { try await measureEngine(&report) }
    return report
  }

  /// The model is gone when this returns, so that there is one at a time in memory.
  private func measurePasses() throws -> InferenceReport {
    var bench = try PassBench(
      path: modelPath, threadCount: threadCount, roundCount: roundCount)
    let promptCount = min(Self.promptCountMax, bench.model.contextLength - 1)
    var report = InferenceReport(
      modelName: bench.model.name, weightByteCount: bench.model.weightByteCount,
      instructions: InstructionSet.active, threadCount: threadCount, roundCount: roundCount,
      promptCount: promptCount, loadTime: bench.loadTime)
    if parts.contains(.steps) {
      for rows in 1...16 {
        progress("step of \(rows) rows")
        report.steps.append(.init(count: rows, times: try bench.step(rows: rows)))
      }
      // Where keys and values weigh more.
      report.longStep = .init(
        count: promptCount - 1, times: try bench.step(rows: 1, context: promptCount - 1))
    }
    if parts.contains(.streams) {
      for count in Self.streamCounts {
        progress("step of \(count) streams")
        report.streams.append(
          .init(count: count, times: try bench.step(rows: 1, sequences: count)))
      }
    }
    if parts.contains(.prompts) {
      for chunk in Self.chunks where chunk <= max(promptCount, Self.chunks[0]) {
        progress("prompt of \(promptCount) in pieces of \(chunk)")
        report.prompts.append(
          .init(count: chunk, times: try bench.firstToken(promptCount: promptCount, chunk: chunk)))
      }
    }
    report.memoryByteCountMax = Self.memoryByteCountMax()
    return report
  }

  /// Through the engine, as requests go: decoding without speculation, and the same prompt again.
  private func measureEngine(_ report: inout InferenceReport) async throws {
    progress("decoding")
    let loaded = try await InferenceEngine.loading(
      path: modelPath, options: EngineOptions(threadCount: threadCount))
    defer { loaded.shutDown() }
    var speeds: [Double] = []
    for _ in 0..<3 {
      let answer = try await loaded.engine.generate(
        GenerationRequest(
          .tokens([PassBench.token(1)]), maxTokens: Self.decodedCount, speculates: false))
      speeds.append(answer.usage.decodeTokensPerSecond)
    }
    report.decodeTokensPerSecond = speeds.sorted()[1]
    progress("the same prompt again")
    let request = GenerationRequest(
      .tokens((0..<report.promptCount).map(PassBench.token)), maxTokens: 1, speculates: false)
    var times: [Duration] = []
    for _ in 0..<4 {
      times.append(try await loaded.engine.generate(request).usage.timeToFirstToken)
    }
    report.firstTokenTime = times[0]
    // The first one read the prompt.
    report.repeatedFirstTokenTime = times.dropFirst().sorted()[1]
  }

  /// The largest resident size of this process so far.
  private static func memoryByteCountMax() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
