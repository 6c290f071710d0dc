package import Store

/// Makes sessions' rows again from their events where they disagree.
package enum SessionRebuild {
  /// Rows that are made again in one transaction.
  private static let pageSize = 500

  /// Makes again each row that does not follow from its session's events; gives what was wrong to `mended`. `corrupt`
  /// where events disagree as well, the end of a chain included: nothing is changed then, for turns may be missing.
  ///
  /// A store that is a file must not be open anywhere (`busy`); one on PostgreSQL may be in use.
  package static func run(
    _ location: StoreLocation, mended: (SessionDisagreement) -> Void
  ) throws -> SessionAudit {
    while true {
      var found: [SessionDisagreement] = []
      let audit = try location.reading { connection in
        try MemoryStore.schema.requireVersion(on: connection)
        try EventLog.verify(on: connection)
        return try SessionAudit.verify(on: connection) { disagreement in
          guard disagreement.rebuilt != nil else { throw disagreement.error }
          if found.count < pageSize { found.append(disagreement) }
        }
      }
      if found.isEmpty { return audit }
      let done = try location.writing { [found] connection in
        try found.filter { try mend($0, on: connection) }
      }
      for disagreement in done { mended(disagreement) }
    }
  }

  /// False where it agrees by now.
  private static func mend(
    _ found: SessionDisagreement, on connection: borrowing SQLConnection
  ) throws -> Bool {
    var audit = SessionAudit()
    guard
      let session = try StoredSession.find(found.session, of: found.tenant, on: connection),
      let now = try audit.take(session, on: connection), let rebuilt = now.rebuilt
    else { return false }
    let key: [SQLValue] = [.text(found.tenant), .text(found.session)]
    try connection.execute(
      """
      UPDATE sessions
      SET turn_count = ?3, updated_at_ms = ?4, expires_at_ms = ?5, attachment_count = ?6
      WHERE tenant = ?1 AND id = ?2
      """,
      key + [
        .int(rebuilt.turnCount), .int(rebuilt.updatedAt), .optional(rebuilt.expiresAt),
        .int(rebuilt.attachmentCount),
      ])
    // PostgreSQL takes a head away with whose count a program of before would have changed.
    try connection.execute(
      "UPDATE sessions SET head = ?3 WHERE tenant = ?1 AND id = ?2",
      key + [.optional(session.head)])
    return true
  }
}
