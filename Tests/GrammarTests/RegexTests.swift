import Grammar
import TestSupport
import Testing

@Suite(.blocksItsThread) struct RegexTests {
  @Test func `Thousands of texts match as Python's re says`() throws {
    let seed = SeededGenerator.freshSeed()
    print("regex seed \(seed)")
    var patterns = RandomPattern(generator: SeededGenerator(seed: seed))
    var questions: [(pattern: String, texts: [String])] = []
    var answers: [[Bool]] = []
    for _ in 0..<400 {
      let pattern = patterns.next()
      // A pattern that nothing matches is refused; Python takes it.
      guard let grammar = try? Grammar(regex: pattern) else { continue }
      var automaton = GrammarAutomaton(grammar)
      var texts = (0..<20).map { _ in patterns.text() }
      var writer = RandomWriter(generator: SeededGenerator(seed: seed &+ UInt64(questions.count)))
      if var tokens = try? SmallVocabulary.automaton(grammar) {
        // Random choices do not find the end of every pattern.
        for _ in 0..<10 {
          guard let text = try? writer.write(&tokens, lengthMax: 8) else { break }
          // Python's engine goes back and forth over long texts.
          if text.count <= 12 { texts.append(String(decoding: text, as: UTF8.self)) }
        }
      }
      let answer = texts.map { automaton.accepts($0.utf8) }
      // Some of these patterns can be read in more ways than are followed; that is no answer.
      guard automaton.failure == nil else { continue }
      answers.append(answer)
      questions.append((pattern, texts))
    }
    #expect(questions.count > 350)
    #expect(answers.joined().contains(true) && answers.joined().contains(false))
    for ((question, ours), theirs) in zip(
      zip(questions, answers), try PythonPeer.matches(questions))
    {
      for (text, (our, their)) in zip(question.texts, zip(ours, theirs))
      where our != their && their != nil {
        Issue.record(
          "seed \(seed): /\(question.pattern)/ on \(text.debugDescription): we say \(our)")
      }
    }
  }

  @Test(arguments: [
    ("a(?=b)", 1, "(?"), ("(?P<n>a)", 0, "(?"), ("a\\1", 1, "\\1"), ("\\bword", 0, "\\b"),
    ("a^b", 1, "anchor"), ("(a$)", 2, "anchor"), ("a*?", 2, "lazy"), ("a++", 2, "possessive"),
    ("a**", 2, "repetition of a repetition"), ("*a", 0, "nothing to repeat"),
    ("(ab", 0, "not closed"),
    ("ab)", 2, "closes nothing"), ("[ab", 0, "not closed"), ("[]a]", 1, "empty class"),
    ("[b-a]", 1, "before its start"), ("[\\d-z]", 1, "class at its end"), ("[[:alpha:]]", 1, "'['"),
    ("a{2", 1, "not closed"), ("a{x}", 1, "without a number"), ("a{3,2}", 1, "allows nothing"),
    ("a{5000}", 2, "more than 4096"), ("\\p{L}", 0, "\\p"), ("\\ud800", 0, "surrogate"),
    ("\\x1", 0, "hexadecimal"), ("\\01", 0, "octal"), ("a\\", 1, "backslash at the end"),
    ("a}", 1, "'}' alone"), ("^*", 1, "nothing to repeat"),
  ])
  func whatIsNotSupportedIsRefusedByNameAndPlace(
    _ pattern: String, _ position: Int, _ reason: String
  ) throws {
    let error = try #require(throws: GrammarError.self) { try Grammar(regex: pattern) }
    guard case .regex(let place, let text) = error else {
      Issue.record("\(pattern): \(error)")
      return
    }
    #expect(place == position, "\(pattern): \(error)")
    #expect(text.contains(reason), "\(pattern): \(error)")
  }

