internal import CSQLite

/// An SQLite database file, opened once. Statements are prepared once and kept (`StatementCache`).
final class SQLiteEngine: SQLEngine {
  private let handle: OpaquePointer
  private let statements: StatementCache
  let name: String
  let dialect = SQLDialect.sqlite
  private(set) var writeCount = 0
  /// Kept for the hook that is called with its address.
  private var archiver: LogArchiver?

  /// Statistics that nobody reads would be kept under one lock, which every piece of memory would take twice. SQLite refuses
  /// when it is in use already; then they are kept.
  private static let withoutMemoryStatistics: Void = {
    _ = apus_sqlite3_leave_out_memory_statistics()
  }()

  /// Opens the file, creating it unless `readOnly`.
  private init(path: String, readOnly: Bool) throws(StoreError) {
    Self.withoutMemoryStatistics
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
    name = path
    sqlite3_busy_timeout(opened, 5_000)
  }

  static func writer(path: String) throws(StoreError) -> SQLiteEngine {
    let engine = try SQLiteEngine(path: path, readOnly: false)
    for setting in [
      "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cell_size_check = ON",
      // What a statement may have to undo is kept in small pieces. Otherwise each statement that may fail halfway asks for
      // 64 KiB and gives them back.
      "temp_store = MEMORY",
      // In pages of 4 KiB, so 16 MiB. Pages that are changed again and again are then written to the file a quarter as often.
      "wal_autocheckpoint = 4000",
    ] {
      try engine.execute("PRAGMA \(setting)", [])
    }
    return engine
  }

  /// The same, and `archiver` is told of each commit and decides when the log is folded into the file.
  static func writer(path: String, _ archiver: LogArchiver) throws(StoreError) -> SQLiteEngine {
    let engine = try writer(path: path)
    // Takes the place of the one that folds at a count of frames.
    engine.archiver = archiver
    sqlite3_wal_hook(
      engine.handle,
      { archiver, handle, _, frameCount in
        let archiver = Unmanaged<LogArchiver>.fromOpaque(archiver!).takeUnretainedValue()
        archiver.committed(frameCount: Int(frameCount)) {
          var (logFrameCount, foldedFrameCount): (Int32, Int32) = (0, 0)
          // Where it fails, nothing is lost: the next commit tries again.
          sqlite3_wal_checkpoint_v2(
            handle, "main", SQLITE_CHECKPOINT_PASSIVE, &logFrameCount, &foldedFrameCount)
          return Int(logFrameCount)
        }
        return SQLITE_OK
      }, Unmanaged.passUnretained(archiver).toOpaque())
    // Whoever closes the file last folds the log into it, and leaves it there: the next opening goes on with it.
    var isKept: Int32 = 1
    sqlite3_file_control(engine.handle, "main", SQLITE_FCNTL_PERSIST_WAL, &isKept)
    if try LogFile.end(of: path)?.frame ?? 0 == 0 {
      // A backup is found in the log by its generation, which begins with a commit.
      var version = 0
      do {
        try engine.forEachRow("PRAGMA user_version", []) { row in
          version = row.int(0)
          return false
        }
      } catch {
        throw StoreError(error)
      }
      try engine.execute("PRAGMA user_version = \(version)", [])
    }
    return engine
  }

  /// A file that is written once and then read: no log beside it.
  static func plainWriter(path: String) throws(StoreError) -> SQLiteEngine {
    try SQLiteEngine(path: path, readOnly: false)
  }

  /// Makes this file a copy of what the other one holds at this moment.
  func copyAll(of other: SQLiteEngine) throws(StoreError) {
    guard let backup = sqlite3_backup_init(handle, "main", other.handle, "main") else {
      throw error(sqlite3_errcode(handle))
    }
    let code = sqlite3_backup_step(backup, -1)
    sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw error(code) }
    // The copy says that it has a log; it has none, and none is wanted where it is only read.
    try execute("PRAGMA journal_mode = DELETE", [])
  }

  static func reader(path: String) throws(StoreError) -> SQLiteEngine {
    let engine = try SQLiteEngine(path: path, readOnly: true)
    try engine.execute("PRAGMA query_only = ON", [])
    return engine
  }

  func close() {
    statements.finalizeAll()
    sqlite3_close_v2(handle)
  }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) {
    let statement = try prepared(sql, values)
    defer { statements.giveBack(statement) }
    while try step(statement.handle) {}
  }

  func executeScript(_ sql: String) throws(StoreError) {
    writeCount += 1
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  func forEachRow(
    _ sql: String, _ values: [SQLValue], _ body: (borrowing SQLRow) throws -> Bool
  ) throws {
    let statement = try prepared(sql, values)
    defer { statements.giveBack(statement) }
    while try step(statement.handle) {
      guard try body(SQLRow(.sqlite(statement.handle))) else { return }
    }
  }

  func flush() {}

  func changedRowCount() -> Int { Int(sqlite3_changes64(handle)) }

  func beginReading() throws(StoreError) { try execute("BEGIN", []) }
  func beginWriting() throws(StoreError) { try execute("BEGIN IMMEDIATE", []) }
  func commit() throws(StoreError) { try execute("COMMIT", []) }

  func rollBack() {
    // SQLite may have ended the transaction already; a failing ROLLBACK still ends it.
    if isInTransaction { try? execute("ROLLBACK", []) }
  }

  var isLost: Bool { false }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// SQLite undoes a statement that fails, or the whole transaction, and says which.
  var takesStatements: Bool { isInTransaction }

  private func prepared(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> SQLiteStatement {
    let statement = try statements.take(sql) { code throws(StoreError) in throw error(code) }
    guard statement.parameterCount == values.count else {
      statements.giveBack(statement)
      throw StoreError(.misuse, "a statement was given \(values.count) values, not what it needs")
    }
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(index + 1), of: statement.handle)
      if code != SQLITE_OK {
        statements.giveBack(statement)
        throw error(code)
      }
    }
    if statement.writes { writeCount += 1 }
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
    StoreError(sqliteCode: code, handle: handle, path: name)
  }
}
