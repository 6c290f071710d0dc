/// Reads little-endian fields from the untrusted beginning of a file; every read is bounds-checked.
///
/// What lies inside the file but behind the bytes at hand is `headerContinues`.
struct GGUFCursor {
  private let bytes: UnsafeRawBufferPointer
  private let fileByteCount: Int
  private(set) var offset = 0

  init(_ header: HeaderBytes) {
    bytes = header.bytes
    fileByteCount = header.fileByteCount
  }

  /// Up to the end of the file.
  var remainingByteCount: Int { fileByteCount - offset }

  mutating func integer<T: FixedWidthInteger>(
    _ type: T.Type = T.self, _ field: @autoclosure () -> String
  ) throws(GGUFError) -> T {
    let start = offset
    try skip(MemoryLayout<T>.size, field())
    return T(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: T.self))
  }

  /// A length-prefixed string of at most `limit` bytes; returns the range of its bytes.
  mutating func stringRange(
    limit: Int = Int.max, _ field: @autoclosure () -> String
  ) throws(GGUFError) -> Range<Int> {
    let start = offset
    let length = try integer(UInt64.self, field())
    guard length <= UInt64(remainingByteCount) else {
      throw GGUFError(
        .corrupt,
        "\(field()) at byte \(start) claims \(length) bytes, but only \(remainingByteCount) follow; "
          + "the file is truncated or corrupt: fetch it again")
    }
    guard length <= UInt64(limit) else {
      throw GGUFError(
        .corrupt,
        "\(field()) at byte \(start) is \(length) bytes long, more than the \(limit) allowed")
    }
    try skip(Int(length), field())
    return (offset - Int(length))..<offset
  }

  /// A string that must be UTF-8.
  mutating func string(
    limit: Int, _ field: @autoclosure () -> String
  ) throws(GGUFError) -> String {
    let range = try stringRange(limit: limit, field())
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw GGUFError(.corrupt, "\(field()) at byte \(range.lowerBound) is not UTF-8")
    }
    return text
  }

  mutating func skip(_ byteCount: Int, _ field: @autoclosure () -> String) throws(GGUFError) {
    guard byteCount <= remainingByteCount else {
      throw GGUFError(
        .corrupt,
        "the file ends at byte \(fileByteCount), inside \(field()) (\(byteCount) bytes at \(offset)); "
          + "it is truncated or corrupt: fetch it again")
    }
    guard byteCount <= bytes.count - offset else {
      throw GGUFError(.headerContinues, "\(field()) lies behind byte \(bytes.count)")
    }
    offset += byteCount
  }
}
