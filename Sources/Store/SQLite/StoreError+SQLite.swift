internal import CSQLite
internal import Glibc

extension StoreError {
  /// Maps SQLite's result code. `handle` gives SQLite's own words and the system's error number.
  init(sqliteCode code: Int32, handle: OpaquePointer?, path: String) {
    let words = handle.flatMap(sqlite3_errmsg).map { String(cString: $0) } ?? ""
    let systemError = handle.map(sqlite3_system_errno) ?? 0
    let noSpace = [ENOSPC, EDQUOT, EFBIG].contains(systemError)
    switch code & 0xff {
    case SQLITE_FULL:
      self = .diskFull(path)
    case SQLITE_IOERR where noSpace:
      self = .diskFull(path)
    case SQLITE_IOERR:
      let reason = systemError == 0 ? words : String(cString: strerror(systemError))
      self.init(.inputOutput, "\(path): \(reason): check the disk and its file system")
    case SQLITE_READONLY, SQLITE_PERM:
      self.init(.readOnly, "\(path) cannot be written: check its owner, mode and mount")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      self.init(
        .corrupt, "\(path) is damaged or not a database: restore it from a backup (\(words))")
    case SQLITE_BUSY, SQLITE_LOCKED:
      self.init(.busy, "\(path) is held by another process: stop that one first")
    case SQLITE_CONSTRAINT:
      // The words name a table and column or a trigger's message, never a value.
      self.init(.constraint, words)
    case SQLITE_CANTOPEN:
      let reason = systemError == 0 ? words : String(cString: strerror(systemError))
      self.init(.cannotOpen, "\(path): \(reason): check that its folder exists and its mode")
    case SQLITE_NOMEM:
      self.init(.overloaded, "\(path): out of memory")
    default:
      self.init(.misuse, "\(path): \(words) (SQLite code \(code))")
    }
  }

  private static func diskFull(_ path: String) -> StoreError {
    StoreError(
      .diskFull,
      "no space is left for \(path): free some space and repeat; what was acknowledged is kept")
  }
}
