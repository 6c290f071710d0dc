import Foundation
import Inference
import Synchronization
import TestSupport
import Testing

/// A small model that guesses: the tokens are the large one's, and guesses are made where they pay.
@Suite struct DraftModelTests {
  /// Passes of the draft model at a tenth of the large one's time, and rows of that for next to nothing.
  private static let large = StepCost(known: (0..<16).map { .microseconds(1_000 + 20 * $0) })
  private static let small = StepCost(known: [.microseconds(100)])
  private static let samplings = [
    SamplingParameters.greedy, SamplingParameters(temperature: 0.9, topP: 0.95, seed: 3),
  ]

  private func requests(speculates: Bool = true) -> [GenerationRequest] {
    (0..<6).map { index in
      let prompt = (0..<3 + 20 * index).map { (offset: Int) -> TokenID in
        let spread: Int = 7 * offset * offset + 5 * index
        return TokenID(2 + spread % 60)
      }
      return GenerationRequest(
        .tokens(prompt), maxTokens: 60, sampling: Self.samplings[index % 2], speculates: speculates)
    }
  }

  /// Over its answers, which repeat nothing, only a draft model guesses right.
  private func model(_ memory: Int = 4, failingPass: Int? = nil, contextLength: Int = 512)
    -> ToyModel
  {
    ToyModel(contextLength: contextLength, memory: memory, failingPass: failingPass)
  }

  private func run(
    draft: ToyModel?, limits: SchedulerLimits = SchedulerLimits(), speculates: Bool = true,
    atOnce: Bool = false, cost: StepCost = small
  ) async throws -> (results: [GenerationResult], statistics: EngineStatistics) {
    try await withEngine(
      model(), limits: limits, stepCost: Self.large, draft: draft.map { .init($0, stepCost: cost) }
    ) { engine in
      let requests = requests(speculates: speculates)
      var results: [GenerationResult] = []
      if atOnce {
        results = try await withThrowingTaskGroup(of: (Int, GenerationResult).self) { group in
          for (index, request) in requests.enumerated() {
            group.addTask { (index, try await engine.generate(request)) }
          }
          var all: [Int: GenerationResult] = [:]
          for try await (index, result) in group { all[index] = result }
          return requests.indices.map { all[$0]! }
        }
      } else {
        for request in requests { results.append(try await engine.generate(request)) }
      }
      // What the last one held is let go of in the step after it.
      _ = try await engine.generate(.init(.tokens([5]), maxTokens: 2, speculates: false))
      return (results, engine.statistics)
    }
  }

  private func drafted(_ results: [GenerationResult]) -> (proposed: Int, accepted: Int) {
    let positions = results.flatMap { $0.usage.speculation.sources }
      .filter { $0.source == .draft }.flatMap(\.positions)
    return (
      positions.reduce(0) { $0 + $1.proposed }, positions.reduce(0) { $0 + $1.accepted }
    )
  }

  @Test(arguments: [false, true])
  func `A model that drafts for itself is always right, greedy and sampled`(atOnce: Bool)
    async throws
  {
    let plain = try await run(draft: nil, speculates: false).results
    let (results, statistics) = try await run(draft: model(), atOnce: atOnce)
    #expect(results.map(\.tokens) == plain.map(\.tokens))
    let verified = drafted(results)
    // Behind the end of an answer nothing is accepted.
    #expect(verified.accepted > plain.reduce(0) { $0 + $1.tokens.count } / 2)
    #expect(verified.proposed - verified.accepted <= 15 * results.count)
    #expect(statistics.draft.passCount > verified.accepted / 6)
    #expect(statistics.draft.heldBlockCount == 0 && statistics.draft.blockCount > 0)
    #expect(!statistics.draft.isBroken)
  }

  @Test func `A draft model that knows nothing is given up, and the tokens stay`() async throws {
    let plain = try await run(draft: nil, speculates: false).results
    // What it says depends on another part of the sequence.
    let (results, statistics) = try await run(draft: model(1))
    #expect(results.map(\.tokens) == plain.map(\.tokens))
    let tokenCount = plain.reduce(0) { $0 + $1.tokens.count }
    #expect(drafted(results).proposed > 0)
    #expect(statistics.draft.passCount < tokenCount / 2)
  }

