internal import Crypto
internal import Store

/// When sessions began and ended, in the event log: so that one that is gone without having ended is missed.
///
/// A stream for each session, named after the hash of its beginning, with one event when it begins and one when it ends. They
/// say nothing of what it was, and cost two rows of the log for a session, none for a turn.
enum SessionLog {
  static let streamPrefix = "sessions/"
  /// Behind every stream that begins so.
  static let streamEnd = "sessions0"

  enum Beginning: String {
    case begun = "SessionBegun"
    /// A program of before began it, and it is chained from here on.
    case adopted = "SessionAdopted"
  }

  enum End: String {
    case expired = "SessionExpired"
    case erased = "SessionErased"
    /// Nobody said why: a program of before removed it, somebody with a statement of their own, or an erasure that was cut
    /// off after it had begun.
    case removed = "SessionRemoved"
  }

  static func record(
    _ kind: Beginning, of session: SessionBeginning, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    try append(kind.rawValue, to: session.stream, after: 0, now: now, on: connection)
  }

  /// Without a word more: what a session's last hash or length was would tell of it when it is gone, and the log stays.
  private static func append(
    _ kind: String, to stream: String, after version: Int, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    try EventLog.append(
      [NewEvent(kind: kind, payload: Array("{}".utf8))], to: stream, expectedVersion: version,
      now: now, on: connection)
  }

  /// Records the ends of sessions whose rows are gone, `countMax` at most, or of the one with this salt; how many.
  @discardableResult
  static func recordEnds(
    as kind: End, salt: [UInt8]? = nil, countMax: Int = 1, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> Int {
    let ended = try connection.query(
      """
      SELECT \(SessionBeginning.columns), row FROM ended_sessions
      \(salt == nil ? "" : "WHERE salt = ?") ORDER BY row LIMIT ?
      """, (salt.map { [.blob($0)] } ?? []) + [.int(countMax)]
    ) { (beginning: SessionBeginning($0), row: $0.int(SessionBeginning.columnCount)) }
    for session in ended {
      let stream = session.beginning.stream
      // One that did not begin like this was changed since: what did begin never ended, which the audit says.
      if try EventLog.version(of: stream, on: connection) == 1 {
        try append(kind.rawValue, to: stream, after: 1, now: now, on: connection)
      }
      try connection.execute("DELETE FROM ended_sessions WHERE row = ?", [.int(session.row)])
    }
    return ended.count
  }
}
