internal import CPostgres

/// A row of a result in PostgreSQL's binary format: integers and floats big-endian, text as UTF-8, bytea
/// as its bytes (the `*send` functions of each type).
struct PostgresRow {
  /// Types by their object id (`pg_type.dat`).
  enum TypeID {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let float4: UInt32 = 700
    static let float8: UInt32 = 701
  }

  let result: OpaquePointer
  let row: Int32

  var columnCount: Int { Int(PQnfields(result)) }

  func isNull(_ column: Int) -> Bool { PQgetisnull(result, row, Int32(column)) == 1 }

  func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    let count = Int(PQgetlength(result, row, Int32(column)))
    return try body(
      UnsafeRawBufferPointer(start: PQgetvalue(result, row, Int32(column)), count: count))
  }

  func int(_ column: Int) -> Int {
    switch PQftype(result, Int32(column)) {
    case TypeID.bool, TypeID.int2, TypeID.int4, TypeID.int8: integer(column)
    case TypeID.float4, TypeID.float8: Int(exactly: double(column).rounded(.towardZero)) ?? 0
    default: Int(text(column)) ?? 0
    }
  }

  func double(_ column: Int) -> Double {
    switch PQftype(result, Int32(column)) {
    case TypeID.float4: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits(column))))
    case TypeID.float8: Double(bitPattern: bits(column))
    case TypeID.bool, TypeID.int2, TypeID.int4, TypeID.int8: Double(integer(column))
    default: Double(text(column)) ?? 0
    }
  }

  func value(_ column: Int) -> SQLValue {
    if isNull(column) { return .null }
    return switch PQftype(result, Int32(column)) {
    case TypeID.bool, TypeID.int2, TypeID.int4, TypeID.int8: .int(integer(column))
    case TypeID.float4, TypeID.float8: .double(double(column))
    case TypeID.bytea: .blob(withBytes(column) { Array($0) })
    default: .text(text(column))
    }
  }

  private func text(_ column: Int) -> String {
    withBytes(column) { String(decoding: $0, as: UTF8.self) }
  }

  private func bits(_ column: Int) -> UInt64 {
    withBytes(column) { $0.reduce(0) { $0 << 8 | UInt64($1) } }
  }

  private func integer(_ column: Int) -> Int {
    withBytes(column) { bytes in
      let negative = bytes.count > 1 && bytes[0] & 0x80 != 0
      return Int(
        truncatingIfNeeded: bytes.reduce(negative ? UInt64.max : 0) { $0 << 8 | UInt64($1) })
    }
  }
}
