internal import CSQLite

/// One open SQLite connection, confined to the thread that owns it.
///
/// Bodies given to `Database.read` and `Database.write` borrow it; it cannot escape them. Statements
/// are prepared once and kept (`StatementCache`).
package struct SQLConnection: ~Copyable {
  private let handle: OpaquePointer
  private let statements: StatementCache
  /// The file, for messages.
  package let path: String

  /// Opens the file, creating it unless `readOnly`.
  init(path: String, readOnly: Bool) throws(StoreError) {
    var opened: OpaquePointer?
    let mode = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = sqlite3_open_v2(
      path, &opened, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let opened else {
      let error = StoreError(sqliteCode: code, handle: opened, path: path)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    statements = StatementCache(handle: opened)
    self.path = path
    sqlite3_busy_timeout(opened, 5_000)
  }

  deinit {
    statements.finalizeAll()
    sqlite3_close_v2(handle)
  }

  /// Runs one statement that returns no rows (rows are ignored).
  package func execute(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) {
    let statement = try prepared(sql, values)
    defer { statements.giveBack(statement, sql: sql) }
    while try step(statement) {}
  }

  /// Runs several statements separated by `;`, such as a migration. Values cannot be bound.
  package func executeScript(_ sql: String) throws(StoreError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  /// Runs a query and maps each row as it is read.
  package func query<T>(
    _ sql: String, _ values: [SQLValue] = [], _ map: (borrowing SQLRow) throws -> T
  ) throws -> [T] {
    var results: [T] = []
    try forEachRow(sql, values) { row in results.append(try map(row)) }
    return results
  }

  /// Runs a query and returns all rows with all columns.
  package func query(_ sql: String, _ values: [SQLValue] = []) throws -> [[SQLValue]] {
    try query(sql, values) { row in (0..<row.columnCount).map { row[$0] } }
  }

  /// Runs a query and maps its first row; `nil` when there is none.
  package func first<T>(
    _ sql: String, _ values: [SQLValue] = [], _ map: (borrowing SQLRow) throws -> T
  ) throws -> T? {
    let statement = try prepared(sql, values)
    defer { statements.giveBack(statement, sql: sql) }
    guard try step(statement) else { return nil }
    return try map(SQLRow(statement: statement))
  }

  /// Runs a query and calls `body` for each row without keeping any.
  package func forEachRow(
    _ sql: String, _ values: [SQLValue] = [], _ body: (borrowing SQLRow) throws -> Void
  ) throws {
    let statement = try prepared(sql, values)
    defer { statements.giveBack(statement, sql: sql) }
    while try step(statement) {
      try body(SQLRow(statement: statement))
    }
  }

  /// The row id that the last INSERT on this connection made.
  package var lastInsertedRowID: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// How many rows the last INSERT, UPDATE or DELETE changed.
  package var changedRowCount: Int { Int(sqlite3_changes64(handle)) }

  /// Whether a transaction is open. SQLite ends one by itself after some failures (a full disk).
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  private func prepared(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> OpaquePointer {
    let statement = try statements.take(sql) { code throws(StoreError) in throw error(code) }
    guard Int(sqlite3_bind_parameter_count(statement)) == values.count else {
      statements.giveBack(statement, sql: sql)
      throw StoreError(.misuse, "a statement was given \(values.count) values, not what it needs")
    }
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(index + 1), of: statement)
      if code != SQLITE_OK {
        statements.giveBack(statement, sql: sql)
        throw error(code)
      }
    }
    return statement
  }

  private func bind(_ value: SQLValue, at index: Int32, of statement: OpaquePointer) -> Int32 {
    // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .int(let integer): return sqlite3_bind_int64(statement, index, Int64(integer))
    case .double(let double): return sqlite3_bind_double(statement, index, double)
    case .text(var text):
      return text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) { characters in
          guard let base = characters.baseAddress else {
            return sqlite3_bind_text(statement, index, "", 0, transient)
          }
          return sqlite3_bind_text64(
            statement, index, base, UInt64(characters.count), transient, UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress, !buffer.isEmpty else {
          return sqlite3_bind_zeroblob(statement, index, 0)
        }
        return sqlite3_bind_blob64(statement, index, base, UInt64(buffer.count), transient)
      }
    }
  }

  /// True when a row is there, false at the end.
  private func step(_ statement: OpaquePointer) throws(StoreError) -> Bool {
    let code = sqlite3_step(statement)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw error(code)
    }
  }

  private func error(_ code: Int32) -> StoreError {
    StoreError(sqliteCode: code, handle: handle, path: path)
  }
}
