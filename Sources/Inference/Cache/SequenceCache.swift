/// The keys and values of one sequence, in blocks that others may share.
package protocol SequenceCache: AnyObject {
  /// Puts the next positions of the sequence into `block`.
  func append(_ block: BlockID)

  /// Block `index` of the sequence is now `block`, which holds the same.
  func replace(at index: Int, with block: BlockID)

  /// Leading positions for which there are blocks.
  var mappedCount: Int { get }

  /// Notes that the mapped blocks hold the first `count` positions.
  func adopt(count: Int)

  /// Becomes a cache without blocks again.
  func unmapAll()
}

/// The memory of blocks of keys and values.
package protocol CacheBlocks: AnyObject {
  /// Copies the first `positionCount` positions of a block over those of another.
  func copy(_ source: BlockID, to destination: BlockID, positionCount: Int)
}
