import Glibc

/// Zeroed memory aligned to 64 bytes, freed with its owner.
///
/// Pages that are never touched cost nothing, so capacities may be generous.
/// `@unchecked Sendable`: the pointer never changes; who writes when is its user's contract.
package final class AlignedMemory: @unchecked Sendable {
  package let base: UnsafeMutableRawPointer
  package let byteCount: Int
  private static let hugePageByteCount = 2 << 20

  /// Allocates `byteCount` bytes.
  ///
  /// With `hugePages`, large memory comes in pages of 2 MiB: right for what is read whole, like
  /// weights, and wrong for what is only touched here and there, like a cache of unknown fill.
  package init(byteCount: Int, hugePages: Bool = false) {
    self.byteCount = byteCount
    if byteCount >= Self.hugePageByteCount {
      let rounded = (byteCount + Self.hugePageByteCount - 1) & ~(Self.hugePageByteCount - 1)
      var pointer: UnsafeMutableRawPointer?
      precondition(
        posix_memalign(&pointer, Self.hugePageByteCount, rounded) == 0,
        "out of memory: \(byteCount) bytes")
      base = pointer!
      // A fresh mapping is zero, a recycled one is not: dropping its pages makes it so.
      madvise(base, rounded, MADV_DONTNEED)
      madvise(base, rounded, hugePages ? MADV_HUGEPAGE : MADV_NOHUGEPAGE)
    } else {
      base = aligned_alloc(64, (max(byteCount, 1) + 63) & ~63)!
      memset(base, 0, byteCount)
    }
  }

  deinit { free(base) }

  /// The memory as `count` elements from `byteOffset` on.
  package func pointer<T>(
    as type: T.Type = T.self, atByte byteOffset: Int = 0
  ) -> UnsafeMutablePointer<T> {
    (base + byteOffset).assumingMemoryBound(to: type)
  }
}
