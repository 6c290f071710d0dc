/// Names a block of keys and values: the positions `n * length ..< (n + 1) * length` of a sequence.
package struct BlockID: Hashable, Sendable {
  package var index: Int

  package init(_ index: Int) { self.index = index }
}

/// Counts who uses each block of a fixed number of blocks.
///
/// Holds no memory. A block is free or has at least one reference; the first reference comes with
/// `allocate`, and the last `release` makes the block free again. Misuse traps.
package struct BlockPool: Sendable {
  private var referenceCounts: [Int32]
  /// A stack: blocks used last are given out first, while their memory is warm.
  private var free: [BlockID]

  package init(blockCount: Int) {
    precondition(blockCount >= 1, "a pool of \(blockCount) blocks")
    referenceCounts = [Int32](repeating: 0, count: blockCount)
    free = (0..<blockCount).reversed().map { BlockID($0) }
  }

  package var blockCount: Int { referenceCounts.count }
  package var freeCount: Int { free.count }
  package var usedCount: Int { blockCount - freeCount }

  package func referenceCount(of block: BlockID) -> Int { Int(referenceCounts[block.index]) }

  /// A free block, which now has one reference; nil where none is free.
  package mutating func allocate() -> BlockID? {
    guard let block = free.popLast() else { return nil }
    referenceCounts[block.index] = 1
    return block
  }

  /// One more uses a block that is in use.
  package mutating func retain(_ block: BlockID) {
    precondition(referenceCounts[block.index] > 0, "\(block) is free and cannot be shared")
    referenceCounts[block.index] += 1
  }

  /// One fewer uses a block.
  package mutating func release(_ block: BlockID) {
    precondition(referenceCounts[block.index] > 0, "\(block) was released once too often")
    referenceCounts[block.index] -= 1
    if referenceCounts[block.index] == 0 { free.append(block) }
  }
}
