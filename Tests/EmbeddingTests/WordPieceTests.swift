import Embedding
import Testing

/// The tokenizer against the reference library (scripts/references/embedding.py).
struct WordPieceTests {
  private func tokenizer() throws -> WordPieceTokenizer {
    try WordPieceTokenizer(path: Fixture.modelFolder + "/vocab.txt")
  }

  @Test func stringsMatchTheReference() throws {
    let tokenizer = try tokenizer()
    let rows = try Fixture.rows("wordpiece")
    #expect(rows.count >= 1_000)
    for (json, ids) in rows {
      let text = try Fixture.text(json)
      let expected = ids.split(separator: " ").compactMap { Int32($0) }
      #expect(tokenizer.pieces(of: text[...]) == expected, "\(json)")
    }
  }

  @Test func everyCharacterOfTwoPlanesMatchesTheReference() throws {
    let tokenizer = try tokenizer()
    for (first, digest) in try Fixture.rows("characters") {
      let first = try #require(UInt32(first))
      let text = (first..<first + 256).map { "a\(Unicode.Scalar($0)!)b" }.joined(separator: " ")
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for id in tokenizer.pieces(of: text[...]) {
        for byte in withUnsafeBytes(of: id.littleEndian, Array.init) {
          hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
      }
      #expect(UInt64(digest) == hash, "in the 256 characters from U+\(String(first, radix: 16))")
    }
  }

  @Test func aTextIsCutWithItsFrameKept() throws {
    let tokenizer = try tokenizer()
    let long = String(repeating: "word ", count: 1_000)
    let ids = tokenizer.encode(long, tokenCountMax: 256)
    #expect(ids.count == 256)
    #expect(ids.first == tokenizer.classification && ids.last == tokenizer.separator)
    #expect(tokenizer.encode("") == [tokenizer.classification, tokenizer.separator])
  }

  @Test func aVocabularyThatIsNoneIsRefused() {
    for bytes in ["", "hello\n\nworld\n", "hello\nworld\n", "[UNK]\n[CLS]\n"] {
      #expect(throws: EmbeddingError.self) {
        try WordPieceTokenizer(vocabulary: Array(bytes.utf8), path: "vocab.txt")
      }
    }
  }
}
