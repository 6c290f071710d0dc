import Memory
import TestSupport
import Testing

@Suite("Words")
struct WordsTests {
  @Test(
    "A text is split into words by one rule",
    arguments: [
      ("", []), ("?! 🐦 — …", []), ("Don't panic_now", ["don", "t", "panic", "now"]),
      ("v1.2-beta x²", ["v1", "2", "beta", "x²"]),
      ("Café CAFE\u{301} naïve", ["cafe", "cafe", "naive"]),
      ("Straße STRASSE", ["strasse", "strasse"]),
      ("ẞ ﬁn ſet K", ["ss", "fin", "set", "k"]),
      ("Αθήνα ΑΘΗΝΑΣ αθηνας", ["αθηνα", "αθηνασ", "αθηνασ"]),
      ("мой мои Ёлка", ["мой", "мои", "ёлка"]), ("किताब हिन्दी", ["किताब", "हिन्दी"]),
      ("한국어 \u{1112}\u{1161}\u{11AB}", ["한국어", "한"]), ("が か\u{3099}", ["が", "が"]),
      ("co\u{AD}operate می\u{200C}خواهم a\u{200B}b", ["cooperate", "میخواهم", "a", "b"]),
      ("1\u{FE0F}\u{20E3} ½", ["1", "½"]), ("İstanbul ISTANBUL", ["istanbul", "istanbul"]),
    ] as [(String, [String])])
  func splits(text: String, words: [String]) {
    let found = Words.of(text)
    // As scalars: to Swift's comparison what is composed and what is not is the same.
    #expect(found.map { Array($0.unicodeScalars) } == words.map { Array($0.unicodeScalars) })
    #expect(Words.of(found.joined(separator: " ")) == found, "words are not words of themselves")
  }

  @Test("ASCII is split in a way of its own, to the same words")
  func asciiAsAnythingElse() {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0..<0x80, using: &random)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(Words.of(text) == Words.of(text + "\u{200B}"), "seed \(seed)")
    }
  }

  @Test("A word that no query can hold is left out")
  func longWords() {
    let long = String(repeating: "x", count: 2_048)
    #expect(Words.of("a \(long) b") == ["a", long, "b"])
    #expect(Words.of("a \(long)x b") == ["a", "b"])
    // Folding at most doubles the bytes of a character, so no word of a query is left out.
    for value in 0x80...0x3FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
      let character = String(Character(scalar))
      let folded = Words.of(character).joined()
      if folded.utf8.count > 2 * character.utf8.count {
        Issue.record("\(character) becomes \(folded)")
      }
    }
  }

  @Test("The rule is the one that indexes were made by")
  func ruleIsUnchanged() {
    var text = ""
    for value in 0x80...0x3FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      text.unicodeScalars.append("x")
      text.unicodeScalars.append(scalar)
      text.unicodeScalars.append("y")
      text.unicodeScalars.append("/")
    }
    // FNV-1a.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in Words.of(text) {
      for byte in word.utf8 + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    #expect(
      hash == 0x98b0_1b4b_6712_67d8 && Words.rule == 2,
      "\(hash): words changed, by an edit or with the toolchain's Unicode tables: raise Words.rule")
  }
}
