import Foundation
import Inference
import Testing

/// Logprobs against numpy in double precision (`scripts/references/logprobs.py`).
@Suite struct LogprobsTests {
  struct Row: Decodable {
    /// None stands for minus infinity.
    let logits: [Float?]
    let logprobs: [Double?]
    /// The ids of the largest logits, the largest first.
    let order: [TokenID]
  }

  private static func rows() throws -> [Row] {
    try JSONDecoder().decode(
      [Row].self, from: Data(contentsOf: ModelLogitsTests.url("logprobs", "json")))
  }

  private func logprobs(
    _ token: Int, _ count: Int, _ logits: [Float]
  ) throws(GenerationError) -> TokenLogprobs {
    try logits.withUnsafeBufferPointer { logits throws(GenerationError) in
      try Logprobs.of(TokenID(token), alternativeCount: count, logits: logits, position: 7)
    }
  }

  @Test func `Every token's logprob is numpy's`() throws {
    for row in try Self.rows() {
      let logits = row.logits.map { $0 ?? -.infinity }
      for (token, expected) in row.logprobs.enumerated() {
        let found = try logprobs(token, 0, logits)
        #expect(found.token.token == TokenID(token) && found.alternatives.isEmpty)
        guard let expected else {
          #expect(found.token.logprob == -.infinity)
          continue
        }
        // numpy subtracts one large number from another where ours never has any.
        let scale = max(1, abs(expected), Double(logits.max()!).magnitude)
        #expect(abs(found.token.logprob - expected) <= 4e-15 * scale)
      }
    }
  }

  @Test(arguments: [1, 5, 20])
  func `Alternatives are the likeliest, equals by id`(count: Int) throws {
    for row in try Self.rows() {
      let logits = row.logits.map { $0 ?? -.infinity }
      let found = try logprobs(0, count, logits).alternatives
      #expect(found.map(\.token) == Array(row.order.prefix(count)))
      for alternative in found {
        #expect(try logprobs(Int(alternative.token), 0, logits).token == alternative)
      }
    }
  }

  @Test func `Logits that are no numbers are refused`() {
    for bad in [Float.nan, .infinity] {
      #expect(throws: GenerationError.notFinite(position: 7)) {
        _ = try logprobs(0, 0, [1, bad, 2])
      }
    }
  }

  @Test(arguments: [true, false])
  func `Each token comes with its own, whatever ends the answer`(speculates: Bool) async throws {
    try await withEngine(stepCost: .rowsAreFree) { engine in
      let whole = try await engine.generate(
        .init(.text("HELLO"), maxTokens: 60, speculates: speculates, logprobs: 2))
      let stop = String(whole.text.dropFirst(10).prefix(3))
      let cut = try await engine.generate(
        .init(.text("HELLO"), maxTokens: 60, stop: [stop], speculates: speculates, logprobs: 2))
      for result in [whole, cut] {
        #expect(result.logprobs.map(\.token.token) == result.tokens)
        #expect(result.logprobs.allSatisfy { $0.alternatives.first == $0.token })
        let mean =
          result.logprobs.reduce(0) { $0 + $1.token.logprob } / Double(result.tokens.count)
        #expect(try #require(result.usage.meanLogprob) == mean)
      }
      #expect(whole.logprobs.starts(with: cut.logprobs))
      let without = try await engine.generate(.init(.text("HELLO"), maxTokens: 5))
      #expect(without.logprobs.isEmpty && without.usage.meanLogprob == nil)
      for count in [-1, 21] {
        let error = #expect(throws: GenerationError.self) {
          _ = try engine.submit(.init(.text("A"), logprobs: count))
        }
        #expect(error?.description == "logprobs is \(count); allowed: 0 to 20")
      }
    }
  }
}
