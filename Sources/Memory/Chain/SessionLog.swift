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
    /// Who removed it did not say why: a program of before, or somebody with a statement of their own.
    case removed = "SessionRemoved"
  }

  static func record(
    _ kind: Beginning, of session: SessionBeginning, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    try EventLog.append(
      [NewEvent(kind: kind.rawValue, payload: Array("{}".utf8))], to: session.stream,
      expectedVersion: 0, now: now, on: connection)
  }

  private struct EndPayload: Codable {
    let turns: Int
    let head: String?
  }

  /// Records the ends of sessions whose rows are gone, `countMax` at most, or of the one with this salt; how many.
  @discardableResult
  static func recordEnds(
    as kind: End, salt: [UInt8]? = nil, countMax: Int = 1, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> Int {
    let ended = try connection.query(
      """
      SELECT \(SessionBeginning.columns), row, turn_count, head FROM ended_sessions
      \(salt == nil ? "" : "WHERE salt = ?") ORDER BY row LIMIT ?
      """, (salt.map { [.blob($0)] } ?? []) + [.int(countMax)]
    ) { row in
      (
        beginning: SessionBeginning(row), row: row.int(7),
        payload: EndPayload(turns: row.int(8), head: row.optionalBlob(9).map { Hex.encode($0) })
      )
    }
    for session in ended {
      let stream = session.beginning.stream
      // One that did not begin like this was changed since: what did begin never ended, which the audit says.
      if try EventLog.version(of: stream, on: connection) == 1 {
        try EventLog.append(
          [NewEvent(kind: kind.rawValue, payload: try JSON.encode(session.payload))], to: stream,
          expectedVersion: 1, now: now, on: connection)
      }
      try connection.execute("DELETE FROM ended_sessions WHERE row = ?", [.int(session.row)])
    }
    return ended.count
  }
}
