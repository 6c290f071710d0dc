internal import Store

/// How rows become values.
extension MemoryStore {
  static let sessionColumns =
    "id, content, created_at_ms, updated_at_ms, expires_at_ms, turn_count, person, attachment_count"
  static let turnColumns =
    "turns.position, speaker, turns.content, stored_at_ms, run_id"

  static func session(
    _ row: borrowing SQLRow, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> Session {
    let id = row.text(0)
    let content = try JSON.decode(
      SessionContent.self,
      from: try connection.open(
        row.blob(1), at: SessionContent.place(tenant: tenant, session: id)))
    return Session(
      id: id, title: content.title, personID: content.person ?? "", createdAt: row.int(2),
      updatedAt: row.int(3), expiresAt: row.optionalInt(4), turnCount: row.int(5),
      attachmentCount: row.int(7), personNumber: row.optionalInt(6))
  }

  /// Reads `turnColumns` from column `first` on.
  static func turn(
    _ row: borrowing SQLRow, first: Int = 0, of tenant: String, session: String,
    on connection: borrowing SQLConnection
  ) throws -> Turn {
    guard let speaker = Turn.Speaker(rawValue: row.int(first + 1)) else {
      throw StoreError(
        .corrupt, "a turn has the unknown speaker \(row.int(first + 1)): restore a backup")
    }
    let position = row.int(first)
    let content = try TurnContent(
      try connection.open(
        row.blob(first + 2),
        at: TurnContent.place(tenant: tenant, session: session, position: position)))
    return Turn(
      position: position, speaker: speaker, text: content.text, storedAt: row.int(first + 3),
      runID: row.text(first + 4), metadata: content.metadata)
  }

  /// The session whether expired or not.
  static func row(
    _ tenant: String, _ id: String, on connection: borrowing SQLConnection
  ) throws -> Session? {
    try connection.first(
      "SELECT \(sessionColumns) FROM sessions WHERE tenant = ? AND id = ?",
      [.text(tenant), .text(id)]
    ) { try session($0, of: tenant, on: connection) }
  }

  static func live(
    _ tenant: String, _ id: String, at now: Int, on connection: borrowing SQLConnection
  ) throws -> Session {
    guard let session = try row(tenant, id, on: connection), !session.isExpired(at: now) else {
      throw MemoryError.sessionNotFound(id)
    }
    return session
  }

  /// Where a session ends, and whose it is: all that an append needs to know.
  struct SessionEnd {
    let turnCount: Int
    let personNumber: Int?
    /// The hash of its last turn; nil where not all of its turns are chained yet.
    let head: [UInt8]?
  }

  static func end(
    of id: String, _ tenant: String, at now: Int, on connection: borrowing SQLConnection
  ) throws -> SessionEnd {
    let end = try connection.first(
      "SELECT expires_at_ms, turn_count, person, head, content FROM sessions WHERE tenant = ? AND id = ?",
      [.text(tenant), .text(id)]
    ) { row -> SessionEnd? in
      if let expiry = row.optionalInt(0), expiry <= now { return nil }
      // Nothing is added to what cannot be read any more.
      if connection.isSealing {
        _ = try connection.open(row.blob(4), at: SessionContent.place(tenant: tenant, session: id))
      }
      return SessionEnd(
        turnCount: row.int(1), personNumber: row.optionalInt(2), head: row.optionalBlob(3))
    }
    guard let end = end ?? nil else { throw MemoryError.sessionNotFound(id) }
    return end
  }

  /// The turns of a session after a position, with their attachments.
  static func turns(
    of session: Session, tenant: String, after position: Int, countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> [Turn] {
    var turns = try connection.query(
      """
      SELECT \(turnColumns) FROM turns
      WHERE tenant = ? AND session = ? AND position > ? ORDER BY position LIMIT ?
      """, [.text(tenant), .text(session.id), .int(position), .int(countMax)]
    ) { try turn($0, of: tenant, session: session.id, on: connection) }
    guard session.attachmentCount > 0, let first = turns.first, let last = turns.last else {
      return turns
    }
    let attachments = try Attachments.ofTurns(
      first.position...last.position, tenant: tenant, session: session.id, on: connection)
    for index in turns.indices {
      turns[index].attachments = attachments[turns[index].position] ?? []
    }
    return turns
  }

  static func earlierAppend(
    _ tenant: String, _ session: String, _ key: String, on connection: borrowing SQLConnection
  ) throws -> (firstPosition: Int, turnCount: Int)? {
    try connection.first(
      """
      SELECT first_position, turn_count FROM appends
      WHERE tenant = ? AND session = ? AND idempotency_key = ?
      """, [.text(tenant), .text(session), .text(key)]
    ) { ($0.int(0), $0.int(1)) }
  }
}

extension Session {
  func isExpired(at now: Int) -> Bool {
    expiresAt.map { $0 <= now } ?? false
  }
}
