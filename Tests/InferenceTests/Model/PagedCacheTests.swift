import Compute
import Inference
import TestSupport
import Testing

/// Where the blocks of a sequence lie, and who shares them, changes no bit of the real model's logits.
@Suite(.blocksItsThread) struct PagedCacheTests {
  private static let tokens: [Int32] = (0..<280).map { Int32(($0 * 4513 + 3) % 40_000 + 20) }

  private func wants(_ position: Int) -> Bool { position % 40 == 0 || position > 250 }

  /// Sequences with blocks in any order, one that shares a full block of another and copies a part of
  /// the next, in one batch.
  @Test(arguments: KeyValueFormat.allCases)
  func blocksInAnyOrderSharedAndCopiedChangeNoBit(format: KeyValueFormat) throws {
    let model = try ModelFixture.model(format)
    let tokens = Self.tokens
    let alone = try KVCache(model, capacity: 280)
    let expected = try model.logits(DecoderModel.rows(tokens, alone, wants: wants))
    let blocks = model.makeCacheBlocks(count: 8)
    let first = try model.makeCache(capacity: 280, in: blocks)
    for index in [5, 2, 7] { first.append(BlockID(index)) }
    // Chunks that cross from one block to another that lies before it.
    var logits: [[Float]] = []
    for begin in stride(from: 0, to: 280, by: 100) {
      let part = tokens[begin..<min(begin + 100, 280)]
      logits += try model.logits(DecoderModel.rows(part, first, from: begin, wants: wants))
    }
    #expect(logits == expected)
    let second = try model.makeCache(capacity: 280, in: blocks)
    for index in [5, 0, 3] { second.append(BlockID(index)) }
    blocks.copy(BlockID(2), to: BlockID(0), positionCount: 77)
    second.adopt(count: 128 + 77)
    let rest = try model.logits(
      DecoderModel.rows(tokens[205...], second, from: 205, wants: wants)
        + DecoderModel.rows([tokens[279]], first, from: 279))
    #expect(rest == expected.suffix(rest.count - 1) + [expected.last!])
    // A block of the same content may take the place of another between two passes.
    blocks.copy(BlockID(5), to: BlockID(6), positionCount: 128)
    second.replace(at: 0, with: BlockID(6))
    #expect(
      try model.logits(DecoderModel.rows([tokens[279]], second, from: 279)) == [expected.last!])
  }
}
