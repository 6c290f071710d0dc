internal import CSQLite

/// Copies of database files, taken beside whoever writes to them.
enum SQLiteCopy {
  /// Copies the state of one moment, page by page (SQLite's online backup). Writers go on meanwhile.
  static func copy(from source: String, to target: String) throws(StoreError) {
    let reader = try SQLiteEngine.reader(path: source)
    defer { reader.close() }
    let writer = try SQLiteEngine.plainWriter(path: target)
    defer { writer.close() }
    try writer.copyAll(of: reader)
  }

  /// Throws `corrupt` where pages or the event log disagree; gives what the log says.
  static func check(_ path: String) throws -> EventLogAudit? {
    let connection = SQLConnection(try SQLiteEngine.reader(path: path))
    let words = try connection.first("PRAGMA integrity_check(1)") { $0.text(0) }
    guard words == "ok" else {
      throw StoreError(.corrupt, "\(path) is damaged (\(words ?? "")): use another backup")
    }
    let hasLog =
      try connection.first("SELECT 1 FROM sqlite_schema WHERE name = 'events'") { _ in true }
      ?? false
    guard hasLog else { return nil }
    let (count, hash) = try EventLog.verify(on: connection)
    return EventLogAudit(eventCount: count, hash: hash)
  }
}
