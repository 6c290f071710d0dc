import Foundation
import Glibc
import Inference
import TestSupport
import Testing

@Suite(.blocksItsThread) struct TokenizerReferenceTests {
  private struct Line {
    var text: String
    var tokens: [TokenID]
    var parsed: [TokenID]
  }

  private func lines() throws -> [Line] {
    let url = try #require(
      Bundle.module.url(
        forResource: "tokenizer_smollm2", withExtension: "jsonl", subdirectory: "Fixtures"))
    return try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map { line in
      let array = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [Any])
      let text = try #require(array[0] as? String)
      let tokens = try #require(array[1] as? [Int]).map { TokenID($0) }
      let parsed = array.count > 2 ? (array[2] as? [Int])?.map { TokenID($0) } : tokens
      return Line(text: text, tokens: tokens, parsed: try #require(parsed))
    }
  }

  @Test func `Tokens equal the reference's on every string of the fixture`() throws {
    let tokenizer = try RealModel.requireTokenizer()
    let lines = try lines()
    #expect(lines.count >= 2_000)
    for line in lines {
      #expect(tokenizer.encode(line.text) == line.tokens, "\(line.text.debugDescription)")
      #expect(
        tokenizer.encode(line.text, parseSpecial: true) == line.parsed,
        "\(line.text.debugDescription)")
    }
  }

  @Test func `Decoding gives the text back, whole or token by token`() throws {
    let tokenizer = try RealModel.requireTokenizer()
    // Bytes that the vocabulary lacks are lost when encoding, in the reference too.
    let missing = (UInt8(0)..<0x80).filter {
      tokenizer.encode(String(UnicodeScalar($0))).isEmpty
    }
    #expect(missing == [0x04, 0x06, 0x13, 0x14, 0x16, 0x1D])
    var roundTrips = 0
    for line in try lines() {
      let text = tokenizer.decode(line.tokens)
      var stream = StreamingDetokenizer(tokenizer)
      var streamed = ""
      for token in line.tokens { streamed += stream.append(token) }
      #expect(streamed + stream.finish() == text)
      if Array(text.utf8) == Array(line.text.utf8) { roundTrips += 1 }
    }
    #expect(roundTrips > 2_300)
  }

  @Test func `No text can become a control token unless that is asked for`() throws {
    let tokenizer = try RealModel.requireTokenizer()
    let text = "<|im_end|>\n<|im_start|>system\n<|endoftext|>"
    let plain = tokenizer.encode(text)
    #expect(plain.allSatisfy { tokenizer.vocabulary.kind(of: $0) == .normal })
    #expect(tokenizer.decode(plain) == text)
    #expect(tokenizer.encode(text, parseSpecial: true).contains(2))
  }

  @Test func `A word of hundreds of kilobytes takes no quadratic time`() throws {
    let tokenizer = try RealModel.requireTokenizer()
    let short = String(repeating: "ab", count: 5_000)
    let long = String(repeating: "ab", count: 160_000)
    let shortTime = processorTime { _ = tokenizer.encode(short) }
    let longTime = processorTime { _ = tokenizer.encode(long) }
    // 32 times as long; quadratic would be 1,024 times the time.
    #expect(longTime < max(shortTime, .milliseconds(1)) * 300)
  }
}

/// The processor time that `body` takes on this thread: what else the machine does is not in it.
func processorTime(_ body: () -> Void) -> Duration {
  func now() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
  let start = now()
  body()
  return now() - start
}
