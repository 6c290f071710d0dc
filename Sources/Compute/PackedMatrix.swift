internal import Kernels

/// A weight matrix, repacked once for the vector units: y = W x for any number of rows x.
///
/// Rows (outputs) are interleaved in tiles, with scales beside the quants that they scale, so that a
/// product reads the matrix once from front to back at its size in the file. The result for one row
/// of activations is bitwise the same whatever other rows are computed with it.
/// Immutable after `init`, hence `Sendable`.
package final class PackedMatrix: Sendable {
  /// What a tile holds. Other element types are converted: Q4_0 to Q4_1, F16 and BF16 to F32.
  package enum Format: Sendable {
    case f32, q4_1, q8_0

    /// Outputs that are computed together; work is shared among threads by whole tiles.
    package var tileRowCount: Int { self == .f32 ? APUS_F32_TILE : APUS_QUANT_TILE }

    /// Bytes of one tile over all columns.
    package func tileByteCount(columnCount: Int) -> Int {
      switch self {
      case .f32: columnCount * APUS_F32_TILE * 4
      case .q4_1: columnCount / 32 * APUS_Q4_1_TILE_BLOCK_BYTES
      case .q8_0: columnCount / 32 * APUS_Q8_0_TILE_BLOCK_BYTES
      }
    }
  }

  package let format: Format
  /// Outputs.
  package let rowCount: Int
  /// Inputs; a multiple of 32 for quantised formats.
  package let columnCount: Int
  private let memory: AlignedMemory

  /// Whether activations must be quantised (``ActivationRows/quantize(rows:)``) to multiply with this matrix.
  package var takesQuantizedActivations: Bool { format != .f32 }
  /// Bytes that one product reads.
  package var byteCount: Int { memory.byteCount }

  /// Packs a tensor stored row by row as GGUF does.
  ///
  /// - Precondition: `bytes` holds exactly `rowCount` rows, and `columnCount` is a multiple of the
  ///   element type's block; ``ElementType/byteCount(of:)`` says how many bytes that is.
  package init(
    _ bytes: UnsafeRawBufferPointer, type: ElementType, rowCount: Int, columnCount: Int,
    pool: ComputePool
  ) {
    precondition(columnCount % type.blockElementCount == 0, "columns: \(columnCount)")
    precondition(
      bytes.count == type.byteCount(of: rowCount * columnCount),
      "\(bytes.count) bytes for \(rowCount) x \(columnCount) \(type.rawValue)")
    self.rowCount = rowCount
    self.columnCount = columnCount
    format = Self.format(for: type)
    let tiles = (rowCount + format.tileRowCount - 1) / format.tileRowCount
    let tileByteCount = format.tileByteCount(columnCount: columnCount)
    memory = AlignedMemory(byteCount: tiles * tileByteCount, hugePages: true)
    let packed = memory.base
    pool.forEach(tiles, grain: 8) { range in
      Self.pack(
        bytes, type: type, rowCount: rowCount, columnCount: columnCount, tiles: range,
        into: packed)
    }
  }

  /// Packs floats stored row by row.
  package convenience init(
    _ values: UnsafeBufferPointer<Float>, rowCount: Int, columnCount: Int, pool: ComputePool
  ) {
    self.init(
      UnsafeRawBufferPointer(values), type: .f32, rowCount: rowCount, columnCount: columnCount,
      pool: pool)
  }

  private static func format(for type: ElementType) -> Format {
    switch type {
    case .f32, .f16, .bf16: .f32
    case .q4_0, .q4_1: .q4_1
    case .q8_0: .q8_0
    }
  }

  private static func pack(
    _ bytes: UnsafeRawBufferPointer, type: ElementType, rowCount: Int, columnCount: Int,
    tiles: Range<Int>, into packed: UnsafeMutableRawPointer
  ) {
    let source = bytes.baseAddress!
    switch type {
    case .f32:
      apus_pack_f32(
        source.assumingMemoryBound(to: Float.self), rowCount, columnCount, tiles.lowerBound,
        tiles.upperBound, packed)
    case .f16, .bf16:
      packWidened(
        bytes, type: type, rowCount: rowCount, columnCount: columnCount, tiles: tiles, into: packed)
    case .q4_0:
      apus_pack_q4_0(source, rowCount, columnCount, tiles.lowerBound, tiles.upperBound, packed)
    case .q4_1:
      apus_pack_q4_1(source, rowCount, columnCount, tiles.lowerBound, tiles.upperBound, packed)
    case .q8_0:
      apus_pack_q8_0(source, rowCount, columnCount, tiles.lowerBound, tiles.upperBound, packed)
    }
  }

  /// Widens 16-bit floats to 32 bits, one tile at a time.
  private static func packWidened(
    _ bytes: UnsafeRawBufferPointer, type: ElementType, rowCount: Int, columnCount: Int,
    tiles: Range<Int>, into packed: UnsafeMutableRawPointer
  ) {
    let tileRows = APUS_F32_TILE
    let tileByteCount = Format.f32.tileByteCount(columnCount: columnCount)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: tileRows * columnCount) { floats in
      for tile in tiles {
        let rows = min(tileRows, rowCount - tile * tileRows)
        let count = rows * columnCount
        let begin = tile * tileRows * columnCount
        Dequantizer.floats(
          of: UnsafeRawBufferPointer(rebasing: bytes[begin * 2..<(begin + count) * 2]),
          type: type, count: count, into: floats.baseAddress!)
        apus_pack_f32(
          floats.baseAddress!, rows, columnCount, 0, 1, packed + tile * tileByteCount)
      }
    }
  }

  /// The matrix for use on hot paths, without the cost of counting references. Valid while `self`
  /// lives.
  package var view: MatrixView {
    MatrixView(
      base: UnsafeRawPointer(memory.base), format: format, rowCount: rowCount,
      columnCount: columnCount)
  }
}
