import Compute
import Inference
import TestSupport
import Testing

/// Contexts of several attention blocks, and batches that want few logits: who computes what with whom
/// changes no bit.
@Suite(.blocksItsThread) struct LongContextTests {
  private static let tokens: [Int32] = (0..<300).map { Int32(($0 * 6151 + 7) % 40_000 + 20) }

  /// Positions at the edges of attention blocks, and the last.
  private static func isProbed(_ position: Int) -> Bool {
    [0, 126, 127, 128, 129, 200, 255, 256, 257, 298, 299].contains(position)
  }

  /// Logits of the probed positions, the prompt cut into chunks of `chunk` rows.
  private func probe(_ model: DecoderModel, chunk: Int) throws -> [[Float]] {
    let cache = try KVCache(model, capacity: Self.tokens.count)
    return try stride(from: 0, to: Self.tokens.count, by: chunk).flatMap { begin in
      let part = Self.tokens[begin..<min(begin + chunk, Self.tokens.count)]
      return try model.logits(
        DecoderModel.rows(part, cache, from: begin, wants: Self.isProbed))
    }
  }

  private static let whole = Result {
    try LongContextTests().probe(ModelFixture.model(), chunk: 300)
  }

  @Test(arguments: [1, 2, 3])
  func blocksOfPositionsMayBeSharedByThreads(threadCount: Int) throws {
    let model = try DecoderModel.load(
      path: ModelFixture.path, pool: ComputePool(threadCount: threadCount))
    let expected = try Self.whole.get()
    #expect(expected.count == 11)
    let cache = try KVCache(model, capacity: 300)
    _ = try model.logits(
      DecoderModel.rows(Self.tokens[..<299], cache, wants: { _ in false }))
    // Small steps late in the context: one thread takes them whole, several share their blocks.
    for (rows, begin) in [(1, 299), (2, 298), (5, 255), (8, 254)] {
      cache.truncate(to: begin)
      let logits = try model.logits(
        DecoderModel.rows(
          Self.tokens[begin..<begin + rows], cache, from: begin, wants: Self.isProbed)
      )
      let positions = (0..<300).filter(Self.isProbed)
      let places = positions.indices.filter { (begin..<begin + rows).contains(positions[$0]) }
      #expect(logits == places.map { expected[$0] }, "\(rows) rows from \(begin)")
    }
  }

  @Test(arguments: [37, 128, 130])
  func chunksMayEndAnywhereInABlock(chunk: Int) throws {
    let model = try ModelFixture.model()
    #expect(try probe(model, chunk: chunk) == Self.whole.get())
  }

  /// Rows whose logits nobody wants leave the last layer early. What they store is complete, and the
  /// others move together without mixing, whatever the pattern.
  @Test func rowsWithoutLogitsChangeNoOther() throws {
    let model = try ModelFixture.model()
    let tokens = Self.tokens[..<24]
    let all = try model.logits(DecoderModel.rows(tokens, KVCache(model, capacity: 30)))
    let patterns: [(Int) -> Bool] = [
      { $0 == 23 }, { $0 == 0 }, { $0 % 2 == 1 }, { $0 >= 12 }, { $0 < 3 || $0 == 20 },
      { _ in false },
    ]
    for (index, wants) in patterns.enumerated() {
      let caches = try [KVCache(model, capacity: 30), KVCache(model, capacity: 30)]
      // Two sequences in one batch, of which the second wants nothing.
      let logits = try model.logits(
        DecoderModel.rows(tokens, caches[0], wants: wants)
          + DecoderModel.rows(tokens.reversed(), caches[1], wants: { _ in false }))
      #expect(logits == (0..<24).filter(wants).map { all[$0] }, "pattern \(index)")
      let next = try model.logits(DecoderModel.rows([77], caches[0], from: 24))
      let full = try KVCache(model, capacity: 30)
      _ = try model.logits(DecoderModel.rows(tokens, full))
      #expect(try next == model.logits(DecoderModel.rows([77], full, from: 24)), "pattern \(index)")
    }
  }
}
