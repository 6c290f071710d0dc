import Inference
import TestSupport
import Testing

@Suite struct BlockPoolTests {
  @Test func `Random use keeps the counts of a plain dictionary`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var pool = BlockPool(blockCount: 17)
    var expected: [BlockID: Int] = [:]
    for step in 0..<5_000 {
      let used = expected.keys.sorted { $0.index < $1.index }.randomElement(using: &random)
      switch (Int.random(in: 0..<4, using: &random), used) {
      case (0, _):
        let block = pool.allocate()
        #expect((block == nil) == (expected.count == 17), "seed \(seed), step \(step)")
        if let block {
          #expect(expected[block] == nil, "seed \(seed), step \(step)")
          expected[block] = 1
        }
      case (1, let block?):
        pool.retain(block)
        expected[block]! += 1
      case (_, let block?):
        pool.release(block)
        expected[block]! -= 1
        if expected[block] == 0 { expected[block] = nil }
      default: break
      }
      let agrees = (0..<17).allSatisfy {
        pool.referenceCount(of: BlockID($0)) == expected[BlockID($0)] ?? 0
      }
      #expect(agrees && pool.usedCount == expected.count, "seed \(seed), step \(step)")
    }
  }
}
