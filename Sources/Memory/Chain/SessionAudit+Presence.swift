internal import Store

/// Whether every session that began is there or has ended.
extension SessionAudit {
  private static let leavingPageSize = 100
  private static let missingPageSize = 1_000

  /// Beginnings in the log that no end follows.
  private static let open = """
    events AS begun WHERE version = 1
      AND stream >= '\(SessionLog.streamPrefix)' AND stream < '\(SessionLog.streamEnd)'
      AND NOT EXISTS (SELECT 1 FROM events AS ended
        WHERE ended.stream = begun.stream AND ended.version = 2)
    """

  /// Each session that is there has one beginning of its own, so it is enough to count them.
  func requireEachBegun(on connection: borrowing SQLConnection) throws {
    var leavingCount = 0
    try Self.forEachLeaving(on: connection) { session in
      if try EventLog.version(of: session.stream, on: connection) == 1 { leavingCount += 1 }
    }
    let openCount = try connection.first("SELECT count(*) FROM \(Self.open)") { $0.int(0) } ?? 0
    guard openCount != begunCount + leavingCount else { return }
    try Self.findMissing(on: connection)
    throw StoreError(
      .corrupt,
      "\(begunCount) sessions are there and \(leavingCount) were just removed, and by the log \(openCount) began and have "
        + "not ended: one of these was put back; restore a backup")
  }

  /// Sessions that were removed, and whose end is not in the log yet.
  private static func forEachLeaving(
    on connection: borrowing SQLConnection, _ body: (SessionBeginning) throws -> Void
  ) throws {
    var last = 0
    while true {
      let page = try connection.query(
        """
        SELECT \(SessionBeginning.columns), row FROM ended_sessions
        WHERE row > ? ORDER BY row LIMIT ?
        """, [.int(last), .int(leavingPageSize)]
      ) { (session: SessionBeginning($0), row: $0.int(SessionBeginning.columnCount)) }
      for row in page { try body(row.session) }
      guard page.count == leavingPageSize, let end = page.last else { return }
      last = end.row
    }
  }

  /// Throws naming the first beginning whose session is gone. Looks through all sessions for each page of beginnings,
  /// until one is found.
  private static func findMissing(on connection: borrowing SQLConnection) throws {
    var last = 0
    while true {
      let page = try connection.query(
        """
        SELECT position, stream, recorded_at_ms FROM \(open) AND position > ?
        ORDER BY position LIMIT ?
        """, [.int(last), .int(missingPageSize)]
      ) { (position: $0.int(0), stream: $0.text(1), time: $0.int(2)) }
      var missing = Set(page.map(\.stream))
      try StoredSession.forEach(on: connection) { missing.remove($0.beginning.stream) }
      try forEachLeaving(on: connection) { missing.remove($0.stream) }
      if let first = page.first(where: { missing.contains($0.stream) }) {
        throw StoreError(
          .corrupt,
          "the session whose beginning is event \(first.position) of the log, of \(first.time) ms since 1970, is gone "
            + "and has not ended: somebody removed it behind memory's back; restore a backup")
      }
      guard page.count == missingPageSize, let end = page.last else { return }
      last = end.position
    }
  }
}
