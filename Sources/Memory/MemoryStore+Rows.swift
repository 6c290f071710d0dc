internal import Foundation
internal import Store

/// How rows become values.
extension MemoryStore {
  static let sessionColumns =
    "id, title, created_at_ms, updated_at_ms, expires_at_ms, turn_count"
  static let turnColumns =
    "turns.position, speaker, turns.text, stored_at_ms, run_id, turns.metadata"

  static func session(_ row: borrowing SQLRow) -> Session {
    Session(
      id: row.text(0), title: row.text(1), createdAt: row.int(2), updatedAt: row.int(3),
      expiresAt: row.optionalInt(4), turnCount: row.int(5))
  }

  /// Reads `turnColumns` from column `first` on.
  static func turn(_ row: borrowing SQLRow, first: Int = 0) throws -> Turn {
    guard let speaker = Turn.Speaker(rawValue: row.int(first + 1)) else {
      throw StoreError(
        .corrupt, "a turn has the unknown speaker \(row.int(first + 1)): restore a backup")
    }
    return Turn(
      position: row.int(first), speaker: speaker, text: row.text(first + 2),
      storedAt: row.int(first + 3), runID: row.text(first + 4),
      metadata: try decode(row.text(first + 5)))
  }

  /// The session whether expired or not.
  static func row(
    _ tenant: String, _ id: String, on connection: borrowing SQLConnection
  ) throws -> Session? {
    try connection.first(
      "SELECT \(sessionColumns) FROM sessions WHERE tenant = ? AND id = ?",
      [.text(tenant), .text(id)], session)
  }

  static func live(
    _ tenant: String, _ id: String, at now: Int, on connection: borrowing SQLConnection
  ) throws -> Session {
    guard let session = try row(tenant, id, on: connection), !session.isExpired(at: now) else {
      throw MemoryError.sessionNotFound(id)
    }
    return session
  }

  static func turns(
    tenant: String, session: String, after position: Int, countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> [Turn] {
    try connection.query(
      """
      SELECT \(turnColumns) FROM turns
      WHERE tenant = ? AND session = ? AND position > ? ORDER BY position LIMIT ?
      """, [.text(tenant), .text(session), .int(position), .int(countMax)]
    ) { try turn($0) }
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

  static func encode(_ metadata: [String: String]) throws -> String {
    if metadata.isEmpty { return "{}" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(metadata), as: UTF8.self)
  }

  private static func decode(_ metadata: String) throws -> [String: String] {
    if metadata == "{}" { return [:] }
    return try JSONDecoder().decode([String: String].self, from: Data(metadata.utf8))
  }
}

extension Session {
  func isExpired(at now: Int) -> Bool {
    expiresAt.map { $0 <= now } ?? false
  }
}
