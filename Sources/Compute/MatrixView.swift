internal import Kernels

/// A packed matrix by address: what the threads of a forward pass share without touching reference
/// counts. Its ``PackedMatrix`` must outlive it.
package struct MatrixView {
  let base: UnsafeRawPointer
  private let format: apus_format
  /// Whether its products take quantised activations.
  package let isQuantized: Bool
  /// Outputs.
  package let rowCount: Int
  /// Inputs.
  package let columnCount: Int
  /// Outputs that are computed together; work is shared among threads by whole tiles.
  package let tileRowCount: Int
  private let tileByteCount: Int

  init(base: UnsafeRawPointer, type: ElementType, rowCount: Int, columnCount: Int) {
    self.base = base
    format = type.format
    isQuantized = type.isQuantized
    self.rowCount = rowCount
    self.columnCount = columnCount
    let shape = apus_shape(format)
    tileRowCount = shape.tile_rows
    tileByteCount = shape.tileByteCount(columnCount: columnCount)
  }

  /// Writes the elements of a row: bitwise those of the tensor that was packed.
  package func unpack(row: Int, into y: UnsafeMutablePointer<Float>) {
    assert((0..<rowCount).contains(row), "row \(row) of \(rowCount)")
    apus_unpack_row(format, base, columnCount, row, y)
  }

  package var tileCount: Int { (rowCount + tileRowCount - 1) / tileRowCount }

  /// How many tiles make a good unit of work, of `tileCount` tiles of this size in all: enough to be
  /// worth taking, few enough to stay in the second-level cache while many rows pass over them, and at
  /// least eight units for every thread, so that none waits long for another's last. An even number,
  /// because AVX-512 takes two tiles at a time.
  package func grain(of tileCount: Int, laneCount: Int) -> Int {
    max(2, min((256 << 10) / tileByteCount, tileCount / (laneCount * 8)) & ~1)
  }

  /// Computes outputs of the tiles `tiles` on this thread: y[r][o] = sum of W[o][c] x[r][c].
  ///
  /// `y` points at the first output of the first row; rows are `yStride` floats apart. With
  /// `accumulate` the outputs are added to what `y` holds.
  package func multiply(
    _ x: ActivationRows, tiles: Range<Int>, into y: UnsafeMutablePointer<Float>, yStride: Int,
    accumulate: Bool = false
  ) {
    var arguments = apus_matmul()
    arguments.packed = base
    arguments.y = y
    arguments.y_stride = yStride
    arguments.depth = columnCount
    arguments.out_rows = rowCount
    arguments.tile_begin = tiles.lowerBound
    arguments.tile_end = tiles.upperBound
    arguments.row_count = x.rowCount
    arguments.accumulate = accumulate ? 1 : 0
    if isQuantized {
      arguments.x = UnsafeRawPointer(x.quantized!)
      arguments.x_stride = columnCount / 32
    } else {
      arguments.x = UnsafeRawPointer(x.floats)
      arguments.x_stride = x.floatStride
    }
    Active.multiply(format, &arguments)
  }

  /// One thread's part of a product inside ``ComputePool/run(_:)``; a barrier must follow.
  package func multiply(
    _ x: ActivationRows, into y: UnsafeMutablePointer<Float>, yStride: Int,
    accumulate: Bool = false, lane: Lane
  ) {
    lane.forEach(tileCount, grain: grain(of: tileCount, laneCount: lane.count)) { tiles in
      multiply(x, tiles: tiles, into: y, yStride: yStride, accumulate: accumulate)
    }
  }
}
