import Compute

/// The memory of a model's keys and values, in blocks of ``Attention/blockLength`` positions.
///
/// That is what the attention kernel reads at once, so a block table costs one look-up for each call
/// of the kernel. A block holds all layers and heads of its positions: for each, the keys and behind them
/// the values (``KeyValueFormat``). Memory of blocks that were never written is not used.
///
/// `@unchecked Sendable`: the address never changes. Who writes which positions when is decided by the
/// owner of the caches; the threads of one forward pass write disjoint parts.
package final class KVBlocks: CacheBlocks, @unchecked Sendable {
  package let blockCount: Int
  let layout: KVBlockLayout
  private let memory: AlignedMemory

  init(_ layout: KVBlockLayout, blockCount: Int) {
    self.blockCount = blockCount
    self.layout = layout
    memory = AlignedMemory(byteCount: blockCount * layout.byteCount)
  }

  var base: UnsafeMutableRawPointer { memory.base }

  package func copy(_ source: BlockID, to destination: BlockID, positionCount: Int) {
    let from = base + source.index * layout.byteCount
    let to = base + destination.index * layout.byteCount
    for head in 0..<layout.headCount {
      layout.format.copy(
        from: from + head * layout.headByteCount, to: to + head * layout.headByteCount,
        headDimension: layout.headDimension, positionCount: positionCount)
    }
  }
}

/// Where the keys and values of a head lie in a block.
struct KVBlockLayout {
  let format: KeyValueFormat
  let headDimension: Int
  let keyValueHeadCount: Int
  let layerCount: Int
  /// Bytes of the keys and values of one head in one layer.
  let headByteCount: Int

  init(_ configuration: DecoderConfiguration, format: KeyValueFormat) {
    self.format = format
    headDimension = configuration.headDimension
    keyValueHeadCount = configuration.keyValueHeadCount
    layerCount = configuration.layerCount
    headByteCount = 2 * format.byteCount(headDimension: headDimension)
  }

  /// Heads of all layers.
  var headCount: Int { layerCount * keyValueHeadCount }
  var byteCount: Int { headCount * headByteCount }

  /// Bytes of the blocks that so many positions take.
  func byteCount(tokenCount: Int) -> Int {
    Attention.blockCount(keyCount: tokenCount) * byteCount
  }

  /// Where the head's part of a block begins; the next head of the layer follows.
  func headStart(layer: Int, head: Int) -> Int {
    (layer * keyValueHeadCount + head) * headByteCount
  }
}