  @Test func `A draft model that is as slow as the large one is not used`() async throws {
    let (results, statistics) = try await run(draft: model(), cost: Self.large)
    #expect(drafted(results).accepted <= results.count * 60 / DraftPolicy.trialInterval + 1)
    #expect(statistics.draft.passCount <= 2 * results.count * 60 / DraftPolicy.trialInterval + 2)
  }

  @Test(arguments: [1, 2, 9, 30])
  func `A draft model that fails is not used again, and no request notices`(pass: Int)
    async throws
  {
    let plain = try await run(draft: nil, speculates: false).results
    let (results, statistics) = try await run(draft: model(failingPass: pass), atOnce: true)
    #expect(results.map(\.tokens) == plain.map(\.tokens))
    #expect(statistics.draft.isBroken)
    #expect(statistics.draft.passCount == pass - 1)
  }

  /// Six prompts that it does not know yet, and a step so short that one part is all it has time for.
  @Test func `All it reads in a step shares one budget`() async throws {
    let gate = Gate()
    let draft = model()
    let large = ToyModel(memory: 4, gate: gate)
    try await withEngine(
      large, limits: SchedulerLimits(stepBudget: .nanoseconds(4)), stepCost: Self.large,
      draft: .init(draft, stepCost: Self.small)
    ) { engine in
      let prompts = (0..<6).map { (seed: Int) -> [TokenID] in
        (0..<60).map { (index: Int) -> TokenID in TokenID(2 + (index * index + seed) % 60) }
      }
      let streams = try prompts.map { try engine.submit(.init(.tokens($0), maxTokens: 40)) }
      // Every pass of the large model comes behind what was read in its step. Where logits are wanted
      // of the draft model, the first prompt is read.
      var passCount = 0
      while draft.logitRowCount.load(ordering: .relaxed) == 0 {
        let arrivedCount = large.passCount.load(ordering: .relaxed) + 1
        try await eventually { gate.arrivedCount == arrivedCount }
        let count = draft.passCount.load(ordering: .relaxed)
        let guessCount = draft.logitRowCount.load(ordering: .relaxed) > 0 ? 15 : 0
        #expect(count - passCount <= 1 + guessCount)
        passCount = count
        gate.allow(1)
        try await eventually { large.passCount.load(ordering: .relaxed) == arrivedCount }
      }
      #expect(passCount > 1)
      gate.open()
      for stream in streams { for try await _ in stream {} }
    }
  }

  @Test func `Where its context or its blocks end, nothing is drafted, and the answer goes on`()
    async throws
  {
    let plain = try await run(draft: nil, speculates: false).results
    let short = try await run(draft: model(contextLength: 80), atOnce: true)
    #expect(short.results.map(\.tokens) == plain.map(\.tokens))
    // 160 tokens: not for all at once, so that requests are preempted, too.
    let small = SchedulerLimits(concurrentMax: 4, cacheTokenMax: 192)
    let crowded = try await run(draft: model(), limits: small, atOnce: true)
    #expect(crowded.results.map(\.tokens) == plain.map(\.tokens))
    #expect(crowded.statistics.draft.heldBlockCount == 0)
  }
}

@Suite struct DraftPolicyTests {
  private let rows = (0...15).map { 0.1 * Double($0) }

  private func count(
    _ policy: DraftPolicy, pass: Double, other: Double = 0, countMax: Int = 15
  ) -> Int {
    policy.tokenCount(
      countMax: countMax, cost: .init(pass: pass, rows: rows), worth: 1, other: other)
  }

