internal import CSQLite

/// Prepared statements by their text, at most `capacity` that are not in use.
///
/// The same text may run inside itself (a query in a row's closure): the inner one is prepared afresh and
/// not kept.
final class StatementCache {
  private let handle: OpaquePointer
  private let capacity: Int
  private var known: [SQLText: SQLiteStatement] = [:]

  init(handle: OpaquePointer, capacity: Int = 128) {
    self.handle = handle
    self.capacity = capacity
  }

  /// A reset statement without bindings. `refused` turns SQLite's code into the error to throw.
  func take(
    _ sql: String, refused: (Int32) throws(StoreError) -> Never
  ) throws(StoreError) -> SQLiteStatement {
    let text = SQLText(sql)
    let kept = known[text]
    if let kept, !kept.isInUse {
      kept.isInUse = true
      return kept
    }
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK else { try refused(code) }
    guard let prepared else { try refused(SQLITE_MISUSE) }
    let statement = SQLiteStatement(prepared)
    if kept == nil {
      if known.count >= capacity { known = known.filter(\.value.isInUse) }
      known[text] = statement
    }
    return statement
  }

  func giveBack(_ statement: SQLiteStatement) {
    sqlite3_reset(statement.handle)
    if statement.parameterCount > 0 { sqlite3_clear_bindings(statement.handle) }
    statement.isInUse = false
  }

  func finalizeAll() { known.removeAll() }
}

/// A prepared statement, which is finalized with its last reference.
final class SQLiteStatement {
  let handle: OpaquePointer
  let parameterCount: Int
  /// Whether it may change the database.
  let writes: Bool
  var isInUse = true

  init(_ handle: OpaquePointer) {
    self.handle = handle
    parameterCount = Int(sqlite3_bind_parameter_count(handle))
    writes = sqlite3_stmt_readonly(handle) == 0
  }

  deinit { sqlite3_finalize(handle) }
}
