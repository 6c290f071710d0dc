internal import Store

/// A session's row, as an audit reads it.
struct StoredSession {
  private static let pageSize = 100

  let beginning: SessionBeginning
  /// Nil where not all turns are chained yet.
  let head: [UInt8]?
  let projection: SessionProjection
  /// Whether it is expired or erased, and its turns are being deleted.
  let isPurging: Bool
  /// Rows of attachments, and those of them that a turn has.
  let attachmentCount: Int
  let boundAttachmentCount: Int

  private static let columns = """
    \(SessionBeginning.columns), head, turn_count, updated_at_ms, expires_at_ms, attachment_count, purging,
    (SELECT count(*) FROM attachments
      WHERE attachments.tenant = sessions.tenant AND attachments.session = sessions.id),
    (SELECT count(attachments.position) FROM attachments
      WHERE attachments.tenant = sessions.tenant AND attachments.session = sessions.id)
    """

  init(_ row: borrowing SQLRow) {
    beginning = SessionBeginning(row)
    let first = SessionBeginning.columnCount
    head = row.optionalBlob(first)
    projection = SessionProjection(
      turnCount: row.int(first + 1), updatedAt: row.int(first + 2),
      expiresAt: row.optionalInt(first + 3), attachmentCount: row.int(first + 4))
    isPurging = row.int(first + 5) != 0
    attachmentCount = row.int(first + 6)
    boundAttachmentCount = row.int(first + 7)
  }

  static func find(
    _ id: String, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> StoredSession? {
    try connection.first(
      "SELECT \(columns) FROM sessions WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)]
    ) { StoredSession($0) }
  }

  /// Calls `body` with each session; a page of them is in memory.
  static func forEach(
    on connection: borrowing SQLConnection, _ body: (StoredSession) throws -> Void
  ) throws {
    var last = ("", "")
    while true {
      let page = try connection.query(
        "SELECT \(columns) FROM sessions WHERE (tenant, id) > (?, ?) ORDER BY tenant, id LIMIT ?",
        [.text(last.0), .text(last.1), .int(pageSize)]
      ) { StoredSession($0) }
      for session in page { try body(session) }
      guard page.count == pageSize, let end = page.last?.beginning else { return }
      last = (end.tenant, end.id)
    }
  }
}
