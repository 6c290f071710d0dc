internal import Store

extension MemoryStore {
  /// How many turns one transaction of a sweep deletes at most, so that appends never wait long.
  private static let purgedTurnCountMax = 500

  /// Deletes from disk the sessions that have expired and all of their turns; returns how many
  /// sessions went.
  ///
  /// Called at least once in `Sweeper.interval`, so nothing stays on disk longer than that after its
  /// expiry, plus the time that deleting takes.
  @discardableResult
  package func purgeExpiredSessions() async throws -> Int {
    let now = now()
    var purgedCount = 0
    while true {
      try Task.checkCancellation()
      let progress = try await database.write { connection in
        try Self.purgeSome(at: now, on: connection)
      }
      if progress == .sessionPurged { purgedCount += 1 }
      if progress == .nothingLeft { return purgedCount }
    }
  }

  private enum Progress {
    case nothingLeft
    case turnsPurged
    case sessionPurged
  }

  private static func purgeSome(
    at now: Int, on connection: borrowing SQLConnection
  ) throws -> Progress {
    let expired = try connection.first(
      """
      SELECT tenant, id, ttl_ms FROM sessions WHERE expires_at_ms <= ?
      ORDER BY expires_at_ms LIMIT 1
      """, [.int(now)]
    ) { ($0.text(0), $0.text(1), $0.optionalInt(2) != nil) }
    guard let (tenant, id, hasTimeToLive) = expired else { return .nothingLeft }
    guard try purgeTurns(tenant: tenant, id: id, on: connection) else { return .turnsPurged }
    // One that lives for ever does not expire: an erasure was cut off, or somebody else marked it.
    try purge(
      tenant: tenant, id: id, as: hasTimeToLive ? .expired : .removed, now: now, on: connection)
    return .sessionPurged
  }

  /// Deletes a session with everything that belongs to it, and logs that it ended.
  static func purge(
    tenant: String, id: String, as end: SessionLog.End, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    while try !purgeTurns(tenant: tenant, id: id, on: connection) {}
    let key: [SQLValue] = [.text(tenant), .text(id)]
    let session = try connection.first(
      "SELECT person, attachment_count, salt FROM sessions WHERE tenant = ? AND id = ?", key
    ) { (person: $0.optionalInt(0), attachmentCount: $0.int(1), salt: $0.optionalBlob(2)) }
    if let session, session.attachmentCount > 0 {
      try Attachments.removeAll(
        tenant: tenant, session: id, sealedFor: Person.keyOwner(session.person, of: tenant),
        on: connection)
    }
    try connection.execute("DELETE FROM appends WHERE tenant = ? AND session = ?", key)
    try connection.execute("DELETE FROM sessions WHERE tenant = ? AND id = ?", key)
    if let salt = session?.salt {
      try SessionLog.recordEnds(as: end, salt: salt, now: now, on: connection)
    }
  }

  /// Deletes the first turns; true when none of the session's is left.
  static func purgeTurns(
    tenant: String, id: String, on connection: borrowing SQLConnection
  ) throws -> Bool {
    let key: [SQLValue] = [.text(tenant), .text(id)]
    // Once turns are gone the session must stay expired, even if the clock is set back.
    try connection.execute(
      "UPDATE sessions SET purging = 1, expires_at_ms = 0 WHERE tenant = ? AND id = ?", key)
    try WordIndex.find(tenant, on: connection)?.removeTurns(
      session: id, countMax: purgedTurnCountMax, on: connection)
    try connection.execute(
      """
      DELETE FROM turns WHERE row IN
        (SELECT row FROM turns WHERE tenant = ? AND session = ? ORDER BY position LIMIT ?)
      """, key + [.int(purgedTurnCountMax)])
    return try connection.changedRowCount() < purgedTurnCountMax
  }
}
