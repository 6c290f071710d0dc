internal import Kernels

/// Scaled dot-product attention: softmax(scale * q K) V.
///
/// Keys and values are taken in blocks of ``blockLength`` positions that begin at multiples of it. Each
/// block gives a partial result, and partial results are merged in the order of positions: so a
/// query's result is bitwise the same whichever threads compute which blocks, and whichever
/// other queries share the blocks with it.
package enum Attention {
  /// Keys in a group that are interleaved in the key layout; key capacity is a multiple of it.
  package static let keyGroup = APUS_KEY_GROUP
  /// Positions of a block.
  package static let blockLength = APUS_ATTENTION_BLOCK
  /// A window that no context fills.
  package static let wholeContext = 1 << 40

  /// Floats of scratch that one call needs.
  package static func scratchCount(headDimension: Int) -> Int {
    apus_attention_scratch(headDimension)
  }

  /// The blocks that the first `keyCount` positions touch.
  package static func blockCount(keyCount: Int) -> Int {
    (keyCount + blockLength - 1) / blockLength
  }

  /// Floats that the partial results of `queryCount` queries take.
  package static func partialCount(queryCount: Int, headDimension: Int) -> Int {
    queryCount * apus_partial_floats(headDimension)
  }

  /// The partial results of one block: over the keys and values of one head, which lie at `head` in
  /// `format`. `scratch` holds ``scratchCount(headDimension:)`` floats.
  package static func attend(
    _ queries: QueryGroup, head: UnsafeRawPointer, format: KeyValueFormat, block: Int,
    scratch: UnsafeMutablePointer<Float>, into partials: UnsafeMutablePointer<Float>
  ) {
    let values = head + format.byteCount(headDimension: queries.headDimension)
    var arguments = queries.arguments(
      block: block, keys: head, values: values, scratch: scratch, partials: partials)
    switch format {
    case .f16: Active.kernels.attention_f16(&arguments)
    case .q8_0: Active.kernels.attention_q8_0(&arguments)
    }
  }

  /// Adds the partial results of the next block to those of all before it.
  package static func merge(
    _ next: UnsafePointer<Float>, of queries: QueryGroup,
    into partials: UnsafeMutablePointer<Float>
  ) {
    Active.kernels.attention_merge(next, queries.queryCount, queries.headDimension, partials)
  }

  /// Turns the partial results of all blocks into the results: the heads of a row one after the
  /// other, rows `rowStride` floats apart.
  package static func finish(
    _ partials: UnsafePointer<Float>, of queries: QueryGroup,
    into out: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    let dimension = queries.headDimension
    let partialCount = apus_partial_floats(dimension)
    for row in 0..<queries.rowCount {
      for head in 0..<queries.headCount {
        Active.kernels.attention_finish(
          partials + (row * queries.headCount + head) * partialCount, dimension,
          out + row * rowStride + head * dimension)
      }
    }
  }
}

/// The queries of some rows of one sequence that share a key-value head, by address.
package struct QueryGroup {
  /// Head h of row r lies at r * rowStride + h * headDimension.
  let base: UnsafePointer<Float>
  let rowStride: Int
  package let rowCount: Int
  let headCount: Int
  let headDimension: Int
  /// Positions that the first row sees, and how many more each further row does: 1 where rows
  /// follow each other and see themselves, 0 where all see all.
  let keyCount: Int
  let keyCountStep: Int
  /// The most positions that a row sees: the last ones of those before.
  let window: Int
  let scale: Float

  package init(
    base: UnsafePointer<Float>, rowStride: Int, rowCount: Int, headCount: Int, headDimension: Int,
    keyCount: Int, keyCountStep: Int, window: Int = Attention.wholeContext, scale: Float
  ) {
    self.base = base
    self.rowStride = rowStride
    self.rowCount = rowCount
    self.headCount = headCount
    self.headDimension = headDimension
    self.keyCount = keyCount
    self.keyCountStep = keyCountStep
    self.window = window
    self.scale = scale
  }

  package var queryCount: Int { rowCount * headCount }

  /// Blocks that a row sees something of: the first row of the first, the last row of the last.
  package var blocks: Range<Int> {
    let end = Attention.blockCount(keyCount: keyCount + (rowCount - 1) * keyCountStep)
    return max(0, keyCount - window) / Attention.blockLength..<end
  }

  func arguments(
    block: Int, keys: UnsafeRawPointer, values: UnsafeRawPointer,
    scratch: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>
  ) -> apus_attention {
    let keyCount = keyCount - block * Attention.blockLength
    return apus_attention(
      q: base, keys: keys, values: values, partials: partials, scratch: scratch,
      row_stride: rowStride, head_stride: headDimension, row_count: rowCount,
      head_count: headCount, key_begin: Int64(keyCount - window), key_count: Int64(keyCount),
      key_count_step: Int64(keyCountStep), head_dim: headDimension, scale: scale)
  }
}
