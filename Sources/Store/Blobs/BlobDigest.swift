internal import Crypto

/// The SHA-256 of a blob's content, by which it is named.
package struct BlobDigest: Sendable, Hashable, CustomStringConvertible {
  package let bytes: [UInt8]

  package init(of content: [UInt8]) { bytes = SHA256.hash(content) }

  init(bytes: [UInt8]) {
    precondition(bytes.count == SHA256.byteCount)
    self.bytes = bytes
  }

  /// From 64 hexadecimal digits.
  package init?(_ text: String) {
    guard let bytes = Hex.decode(text), bytes.count == SHA256.byteCount else { return nil }
    self.bytes = bytes
  }

  /// 64 hexadecimal digits.
  package var description: String { Hex.encode(bytes) }
}

/// What an owner stored.
package struct BlobDescription: Sendable, Hashable {
  package let digest: BlobDigest
  package let byteCount: Int
  /// As the owner gave it, such as "image/png"; the content is not looked at.
  package let mediaType: String
}
