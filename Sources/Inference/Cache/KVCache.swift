import Compute

/// The keys and values of one sequence: a table that says in which block each run of positions lies.
///
/// Blocks may be shared with other sequences. A sequence reads all its blocks and writes only positions
/// that no other one reads; whoever maps the blocks sees to that (``CacheLedger``).
///
/// `@unchecked Sendable`: a cache belongs to one owner, who passes it to one ``DecoderModel/forward(_:logits:)``
/// at a time; the threads of that call read the table and write disjoint parts of the blocks.
package final class KVCache: SequenceCache, @unchecked Sendable {
  /// Tokens that fit.
  package let capacity: Int
  /// Tokens held: the next token's position.
  package private(set) var count = 0
  private let blocks: KVBlocks
  /// Block of each run of positions, with room for `capacity` rounded up to blocks; the first
  /// `tableCount` are there.
  private let table: UnsafeMutablePointer<Int>
  private var tableCount = 0

  /// Makes an empty cache with blocks of its own, for a sequence of up to `capacity` tokens of `model`.
  ///
  /// Throws where `capacity` is below 1 or above the model's context length.
  package convenience init(_ model: DecoderModel, capacity: Int) throws(ModelError) {
    try model.configuration.check(cacheCapacity: capacity)
    let blockCount = Attention.blockCount(keyCount: capacity)
    self.init(
      capacity: capacity,
      blocks: KVBlocks(model.cacheLayout, blockCount: blockCount))
    for index in 0..<blockCount { append(BlockID(index)) }
  }

  /// Makes a cache without blocks.
  init(capacity: Int, blocks: KVBlocks) {
    self.capacity = capacity
    self.blocks = blocks
    table = .allocate(capacity: Attention.blockCount(keyCount: capacity))
  }

  deinit { table.deallocate() }

  /// Leading positions for which there are blocks.
  package var mappedCount: Int { min(tableCount * Attention.blockLength, capacity) }

  package func append(_ block: BlockID) {
    precondition(mappedCount < capacity, "a block too many for \(capacity) tokens")
    tableCount += 1
    replace(at: tableCount - 1, with: block)
  }

  package func replace(at index: Int, with block: BlockID) {
    precondition((0..<tableCount).contains(index), "block \(index) of \(tableCount)")
    precondition((0..<blocks.blockCount).contains(block.index), "\(block) is not in the pool")
    table[index] = block.index
  }

  package func unmapAll() {
    count = 0
    tableCount = 0
  }

  package func adopt(count: Int) {
    precondition((0...mappedCount).contains(count), "\(count) of \(mappedCount) tokens")
    self.count = count
  }

  /// Forgets everything from position `count` on: the way back after a proposal was refused.
  package func truncate(to count: Int) {
    precondition((0...self.count).contains(count), "truncating \(self.count) tokens to \(count)")
    self.count = count
  }

  /// Notes that the token at `position` is now the last one.
  func ends(afterPosition position: Int) { count = position + 1 }

  var storage: KVStorage { KVStorage(base: blocks.base, table: table, layout: blocks.layout) }
}

/// A cache's memory by address, for the threads of a forward pass.
struct KVStorage {
  let base: UnsafeMutableRawPointer
  /// Tells sequences apart, too: each has a table of its own.
  let table: UnsafeMutablePointer<Int>
  let layout: KVBlockLayout

  /// Keys and values of the block's positions, for one head in one layer.
  func head(_ head: Int, layer: Int, block: Int) -> UnsafeMutableRawPointer {
    base + table[block] * layout.byteCount + layout.headStart(layer: layer, head: head)
  }

  /// Writes one token's key and value of one layer: all heads, one after the other.
  func store(
    key: UnsafePointer<Float>, value: UnsafePointer<Float>, layer: Int, position: Int
  ) {
    let (block, offset) = position.quotientAndRemainder(dividingBy: Attention.blockLength)
    layout.format.store(
      key: key, value: value, headCount: layout.keyValueHeadCount,
      headDimension: layout.headDimension, position: offset,
      into: head(0, layer: layer, block: block))
  }
}

extension DecoderConfiguration {
  func check(cacheCapacity capacity: Int) throws(ModelError) {
    guard (1...contextLength).contains(capacity) else {
      throw ModelError(
        .invalidBatch,
        "a cache of \(capacity) tokens: the model's context is 1...\(contextLength)")
    }
  }
}
