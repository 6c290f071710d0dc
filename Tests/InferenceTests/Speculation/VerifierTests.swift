import Inference
import TestSupport
import Testing

/// Whatever is proposed, the tokens are plain decoding's.
@Suite struct VerifierTests {
  private static let vocabularySize = 50
  /// The context: prompt and answer together never exceed it.
  private static let length = 120
  private static let endToken: TokenID = 1
  private static let proposedCountMax = SpeculationPolicy.proposedCountMax
  private static let samplings = [
    SamplingParameters.greedy, SamplingParameters(temperature: 1, seed: 7),
    SamplingParameters(temperature: 1.4, topP: 0.9, minP: 0.01, topK: 30, seed: 8),
    SamplingParameters(temperature: 0.2, topK: 2, seed: .max),
  ]

  /// How a proposer misbehaves.
  enum Adversary: CaseIterable {
    case allRight, allWrong, random, rightThenWrong, outOfRange, endTokens, duplicated
    case pastTheEnd
  }

  private struct Decoded {
    var tokens: [TokenID] = [3]
    var stepCount = 0
    var longestProposal = 0
  }

  /// Logits as a function of the tokens so far. An end comes up, but seldom.
  private func logits(_ tokens: [TokenID]) -> [Float] {
    let hash = tokens.suffix(3).reduce(1) { $0 &* 131 &+ UInt64(bitPattern: Int64($1)) }
    var random = SeededGenerator(seed: hash)
    var logits = (0..<Self.vocabularySize).map { _ in Float.random(in: 0..<8, using: &random) }
    logits[Int(Self.endToken)] -= 5
    return logits
  }

  /// Decodes as the engine does: each step verifies what `propose` says of the tokens so far, with
  /// one token less than the context has room for, and drops what follows the end of the answer.
  private func decode(
    _ sampling: SamplingParameters, propose: ([TokenID]) -> [TokenID]
  ) throws -> Decoded {
    var sampler = Sampler(sampling)
    var decoded = Decoded()
    while decoded.tokens.count < Self.length, decoded.tokens.last != Self.endToken {
      let tokens = decoded.tokens
      let room = min(Self.length - tokens.count - 1, Self.proposedCountMax)
      let proposal = Array(propose(tokens).prefix(room))
      let rows = (0...proposal.count).flatMap { logits(tokens + proposal.prefix($0)) }
      let chosen = try rows.withUnsafeBufferPointer {
        try Verifier.verify(
          proposal[...], logits: $0, vocabularySize: Self.vocabularySize, position: tokens.count,
          sampler: &sampler)
      }
      let end = chosen.firstIndex(of: Self.endToken).map { $0 + 1 } ?? chosen.count
      decoded.tokens += chosen[..<end]
      decoded.stepCount += 1
      decoded.longestProposal = max(decoded.longestProposal, proposal.count)
    }
    return decoded
  }

  private func proposal(
    _ adversary: Adversary, _ future: ArraySlice<TokenID>, last: TokenID,
    _ random: inout SeededGenerator
  ) -> [TokenID] {
    let wrong = future.map { ($0 + 1) % TokenID(Self.vocabularySize) }
    let outside: [TokenID] = [-1, TokenID(Self.vocabularySize), .max, .min]
    return switch adversary {
    case .allRight: Array(future)
    case .allWrong: wrong
    case .random: future.map { _ in TokenID.random(in: 0..<50, using: &random) }
    case .rightThenWrong: Array(future.prefix(3)) + wrong.dropFirst(3)
    case .outOfRange: Array(future.prefix(2)) + outside.shuffled(using: &random)
    case .endTokens: Array(future.prefix(2)) + Array(repeating: Self.endToken, count: 20)
    case .duplicated: Array(repeating: last, count: 20)
    case .pastTheEnd: Array(future) + (0..<200).map { $0 % 50 }
    }
  }

  @Test(arguments: Adversary.allCases, samplings)
  func `No proposal changes a token`(_ adversary: Adversary, _ sampling: SamplingParameters) throws
  {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let plain = try decode(sampling) { _ in [] }
    #expect(plain.stepCount == plain.tokens.count - 1)
    try #require(plain.tokens.count > 20, "an answer of some length")
    let other = try decode(sampling) { tokens in
      let future = plain.tokens[tokens.count...]
      let count = adversary == .pastTheEnd ? future.count : Int.random(in: 3...9, using: &random)
      return proposal(adversary, future.prefix(count), last: tokens.last!, &random)
    }
    #expect(other.tokens == plain.tokens, "seed \(seed)")
    switch adversary {
    case .allRight, .rightThenWrong, .outOfRange, .endTokens:
      #expect(other.stepCount < plain.stepCount / 2 + 2, "seed \(seed)")
    case .pastTheEnd:
      #expect(other.stepCount <= plain.stepCount / Self.proposedCountMax + 2)
      #expect(other.longestProposal == Self.proposedCountMax)
    case .allWrong: #expect(other.stepCount == plain.stepCount, "seed \(seed)")
    case .random, .duplicated: #expect(other.stepCount <= plain.stepCount, "seed \(seed)")
    }
  }

  @Test func `A row that has no finite logit is refused, also behind an accepted token`() throws {
    var sampler = Sampler(.greedy)
    var rows = [Float](repeating: 0, count: 3 * Self.vocabularySize)
    rows[7] = 1
    rows[Self.vocabularySize + 2] = .nan
    rows.withUnsafeBufferPointer { rows in
      #expect(throws: GenerationError.notFinite(position: 11)) {
        try Verifier.verify(
          [7, 8], logits: rows, vocabularySize: Self.vocabularySize, position: 10,
          sampler: &sampler)
      }
      // Refused first, so that the row behind it is never looked at.
      #expect(throws: Never.self) {
        try Verifier.verify(
          [9, 8], logits: rows, vocabularySize: Self.vocabularySize, position: 10,
          sampler: &sampler)
      }
    }
  }
}
