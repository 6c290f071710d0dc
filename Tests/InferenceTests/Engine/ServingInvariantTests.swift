import Compute
import Foundation
import Inference
import TestSupport
import Testing

/// The promise over whole runs: whatever the prefix cache knows, however prompts are cut, whoever shares the
/// steps and however many threads compute, tokens are the same, and their logprobs and the last logits are equal
/// bit by bit.
@Suite(.blocksItsThread, .timeLimit(.minutes(10))) struct ServingInvariantTests {
  struct Setting: Sendable, CustomTestStringConvertible {
    var chunk: Int
    var threadCount: Int
    var speculates: Bool

    var testDescription: String { "chunk \(chunk), \(threadCount) threads, \(speculates)" }
  }

  struct Answer: Equatable {
    var tokens: [TokenID]
    var logprobs: [TokenLogprobs]
    var finalLogits: [UInt32]?
  }

  private static let grid = [3, 50, 512].flatMap { chunk in
    [1, 2].flatMap { threadCount in
      [true, false].map {
        Setting(chunk: chunk, threadCount: threadCount, speculates: $0)
      }
    }
  }

  private static let samplings = [
    SamplingParameters.greedy, SamplingParameters(temperature: 0.9, topP: 0.95, seed: 5),
  ]

  /// Runs the prompt cold, warm, partly warm and in a crowd, and expects one answer.
  private func check(
    _ model: DecoderModel, _ tokenizer: Tokenizer, _ prompt: [TokenID],
    _ sampling: SamplingParameters,
    _ setting: Setting, _ expected: Answer?
  ) async throws -> Answer {
    let recorder = RecordingModel(model)
    let engine = Engine(
      model: recorder, tokenizer: tokenizer, chatTemplate: .failure(.missing),
      limits: SchedulerLimits(cacheTokenMax: 4_096, prefillChunkMax: setting.chunk),
      stepCost: .rowsAreFree)
    defer { engine.shutDown() }
    func request(_ tokens: [TokenID], tenant: String, maxTokens: Int = 24) -> GenerationRequest {
      GenerationRequest(
        .tokens(tokens), maxTokens: maxTokens, sampling: sampling, speculates: setting.speculates,
        tenant: tenant, logprobs: 2)
    }
    func run(tenant: String, cachedCount: Int) async throws -> Answer {
      let result = try await engine.generate(request(prompt, tenant: tenant))
      #expect(result.usage.cachedPromptTokenCount == cachedCount)
      return Answer(
        tokens: result.tokens, logprobs: result.logprobs,
        finalLogits: recorder.takeFinalLogits(prompt + result.tokens))
    }
    let cold = try await run(tenant: "a", cachedCount: 0)
    let expected = expected ?? cold
    #expect(cold.finalLogits != nil && cold == expected)
    checkLastLogprob(cold)
    let scored = try await engine.score(
      .init(
        .tokens(prompt), continuation: .tokens(cold.tokens), alternativeCount: 2, tenant: "s"))
    #expect(scored.tokens.map(\.logprobs) == cold.logprobs)
    #expect(try await run(tenant: "a", cachedCount: prompt.count - 1) == expected)
    // Another prompt that is the same at first: full blocks and a part of the next.
    let fork = Array(prompt.prefix(140)) + prompt.prefix(20).reversed()
    _ = try await engine.generate(request(fork, tenant: "b", maxTokens: 1))
    let common = zip(fork, prompt).prefix { $0 == $1 }.count
    #expect(try await run(tenant: "b", cachedCount: common) == expected)
    // The same for two tenants, one cold and one warm, among shorter requests.
    let others = (0..<3).map { request(Array(prompt.dropFirst($0).prefix(30)), tenant: "c") }
    let streams = try (others + ["a", "d"].map { request(prompt, tenant: $0) }).map {
      try engine.submit($0)
    }
    for (index, stream) in streams.enumerated() {
      var tokens: [TokenID] = []
      var logprobs: [TokenLogprobs] = []
      for try await event in stream {
        tokens += event.tokens
        logprobs += event.logprobs
      }
      if index >= others.count {
        #expect(tokens == expected.tokens && logprobs == expected.logprobs)
      }
    }
    #expect(recorder.takeFinalLogits(prompt + expected.tokens) == expected.finalLogits)
    return cold
  }

  /// The last token's logprob is the model's own, whatever the temperature.
  private func checkLastLogprob(_ answer: Answer) {
    guard let last = answer.logprobs.last?.token, let bits = answer.finalLogits else {
      Issue.record("no logprobs or no logits")
      return
    }
    let logits = bits.map { Double(Float(bitPattern: $0)) }
    let largest = logits.max()!
    let sum = logits.reduce(0) { $0 + exp($1 - largest) }
    #expect(last.token == answer.tokens.last)
    #expect(abs(last.logprob - (logits[Int(last.token)] - largest - log(sum))) < 1e-9)
  }

  private func check(
    _ load: (_ threadCount: Int) throws -> DecoderModel, _ tokenizer: Tokenizer,
    _ prompt: [TokenID], _ settings: [Setting]
  ) async throws {
    let models = try [load(1), load(2)]
    for sampling in Self.samplings {
      let plain = Setting(chunk: 512, threadCount: 1, speculates: false)
      let expected = try await check(models[0], tokenizer, prompt, sampling, plain, nil)
      for setting in settings {
        _ = try await check(
          models[setting.threadCount - 1], tokenizer, prompt, sampling, setting, expected)
      }
    }
  }

  @Test(arguments: DecoderFamily.allCases)
  func `Tiny models keep the promise in every setting`(family: DecoderFamily) async throws {
    let prompt = (0..<290).map { (index: Int) -> TokenID in
      let spread: Int = index * index / 3 + index % 11
      return TokenID(2 + spread % 58)
    }
    try await check(
      { try TinyModel.load(family, threadCount: $0) }, .toy(), prompt,
      family == .llama ? Self.grid : [Self.grid[0], Self.grid[6]])
  }

  @Test func `Keys and values in bytes keep the promise in every setting`() async throws {
    let prompt = (0..<290).map { (index: Int) -> TokenID in
      let spread: Int = index * index / 5 + index % 13
      return TokenID(2 + spread % 58)
    }
    let path = try ModelLogitsTests.url("tiny_qwen3", "gguf").path
    try await check(
      {
        try DecoderModel.load(
          path: path, pool: ComputePool(threadCount: $0), cacheFormat: .q8_0)
      }, .toy(), prompt, Self.grid)
  }

  @Test(arguments: KeyValueFormat.allCases)
  func `The real model keeps the promise`(format: KeyValueFormat) async throws {
    let prompt = (0..<150).map { (index: Int) -> TokenID in
      let spread: Int = index % 37 * 997 + index / 50
      return TokenID(20 + spread % 40_000)
    }
    try await check(
      {
        try DecoderModel.load(
          path: ModelFixture.path, pool: ComputePool(threadCount: $0), cacheFormat: format)
      }, RealModel.requireTokenizer(), prompt,
      [Setting(chunk: 40, threadCount: 2, speculates: true)])
  }
}
