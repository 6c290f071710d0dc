import Foundation
import Inference
import Synchronization
import TestSupport
import Testing

@Suite struct EngineTests {
  @Test func `Events add up to the answer and the last one carries the usage`() async throws {
    try await withEngine { engine in
      var text = ""
      var tokens: [TokenID] = []
      var completions: [GenerationEvent.Completion] = []
      for try await event in try engine.submit(.init(.text("ABC"), maxTokens: 25)) {
        #expect(completions.isEmpty)
        text += event.text
        tokens += event.tokens
        if let completion = event.completion { completions.append(completion) }
      }
      let completion = try #require(completions.first)
      #expect(text == engine.tokenizer.decode(tokens))
      #expect(completion.usage.promptTokenCount == 2)
      #expect(completion.usage.completionTokenCount == tokens.count)
      #expect(completion.usage.timeToFirstToken >= completion.usage.queueTime)
      #expect(completion.usage.prefillTokensPerSecond > 0)
      #expect(completion.reason == (tokens.last == 1 ? .stop : .length))
    }
  }

  @Test func `A stop string ends the answer before it and drops what was speculated`()
    async throws
  {
    try await withEngine { engine in
      let whole = try await engine.generate(.init(.text("HELLO"), maxTokens: 60))
      let stop = String(whole.text.dropFirst(10).prefix(3))
      for speculates in [true, false] {
        let cut = try await engine.generate(
          .init(.text("HELLO"), maxTokens: 60, stop: [stop], speculates: speculates))
        #expect(cut.reason == .stop)
        #expect(!cut.text.contains(stop))
        #expect(whole.text.hasPrefix(cut.text + stop))
        #expect(whole.tokens.starts(with: cut.tokens))
      }
    }
  }

  @Test func `The end token ends the answer and has no text`() async throws {
    try await withEngine(ToyModel(vocabularySize: 4, memory: 5)) { engine in
      let result = try await engine.generate(
        .init(.tokens([2]), maxTokens: 400, sampling: .init(temperature: 2, seed: 3)))
      #expect(result.reason == .stop)
      #expect(result.tokens.last == 1)
      #expect(!result.text.contains("im_end"))
    }
  }

