internal import CPostgres
internal import CSQLite

/// The row under a running query. It is only valid inside the closure that receives it.
///
/// Columns count from 0. Our tables declare their types, so the type that was declared is the type
/// that is there; asked for another one, a number or a text is converted and anything else is 0 or empty.
package struct SQLRow: ~Copyable {
  enum Source {
    case sqlite(OpaquePointer)
    case postgres(PostgresRow)
  }

  private let source: Source

  init(_ source: Source) { self.source = source }

  package func isNull(_ column: Int) -> Bool {
    switch source {
    case .sqlite(let statement): sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    case .postgres(let row): row.isNull(column)
    }
  }

  package func int(_ column: Int) -> Int {
    switch source {
    case .sqlite(let statement): Int(sqlite3_column_int64(statement, Int32(column)))
    case .postgres(let row): row.int(column)
    }
  }

  package func double(_ column: Int) -> Double {
    switch source {
    case .sqlite(let statement): sqlite3_column_double(statement, Int32(column))
    case .postgres(let row): row.double(column)
    }
  }

  package func text(_ column: Int) -> String {
    withText(column) { String(decoding: $0, as: UTF8.self) }
  }

  private func withText<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    switch source {
    case .sqlite(let statement):
      let characters = sqlite3_column_text(statement, Int32(column))
      let count = Int(sqlite3_column_bytes(statement, Int32(column)))
      return body(UnsafeRawBufferPointer(start: characters, count: characters == nil ? 0 : count))
    case .postgres(let row): return row.withBytes(column, body)
    }
  }

  package func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

  package func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }

  package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  package func blob(_ column: Int) -> [UInt8] {
    withBlob(column) { Array($0) }
  }

  /// Lends the bytes of a blob without copying them.
  package func withBlob<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows
    -> T
  {
    switch source {
    case .sqlite(let statement):
      let bytes = sqlite3_column_blob(statement, Int32(column))
      let count = Int(sqlite3_column_bytes(statement, Int32(column)))
      return try body(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
    case .postgres(let row): return try row.withBytes(column, body)
    }
  }

  /// The value with the type that is stored.
  package subscript(column: Int) -> SQLValue {
    switch source {
    case .sqlite(let statement):
      switch sqlite3_column_type(statement, Int32(column)) {
      case SQLITE_INTEGER: .int(int(column))
      case SQLITE_FLOAT: .double(double(column))
      case SQLITE_TEXT: .text(text(column))
      case SQLITE_BLOB: .blob(blob(column))
      default: .null
      }
    case .postgres(let row): row.value(column)
    }
  }

  package var columnCount: Int {
    switch source {
    case .sqlite(let statement): Int(sqlite3_column_count(statement))
    case .postgres(let row): row.columnCount
    }
  }
}
