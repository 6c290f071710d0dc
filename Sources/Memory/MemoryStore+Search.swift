internal import Store

extension MemoryStore {
  /// Finds the turns of a tenant's live sessions that hold any of the query's words, best first.
  ///
  /// Ranked by BM25 over the words of the tenant's turns (SQLite FTS5). Those of expired sessions
  /// count until they are purged.
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
    guard let words = try await wordIndex(of: tenant)?.name else { return [] }
    return try await database.read { connection in
      try connection.query(
        """
        SELECT turns.session, -bm25(\(words)), \(Self.turnColumns)
        FROM \(words) JOIN turns ON turns.row = \(words).rowid
          JOIN sessions ON sessions.tenant = turns.tenant AND sessions.id = turns.session
        WHERE \(words) MATCH ?1 AND turns.tenant = ?2 AND (?3 = '' OR turns.session = ?3)
          AND (sessions.expires_at_ms IS NULL OR sessions.expires_at_ms > ?4)
        ORDER BY bm25(\(words)), turns.row LIMIT ?5
        """, [.text(expression), .text(tenant), .text(session), .int(now), .int(limit)]
      ) { row in
        TurnMatch(sessionID: row.text(0), turn: try Self.turn(row, first: 2), score: row.double(1))
      }
    }
  }

  /// Nil when the tenant has no turns.
  private func wordIndex(of tenant: String) async throws -> WordIndex? {
    if let index = try await database.read({ try WordIndex.find(tenant, on: $0) }) { return index }
    // Turns without an index were written by an earlier version; a name that nobody uses gets none.
    return try await database.write { connection in
      let hasTurns = try connection.first(
        "SELECT 1 FROM turns WHERE tenant = ? LIMIT 1", [.text(tenant)]
      ) { _ in true }
      return hasTurns == nil ? nil : try WordIndex.ensure(tenant, on: connection)
    }
  }

  /// Any of the words, each quoted, so that nothing in the query is an operator.
  static func matchExpression(_ query: String) -> String? {
    let words = query.split { !($0.isLetter || $0.isNumber) }
    if words.isEmpty { return nil }
    return words.map { "\"\($0)\"" }.joined(separator: " OR ")
  }
}
