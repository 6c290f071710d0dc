import Compute

/// The memory of a model's keys and values, in blocks of ``Attention/blockLength`` positions.
///
/// That is what the attention kernel reads at once, so a block table costs one look-up for each call
/// of the kernel. A block holds all layers and heads of its positions: for each, the keys as 16-bit
/// floats, interleaved in groups of eight positions, and behind them the values, position by position.
/// Memory of blocks that were never written is not used.
///
/// `@unchecked Sendable`: the address never changes. Who writes which positions when is decided by the
/// owner of the caches; the threads of one forward pass write disjoint parts.
package final class KVBlocks: CacheBlocks, @unchecked Sendable {
  package let blockCount: Int
  let layout: KVBlockLayout
  private let memory: AlignedMemory

  init(configuration: DecoderConfiguration, blockCount: Int) {
    self.blockCount = blockCount
    layout = KVBlockLayout(configuration)
    memory = AlignedMemory(byteCount: blockCount * layout.byteCount)
  }

  var base: UnsafeMutablePointer<UInt16> { memory.pointer() }

  package func copy(_ source: BlockID, to destination: BlockID, positionCount: Int) {
    let from = base + source.index * layout.elementCount
    let to = base + destination.index * layout.elementCount
    let groupLength = Attention.keyGroup
    let keyCount =
      (positionCount + groupLength - 1) / groupLength * groupLength * layout.headDimension
    for head in 0..<layout.headCount {
      let keys = head * layout.headElementCount * 2
      let values = keys + layout.headElementCount
      (to + keys).update(from: from + keys, count: keyCount)
      (to + values).update(from: from + values, count: positionCount * layout.headDimension)
    }
  }
}

/// Where a key or a value lies in a block.
struct KVBlockLayout {
  let headDimension: Int
  let keyValueHeadCount: Int
  let layerCount: Int

  init(_ configuration: DecoderConfiguration) {
    headDimension = configuration.headDimension
    keyValueHeadCount = configuration.keyValueHeadCount
    layerCount = configuration.layerCount
  }

  /// Heads of all layers.
  var headCount: Int { layerCount * keyValueHeadCount }
  /// Elements of the keys (and as many of the values) of one head in one layer.
  var headElementCount: Int { Attention.blockLength * headDimension }
  var elementCount: Int { headCount * headElementCount * 2 }
  var byteCount: Int { elementCount * MemoryLayout<UInt16>.stride }

  /// Index of the head's first key in a block; its values follow after `headElementCount` elements.
  func headStart(layer: Int, head: Int) -> Int {
    (layer * keyValueHeadCount + head) * headElementCount * 2
  }
}
