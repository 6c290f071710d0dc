/// HMAC with SHA-256 (RFC 2104): a code of a message that only who has the key can make or check.
package struct HMACSHA256: Sendable, Hashable {
  /// Bytes in a block of SHA-256.
  private static let blockByteCount = 64

  private let inner: [UInt8]
  private let outer: [UInt8]

  package init(key: [UInt8]) {
    var block = key.count > Self.blockByteCount ? SHA256.hash(key) : key
    block += [UInt8](repeating: 0, count: Self.blockByteCount - block.count)
    inner = block.map { $0 ^ 0x36 }
    outer = block.map { $0 ^ 0x5c }
  }

  /// The code of a message: 32 bytes.
  package func code(of message: [UInt8]) -> [UInt8] {
    SHA256.hash(outer + SHA256.hash(inner + message))
  }
}
