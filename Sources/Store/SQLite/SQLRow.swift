internal import CSQLite

/// The row under a running query. It is only valid inside the closure that receives it.
///
/// Columns count from 0. The typed accessors convert as SQLite does; our tables are STRICT, so the
/// type that was declared is the type that is there.
package struct SQLRow: ~Copyable {
  private let statement: OpaquePointer

  init(statement: OpaquePointer) {
    self.statement = statement
  }

  package func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
  }

  package func int(_ column: Int) -> Int {
    Int(sqlite3_column_int64(statement, Int32(column)))
  }

  package func double(_ column: Int) -> Double {
    sqlite3_column_double(statement, Int32(column))
  }

  package func text(_ column: Int) -> String {
    guard let characters = sqlite3_column_text(statement, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return String(
      decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
  }

  package func optionalInt(_ column: Int) -> Int? {
    isNull(column) ? nil : int(column)
  }

  package func blob(_ column: Int) -> [UInt8] {
    withBlob(column) { Array($0) }
  }

  /// Lends the bytes of a blob without copying them.
  package func withBlob<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows
    -> T
  {
    let bytes = sqlite3_column_blob(statement, Int32(column))
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return try body(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
  }

  /// The value with the type that SQLite stored it as.
  package subscript(column: Int) -> SQLValue {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_INTEGER: .int(int(column))
    case SQLITE_FLOAT: .double(double(column))
    case SQLITE_TEXT: .text(text(column))
    case SQLITE_BLOB: .blob(blob(column))
    default: .null
    }
  }

  package var columnCount: Int { Int(sqlite3_column_count(statement)) }
}
