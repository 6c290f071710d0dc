/// The running sum of a write-ahead log, which covers all of a generation before it.
///
/// Source: sqlite.org/fileformat2.html, section 4.2.
package struct LogChecksum: Sendable, Hashable {
  package var first: UInt32 = 0
  package var second: UInt32 = 0

  /// Adds bytes, whose count is a multiple of 8, as words in the order that the log's header names.
  mutating func add(_ bytes: UnsafeRawBufferPointer, isBigEndian: Bool) {
    precondition(bytes.count % 8 == 0, "\(bytes.count) bytes are no pairs of words")
    let isForeign = isBigEndian != (UInt32(bigEndian: 1) == 1)
    var (one, two) = (first, second)
    for offset in stride(from: 0, to: bytes.count, by: 8) {
      let pair = bytes.loadUnaligned(fromByteOffset: offset, as: (UInt32, UInt32).self)
      one &+= (isForeign ? pair.0.byteSwapped : pair.0) &+ two
      two &+= (isForeign ? pair.1.byteSwapped : pair.1) &+ one
    }
    (first, second) = (one, two)
  }
}
