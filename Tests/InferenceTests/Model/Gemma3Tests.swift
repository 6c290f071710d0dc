import Compute
import Foundation
import Inference
import TestSupport
import Testing

/// Google's Gemma 3 270M, where it has been fetched (`make models EXTRA=gemma3-270m`). It is no part of
/// `make test`: 238 MB, under terms that a user must agree to.
@Suite(.blocksItsThread, .enabled(if: RealModel.hasGemma))
struct Gemma3Tests {
  private static let loaded = Result {
    try DecoderModel.load(path: RealModel.gemma, pool: ComputePool(threadCount: 2))
  }

  /// As with SmolLM2, inputs of products are rounded to 8 bits.
  @Test func matchesTheReference() throws {
    let distances = try ModelLogitsTests.distances(Self.loaded.get(), fixture: "gemma3_logits")
    print("Gemma 3: distances \(distances)")
    #expect(distances[distances.count / 2] < 0.08, "\(distances)")
    #expect(distances.last! < 0.3, "\(distances)")
  }

  /// Further than the windows of 512 positions reach.
  @Test func chunksChangeNoBit() throws {
    let model = try Self.loaded.get()
    let tokens = (0..<700).map { Int32(($0 * 6151 + 7) % 200_000 + 300) }
    func logits(chunk: Int) throws -> [[Float]] {
      let cache = try KVCache(model, capacity: tokens.count)
      return try stride(from: 0, to: tokens.count, by: chunk).flatMap { begin in
        let part = tokens[begin..<min(begin + chunk, tokens.count)]
        return try model.logits(
          DecoderModel.rows(part, cache, from: begin) { $0 % 128 < 2 || $0 > 695 })
      }
    }
    let expected = try logits(chunk: 512)
    #expect(try logits(chunk: 75) == expected)
  }

  @Test func continuesSensibly() async throws {
    let loaded = try InferenceEngine.load(path: RealModel.gemma)
    defer { loaded.shutDown() }
    #expect(loaded.identity.architecture == "gemma3")
    let answer = try await loaded.engine.generate(
      GenerationRequest(
        .text("The Eiffel Tower stands in the city of"), maxTokens: 16, sampling: .greedy))
    print("Gemma 3: \(answer.text)")
    #expect(answer.text.contains("Paris"))
  }
}
