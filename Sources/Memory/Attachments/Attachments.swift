internal import Store

/// The table of attachments.
///
/// States of an attachment: uploading (a blob without a name) -> of its session -> of one of its turns. It goes
/// with its session.
enum Attachments {
  /// Who owns the blobs of a session's attachments.
  static func owner(_ session: String) -> String { "session/\(session)" }

  private static let columns = "id, content, byte_count, stored_at_ms"

  private static func place(_ tenant: String, _ session: String, _ id: String) -> SealedPlace {
    SealedPlace("attachments", .text(tenant), .text(session), .text(id))
  }

  static func find(
    _ id: String, tenant: String, session: String, on connection: borrowing SQLConnection
  ) throws -> Attachment? {
    try connection.first(
      "SELECT \(columns) FROM attachments WHERE tenant = ? AND session = ? AND id = ?",
      [.text(tenant), .text(session), .text(id)]
    ) { try attachment($0, tenant, session, on: connection) }
  }

  /// All of a session, in the order of adding.
  static func all(
    tenant: String, session: String, on connection: borrowing SQLConnection
  ) throws -> [(attachment: Attachment, position: Int?)] {
    try connection.query(
      "SELECT \(columns), position FROM attachments WHERE tenant = ? AND session = ? ORDER BY row",
      [.text(tenant), .text(session)]
    ) { (try attachment($0, tenant, session, on: connection), $0.optionalInt(4)) }
  }

  /// Those of turns, by position, each turn's in its order.
  static func ofTurns(
    _ positions: ClosedRange<Int>, tenant: String, session: String,
    on connection: borrowing SQLConnection
  ) throws -> [Int: [Attachment]] {
    let rows = try connection.query(
      """
      SELECT \(columns), position FROM attachments
      WHERE tenant = ? AND session = ? AND position BETWEEN ? AND ? ORDER BY position, ordinal
      """,
      [.text(tenant), .text(session), .int(positions.lowerBound), .int(positions.upperBound)]
    ) { (position: $0.int(4), attachment: try attachment($0, tenant, session, on: connection)) }
    return Dictionary(grouping: rows, by: \.position).mapValues { $0.map(\.attachment) }
  }

  private static func attachment(
    _ row: borrowing SQLRow, _ tenant: String, _ session: String,
    on connection: borrowing SQLConnection
  ) throws -> Attachment {
    try opened(stored(row, ordinal: 0), tenant, session, on: connection)
  }

  private static func stored(_ row: borrowing SQLRow, ordinal: Int) -> StoredAttachment {
    StoredAttachment(
      id: row.text(0), ordinal: ordinal, content: row.blob(1), byteCount: row.int(2),
      storedAt: row.int(3))
  }

  private static func opened(
    _ stored: StoredAttachment, _ tenant: String, _ session: String,
    on connection: borrowing SQLConnection
  ) throws -> Attachment {
    let content = try JSON.decode(
      AttachmentContent.self,
      from: try connection.open(stored.content, at: place(tenant, session, stored.id)))
    return Attachment(
      id: stored.id, name: content.name, mediaType: content.mediaType,
      byteCount: stored.byteCount, sha256: content.sha256, storedAt: stored.storedAt)
  }

  static func add(
    _ attachment: Attachment, tenant: String, session: String, sealedFor keyOwner: String,
    on connection: borrowing SQLConnection
  ) throws {
    let content = try JSON.encode(
      AttachmentContent(
        name: attachment.name, mediaType: attachment.mediaType, sha256: attachment.sha256))
    let sealed = try connection.seal(
      content, for: keyOwner, at: place(tenant, session, attachment.id))
    try connection.execute(
      """
      INSERT INTO attachments (tenant, session, id, content, byte_count, stored_at_ms)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .text(tenant), .text(session), .text(attachment.id), .blob(sealed),
        .int(attachment.byteCount), .int(attachment.storedAt),
      ])
    try connection.execute(
      "UPDATE sessions SET attachment_count = attachment_count + 1 WHERE tenant = ? AND id = ?",
      [.text(tenant), .text(session)])
  }

  /// Gives attachments of a session, which no turn has yet, to a turn: as they are, and as they are stored.
  static func bind(
    _ ids: [String], to position: Int, tenant: String, session: String,
    on connection: borrowing SQLConnection
  ) throws -> [(attachment: Attachment, stored: StoredAttachment)] {
    try ids.enumerated().map { ordinal, id in
      try connection.execute(
        """
        UPDATE attachments SET position = ?, ordinal = ?
        WHERE tenant = ? AND session = ? AND id = ? AND position IS NULL
        """, [.int(position), .int(ordinal), .text(tenant), .text(session), .text(id)])
      guard try connection.changedRowCount() == 1,
        let stored = try connection.first(
          "SELECT \(columns) FROM attachments WHERE tenant = ? AND session = ? AND id = ?",
          [.text(tenant), .text(session), .text(id)], { stored($0, ordinal: ordinal) })
      else {
        throw MemoryError.invalid(
          "attachment '\(id)' is not there, or belongs to a turn already: add it to the session first"
        )
      }
      return (try opened(stored, tenant, session, on: connection), stored)
    }
  }

  /// Removes all of a session; contents that nobody else has go with them.
  static func removeAll(
    tenant: String, session: String, sealedFor keyOwner: String,
    on connection: borrowing SQLConnection
  ) throws {
    try Blobs.removeOwner(owner(session), tenant: keyOwner, on: connection)
    try connection.execute(
      "DELETE FROM attachments WHERE tenant = ? AND session = ?", [.text(tenant), .text(session)])
  }
}
