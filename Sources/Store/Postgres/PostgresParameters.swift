internal import CPostgres

/// Values as a statement's parameters in PostgreSQL's binary format, in one piece of memory.
struct PostgresParameters {
  private var bytes: [UInt8] = []
  /// Where each value lies; nil is NULL.
  private var ranges: [Range<Int>?] = []

  init(_ values: [SQLValue]) {
    ranges.reserveCapacity(values.count)
    for value in values {
      let start = bytes.count
      switch value {
      case .null:
        ranges.append(nil)
        continue
      case .int(let integer): append(UInt64(bitPattern: Int64(integer)))
      case .double(let double): append(double.bitPattern)
      case .text(let text): bytes += text.utf8
      case .blob(let blob): bytes += blob
      }
      ranges.append(start..<bytes.count)
    }
  }

  private mutating func append(_ bits: UInt64) {
    withUnsafeBytes(of: bits.bigEndian) { bytes += $0 }
  }

  /// False for a text with a NUL.
  static func canStore(_ value: SQLValue) -> Bool {
    guard case .text(let text) = value else { return true }
    return !text.utf8.contains(0)
  }

  /// The type that a value is declared with; 0 lets the server find out.
  static func type(of value: SQLValue) -> UInt32 {
    switch value {
    case .null: 0
    case .int: PostgresRow.TypeID.int8
    case .double: PostgresRow.TypeID.float8
    case .text: PostgresRow.TypeID.text
    case .blob: PostgresRow.TypeID.bytea
    }
  }

  /// Lends the arrays that libpq takes: count, values, lengths, formats (all binary).
  func withPointers<T>(
    _ body: (
      Int32, [UnsafePointer<CChar>?], [Int32], [Int32]
    ) -> T
  ) -> T {
    // One more byte, so that a value without bytes has an address too: a null pointer means NULL.
    (bytes + [0]).withUnsafeBytes { buffer in
      let base = buffer.baseAddress!.assumingMemoryBound(to: CChar.self)
      return body(
        Int32(ranges.count), ranges.map { $0.map { base + $0.lowerBound } },
        ranges.map { Int32($0?.count ?? 0) }, ranges.map { _ in 1 })
    }
  }
}
