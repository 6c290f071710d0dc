internal import CSQLite

/// Copies of database files, taken beside whoever writes to them.
enum SQLiteCopy {
  /// Copies the state of one moment, page by page (SQLite's online backup). Writers go on meanwhile. Says where in the
  /// write-ahead log it is.
  static func copy(from source: String, to target: String) throws -> LogSpan? {
    let reader = try SQLiteEngine.reader(path: source)
    defer { reader.close() }
    let writer = try SQLiteEngine.plainWriter(path: target)
    defer { writer.close() }
    let before = try LogFile.end(of: source)
    try reader.beginReading()
    defer { reader.rollBack() }
    // The state is fixed by the first that is read of it.
    try reader.execute("SELECT count(*) FROM sqlite_schema", [])
    let after = try LogFile.end(of: source)
    let time = LogArchiveOptions.systemClock()
    try writer.copyAll(of: reader)
    return after.map { LogSpan(begin: (before ?? $0).generation, end: $0, time: time) }
  }

  /// Throws `corrupt` where pages or the event log disagree, or the log does not go through `audit`; gives what it says.
  static func check(_ path: String, through audit: EventLogAudit? = nil) throws -> EventLogAudit? {
    let connection = SQLConnection(try SQLiteEngine.reader(path: path))
    let words = try connection.first("PRAGMA integrity_check(1)") { $0.text(0) }
    guard words == "ok" else {
      throw StoreError(.corrupt, "\(path) is damaged (\(words ?? "")): use another backup")
    }
    let hasLog =
      try connection.first("SELECT 1 FROM sqlite_schema WHERE name = 'events'") { _ in true }
      ?? false
    return hasLog ? try EventLogAudit.verify(.sqlite(path: path), expected: audit) : nil
  }
}
