import Compute
import Foundation
import Inference
import TestSupport
import Testing

/// Logits against a numpy forward pass over the dequantised tensors
/// (`scripts/references/decoder_logits.py`).
@Suite(.blocksItsThread) struct ModelLogitsTests {
  struct Fixture: Decodable {
    struct Row: Decodable {
      let position: Int
      /// The eight best tokens, then tokens spread over the vocabulary.
      let ids: [Int]
      let logits: [Float]
      /// Standard deviation of all logits of the row.
      let deviation: Float
    }
    struct Prompt: Decodable {
      let tokens: [Int32]
      let rows: [Row]
    }
    let prompts: [Prompt]
  }

  static func url(_ name: String, _ type: String) throws -> URL {
    try #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: type))
  }

  /// Root mean squares of the differences from the reference, in standard deviations of the row;
  /// sorted.
  static func distances(_ model: DecoderModel, fixture name: String) throws -> [Float] {
    let fixture = try JSONDecoder().decode(
      Fixture.self, from: Data(contentsOf: url(name, "json")))
    #expect(fixture.prompts.count == 5)
    return try fixture.prompts.flatMap { prompt in
      let cache = try KVCache(model, capacity: prompt.tokens.count)
      let logits = try model.logits(DecoderModel.rows(prompt.tokens, cache))
      return prompt.rows.map { row in
        let squares = zip(row.ids, row.logits).map { id, expected in
          let difference = logits[row.position][id] - expected
          return difference * difference
        }
        return (squares.reduce(0, +) / Float(squares.count)).squareRoot() / row.deviation
      }
    }.sorted()
  }

  /// The engine rounds the input of every quantised product to 8 bits, in blocks of 32. A numpy
  /// reference that rounds likewise lies 0.02 to 0.25 deviations from plain float32, 0.05 in the
  /// median, and so does the engine: 0.05 in the median, 0.16 at worst.
  @Test func quantisedModelMatchesTheReference() throws {
    let distances = try Self.distances(ModelFixture.model(), fixture: "llama_logits")
    #expect(distances[distances.count / 2] < 0.08, "\(distances)")
    #expect(distances.last! < 0.3, "\(distances)")
  }

  /// Without quantised weights nothing is rounded but keys and values, to 16-bit floats: relative
  /// errors of 2^-11 that average out.
  @Test(arguments: DecoderFamily.allCases)
  func floatModelMatchesTheReferenceClosely(family: DecoderFamily) throws {
    let model = try TinyModel.load(family, threadCount: 2)
    let distances = try Self.distances(model, fixture: TinyModel.name(family))
    #expect(distances.last! < 2e-3, "\(distances)")
  }

  /// One layer whose matrices have nine types: F16 beside Q5_1 for gate and up, K formats, a head in
  /// BF16. Inputs are rounded to 8 bits as in the real model, but through one layer only.
  @Test func mixedModelMatchesTheReference() throws {
    let model = try DecoderModel.load(
      path: Self.url("mixed_llama", "gguf").path, pool: ComputePool(threadCount: 2))
    let distances = try Self.distances(model, fixture: "mixed_llama")
    #expect(distances.last! < 0.04, "\(distances)")
  }

  private static let tokens: [Int32] = (0..<70).map { Int32(($0 * 7919 + 13) % 40_000 + 20) }

  /// One batch of everything, for the others to equal bit for bit.
  private func whole(_ model: DecoderModel) throws -> [[Float]] {
    try model.logits(
      DecoderModel.rows(Self.tokens, KVCache(model, capacity: Self.tokens.count)))
  }

  @Test(arguments: [1, 2, 3, 5, 16, 33, 64])
  func chunkingChangesNoBit(chunk: Int) throws {
    let model = try ModelFixture.model()
    let cache = try KVCache(model, capacity: 80)
    var logits: [[Float]] = []
    for begin in stride(from: 0, to: Self.tokens.count, by: chunk) {
      let part = Self.tokens[begin..<min(begin + chunk, Self.tokens.count)]
      logits += try model.logits(DecoderModel.rows(part, cache, from: begin))
    }
    #expect(try logits == whole(model))
  }

  @Test(arguments: [1, 2, 3, 4])
  func threadCountChangesNoBit(threadCount: Int) throws {
    let expected = try whole(ModelFixture.model())
    let model = try DecoderModel.load(
      path: ModelFixture.path, pool: ComputePool(threadCount: threadCount))
    #expect(try whole(model) == expected)
  }

  /// Three sequences of different tokens, decoded together and in changing company.
  @Test func companyChangesNoBit() throws {
    let model = try ModelFixture.model()
    let sequences = [Array(Self.tokens[..<30]), Array(Self.tokens[10..<50]), [5, 6, 7, 8]]
    let alone = try sequences.map {
      try model.logits(DecoderModel.rows($0, KVCache(model, capacity: 50)))
    }
    let caches = try sequences.map { _ in try KVCache(model, capacity: 50) }
    for step in 0..<40 {
      var rows: [BatchRow<KVCache>] = []
      var expected: [[Float]] = []
      for (index, tokens) in sequences.enumerated() {
        // Sequence 1 moves two tokens at a time and starts late.
        let range = index == 1 ? 2 * (step - 3)..<2 * (step - 3) + 2 : step..<step + 1
        guard range.lowerBound >= 0, range.upperBound <= tokens.count else { continue }
        rows += DecoderModel.rows(tokens[range], caches[index], from: range.lowerBound)
        expected += alone[index][range]
      }
      if rows.isEmpty { continue }
      #expect(try model.logits(rows) == expected, "step \(step)")
    }
  }

  /// Rejected proposals leave no trace, whether truncated or overwritten.
  @Test func rollbackChangesNoBit() throws {
    let model = try ModelFixture.model()
    let expected = try whole(model)
    let cache = try KVCache(model, capacity: 80)
    _ = try model.logits(DecoderModel.rows(Self.tokens[..<20], cache))
    _ = try model.logits(DecoderModel.rows([1, 2, 3, 4, 5], cache, from: 20))
    cache.truncate(to: 20)
    let next = try model.logits(DecoderModel.rows(Self.tokens[20..<30], cache, from: 20))
    #expect(next == Array(expected[20..<30]))
    _ = try model.logits(DecoderModel.rows([9, 9, 9], cache, from: 27))
    let overwritten = try model.logits(DecoderModel.rows(Self.tokens[27..<40], cache, from: 27))
    #expect(overwritten == Array(expected[27..<40]))
    #expect(cache.count == 40)
  }

  @Test func badBatchesAreRefusedAndChangeNothing() throws {
    let model = try ModelFixture.model()
    let cache = try KVCache(model, capacity: 4)
    _ = try model.logits(DecoderModel.rows([1, 2], cache))
    func refuses(_ code: ModelError.Code, _ rows: [BatchRow<KVCache>]) {
      #expect { try model.logits(rows) } throws: { ($0 as? ModelError)?.code == code }
      #expect(cache.count == 2)
    }
    refuses(.invalidBatch, [])
    refuses(.invalidBatch, DecoderModel.rows([-1], cache, from: 2))
    refuses(.invalidBatch, DecoderModel.rows([Int32(model.vocabularySize)], cache, from: 2))
    refuses(.invalidBatch, DecoderModel.rows([1], cache, from: 3))
    refuses(.cacheFull, DecoderModel.rows([1, 2, 3], cache, from: 2))
    #expect(throws: ModelError.self) { try KVCache(model, capacity: 0) }
    #expect(throws: ModelError.self) { try KVCache(model, capacity: 8193) }
  }
}
