import Inference
import Synchronization
import Testing

/// The tokens of a request depend on nothing but model, prompt, parameters and seed.
@Suite struct EngineInvariantTests {
  private static let samplings = [
    SamplingParameters.greedy,
    SamplingParameters(temperature: 0.7, seed: 11),
    SamplingParameters(temperature: 1.5, topP: 0.8, minP: 0.02, topK: 20, seed: 12),
  ]

  private func requests(speculates: Bool) -> [GenerationRequest] {
    (0..<9).map { index in
      let prompt = (0..<(3 + 17 * index)).map { TokenID(2 + ($0 * $0 + index) % 60) }
      return GenerationRequest(
        .tokens(prompt), maxTokens: 40 + 20 * index, sampling: Self.samplings[index % 3],
        speculates: speculates)
    }
  }

  private func plain() async throws -> [[TokenID]] {
    try await withEngine(limits: .init(concurrentMax: 1, prefillChunkMax: 512)) { engine in
      var answers: [[TokenID]] = []
      for request in requests(speculates: false) {
        answers.append(try await engine.generate(request).tokens)
      }
      return answers
    }
  }

  @Test func `Speculation changes no token and saves passes`() async throws {
    let expected = try await plain()
    try await withEngine(stepCost: .rowsAreFree) { engine in
      for (request, tokens) in zip(requests(speculates: true), expected) {
        let result = try await engine.generate(request)
        #expect(result.tokens == tokens)
        let counters = result.usage.speculation
        #expect(counters.steps + counters.accepted == tokens.count)
        let positions = counters.sources.flatMap(\.positions)
        #expect(positions.reduce(0) { $0 + $1.proposed } == counters.proposed)
        #expect(positions.reduce(0) { $0 + $1.accepted } == counters.accepted)
        #expect(counters.wasted == counters.proposed - counters.accepted)
      }
      #expect(engine.statistics.speculation.accepted > 20)
    }
  }

  @Test(arguments: [1, 2, 7, 64], [true, false])
  func `Batching and chunking change no token`(chunk: Int, speculates: Bool) async throws {
    let expected = try await plain()
    // No pass before all have arrived, so that they share passes on every machine.
    let gate = Gate()
    let model = ToyModel(gate: gate)
    let limits = SchedulerLimits(concurrentMax: 5, prefillChunkMax: chunk)
    try await withEngine(model, limits: limits, stepCost: .rowsAreFree) { engine in
      let streams = try requests(speculates: speculates).map { try engine.submit($0) }
      gate.open()
      for (stream, tokens) in zip(streams, expected) {
        var seen: [TokenID] = []
        for try await event in stream { seen += event.tokens }
        #expect(seen == tokens)
      }
      #expect(model.largestBatch.load(ordering: .relaxed) > 1)
    }
  }

  @Test func `The seed decides, and the same seed decides the same`() async throws {
    try await withEngine { engine in
      func tokens(seed: UInt64) async throws -> [TokenID] {
        try await engine.generate(
          .init(
            .tokens([5, 6]), maxTokens: 30, sampling: .init(temperature: 1, seed: seed))
        ).tokens
      }
      let first = try await tokens(seed: 1)
      let again = try await tokens(seed: 1)
      let other = try await tokens(seed: 2)
      #expect(again == first)
      #expect(other != first)
    }
  }
}
