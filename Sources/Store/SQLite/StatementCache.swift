internal import CSQLite

/// Prepared statements by their text, at most `capacity`.
///
/// A statement in use is out of the cache, so the same text may run inside itself (a query in a
/// row's closure): the inner one is prepared afresh and one of the two is kept.
final class StatementCache {
  private let handle: OpaquePointer
  private let capacity: Int
  private var idle: [String: OpaquePointer] = [:]

  init(handle: OpaquePointer, capacity: Int = 128) {
    self.handle = handle
    self.capacity = capacity
  }

  /// A reset statement without bindings. `refused` turns SQLite's code into the error to throw.
  func take(
    _ sql: String, refused: (Int32) throws(StoreError) -> Never
  ) throws(StoreError) -> OpaquePointer {
    if let statement = idle.removeValue(forKey: sql) { return statement }
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK else { try refused(code) }
    guard let statement else { try refused(SQLITE_MISUSE) }
    return statement
  }

  func giveBack(_ statement: OpaquePointer, sql: String) {
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    if idle.count >= capacity { finalizeAll() }
    if let older = idle.updateValue(statement, forKey: sql) { sqlite3_finalize(older) }
  }

  func finalizeAll() {
    for statement in idle.values { sqlite3_finalize(statement) }
    idle.removeAll()
  }
}
