import Grammar
import TestSupport
import Testing

@Suite struct TokenMaskTests {
  /// Every token against every state of a walk, one at a time.
  @Test func aMaskHoldsExactlyTheTokensThatMayFollow() throws {
    let seed = SeededGenerator.freshSeed()
    print("mask seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let schema =
      #"{"type":"object","properties":{"name":{"type":"string","maxLength":20},"a":{"type":"number","minimum":0}},"required":["a"]}"#
    var automaton = try SmallVocabulary.automaton(try Grammar(jsonSchema: schema))
    for _ in 0..<40 {
      let mask = automaton.mask(automaton.state)
      var allowed: [Int32] = []
      for (token, text) in SmallVocabulary.texts.enumerated() {
        let mayFollow = automaton.step(automaton.state, text) != nil
        #expect(mask.contains(Int32(token)) == mayFollow, "seed \(seed), token \(text)")
        if mayFollow { allowed.append(Int32(token)) }
      }
      #expect(mask.contains(SmallVocabulary.end) == automaton.isAccepting(automaton.state))
      guard let token = allowed.randomElement(using: &generator) else { break }
      try move(&automaton, SmallVocabulary.texts[Int(token)])
    }
  }

  @Test func aStateThatComesAgainCostsNothing() throws {
    var automaton = try SmallVocabulary.automaton(
      try Grammar(jsonSchema: #"{"type":"string"}"#))
    for text in ["\"", "ab", "ab", "é", "ab"] {
      try move(&automaton, Array(text.utf8))
      _ = automaton.mask(automaton.state)
    }
    #expect(automaton.computedMaskCount == 1)
  }

  @Test func onlyAllowedLogitsAreLeft() {
    var mask = TokenMask(vocabularySize: 130)
    for token in [Int32(0), 63, 64, 129] { mask.insert(token) }
    var logits = [Float](repeating: 1, count: 130)
    logits.withUnsafeMutableBufferPointer { mask.apply(to: $0) }
    #expect(logits.indices.filter { logits[$0] == 1 } == [0, 63, 64, 129])
    #expect(logits.filter { $0 == -.infinity }.count == 126)
  }

  @Test func whatMustFollowIsKnown() throws {
    let schema =
      #"{"type":"object","properties":{"city":{"type":"string"},"n":{"const":null}},"required":["city","n"]}"#
    var automaton = try SmallVocabulary.automaton(try Grammar(jsonSchema: schema))
    let first = automaton.forced(from: automaton.state, byteCountMax: 100)
    #expect(String(decoding: first, as: UTF8.self) == #"{"city": ""#)
    try move(&automaton, first + Array("Bern\"".utf8))
    let second = automaton.forced(from: automaton.state, byteCountMax: 100)
    #expect(String(decoding: second, as: UTF8.self) == #", "n": null}"#)
  }

  private func move(_ automaton: inout TokenAutomaton, _ text: [UInt8]) throws {
    let state = automaton.step(automaton.state, text)
    automaton.moved(to: try #require(state))
  }

  /// The start keeps its number when what was learned is forgotten, all others change.
  @Test func `Masks are forgotten with the states that they are of`() throws {
    var generator = SeededGenerator(seed: 11)
    var automaton = try SmallVocabulary.automaton(
      try Grammar(regex: "(a1|b2|c[de]*d[de]{400};)*"))
    let start = automaton.state
    let toA = automaton.step(start, Array("a".utf8))
    let behindA = try #require(toA)
    let maskA = automaton.mask(behindA)
    #expect(maskA.contains(0x31))
    for _ in 0..<10 {
      let text = (0..<2_000).map { _ in Bool.random(using: &generator) ? UInt8(0x64) : 0x65 }
      _ = automaton.step(start, [0x63] + text)
    }
    automaton.moved(to: start)
    #expect(automaton.state == start)
    let toB = automaton.step(start, Array("b".utf8))
    let behindB = try #require(toB)
    #expect(behindB == behindA, "or the test shows nothing")
    let mask = automaton.mask(behindB)
    #expect(mask.contains(0x32) && !mask.contains(0x31))
  }
}