  @Test func blowUpsAreRefused() throws {
    #expect(throws: GrammarError.self) {
      try Grammar(regex: String(repeating: "a", count: 5000))
    }
    #expect(throws: GrammarError.self) {
      try Grammar(regex: String(repeating: "(", count: 100) + String(repeating: ")", count: 100))
    }
    // Without the empty text, n optional parts are n * n / 2 places.
    #expect(throws: GrammarError.self) {
      try Grammar(regex: "(" + String(repeating: "a?", count: 1000) + ")*")
    }
    // A thousand counts at once are more ways than are followed.
    let ambiguous = try Grammar(regex: "(a|aa){1,2000}")
    var automaton = GrammarAutomaton(ambiguous)
    let isAccepted = automaton.accepts(repeatElement(UInt8(ascii: "a"), count: 1900))
    #expect(!isAccepted)
    #expect(automaton.failure == .tooAmbiguous(wayCountMax: GrammarAutomaton.wayCountMax))
    #expect(throws: GrammarError.unsatisfiable) {
      try Grammar(regex: "[^\\x00-\\uffff\\ud7ff-\u{10FFFF}]")
    }
  }

  @Test func countsCostNoPlaces() throws {
    var automaton = GrammarAutomaton(try Grammar(regex: "(\\d{4096}x){4096}"))
    let text = [UInt8](repeating: 0x30, count: 4096)
    let state = automaton.step(automaton.start, text)
    #expect(state != GrammarAutomaton.dead)
    let behindZero = automaton.step(state, UInt8(ascii: "0"))
    let behindX = automaton.step(state, UInt8(ascii: "x"))
    #expect(behindZero == GrammarAutomaton.dead && behindX != GrammarAutomaton.dead)
  }

  @Test func whatIsForgottenIsFoundAgain() throws {
    var automaton = GrammarAutomaton(try Grammar(regex: "(\\d{4}x){4096}"))
    var state = automaton.start
    var isForgotten = false
    for _ in 0..<4096 {
      for byte in "1234x".utf8 {
        state = automaton.step(state, byte)
        let before = automaton.stateCount
        state = automaton.compacted(keeping: state, byteCountMax: 16_384)
        isForgotten = isForgotten || automaton.stateCount < before
      }
    }
    #expect(isForgotten)
    #expect(automaton.isAccepting(state) && automaton.isFinal(state))
  }

  /// Each text leads to a state of its own, of hundreds of ways.
  @Test func `What is learned of a constraint stays within its memory`() throws {
    var generator = SeededGenerator(seed: 7)
    var automaton = GrammarAutomaton(try Grammar(regex: "[ab]*a[ab]{400}"))
    var state = automaton.start
    for _ in 0..<40_000 {
      state = automaton.step(state, Bool.random(using: &generator) ? 0x61 : 0x62)
      state = automaton.compacted(keeping: state)
      #expect(automaton.byteCount <= GrammarAutomaton.keptByteCountMax + 4096)
    }
    #expect(automaton.failure == nil)
    while automaton.failure == nil {
      state = automaton.step(state, Bool.random(using: &generator) ? 0x61 : 0x62)
      #expect(automaton.byteCount < 65 << 20)
    }
    #expect(automaton.failure?.description.contains("67108864 bytes") == true)
  }
}

/// Patterns of the supported constructs over a small alphabet.
private struct RandomPattern<Generator: RandomNumberGenerator> {
  var generator: Generator
  private static var letters: [String] { ["a", "b", "c", "1", " ", "é", "_", "\n", "\u{1F600}"] }

  mutating func text() -> String {
    (0..<Int.random(in: 0...8, using: &generator)).map { _ in
      Self.letters.randomElement(using: &generator)!
    }.joined()
  }

  mutating func next() -> String { alternation(depth: 0) }

  private mutating func alternation(depth: Int) -> String {
    (0..<[1, 1, 1, 2, 3].randomElement(using: &generator)!).map { _ in
      sequence(depth: depth)
    }.joined(separator: "|")
  }

  private mutating func sequence(depth: Int) -> String {
    (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      atom(depth: depth)
        + ["", "", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}", "{0}"].randomElement(
          using: &generator)!
    }.joined()
  }

  private mutating func atom(depth: Int) -> String {
    switch Int.random(in: 0...(depth < 3 ? 9 : 6), using: &generator) {
    case 0, 1, 2: Self.letters.randomElement(using: &generator)!
    case 3: ["\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "."].randomElement(using: &generator)!
    case 4:
      ["[abc]", "[^a]", "[a-c1]", "[^\\d]", "[\\w-]", "[é-ü]", "[^\\s_]", "[\\u00e9a]"]
        .randomElement(
          using: &generator)!
    case 5:
      ["\\.", "\\n", "\\x61", "\\u00e9", "\\*", "\\\\", "\\_"].randomElement(using: &generator)!
    case 6: "b"
    default:
      (Bool.random(using: &generator) ? "(" : "(?:") + alternation(depth: depth + 1) + ")"
    }
  }
}
