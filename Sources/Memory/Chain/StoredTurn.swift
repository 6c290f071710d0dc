internal import Store

/// A turn as it is stored, sealed or not: an event of its session.
struct StoredTurn {
  static let columns = "position, speaker, content, stored_at_ms, run_id, hash"

  let position: Int
  let speaker: Int
  let content: [UInt8]
  let storedAt: Int
  let runID: String
  /// In the order in which the turn has them.
  let attachments: [StoredAttachment]
  /// Nil where a program wrote it that chains nothing.
  var hash: [UInt8]?

  /// The hash that the turn has after the one before it, or after the session's beginning: SHA-256 of that, position,
  /// speaker, time, run, content, how many attachments, and of each id, ordinal, size, time and content (`ChainLink`).
  func hash(after previous: [UInt8]) -> [UInt8] {
    var link = ChainLink(after: previous, byteCount: 64 + runID.utf8.count + content.count)
    link.add(position)
    link.add(speaker)
    link.add(storedAt)
    link.add(runID)
    link.add(content)
    link.add(attachments.count)
    for attachment in attachments {
      link.add(attachment.id)
      link.add(attachment.ordinal)
      link.add(attachment.byteCount)
      link.add(attachment.storedAt)
      link.add(attachment.content)
    }
    return link.hash
  }

  /// The turns of a session after a position.
  static func page(
    of session: SessionBeginning, after position: Int, countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> [StoredTurn] {
    let key: [SQLValue] = [.text(session.tenant), .text(session.id)]
    let attachments = try StoredAttachment.ofTurns(
      key, after: position, through: position.addingReportingOverflow(countMax).partialValue,
      on: connection)
    return try connection.query(
      """
      SELECT \(columns) FROM turns
      WHERE tenant = ? AND session = ? AND position > ? ORDER BY position LIMIT ?
      """, key + [.int(position), .int(countMax)]
    ) { row in
      StoredTurn(
        position: row.int(0), speaker: row.int(1), content: row.blob(2), storedAt: row.int(3),
        runID: row.text(4), attachments: attachments[row.int(0)] ?? [], hash: row.optionalBlob(5))
    }
  }
}

/// An attachment as it is stored. Its content says what the SHA-256 of the file is.
struct StoredAttachment {
  let id: String
  let ordinal: Int
  let content: [UInt8]
  let byteCount: Int
  let storedAt: Int

  /// Of the turns at these positions, by position.
  fileprivate static func ofTurns(
    _ session: [SQLValue], after first: Int, through last: Int,
    on connection: borrowing SQLConnection
  ) throws -> [Int: [StoredAttachment]] {
    var found: [Int: [StoredAttachment]] = [:]
    try connection.forEachRow(
      """
      SELECT position, id, ordinal, content, byte_count, stored_at_ms FROM attachments
      WHERE tenant = ? AND session = ? AND position > ? AND position <= ?
      ORDER BY position, ordinal, id
      """, session + [.int(first), .int(last)]
    ) { row in
      found[row.int(0), default: []].append(
        StoredAttachment(
          id: row.text(1), ordinal: row.int(2), content: row.blob(3), byteCount: row.int(4),
          storedAt: row.int(5)))
    }
    return found
  }
}
