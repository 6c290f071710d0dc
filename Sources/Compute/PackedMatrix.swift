internal import Kernels

/// A weight matrix, repacked once for the vector units: y = W x for any number of rows x.
///
/// Rows (outputs) are interleaved in tiles, with scales beside the quants that they scale, so that a
/// product reads the matrix once from front to back, at its size in the file or up to 3 % more. The
/// result for one row of activations is bitwise the same whatever other rows are computed with it.
/// Immutable after `init`, hence `Sendable`.
package final class PackedMatrix: Sendable {
  package let type: ElementType
  /// Outputs.
  package let rowCount: Int
  /// Inputs.
  package let columnCount: Int
  /// Bytes that one product reads.
  package let byteCount: Int
  private let memory: AlignedMemory
  private let offset: Int

  /// Packs a tensor stored row by row as GGUF does.
  ///
  /// - Precondition: `bytes` holds exactly `rowCount` rows, and `columnCount` is a multiple of the
  ///   element type's block; ``ElementType/byteCount(of:)`` says how many bytes that is.
  /// - Parameter arena: where matrices that are used together lie together; by itself otherwise.
  package init(
    _ bytes: UnsafeRawBufferPointer, type: ElementType, rowCount: Int, columnCount: Int,
    pool: ComputePool, arena: MatrixArena? = nil
  ) {
    let shape = apus_shape(type.format)
    precondition(columnCount % shape.block_columns == 0, "columns: \(columnCount)")
    precondition(
      bytes.count == type.byteCount(of: rowCount * columnCount),
      "\(bytes.count) bytes for \(rowCount) x \(columnCount) \(type.rawValue)")
    self.type = type
    self.rowCount = rowCount
    self.columnCount = columnCount
    let tiles = (rowCount + shape.tile_rows - 1) / shape.tile_rows
    byteCount = tiles * shape.tileByteCount(columnCount: columnCount)
    (memory, offset) =
      arena?.take(byteCount) ?? (AlignedMemory(byteCount: byteCount, hugePages: true), 0)
    let packed = memory.base + offset
    pool.forEach(tiles, grain: 8) { range in
      apus_pack(
        type.format, bytes.baseAddress, rowCount, columnCount, range.lowerBound, range.upperBound,
        packed)
    }
  }

  /// Packs floats stored row by row.
  package convenience init(
    _ values: UnsafeBufferPointer<Float>, rowCount: Int, columnCount: Int, pool: ComputePool,
    arena: MatrixArena? = nil
  ) {
    self.init(
      UnsafeRawBufferPointer(values), type: .f32, rowCount: rowCount, columnCount: columnCount,
      pool: pool, arena: arena)
  }

  /// The matrix for use on hot paths, without the cost of counting references. Valid while `self`
  /// lives.
  package var view: MatrixView {
    MatrixView(
      base: UnsafeRawPointer(memory.base + offset), type: type, rowCount: rowCount,
      columnCount: columnCount)
  }
}

extension apus_format_shape {
  /// Bytes of one packed tile over all columns.
  func tileByteCount(columnCount: Int) -> Int { columnCount / block_columns * tile_block_bytes }
}
