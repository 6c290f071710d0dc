import Inference
import Synchronization
import TestSupport
import Testing

/// How likely a text was is what generating it would have said, whatever happens around it.
@Suite struct EngineScoringTests {
  private static let prompt = (0..<70).map { TokenID(2 + $0 * $0 % 60) }

  private func request(
    _ prompt: [TokenID], _ continuation: [TokenID], tenant: String = ""
  ) -> ScoringRequest {
    ScoringRequest(
      .tokens(prompt), continuation: .tokens(continuation), alternativeCount: 3, tenant: tenant)
  }

  /// An answer to `prompt` and its logprobs.
  private func answer(_ prompt: [TokenID], count: Int) async throws -> GenerationResult {
    try await withEngine { engine in
      try await engine.generate(
        GenerationRequest(
          .tokens(prompt), maxTokens: count, sampling: .init(temperature: 0.9, seed: 3),
          logprobs: 3))
    }
  }

  @Test(arguments: [1, 7, 64, 512])
  func `Any part has the logprobs of the generation`(chunk: Int) async throws {
    let expected = try await answer(Self.prompt, count: 100)
    try #require(expected.tokens.count > 50)
    try await withEngine(limits: .init(prefillChunkMax: chunk)) { engine in
      let whole = try await engine.score(request(Self.prompt, expected.tokens))
      #expect(whole.tokens.map(\.logprobs) == expected.logprobs)
      #expect(whole.mean == expected.usage.meanLogprob)
      #expect(whole.usage.completionTokenCount == 0)
      // Every token of the toy vocabulary but the last is one byte, and the control tokens are none.
      let bytes = whole.tokens.map(\.bytes)
      for span in [0..<1, 20..<45, 49..<50] {
        var part = request(Self.prompt, expected.tokens, tenant: "\(span)")
        part.span = span
        for isCached in [false, true] {
          let found = try await engine.score(part)
          let meant = bytes.indices.filter { bytes[$0].overlaps(span) }
          #expect(found.tokens == meant.map { whole.tokens[$0] })
          #expect((found.usage.cachedPromptTokenCount > 0) == isCached)
        }
      }
    }
  }

  @Test func `Many at once, with generations and without room for all`() async throws {
    let prompts = (0..<6).map { shift in Self.prompt.map { 2 + ($0 + TokenID(shift)) % 60 } }
    var answers: [GenerationResult] = []
    for prompt in prompts { answers.append(try await answer(prompt, count: 60)) }
    let gate = Gate()
    // Room for two of them: those that came last lose their blocks to the older ones.
    let limits = SchedulerLimits(cacheTokenMax: 320, prefillChunkMax: 40)
    try await withEngine(ToyModel(gate: gate), limits: limits) { engine in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, (prompt, expected)) in zip(prompts, answers).enumerated() {
          group.addTask {
            let found = try await engine.score(
              request(prompt, expected.tokens, tenant: "\(index)"))
            #expect(found.tokens.map(\.logprobs) == expected.logprobs)
          }
          group.addTask {
            let found = try await engine.generate(
              GenerationRequest(
                .tokens(prompt), maxTokens: 60, sampling: .init(temperature: 0.9, seed: 3)))
            #expect(found.tokens == expected.tokens)
          }
        }
        try await eventually {
          engine.statistics.waitingCount + engine.statistics.runningCount == 12
        }
        gate.open()
        try await group.waitForAll()
      }
      let statistics = engine.statistics
      #expect(statistics.finishedCount == 12 && statistics.runningCount == 0)
      #expect(statistics.cache.heldBlockCount == 0)
    }
  }

  @Test func `What is read again after losing its blocks is scored once`() async throws {
    let continuation = (0..<100).map { TokenID(2 + $0 * 7 % 60) }
    let expected = try await withEngine { engine in
      try await engine.score(request(Self.prompt, continuation))
    }
    let gate = Gate()
    // 20 blocks: 7 for the generation, which grows to 10, and 11 for what is scored, three rows a step.
    let limits = SchedulerLimits(cacheTokenMax: 320, prefillChunkMax: 3)
    try await withEngine(ToyModel(gate: gate), limits: limits) { engine in
      let stream = try engine.submit(
        .init(.tokens((0..<100).map { TokenID(2 + $0 % 50) }), maxTokens: 60, speculates: false))
      async let found = engine.score(request(Self.prompt, continuation))
      try await eventually {
        engine.statistics.waitingCount + engine.statistics.runningCount == 2
      }
      gate.open()
      for try await _ in stream {}
      #expect(try await found.tokens == expected.tokens)
      #expect(engine.statistics.preemptedCount == 1)
    }
  }

  @Test func `Only the span's rows are computed to their logits, some at a time`() async throws {
    let continuation = (0..<200).map { TokenID(2 + $0 % 60) }
    let model = ToyModel()
    try await withEngine(model) { engine in
      var part = request(Self.prompt, continuation)
      part.span = 100..<180
      let found = try await engine.score(part)
      #expect(found.tokens.count == 80)
      // What follows the span is not read, and of its last token nothing is.
      #expect(found.usage.promptTokenCount == Self.prompt.count + 179)
      #expect(model.logitRowCount.load(ordering: .relaxed) == 80)
      #expect(model.largestLogitRowCount.load(ordering: .relaxed) <= 32)
    }
  }

  @Test func `Cancelling frees its place`() async throws {
    let gate = Gate()
    try await withEngine(ToyModel(gate: gate)) { engine in
      let task = Task { try await engine.score(request(Self.prompt, Self.prompt)) }
      try await eventually { gate.arrivedCount == 1 }
      task.cancel()
      gate.open()
      await #expect(throws: (any Error).self) { try await task.value }
      try await eventually { engine.statistics.cancelledCount == 1 }
      #expect(engine.statistics.cache.heldBlockCount == 0)
    }
  }

  @Test func `Deadlines and full queues refuse it as they do generations`() async throws {
    let gate = Gate()
    let limits = SchedulerLimits(concurrentMax: 1, waitingMax: 0)
    try await withEngine(ToyModel(gate: gate), limits: limits) { engine in
      let stream = try engine.submit(.init(.text("ABC"), maxTokens: 4))
      try await eventually { gate.arrivedCount == 1 }
      do {
        _ = try await engine.score(request(Self.prompt, [5]))
        Issue.record("accepted beside a full queue")
      } catch GenerationError.queueFull {
      }
      gate.open()
      for try await _ in stream {}
      var late = request(Self.prompt, [5])
      late.deadline = .now - .seconds(1)
      await #expect(throws: GenerationError.self) { try await engine.score(late) }
    }
  }
}
