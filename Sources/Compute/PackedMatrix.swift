internal import Kernels
import Synchronization

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
  package convenience init(
    _ bytes: UnsafeRawBufferPointer, type: ElementType, rowCount: Int, columnCount: Int,
    pool: ComputePool, arena: MatrixArena? = nil
  ) {
    let rowByteCount = type.byteCount(of: columnCount)
    precondition(
      bytes.count == rowCount * rowByteCount,
      "\(bytes.count) bytes for \(rowCount) x \(columnCount) \(type.rawValue)")
    self.init(
      type: type, rowCount: rowCount, columnCount: columnCount, pool: pool, arena: arena
    ) { rows, pack in
      pack(bytes.baseAddress! + rows.lowerBound * rowByteCount)
    }
  }

  /// Packs a tensor that comes in runs of rows.
  ///
  /// - Parameter withRows: passes the given rows, as they are stored one behind the other, to its second
  ///   argument. Called by all threads of the pool. What it throws is thrown when all have ended.
  package init<Failure: Error>(
    type: ElementType, rowCount: Int, columnCount: Int, pool: ComputePool,
    arena: MatrixArena? = nil,
    withRows: (_ rows: Range<Int>, _ pack: (UnsafeRawPointer) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    let shape = apus_shape(type.format)
    precondition(columnCount % shape.block_columns == 0, "columns: \(columnCount)")
    self.type = type
    self.rowCount = rowCount
    self.columnCount = columnCount
    byteCount = Self.byteCount(type: type, rowCount: rowCount, columnCount: columnCount)
    (memory, offset) =
      arena?.take(byteCount) ?? (AlignedMemory(byteCount: byteCount, hugePages: true), 0)
    let packed = memory.base + offset
    let tileByteCount = shape.tileByteCount(columnCount: columnCount)
    let tileRowCount = shape.tile_rows
    let grain = max(8, Self.pieceByteCount / tileByteCount)
    let failure = Mutex<Failure?>(nil)
    pool.forEach((rowCount + tileRowCount - 1) / tileRowCount, grain: grain) { tiles in
      let rows = tiles.lowerBound * tileRowCount..<min(tiles.upperBound * tileRowCount, rowCount)
      do throws(Failure) {
        try withRows(rows) { stored in
          apus_pack(
            type.format, stored, rows.count, columnCount, 0, tiles.count,
            packed + tiles.lowerBound * tileByteCount)
        }
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Bytes of rows that a thread takes at a time.
  private static let pieceByteCount = 1 << 20

  /// Bytes that a matrix takes once it is packed.
  package static func byteCount(type: ElementType, rowCount: Int, columnCount: Int) -> Int {
    let shape = apus_shape(type.format)
    return (rowCount + shape.tile_rows - 1) / shape.tile_rows
      * shape.tileByteCount(columnCount: columnCount)
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
