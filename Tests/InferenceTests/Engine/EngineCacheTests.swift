import Inference
import Synchronization
import TestSupport
import Testing

/// Blocks, the prefix cache and preemption, as the engine uses them.
@Suite struct EngineCacheTests {
  private func prompt(_ count: Int, _ seed: Int = 0) -> [TokenID] {
    (0..<count).map { TokenID(2 + ($0 * $0 + seed * 7) % 60) }
  }

  private func request(_ tokens: [TokenID], tenant: String = "", maxTokens: Int = 10)
    -> GenerationRequest
  {
    GenerationRequest(.tokens(tokens), maxTokens: maxTokens, tenant: tenant)
  }

  @Test func `A known prefix is not read again, and no other tenant finds it`() async throws {
    try await withEngine { engine in
      let cold = try await engine.generate(request(prompt(100), tenant: "x"))
      #expect(cold.usage.cachedPromptTokenCount == 0)
      #expect(engine.statistics.cache.blockCount == 2_048)
      #expect(engine.statistics.cacheByteCountMax == 32_768 * MemoryLayout<TokenID>.stride)
      let read = engine.statistics.promptTokenCount
      let warm = try await engine.generate(request(prompt(100), tenant: "x"))
      #expect(warm.tokens == cold.tokens)
      #expect(warm.usage.cachedPromptTokenCount == 99)
      #expect(engine.statistics.promptTokenCount == read + 1)
      // The answer is known too, but for its last token, which nobody read.
      let longer = prompt(100) + cold.tokens + [5, 6]
      let next = try await engine.generate(request(longer, tenant: "x"))
      #expect(next.usage.cachedPromptTokenCount == 99 + cold.tokens.count)
      let other = try await engine.generate(request(prompt(100), tenant: "y"))
      #expect(other.tokens == cold.tokens && other.usage.cachedPromptTokenCount == 0)
      #expect(engine.statistics.cache.hitCount == 2 && engine.statistics.cache.missCount == 2)
    }
  }

  /// Three requests that together need more than there is: the youngest give way and begin again, and
  /// all answers are as if each had been alone.
  @Test(arguments: [true, false])
  func `Preempted requests begin again and change no token`(speculates: Bool) async throws {
    func requests() -> [GenerationRequest] {
      (0..<4).map { index in
        GenerationRequest(
          .tokens(prompt(20 + index, index)), maxTokens: 90,
          sampling: .init(temperature: 0.9, seed: UInt64(index)), speculates: speculates)
      }
    }
    let expected = try await withEngine { engine in
      var answers: [[TokenID]] = []
      for request in requests() { answers.append(try await engine.generate(request).tokens) }
      return answers
    }
    let gate = Gate()
    try await withEngine(
      ToyModel(gate: gate), limits: SchedulerLimits(cacheTokenMax: 160), stepCost: .rowsAreFree
    ) { engine in
      let streams = try requests().map { try engine.submit($0) }
      gate.open()
      for (stream, tokens) in zip(streams, expected) {
        var seen: [TokenID] = []
        for try await event in stream { seen += event.tokens }
        #expect(seen == tokens)
      }
      #expect(engine.statistics.preemptedCount > 0)
      #expect(engine.statistics.cache.heldBlockCount == 0)
    }
  }

  /// A thousand cancels at random moments, beside requests that go on.
  @Test func `Cancelling leaks no block and disturbs no other stream`() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let expected = try await withEngine { engine in
      try await engine.generate(request(prompt(40), maxTokens: 60)).tokens
    }
    let limits = SchedulerLimits(concurrentMax: 12, waitingMax: 2_000, cacheTokenMax: 1_024)
    try await withEngine(limits: limits) { engine in
      for _ in 0..<50 {
        let delays = (0..<20).map { _ in Int.random(in: 0..<12, using: &random) }
        let seeds = (0..<20).map { _ in Int.random(in: 0..<9, using: &random) }
        try await withThrowingTaskGroup(of: Void.self) { group in
          for (delay, promptSeed) in zip(delays, seeds) {
            let request = request(prompt(10 + 5 * promptSeed, promptSeed), maxTokens: 0)
            group.addTask {
              // Leaving the loop drops the stream, as a caller does who goes away.
              var count = 0
              for try await _ in try engine.submit(request) {
                count += 1
                if count > delay { break }
              }
            }
          }
          group.addTask {
            let answer = try await engine.generate(self.request(self.prompt(40), maxTokens: 60))
            #expect(answer.tokens == expected, "seed \(seed)")
          }
          try await group.waitForAll()
        }
      }
      try await eventually { engine.statistics.runningCount == 0 }
      let statistics = engine.statistics
      #expect(statistics.cache.heldBlockCount == 0, "seed \(seed)")
      #expect(statistics.cancelledCount + statistics.finishedCount == 1_050, "seed \(seed)")
      // How many end before they are dropped is up to the machine.
      #expect(statistics.cancelledCount > 100, "seed \(seed)")
      #expect(statistics.failedCount == 0, "seed \(seed)")
    }
  }
}
