internal import Kernels

/// Rows of activations as the input of a product: always floats, and blocks of 8-bit integers too
/// where the matrix wants them. A view; the memory belongs to its user.
package struct ActivationRows {
  package let floats: UnsafePointer<Float>
  /// Floats between two rows.
  package let floatStride: Int
  /// Written by ``quantize(rows:)``; rows are densely packed.
  let quantized: UnsafeMutableRawPointer?
  package let rowCount: Int
  /// A multiple of 32 where `quantized` is given.
  package let columnCount: Int

  package init(
    floats: UnsafePointer<Float>, floatStride: Int, quantized: UnsafeMutableRawPointer?,
    rowCount: Int, columnCount: Int
  ) {
    self.floats = floats
    self.floatStride = floatStride
    self.quantized = quantized
    self.rowCount = rowCount
    self.columnCount = columnCount
  }

  /// Bytes that the quantised form of a row takes.
  package static func quantizedByteCount(columnCount: Int) -> Int {
    columnCount / 32 * MemoryLayout<apus_q8_block>.stride
  }

  /// Quantises columns of one row: blocks of 32 with one scale each, rounded to nearest.
  /// Both bounds are multiples of 32.
  package func quantize(row: Int, columns: Range<Int>) {
    guard let quantized else { return }
    let block = row * (columnCount / 32) + columns.lowerBound / 32
    Active.kernels.quantize_q8(
      floats + row * floatStride + columns.lowerBound, columns.count,
      quantized.assumingMemoryBound(to: apus_q8_block.self) + block)
  }

  /// Quantises whole rows.
  package func quantize(rows: Range<Int>) {
    for row in rows { quantize(row: row, columns: 0..<columnCount) }
  }
}

/// Turns stored tensor elements into floats.
package enum Dequantizer {
  /// Whether none of the elements is an infinity or not a number.
  package static func areFinite(_ bytes: UnsafeRawBufferPointer, type: ElementType) -> Bool {
    let count = bytes.count / type.blockByteCount * type.blockElementCount
    return apus_all_finite(type.format, bytes.baseAddress, count) != 0
  }

  /// Writes `count` floats; `count` is a multiple of the type's block.
  package static func floats(
    of bytes: UnsafeRawBufferPointer, type: ElementType, count: Int,
    into y: UnsafeMutablePointer<Float>
  ) {
    precondition(bytes.count >= type.byteCount(of: count))
    guard let source = bytes.baseAddress else { return }
    apus_dequantize(type.format, source, count, y)
  }
}
