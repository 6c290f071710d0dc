internal import Crypto

/// What the hash of one link of a chain covers: the hash of the link before it, then values, each written so that no
/// other values give the same bytes. Integers are 8 bytes, big-endian; texts and contents stand behind the count
/// of their bytes.
package struct ChainLink {
  /// What stands before the first link.
  package static let genesis = [UInt8](repeating: 0, count: SHA256.byteCount)

  private var bytes: [UInt8]

  /// - Parameter byteCount: how much is going to be added, about.
  package init(after previous: [UInt8], byteCount: Int) {
    bytes = []
    bytes.reserveCapacity(previous.count + byteCount)
    bytes += previous
  }

  package mutating func add(_ integer: Int) {
    withUnsafeBytes(of: UInt64(bitPattern: Int64(integer)).bigEndian) { bytes += $0 }
  }

  /// Nothing and 0 are different.
  package mutating func add(optional integer: Int?) {
    add(integer == nil ? 0 : 1)
    add(integer ?? 0)
  }

  package mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += text.utf8
  }

  package mutating func add(_ content: [UInt8]) {
    add(content.count)
    bytes += content
  }

  /// The last value, whose length says itself.
  package mutating func addLast(_ content: [UInt8]) { bytes += content }

  /// SHA-256 of it.
  package var hash: [UInt8] { SHA256.hash(bytes) }
}
