internal import Store

extension WordIndex {
  /// What a search looks for, beside the words.
  struct Scope {
    /// Empty for all of the tenant's.
    var session: String
    var now: Int
    var limit: Int
  }

  /// The turns of live sessions that hold any of the words, best first.
  ///
  /// Scores are BM25 with k1 = 1.2 and b = 0.75 on both engines, as FTS5 computes it: of a word that more
  /// than half of the turns hold, the weight is a millionth.
  func search(
    _ words: [String], _ scope: Scope, on connection: borrowing SQLConnection
  ) throws -> [TurnMatch] {
    let words = codes(of: words)
    let given: SQLValue =
      switch connection.dialect {
      // Each quoted, so that nothing in the query is an operator.
      case .sqlite: .text(words.map { "\"\($0)\"" }.joined(separator: " OR "))
      case .postgres: .text(terms(words))
      }
    let sql = connection.dialect == .sqlite ? sqliteSearch : Self.postgresSearch
    return try connection.query(
      sql,
      [
        given, .text(tenant), .text(scope.session), .int(scope.now), .int(scope.limit),
      ] + (connection.dialect == .sqlite ? [] : [.int(id)])
    ) { row in
      let session = row.text(0)
      return TurnMatch(
        sessionID: session,
        turn: try MemoryStore.turn(
          row, first: 2, of: tenant, session: session, on: connection),
        score: row.double(1))
    }
  }

  private var sqliteSearch: String {
    """
    SELECT turns.session, -bm25(\(table)), \(MemoryStore.turnColumns)
    FROM \(table) JOIN turns ON turns.row = \(table).rowid
      JOIN sessions ON sessions.tenant = turns.tenant AND sessions.id = turns.session
    WHERE \(table) MATCH ?1 AND turns.tenant = ?2 AND (?3 = '' OR turns.session = ?3)
      AND (sessions.expires_at_ms IS NULL OR sessions.expires_at_ms > ?4)
    ORDER BY bm25(\(table)), turns.row LIMIT ?5
    """
  }

  private static let postgresSearch = """
    WITH terms AS MATERIALIZED (
      SELECT term, greatest(
          ln((size.turn_count - holders.n + CAST(0.5 AS FLOAT8)) / (holders.n + CAST(0.5 AS FLOAT8))),
          CAST(0.000001 AS FLOAT8)) AS weight
      FROM unnest(string_to_array(?1, ' ')) AS term
        CROSS JOIN LATERAL (
          SELECT count(*) AS n FROM turn_words WHERE words @> ARRAY[term]) AS holders
        CROSS JOIN (SELECT turn_count FROM word_indexes WHERE id = ?6) AS size
    )
    SELECT turns.session, score.sum, \(MemoryStore.turnColumns)
    FROM turn_words JOIN turns ON turns.row = turn_words.row
      JOIN sessions ON sessions.tenant = turns.tenant AND sessions.id = turns.session
      JOIN word_indexes ON word_indexes.id = ?6
      CROSS JOIN LATERAL (
        SELECT sum(terms.weight * held.n * 2.2 / (held.n + 1.2 * (0.25 + 0.75 * length.relative)))
        FROM terms
          CROSS JOIN LATERAL (
            SELECT CAST(counts[array_position(words, term)] AS FLOAT8) AS n) AS held
          CROSS JOIN LATERAL (
            SELECT CAST(turn_words.word_count AS FLOAT8) * word_indexes.turn_count
              / word_indexes.word_count AS relative) AS length
        WHERE held.n IS NOT NULL) AS score (sum)
    WHERE words && string_to_array(?1, ' ') AND turns.tenant = ?2
      AND (?3 = '' OR turns.session = ?3)
      AND (sessions.expires_at_ms IS NULL OR sessions.expires_at_ms > ?4)
    ORDER BY score.sum DESC, turns.row LIMIT ?5
    """
}
