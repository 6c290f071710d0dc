internal import Grammar

/// The compilers of constraints on the output. Whatever they take, its automaton can be followed within
/// bounds to a text that it accepts, and the token masks say the same as the automaton.
enum GrammarFuzz {
  private static let texts: [[UInt8]] =
    (UInt8.min...UInt8.max).map { [$0] }
    + ["{\"", "\": ", "\", \"", "\"}", ", ", "ab", "12", "é", "true"].map { Array($0.utf8) }
  private static let end = Int32(texts.count)
  private static let trie = TokenTrie(vocabularySize: texts.count + 1) { token in
    token == end ? [] : texts[Int(token)][...]
  }

  /// The first byte seeds the walk, the rest is a regular expression.
  static func regex(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var input = InputBytes(bytes)
    let seed = input.byte()
    let pattern = String(decoding: input.rest, as: UTF8.self)
    try check(seed) { () throws(GrammarError) in try Grammar(regex: pattern) }
  }

  /// The first byte seeds the walk, the rest is a JSON Schema.
  static func schema(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var input = InputBytes(bytes)
    let seed = input.byte()
    let schema = String(decoding: input.rest, as: UTF8.self)
    try check(seed) { () throws(GrammarError) in try Grammar(jsonSchema: schema) }
  }

  private static func check(
    _ seed: UInt8, _ compile: () throws(GrammarError) -> Grammar
  ) throws(BrokenProperty) {
    var automaton: TokenAutomaton
    do throws(GrammarError) {
      automaton = try TokenAutomaton(try compile(), trie: trie, endTokens: [end])
    } catch {
      try require(!error.description.isEmpty, "an error without a description")
      return
    }
    var choice = UInt32(seed)
    for _ in 0..<24 {
      let mask = automaton.mask(automaton.state)
      if automaton.failure != nil { return }
      var allowed: [Int32] = []
      for token in 0...end where mask.contains(token) { allowed.append(token) }
      try require(!allowed.isEmpty, "a state from which nothing leads on")
      choice = choice &* 1_664_525 &+ 1_013_904_223
      let token = allowed[Int(choice >> 8) % allowed.count]
      if token == end {
        return try require(automaton.isAccepting(automaton.state), "an end where none may be")
      }
      guard let next = automaton.step(automaton.state, texts[Int(token)]) else {
        throw BrokenProperty("token \(token) is in the mask and leads nowhere")
      }
      automaton.moved(to: next)
      let forced = automaton.forced(from: next, byteCountMax: 16)
      if !forced.isEmpty {
        try require(
          automaton.step(next, forced) != nil, "what must follow may not: \(forced)")
      }
    }
  }
}
