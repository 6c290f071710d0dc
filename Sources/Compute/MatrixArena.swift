/// Memory for matrices that are read one after the other: large pieces in pages of 2 MiB, which are cut
/// up among them.
///
/// A matrix of a small model takes less than one such page and would get pages of 4 KiB by itself.
/// Reading those costs a translation each: a decoding step of a 135M model took a quarter longer.
/// Not `Sendable`: one thread loads a model. A piece lives as long as a matrix in it.
package final class MatrixArena {
  private var piece: AlignedMemory?
  private var offset = 0
  /// Matrices above it get memory of their own; what is never touched of a piece costs nothing.
  private static let pieceByteCount = 64 << 20
  private static let alignment = 64

  package init() {}

  /// Zeroed memory and where in it `byteCount` bytes are free.
  func take(_ byteCount: Int) -> (memory: AlignedMemory, offset: Int) {
    guard byteCount <= Self.pieceByteCount else {
      return (AlignedMemory(byteCount: byteCount, hugePages: true), 0)
    }
    if let piece, offset + byteCount <= Self.pieceByteCount {
      defer { advance(byteCount) }
      return (piece, offset)
    }
    let piece = AlignedMemory(byteCount: Self.pieceByteCount, hugePages: true)
    self.piece = piece
    offset = 0
    defer { advance(byteCount) }
    return (piece, 0)
  }

  private func advance(_ byteCount: Int) {
    offset += (byteCount + Self.alignment - 1) / Self.alignment * Self.alignment
  }
}
