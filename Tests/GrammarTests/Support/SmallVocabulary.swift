import Grammar

/// Every byte, and some texts of several bytes that straddle what grammars care about.
enum SmallVocabulary {
  static let texts: [[UInt8]] =
    (UInt8.min...UInt8.max).map { [$0] }
    + [
      "{\"", "\": ", "\": \"", "\", \"", "\"}", "}}", "]}", ", ", "[[", "], [", "true", "false",
      "null", " \"", "12", "00", "-1", "0.", ".5", "é", "é\"", "\u{1F600}", "\\n", "\\u00", "name",
      "ab",
      "a\": ", "2024-", "-02-2", "T0", "Z\"",
    ].map { Array($0.utf8) }
  static let end = Int32(texts.count)

  static let trie = TokenTrie(vocabularySize: texts.count + 1) { token in
    token == end ? [] : texts[Int(token)][...]
  }

  static func automaton(_ grammar: Grammar) throws -> TokenAutomaton {
    try TokenAutomaton(grammar, trie: trie, endTokens: [end])
  }
}

/// Writes a text by choosing among the allowed tokens at random.
struct RandomWriter<Generator: RandomNumberGenerator> {
  struct Stuck: Error, CustomStringConvertible {
    let description: String
  }

  var generator: Generator

  /// Beyond `lengthMax` tokens it takes what ends things soonest.
  mutating func write(_ automaton: inout TokenAutomaton, lengthMax: Int = 60) throws -> [UInt8] {
    automaton.restart()
    var bytes: [UInt8] = []
    for length in 0..<2000 {
      let mask = automaton.mask(automaton.state)
      if let failure = automaton.failure { throw failure }
      var allowed: [Int32] = []
      for token in 0...SmallVocabulary.end where mask.contains(token) { allowed.append(token) }
      guard !allowed.isEmpty else {
        throw Stuck(description: "nothing may follow '\(String(decoding: bytes, as: UTF8.self))'")
      }
      let token =
        (length > lengthMax || Bool.random(using: &generator) && Bool.random(using: &generator))
        ? closing(allowed) : allowed.randomElement(using: &generator)!
      if token == SmallVocabulary.end { return bytes }
      let text = SmallVocabulary.texts[Int(token)]
      guard let next = automaton.step(automaton.state, text) else {
        throw Stuck(description: "the mask allows \(text), the automaton does not")
      }
      automaton.moved(to: next)
      bytes += text
    }
    throw Stuck(description: "no end after 2000 tokens")
  }

  private mutating func closing(_ allowed: [Int32]) -> Int32 {
    if allowed.contains(SmallVocabulary.end) { return SmallVocabulary.end }
    for byte in "\"}],".utf8 where allowed.contains(Int32(byte)) { return Int32(byte) }
    return allowed.randomElement(using: &generator)!
  }
}
