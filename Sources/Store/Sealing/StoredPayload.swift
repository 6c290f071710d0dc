internal import Crypto

/// What is stored of a payload. Its first byte says how:
///
///     8...255, or nothing at all   the payload as it is
///     0                            the payload behind this byte
///     1                            key number (8 bytes, big-endian), nonce (12), AES-256-GCM ciphertext, tag (16)
///     2...7                        formats to come
///
/// JSON and protobuf messages never begin with 0...7 (a tag's field number is at least 1), so what was stored
/// before anything could be sealed is read as what it is.
enum StoredPayload {
  case plain([UInt8])
  case sealed(keyNumber: Int, nonce: [UInt8], ciphertext: [UInt8])

  private static let escape: UInt8 = 0
  private static let aes256GCM: UInt8 = 1
  private static let reserved: ClosedRange<UInt8> = 0...7

  private static let headerByteCount = 1 + 8 + AESGCM.nonceByteCount

  init(_ stored: [UInt8]) throws(StoreError) {
    switch stored.first {
    case Self.escape:
      self = .plain(Array(stored.dropFirst()))
    case Self.aes256GCM:
      guard stored.count >= Self.headerByteCount + AESGCM.tagByteCount else {
        throw StoreError(.corrupt, "a sealed value has only \(stored.count) bytes")
      }
      let number = stored[1..<9].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
      self = .sealed(
        keyNumber: Int(Int64(bitPattern: number)), nonce: Array(stored[9..<Self.headerByteCount]),
        ciphertext: Array(stored[Self.headerByteCount...]))
    case let first? where Self.reserved.contains(first):
      throw StoreError(
        .schemaMismatch,
        "a value was stored in format \(first), which this program does not know: use the version that "
          + "wrote it")
    default:
      self = .plain(stored)
    }
  }

  var bytes: [UInt8] {
    switch self {
    case .plain(let payload):
      guard let first = payload.first, Self.reserved.contains(first) else { return payload }
      return [Self.escape] + payload
    case .sealed(let keyNumber, let nonce, let ciphertext):
      var bytes: [UInt8] = [Self.aes256GCM]
      bytes.reserveCapacity(Self.headerByteCount + ciphertext.count)
      withUnsafeBytes(of: UInt64(bitPattern: Int64(keyNumber)).bigEndian) { bytes += $0 }
      bytes += nonce
      bytes += ciphertext
      return bytes
    }
  }
}