  @Test func `A prompt that does not fit is refused with both numbers`() async throws {
    try await withEngine(ToyModel(contextLength: 20)) { engine in
      let error = #expect(throws: GenerationError.self) {
        _ = try engine.submit(.init(.text(String(repeating: "X", count: 20))))
      }
      #expect(error == .promptTooLong(tokenCount: 20, contextLength: 20))
      #expect(error?.description.contains("20 tokens and the context holds 20") == true)
      let fitting = try await engine.generate(.init(.text(String(repeating: "X", count: 19))))
      #expect(fitting.tokens.count == 1)
      #expect(throws: GenerationError.self) {
        _ = try engine.submit(.init(.text(String(repeating: "X", count: 100_000_000))))
      }
    }
  }

  @Test func `Bad requests are refused at once`() async throws {
    try await withEngine { engine in
      func refusal(_ request: GenerationRequest) -> GenerationError? {
        #expect(throws: GenerationError.self) { _ = try engine.submit(request) }
      }
      #expect(refusal(.init(.text(""))) == .emptyPrompt)
      #expect(refusal(.init(.tokens([64]))) == .unknownToken(64, vocabularySize: 64))
      #expect(refusal(.init(.tokens([-1]))) == .unknownToken(-1, vocabularySize: 64))
      #expect(refusal(.init(.messages([]))) == .chat(.missing))
      #expect(
        refusal(.init(.text("A"), sampling: .init(topP: 2)))
          == .invalidParameter(name: "top_p", value: "2.0", allowed: "above 0, at most 1"))
      #expect(refusal(.init(.text("A"), maxTokens: -1)) != nil)
      #expect(refusal(.init(.text("A"), stop: [""])) != nil)
    }
  }

  @Test func `A cancelled request stops before the next pass and frees its room`() async throws {
    let gate = Gate()
    let model = ToyModel(contextLength: 10_000, gate: gate)
    try await withEngine(model) { engine in
      let reader = Task {
        for try await _ in try engine.submit(
          .init(.tokens([9]), sampling: .init(temperature: 9, seed: 1)))
        {}
      }
      gate.allow(3)
      try await eventually { gate.arrivedCount == 4 }
      #expect(engine.statistics.runningCount == 1)
      reader.cancel()
      _ = await reader.result
      gate.open()
      try await eventually { engine.statistics.runningCount == 0 }
      #expect(engine.statistics.cancelledCount == 1)
      #expect(engine.statistics.cache.heldBlockCount == 0)
      // The pass that was held may still end; no other one begins.
      #expect(model.passCount.load(ordering: .relaxed) <= 4)
    }
  }

  @Test func `A full queue refuses with a retry hint and takes requests again later`() async throws
  {
    let gate = Gate()
    let limits = SchedulerLimits(concurrentMax: 1, waitingMax: 2)
    try await withEngine(ToyModel(gate: gate), limits: limits) { engine in
      let request = GenerationRequest(.text("A"), maxTokens: 3)
      var streams = [try engine.submit(request)]
      try await eventually { gate.arrivedCount == 1 }
      streams.append(try engine.submit(request))
      streams.append(try engine.submit(request))
      let error = #expect(throws: GenerationError.self) { _ = try engine.submit(request) }
      guard case .queueFull(waiting: 2, let retryAfter) = error else {
        Issue.record("unexpected \(String(describing: error))")
        return
      }
      #expect(retryAfter >= .seconds(1))
      gate.open()
      for stream in streams {
        var count = 0
        for try await event in stream { count += event.tokens.count }
        #expect(count == 3)
      }
      let later = try await engine.generate(request)
      #expect(later.tokens.count == 3)
      #expect(engine.statistics.refusedCount == 1)
    }
  }

  @Test func `A deadline that cannot be met is refused with both times`() async throws {
    try await withEngine { engine in
      let request = GenerationRequest(.text("A"), maxTokens: 20, deadline: .now + .seconds(600))
      // Nothing is measured yet, and ten minutes are enough.
      _ = try await engine.generate(request)
      var late = request
      late.deadline = .now
      let error = #expect(throws: GenerationError.self) { _ = try engine.submit(late) }
      guard case .deadlineTooShort(let left, let needed) = error else {
        Issue.record("unexpected \(String(describing: error))")
        return
      }
      #expect(needed > left)
      #expect(error?.description.components(separatedBy: " ms").count == 3)
      #expect(engine.statistics.refusedCount == 1)
      _ = try await engine.generate(request)
    }
  }

  @Test func `A request whose deadline passes while it waits is dropped`() async throws {
    let gate = Gate()
    let limits = SchedulerLimits(concurrentMax: 1)
    try await withEngine(ToyModel(gate: gate), limits: limits) { engine in
      let running = try engine.submit(.init(.text("A"), maxTokens: 3))
      try await eventually { gate.arrivedCount == 1 }
      let deadline = ContinuousClock.now + .milliseconds(5)
      let waiting = try engine.submit(.init(.text("B"), maxTokens: 3, deadline: deadline))
      try await eventually { ContinuousClock.now > deadline }
      gate.allow(1)
      // The one that runs is held again, in its second pass.
      await #expect(throws: GenerationError.self) { for try await _ in waiting {} }
      #expect(engine.statistics.expiredCount == 1 && engine.statistics.waitingCount == 0)
      gate.open()
      var count = 0
      for try await event in running { count += event.tokens.count }
      #expect(count == 3)
    }
  }

  @Test func `A failing pass fails its requests and the engine goes on`() async throws {
    try await withEngine(ToyModel(failingPass: 2)) { engine in
      await #expect(throws: GenerationError.self) {
        try await engine.generate(.init(.text("A"), maxTokens: 5))
      }
      let next = try await engine.generate(.init(.text("A"), maxTokens: 5))
      #expect(next.tokens.count > 0)
      #expect(engine.statistics.failedCount == 1)
    }
  }

  @Test func `Shutting down ends what runs and refuses what comes`() async throws {
    let gate = Gate()
    try await withEngine(ToyModel(gate: gate)) { engine in
      let stream = try engine.submit(.init(.text("A")))
      engine.shutDown()
      gate.open()
      await #expect(throws: GenerationError.shuttingDown) { for try await _ in stream {} }
      #expect(throws: GenerationError.shuttingDown) {
        _ = try engine.submit(.init(.text("A")))
      }
    }
  }
}
