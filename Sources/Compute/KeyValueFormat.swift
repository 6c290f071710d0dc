internal import Kernels

/// How keys and values are stored, in blocks of ``Attention/blockLength`` positions.
///
/// The part of a head in a block is its keys and, behind them, as many bytes of values. What has been
/// written for a position depends on that position's key and value alone.
package enum KeyValueFormat: String, Sendable, CaseIterable {
  /// 16-bit floats. For position t of the block, element (t, d) of the keys lies at (t / 8 *
  /// headDimension + d) * 8 + t % 8, of the values at t * headDimension + d.
  case f16
  /// Bytes, with a 16-bit scale for every 32 dimensions of a key or value: 8.5 bits a number. Keys are
  /// a packed matrix with a row for each position. Queries are quantised likewise.
  case q8_0

  /// Dimensions of a head are a multiple of this.
  package var dimensionMultiple: Int {
    switch self {
    case .f16: 8
    case .q8_0: APUS_QUANT_BLOCK
    }
  }

  /// Bytes of the keys (and as many of the values) of one head in one block.
  package func byteCount(headDimension: Int) -> Int {
    bytes(Attention.blockLength * headDimension)
  }

  private func bytes(_ count: Int) -> Int {
    switch self {
    case .f16: count * 2
    case .q8_0: count / APUS_QUANT_BLOCK * (APUS_QUANT_BLOCK + 2)
    }
  }

  /// Writes the keys and values of one position of a block: those of all heads, one after the other,
  /// into the parts of these heads, which follow each other in `heads`.
  package func store(
    key: UnsafePointer<Float>, value: UnsafePointer<Float>, headCount: Int, headDimension: Int,
    position: Int, into heads: UnsafeMutableRawPointer
  ) {
    let byteCount = byteCount(headDimension: headDimension)
    switch self {
    case .f16:
      withUnsafeTemporaryAllocation(of: UInt16.self, capacity: headDimension) { halves in
        for head in 0..<headCount {
          let keys = heads + 2 * head * byteCount
          let start = head * headDimension
          Self.store(
            key + start, value + start, headDimension, position, halves.baseAddress!,
            keys: keys.assumingMemoryBound(to: UInt16.self),
            values: (keys + byteCount).assumingMemoryBound(to: UInt16.self))
        }
      }
    case .q8_0:
      let blockCount = headDimension / APUS_QUANT_BLOCK
      withUnsafeTemporaryAllocation(of: apus_q8_block.self, capacity: blockCount) { blocks in
        let blocks = blocks.baseAddress!
        for head in 0..<headCount {
          let keys = heads + 2 * head * byteCount
          Active.kernels.quantize_q8(key + head * headDimension, headDimension, blocks)
          apus_store_key(blocks, headDimension, position, keys)
          Active.kernels.quantize_q8(value + head * headDimension, headDimension, blocks)
          apus_store_value(blocks, headDimension, position, keys + byteCount)
        }
      }
    }
  }

  private static func store(
    _ key: UnsafePointer<Float>, _ value: UnsafePointer<Float>, _ dimension: Int, _ position: Int,
    _ halves: UnsafeMutablePointer<UInt16>, keys: UnsafeMutablePointer<UInt16>,
    values: UnsafeMutablePointer<UInt16>
  ) {
    let group = Attention.keyGroup
    Numerics.float16(key, count: dimension, into: halves)
    let lanes = keys + position / group * dimension * group + position % group
    for d in 0..<dimension { lanes[d * group] = halves[d] }
    Numerics.float16(value, count: dimension, into: values + position * dimension)
  }

  /// Copies the first `positionCount` positions of a head's part of a block over those of another.
  package func copy(
    from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, headDimension: Int,
    positionCount: Int
  ) {
    let group = Attention.keyGroup
    let keyCount = (positionCount + group - 1) / group * group * headDimension
    destination.copyMemory(from: source, byteCount: bytes(keyCount))
    let byteCount = byteCount(headDimension: headDimension)
    let (from, to) = (source + byteCount, destination + byteCount)
    switch self {
    case .f16:
      to.copyMemory(from: from, byteCount: bytes(positionCount * headDimension))
    case .q8_0:
      to.copyMemory(from: from, byteCount: positionCount * headDimension)
      for block in 0..<headDimension / APUS_QUANT_BLOCK {
        let scales = Attention.blockLength * (headDimension + 2 * block)
        (to + scales).copyMemory(from: from + scales, byteCount: positionCount * 2)
      }
    }
  }
}
