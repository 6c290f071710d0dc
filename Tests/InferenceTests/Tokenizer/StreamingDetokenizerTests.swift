import Inference
import Testing

@Suite struct StreamingDetokenizerTests {
  /// A vocabulary of all 256 bytes, token n being byte n.
  private func byteTokenizer() throws -> Tokenizer {
    var tokens: [String] = []
    var next: UInt32 = 256
    for byte in UInt32(0)..<256 {
      let isPrintable = (33...126) ~= byte || (161...172) ~= byte || (174...255) ~= byte
      tokens.append(String(Character(UnicodeScalar(isPrintable ? byte : next)!)))
      if !isPrintable { next += 1 }
    }
    return try Tokenizer(
      VocabularySource(
        model: "gpt2", preTokenizer: "gpt-2", tokens: tokens + ["!!"], kinds: [], merges: ["! !"]))
  }

  @Test func `Any bytes give the same text streamed as decoded at once`() throws {
    let tokenizer = try byteTokenizer()
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let interesting: [TokenID] = [
      0x41, 0x80, 0xBF, 0xC2, 0xC3, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xF5, 0xFF,
      0xC0,
    ]
    for _ in 0..<3_000 {
      let tokens = (0..<next(12)).map { _ in
        next(3) == 0 ? TokenID(next(256)) : interesting[next(interesting.count)]
      }
      var stream = StreamingDetokenizer(tokenizer)
      let pieces = tokens.map { stream.append($0) }
      let text = pieces.joined() + stream.finish()
      #expect(Array(text.utf8) == Array(tokenizer.decode(tokens).utf8), "seed \(seed): \(tokens)")
    }
  }

  @Test func `A character split over tokens appears whole with its last byte`() throws {
    var stream = StreamingDetokenizer(try byteTokenizer())
    let pieces = Array("é👍".utf8).map { stream.append(TokenID($0)) }
    #expect(pieces == ["", "é", "", "", "", "👍"])
    let broken = [stream.append(0xF0), stream.finish(), stream.finish()]
    #expect(broken == ["", "\u{FFFD}", ""])
  }
}
