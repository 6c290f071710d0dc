import Compute
import Inference
import TestSupport
import Testing

/// The promise for every family: how a sequence is cut, how many threads compute, who shares the batch and
/// which rows want logits change no bit. Contexts are of several cache blocks, and longer than windows.
@Suite(.blocksItsThread) struct FamilyInvariantTests {
  private static let tokens: [Int32] = (0..<300).map { index in
    Int32((index * index / 3 + index % 11) % TinyModel.tokenCount)
  }

  /// Logits of all positions, computed in pieces of `chunk` rows.
  private func logits(
    _ model: DecoderModel, chunk: Int, wants: (Int) -> Bool = { _ in true }
  ) throws -> [[Float]] {
    let cache = try KVCache(model, capacity: Self.tokens.count)
    return try stride(from: 0, to: Self.tokens.count, by: chunk).flatMap { begin in
      let part = Self.tokens[begin..<min(begin + chunk, Self.tokens.count)]
      return try model.logits(DecoderModel.rows(part, cache, from: begin, wants: wants))
    }
  }

  @Test(arguments: DecoderFamily.allCases, [1, 2])
  func chunksAndThreadsChangeNoBit(family: DecoderFamily, threadCount: Int) throws {
    let expected = try logits(TinyModel.load(family, threadCount: 1), chunk: 300)
    let isFinite = expected.allSatisfy { $0.allSatisfy(\.isFinite) }
    #expect(isFinite)
    let model = try TinyModel.load(family, threadCount: threadCount)
    for chunk in [1, 2, 5, 33, 128, 130, 300] {
      #expect(try logits(model, chunk: chunk) == expected, "chunks of \(chunk)")
    }
    let few = try logits(model, chunk: 50) { $0 % 7 == 3 }
    #expect(few == expected.indices.filter { $0 % 7 == 3 }.map { expected[$0] })
  }

  /// Two sequences that share a block and the beginning of the next, one of them a few tokens ahead, the
  /// other with blocks in another order.
  @Test(arguments: DecoderFamily.allCases, [1, 2])
  func companyAndSharedBlocksChangeNoBit(family: DecoderFamily, threadCount: Int) throws {
    let model = try TinyModel.load(family, threadCount: threadCount)
    let expected = try logits(model, chunk: 300)
    let blocks = model.makeCacheBlocks(count: 6)
    let first = try model.makeCache(capacity: 300, in: blocks)
    for index in [4, 1, 2] { first.append(BlockID(index)) }
    _ = try model.logits(DecoderModel.rows(Self.tokens[..<260], first, wants: { _ in false }))
    let second = try model.makeCache(capacity: 300, in: blocks)
    for index in [4, 0, 5] { second.append(BlockID(index)) }
    blocks.copy(BlockID(1), to: BlockID(0), positionCount: 77)
    second.adopt(count: 128 + 77)
    for step in 0..<20 {
      let (ahead, behind) = (260 + 2 * step, 205 + step)
      let rows =
        DecoderModel.rows(Self.tokens[ahead..<ahead + 2], first, from: ahead)
        + DecoderModel.rows(Self.tokens[behind..<behind + 1], second, from: behind)
      let logits = try model.logits(rows)
      #expect(logits == [expected[ahead], expected[ahead + 1], expected[behind]], "step \(step)")
    }
  }

  /// Rejected proposals leave no trace, where windows begin at another position for each row.
  @Test(arguments: DecoderFamily.allCases)
  func rollbackChangesNoBit(family: DecoderFamily) throws {
    let model = try TinyModel.load(family, threadCount: 2)
    let expected = try logits(model, chunk: 300)
    let cache = try KVCache(model, capacity: 300)
    _ = try model.logits(DecoderModel.rows(Self.tokens[..<150], cache, wants: { _ in false }))
    for begin in stride(from: 150, to: 294, by: 3) {
      _ = try model.logits(DecoderModel.rows([1, 2, 3, 4, 5, 6], cache, from: begin))
      let next = try model.logits(
        DecoderModel.rows(Self.tokens[begin..<begin + 3], cache, from: begin))
      #expect(next == Array(expected[begin..<begin + 3]), "from \(begin)")
    }
  }
}
