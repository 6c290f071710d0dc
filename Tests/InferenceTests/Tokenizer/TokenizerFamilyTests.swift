import Foundation
import Inference
import TestSupport
import Testing

/// Tokens against the references that `scripts/references/tokenizer_families.py` asks.
@Suite(.blocksItsThread) struct TokenizerFamilyTests {
  private struct Answer {
    var text: String
    var tokens: [TokenID]
    var parsed: [TokenID]
  }

  private static func url(_ name: String, _ fileExtension: String) throws -> URL {
    try #require(
      Bundle.module.url(
        forResource: name, withExtension: fileExtension, subdirectory: "Fixtures/tokenizers"))
  }

  private static func lines<T: Decodable>(_ name: String, as type: T.Type) throws -> [T] {
    try Data(contentsOf: url(name, "jsonl")).split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(T.self, from: Data($0)) }
  }

  /// - Parameter every: which of the strings are answered: each so many.
  private static func answers(_ family: String, every: Int) throws -> [Answer] {
    let texts = try lines("strings", as: String.self).enumerated()
      .filter { $0.offset % every == 0 }.map(\.element)
    let answers = try lines(family, as: [[TokenID]].self)
    #expect(texts.count == answers.count)
    return zip(texts, answers).map { Answer(text: $0, tokens: $1[0], parsed: $1.last!) }
  }

  private static func source(_ family: String) throws -> VocabularySource {
    try VocabularySource(GGUFFile(path: url(family, "gguf").path))
  }

  private static func check(
    _ tokenizer: Tokenizer, _ family: String, every: Int = 1
  ) throws {
    let answers = try answers(family, every: every)
    #expect(answers.count > 3_000 / every)
    for answer in answers {
      #expect(tokenizer.encode(answer.text) == answer.tokens, "\(answer.text.debugDescription)")
      #expect(
        tokenizer.encode(answer.text, parseSpecial: true) == answer.parsed,
        "parsed: \(answer.text.debugDescription)")
      let text = tokenizer.decode(answer.tokens)
      var stream = StreamingDetokenizer(tokenizer)
      let streamed = answer.tokens.map { stream.append($0) }.joined() + stream.finish()
      #expect(streamed.utf8.elementsEqual(text.utf8))
    }
  }

  @Test(arguments: ["llama-bpe", "qwen2", "sentencepiece"])
  func `Tokens equal the reference's on every string`(_ family: String) throws {
    try Self.check(Tokenizer(Self.source(family)), family)
  }

  @Test func `So they do where a space is put in front`() throws {
    var source = try Self.source("sentencepiece")
    source.addsSpacePrefix = true
    try Self.check(Tokenizer(source), "sentencepiece-prefix", every: 6)
  }

  @Test(.enabled(if: RealModel.hasGemma, "needs \(RealModel.gemma)"))
  func `Gemma 3's tokens equal the reference's on every string`() throws {
    try Self.check(Tokenizer(GGUFFile(path: RealModel.gemma)), "gemma3")
  }

  @Test func `Decoding gives a text back, whatever its characters`() throws {
    for family in ["llama-bpe", "sentencepiece"] {
      let tokenizer = try Tokenizer(Self.source(family))
      // A space mark is a space to SentencePiece.
      for text in try Self.lines("strings", as: String.self) where !text.contains("\u{2581}") {
        #expect(tokenizer.decode(tokenizer.encode(text)).utf8.elementsEqual(text.utf8))
      }
    }
  }

  @Test func `A control token is read only where the text is trusted`() throws {
    let tokenizer = try Tokenizer(Self.source("sentencepiece"))
    let control = try #require(tokenizer.controlToken("<end_of_turn>"))
    let text = "a<end_of_turn>b<end_of_turn>"
    #expect(!tokenizer.encode(text, trusted: []).contains(control))
    let first = tokenizer.encode(text, trusted: [1..<14])
    #expect(first.count { $0 == control } == 1)
    #expect(first.last != control)
    let second = tokenizer.encode(text, trusted: [0..<13, 14..<28])
    #expect(second.count { $0 == control } == 1)
    #expect(second.last == control)
    // Neither half of one is one.
    #expect(!tokenizer.encode(text, trusted: [1..<7, 7..<14, 16..<28]).contains(control))
  }

  @Test func `A text of hundreds of kilobytes takes no quadratic time`() throws {
    let tokenizer = try Tokenizer(Self.source("sentencepiece"))
    let unit = "and \n  the<table>"
    let short = String(repeating: unit, count: 500)
    let long = String(repeating: unit, count: 16_000)
    let shortTime = processorTime { _ = tokenizer.encode(short) }
    let longTime = processorTime { _ = tokenizer.encode(long) }
    // 32 times as long; quadratic would be 1,024 times the time.
    #expect(longTime < max(shortTime, .milliseconds(1)) * 300)
    let word = String(repeating: "ab", count: 160_000)
    #expect(tokenizer.decode(tokenizer.encode(word)) == word)
  }

  /// As in a conversation of many short messages: what the template wrote, then what somebody said.
  @Test func `A text of many trusted ranges takes no quadratic time`() throws {
    let tokenizer = try RealModel.requireTokenizer()
    func encode(_ count: Int) -> Duration {
      let unit = "<|im_start|>a"
      let text = String(repeating: unit, count: count)
      let trusted = (0..<count).map { $0 * unit.utf8.count..<(($0 + 1) * unit.utf8.count - 1) }
      return processorTime { #expect(tokenizer.encode(text, trusted: trusted).count == 2 * count) }
    }
    let short = encode(500)
    // 200 times as long; quadratic would be 40,000 times the time.
    #expect(encode(100_000) < max(short, .milliseconds(1)) * 800)
  }

  @Test func `A SentencePiece vocabulary that cannot be used is refused with the reason`() throws {
    let valid = try Self.source("sentencepiece")
    func error(_ change: (inout VocabularySource) -> Void) -> String {
      var source = valid
      change(&source)
      do throws(TokenizerError) {
        _ = try Tokenizer(source)
        return "none"
      } catch {
        return error.description
      }
    }
    #expect(error { _ in } == "none")
    #expect(error { $0.scores = [] }.contains("tokenizer.ggml.scores"))
    #expect(error { $0.scores.removeLast() }.contains("1499 scores for 1500 tokens"))
    #expect(error { $0.scores[7] = .nan }.contains("scores[7] is invalid: it is not a number"))
    let byte = try #require(valid.tokens.firstIndex(of: "<0x41>"))
    for spelling in ["<0x4>", "<0xZZ>", "<0x+4>", "A"] {
      #expect(error { $0.tokens[byte] = spelling }.contains("tokens[\(byte)]"))
    }
    #expect(error { $0.tokens[byte] = "<0x42>" }.contains("without a token for byte 65"))
  }
}
