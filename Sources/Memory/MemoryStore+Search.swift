internal import Store

extension MemoryStore {
  /// Finds the turns of a tenant's live sessions that hold any of the query's words, best first.
  ///
  /// Ranked by BM25 over the words of the turns (SQLite FTS5). A limit of the ranking: how rare a
  /// word is gets counted over all tenants, so that scores, never rows, depend on others.
  package func search(
    tenant: String, session: String, query: String, limit: Int
  ) async throws -> [TurnMatch] {
    try MemoryLimits.check(
      query, field: "query", byteCountMax: MemoryLimits.queryByteCountMax)
    let limit = try MemoryLimits.pageSize(limit, field: "limit", whenZero: 20, max: 100)
    guard let expression = Self.matchExpression(query) else {
      throw MemoryError.invalid("query holds no word; give at least one letter or digit")
    }
    let now = now()
    return try await database.read { connection in
      try connection.query(
        """
        SELECT turns.session, -bm25(turn_words), \(Self.turnColumns)
        FROM turn_words JOIN turns ON turns.row = turn_words.rowid
          JOIN sessions ON sessions.tenant = turns.tenant AND sessions.id = turns.session
        WHERE turn_words MATCH ?1 AND turns.tenant = ?2 AND (?3 = '' OR turns.session = ?3)
          AND (sessions.expires_at_ms IS NULL OR sessions.expires_at_ms > ?4)
        ORDER BY bm25(turn_words), turns.row LIMIT ?5
        """, [.text(expression), .text(tenant), .text(session), .int(now), .int(limit)]
      ) { row in
        TurnMatch(sessionID: row.text(0), turn: try Self.turn(row, first: 2), score: row.double(1))
      }
    }
  }

  /// Any of the words, each quoted, so that nothing in the query is an operator.
  static func matchExpression(_ query: String) -> String? {
    let words = query.split { !($0.isLetter || $0.isNumber) }
    if words.isEmpty { return nil }
    return words.map { "\"\($0)\"" }.joined(separator: " OR ")
  }
}
