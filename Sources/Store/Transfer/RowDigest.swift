internal import Crypto

/// A digest of rows that is the same whichever engine they lie in: SHA-256 over the kind, length and bytes of
/// each value.
struct RowDigest: ~Copyable {
  private(set) var rowCount = 0
  private var hash = SHA256()
  private var buffer: [UInt8] = []

  mutating func add(_ row: [SQLValue]) {
    rowCount += 1
    buffer.removeAll(keepingCapacity: true)
    for value in row {
      switch value {
      case .null: buffer.append(0)
      case .int(let integer): append(1, of: UInt64(bitPattern: Int64(integer)))
      case .double(let double): append(2, of: double.bitPattern)
      case .text(let text):
        append(3, of: UInt64(text.utf8.count))
        buffer += text.utf8
      case .blob(let bytes):
        append(4, of: UInt64(bytes.count))
        buffer += bytes
      }
    }
    hash.update(buffer)
  }

  private mutating func append(_ kind: UInt8, of number: UInt64) {
    buffer.append(kind)
    withUnsafeBytes(of: number.littleEndian) { buffer += $0 }
  }

  consuming func finalize() -> [UInt8] { hash.finalize() }
}
