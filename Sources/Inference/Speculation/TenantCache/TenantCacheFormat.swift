import Crypto

/// The file of one tenant's cache. All integers are little-endian and have 32 bits.
///
///     header   "APUSTNC" and the version, 1 byte
///              SHA-256 of the model file, 32 bytes
///              length of the tenant's name, the name in UTF-8
///              checksum of all of the above
///     record   number of tokens, tokens, checksum of both
///
/// A checksum is the first 8 bytes of a SHA-256. Records are only ever appended, so after a crash
/// the last one may be torn: what does not end with its checksum is dropped, with all behind it.
package enum TenantCacheFormat {
  static let version: UInt8 = 1
  private static let magic = Array("APUSTNC".utf8)
  private static let checksumByteCount = 8
  static let tenantByteCountMax = 4_096

  /// Bytes of a record.
  static func byteCount(tokenCount: Int) -> Int { 4 + 4 * tokenCount + checksumByteCount }

  /// - Parameter modelDigest: the model file's SHA-256: its answers say little of another model's.
  package static func header(tenant: String, modelDigest: [UInt8]) -> [UInt8] {
    precondition(modelDigest.count == SHA256.byteCount, "a SHA-256")
    let name = Array(tenant.utf8)
    return sealed(magic + [version] + modelDigest + integer(name.count) + name)
  }

  package static func record(_ tokens: [TokenID]) -> [UInt8] {
    var bytes = integer(tokens.count)
    bytes.reserveCapacity(byteCount(tokenCount: tokens.count))
    for token in tokens { bytes += integer(Int(token)) }
    return sealed(bytes)
  }

  /// What a file holds, or nil where it is none of this version, or another model's.
  ///
  /// - Returns: the tenant, whole records, and how many leading bytes these are.
  static func read(
    _ bytes: [UInt8], modelDigest: [UInt8], vocabularySize: Int
  ) -> (tenant: String, records: [[TokenID]], byteCount: Int)? {
    let fixed = magic.count + 1 + SHA256.byteCount
    guard let nameLength = integer(bytes, at: fixed), nameLength <= tenantByteCountMax,
      bytes.count >= fixed + 4 + nameLength + checksumByteCount
    else { return nil }
    let name = String(decoding: bytes[fixed + 4..<fixed + 4 + nameLength], as: UTF8.self)
    let expected = header(tenant: name, modelDigest: modelDigest)
    guard bytes.starts(with: expected) else { return nil }
    var records: [[TokenID]] = []
    var offset = expected.count
    while let tokens = record(bytes, at: offset, vocabularySize: vocabularySize) {
      records.append(tokens)
      offset += byteCount(tokenCount: tokens.count)
    }
    return (name, records, offset)
  }

  private static func record(
    _ bytes: [UInt8], at offset: Int, vocabularySize: Int
  ) -> [TokenID]? {
    guard let count = integer(bytes, at: offset), count > 0,
      offset + byteCount(tokenCount: count) <= bytes.count
    else { return nil }
    var tokens: [TokenID] = []
    tokens.reserveCapacity(count)
    for index in 0..<count {
      guard let token = integer(bytes, at: offset + 4 + 4 * index), token < vocabularySize else {
        return nil
      }
      tokens.append(TokenID(token))
    }
    let end = offset + byteCount(tokenCount: count)
    return bytes[offset..<end].elementsEqual(record(tokens)) ? tokens : nil
  }

  private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    bytes + SHA256.hash(bytes).prefix(checksumByteCount)
  }

  private static func integer(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func integer(_ bytes: [UInt8], at offset: Int) -> Int? {
    guard offset + 4 <= bytes.count else { return nil }
    return (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  /// A name for the tenant's file: what is in it but letters, digits, - and _ is written as %XX. A long
  /// name is cut and its SHA-256 added, so that two tenants never share a file.
  package static func fileName(tenant: String) -> String {
    let hex = Array("0123456789ABCDEF".unicodeScalars)
    var name = ""
    for byte in tenant.utf8 {
      switch UnicodeScalar(byte) {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_": name.unicodeScalars.append(.init(byte))
      default:
        name.unicodeScalars += ["%", hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    let lengthMax = 100
    if name.utf8.count > lengthMax {
      name = String(name.prefix(lengthMax)) + "." + Hex.encode(SHA256.hash(Array(tenant.utf8)))
    }
    return name + fileSuffix
  }

  static let fileSuffix = ".tokens"
}
