import Grammar
import Inference
import TestSupport
import Testing

/// Answers of a stated form, from the toy model: whatever it would rather say.
@Suite(.blocksItsThread, .timeLimit(.minutes(2))) struct ConstrainedGenerationTests {
  /// The toy vocabulary has `!` to `^` and `AB`, and no `{`.
  private static let pattern = "(ID-\\d{3};|AB+=[A-F]{2,9};){2,5}END"

  private static func request(
    _ text: String, _ sampling: SamplingParameters, speculates: Bool, maxTokens: Int = 200,
    constraint: OutputConstraint = .regex(pattern), stop: [String] = []
  ) -> GenerationRequest {
    GenerationRequest(
      .text(text), maxTokens: maxTokens, sampling: sampling, stop: stop, constraint: constraint,
      speculates: speculates)
  }

  private static let samplings = [
    SamplingParameters.greedy, SamplingParameters(temperature: 1, seed: 3),
    SamplingParameters(temperature: 3, topP: 0.9, topK: 40, seed: 11),
  ]

  @Test
  func `The tokens are the same with speculation and company, and of the form that was asked`()
    async throws
  {
    var automaton = GrammarAutomaton(try Grammar(regex: Self.pattern))
    var plain: [[TokenID]] = []
    let prompts = ["ABBA", "ID-123;AB=", "END", "^^^^"]
    try await withEngine(stepCost: .rowsAreFree) { engine in
      for prompt in prompts {
        for sampling in Self.samplings {
          let alone = try await engine.generate(
            Self.request(prompt, sampling, speculates: false))
          #expect(alone.reason == .stop)
          let isOfTheForm = automaton.accepts(alone.text.utf8)
          #expect(isOfTheForm, "\(alone.text)")
          plain.append(alone.tokens)
          let speculated = try await engine.generate(
            Self.request(prompt, sampling, speculates: true))
          #expect(speculated.tokens == alone.tokens)
          if sampling == .greedy {
            let counts = speculated.usage.speculation.sources.first { $0.0 == .grammar }
            #expect(
              (counts?.1.first?.accepted ?? 0) > 0, "what is forced was proposed and accepted")
          }
        }
      }
      // All at once, and others without a constraint among them.
      var streams: [AsyncThrowingStream<GenerationEvent, any Error>] = []
      for (index, prompt) in prompts.enumerated() {
        for sampling in Self.samplings {
          streams.append(
            try engine.submit(Self.request(prompt, sampling, speculates: index % 2 == 0)))
        }
        _ = try engine.submit(GenerationRequest(.text(prompt), maxTokens: 50))
      }
      for (stream, expected) in zip(streams, plain) {
        var tokens: [TokenID] = []
        for try await event in stream { tokens += event.tokens }
        #expect(tokens == expected)
      }
    }
  }

  @Test func anAnswerThatIsCutIsTheBeginningOfAWholeOne() async throws {
    try await withEngine { engine in
      let result = try await engine.generate(
        Self.request("A", .greedy, speculates: true, maxTokens: 5))
      #expect(result.reason == .length)
      #expect(result.tokens.count == 5)
      var automaton = GrammarAutomaton(try Grammar(regex: Self.pattern))
      let state = automaton.step(automaton.start, result.text.utf8)
      #expect(state != GrammarAutomaton.dead && !automaton.isAccepting(state))
    }
  }

  @Test func aWholeAnswerEndsWithoutAskingTheModel() async throws {
    try await withEngine { engine in
      let result = try await engine.generate(
        Self.request("A", .greedy, speculates: false, constraint: .regex("QED")))
      #expect(result.text == "QED" && result.reason == .stop)
      // Q, E and D: no end token behind them.
      #expect(result.tokens.count == 3)
    }
  }

  @Test func theModelEndsAnAnswerOnlyWhereItIsWhole() async throws {
    try await withEngine { engine in
      for seed in UInt64(0)..<8 {
        let result = try await engine.generate(
          Self.request(
            "A", SamplingParameters(temperature: 2, seed: seed), speculates: false,
            constraint: .regex("([A-Z]{3})*")))
        #expect(result.reason == .length || result.text.utf8.count % 3 == 0, "\(result.text)")
      }
    }
  }

  @Test func whatCannotBeFollowedIsRefused() async throws {
    try await withEngine { engine in
      let submit = { (constraint: OutputConstraint, stop: [String]) throws in
        _ = try engine.submit(
          Self.request("A", .greedy, speculates: true, constraint: constraint, stop: stop))
      }
      #expect(
        throws: GenerationError.constraint(.regex(position: 0, reason: "a '(' that is not closed"))
      ) {
        try submit(.regex("("), [])
      }
      // The vocabulary has no lower-case letters and no braces.
      #expect(throws: GenerationError.constraint(.unsatisfiable)) {
        try submit(.regex("[a-z]+"), [])
      }
      #expect(throws: GenerationError.constraint(.unsatisfiable)) {
        try submit(.jsonSchema(#"{"type":"object"}"#), [])
      }
      #expect(throws: GenerationError.self) { try submit(.regex("A"), ["A"]) }
    }
  }

  /// Swift takes the two for the same string.
  @Test func `A constraint is the text that was sent, not one that looks like it`() async throws {
    #expect(OutputConstraint.regex("\u{E9}") != .regex("e\u{301}"))
    #expect(OutputConstraint.jsonSchema("\u{E9}") != .jsonSchema("e\u{301}"))
    func tools(_ name: String) throws -> OutputConstraint {
      .tools(
        try ToolSet(
          [Tool(name: "f", description: "", parameters: #"{"type":"object","title":"\#(name)"}"#)],
          choice: .auto))
    }
    #expect(try tools("\u{E9}") != tools("e\u{301}"))
    #expect(try tools("\u{E9}") == tools("\u{E9}"))
  }
}
