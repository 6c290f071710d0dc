/// Whole products, shared among the threads of a pool.
package enum Matmul {
  /// y[r] = W x[r] for `rowCount` dense rows: x is rowCount x columns, y is rowCount x outputs.
  ///
  /// Quantises the activations first where the matrix is quantised.
  package static func multiply(
    _ matrix: PackedMatrix, _ x: UnsafePointer<Float>, rowCount: Int,
    into y: UnsafeMutablePointer<Float>, pool: ComputePool
  ) {
    var scratch: AlignedMemory?
    if matrix.type.isQuantized {
      scratch = AlignedMemory(
        byteCount: rowCount
          * ActivationRows.quantizedByteCount(columnCount: matrix.columnCount))
    }
    withExtendedLifetime(scratch) {
      let rows = ActivationRows(
        floats: x, floatStride: matrix.columnCount, quantized: scratch?.base,
        rowCount: rowCount, columnCount: matrix.columnCount)
      pool.run { lane in
        if matrix.type.isQuantized {
          lane.forEach(rowCount, grain: 4) { rows.quantize(rows: $0) }
          lane.barrier()
        }
        matrix.view.multiply(rows, into: y, yStride: matrix.rowCount, lane: lane)
      }
    }
  }
}
