/// A set of bytes.
package struct ByteSet: Hashable, Sendable {
  private var words: SIMD4<UInt64> = .zero

  package static let none = ByteSet()
  package static let all = ByteSet(0...255)

  package init() {}

  package init(_ range: ClosedRange<UInt8>) {
    for byte in range { insert(byte) }
  }

  package init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { insert(byte) }
  }

  package var isEmpty: Bool { words == .zero }

  package var count: Int {
    (0..<4).reduce(0) { $0 + words[$1].nonzeroBitCount }
  }

  /// The smallest byte of the set, if any.
  package var first: UInt8? {
    for index in 0..<4 where words[index] != 0 {
      return UInt8(index * 64 + words[index].trailingZeroBitCount)
    }
    return nil
  }

  package func contains(_ byte: UInt8) -> Bool {
    words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0
  }

  package mutating func insert(_ byte: UInt8) {
    words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
  }

  package mutating func formUnion(_ other: ByteSet) { words |= other.words }

  package func intersection(_ other: ByteSet) -> ByteSet {
    var result = self
    result.words &= other.words
    return result
  }

  package func subtracting(_ other: ByteSet) -> ByteSet {
    var result = self
    result.words &= ~other.words
    return result
  }
}