  @Test func `The better and the cheaper guesses are, the more are made`() {
    var policy = DraftPolicy()
    var counts = [count(policy, pass: 0.1)]
    for _ in 0..<20 {
      policy.judged(rightCount: 10, hasWrong: false)
      counts.append(count(policy, pass: 0.1))
    }
    #expect(counts == counts.sorted() && counts[0] < counts[20] && counts[20] == 15)
    #expect(count(policy, pass: 0.1, countMax: 4) == 4)
    #expect(count(policy, pass: 0.95) == 0)
    #expect(count(policy, pass: 0.1, other: 13) == 0)
  }

  @Test func `What was given up is tried now and then`() {
    var policy = DraftPolicy()
    for _ in 0..<200 { policy.judged(rightCount: 0, hasWrong: true) }
    #expect(policy.rate < 0.05)
    var tried = 0
    for _ in 0..<3 * DraftPolicy.trialInterval {
      let count = count(policy, pass: 0.1)
      #expect(count <= 1)
      tried += count
      policy.stepped(drafted: count > 0)
    }
    #expect((2...3).contains(tried))
  }
}

/// Draft models from files.
@Suite(.blocksItsThread, .timeLimit(.minutes(5))) struct DraftModelFileTests {
  @Test func `The real model drafts for itself: every guess is accepted`() async throws {
    let engine = try InferenceEngine.load(
      path: RealModel.path,
      options: EngineOptions(contextLength: 256, draftModelPath: RealModel.path))
    defer { engine.shutDown() }
    #expect(engine.identity.draftModel == engine.identity.name)
    // As slow as the model itself, it is only tried: often enough in 200 tokens.
    let result = try await engine.engine.generate(
      .init(.text("Once upon a time, in a small village,"), maxTokens: 160))
    let positions = result.usage.speculation.sources.filter { $0.source == .draft }
      .flatMap(\.positions)
    #expect(positions.allSatisfy { $0.accepted == $0.proposed })
    #expect(engine.engine.statistics.draft.passCount > 0)
    let plain = try await engine.engine.generate(
      .init(
        .text("Once upon a time, in a small village,"), maxTokens: 160, speculates: false))
    #expect(plain.tokens == result.tokens)
  }

  @Test func `Another vocabulary is refused by its first difference`() throws {
    var data = try Data(contentsOf: URL(fileURLWithPath: RealModel.path))
    // A token's text in the file: its length as a 64-bit number, and then the text.
    let text = Data("<|im_start|>".utf8)
    let stored = Data([UInt8(text.count), 0, 0, 0, 0, 0, 0, 0]) + text
    let place = try #require(data.range(of: stored))
    data[place.upperBound - 3] = UInt8(ascii: "x")
    let folder = try TemporaryFolder()
    let path = folder.file("draft.gguf")
    try data.write(to: URL(fileURLWithPath: path))
    let error = try #require(throws: ModelLoadError.self) {
      _ = try InferenceEngine.load(
        path: RealModel.path, options: EngineOptions(draftModelPath: path))
    }
    #expect(
      error.description.contains(
        "token 1 is \"<|im_starx|>\" (control) in the first and \"<|im_start|>\" (control) in the "
          + "second"))
  }

  @Test func `Vocabularies of another size or kind differ, too`() throws {
    func vocabulary(_ tokens: [String], _ kinds: [Int32]) throws -> Vocabulary {
      try Tokenizer(
        VocabularySource(
          model: "gpt2", preTokenizer: "smollm", tokens: tokens, kinds: kinds, merges: ["a b"])
      ).vocabulary
    }
    let own = try vocabulary(["a", "b", "ab", "<s>"], [1, 1, 1, 3])
    #expect(
      own.firstDifference(from: try vocabulary(["a", "b", "ab", "<s>"], [1, 1, 1, 3])) == nil)
    #expect(
      own.firstDifference(from: try vocabulary(["a", "b", "ab", "<s>"], [1, 1, 1, 4]))
        == "token 3 is \"<s>\" (control) in the first and \"<s>\" (userDefined) in the second")
    #expect(
      own.firstDifference(from: try vocabulary(["a", "b", "ab"], [1, 1, 1]))
        == "the first has 4 tokens and the second 3; token 3 is \"<s>\" (control) where it is there"
    )
  }
}
