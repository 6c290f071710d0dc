internal import Crypto
internal import Store

/// The index of the words of one tenant's turns.
///
/// Each tenant has one of its own, so that how rare a word is, and with it rank and score, depends on
/// that tenant's turns alone. On SQLite it is a table of FTS5 without a copy of the text. On PostgreSQL
/// all tenants' turns have rows in one table whose words begin with the number of their tenant's index,
/// so that looking one up (GIN) touches nobody else's.
///
/// Where the store seals, the index is keyed: in the place of each word stands its code (`LookupSecret`), and
/// since equal words have equal codes, what is found and how it ranks is the same.
///
/// Invariant: an index of the rule that is in force holds exactly its tenant's turns. What writes turns
/// keeps it, in the same transaction; one of an earlier rule, or with plain words in a store that seals, is made
/// anew when it is next needed.
struct WordIndex: Sendable, Hashable {
  /// Turns that are in memory at a time while an index is made.
  private static let pageSize = 500

  let id: Int
  let tenant: String
  /// Nil where words stand as they are.
  let secret: LookupSecret?

  /// Its table on SQLite.
  var table: String { "words_\(id)" }

  /// The tenant's index; nil when nothing needed it yet.
  static func find(_ tenant: String, on connection: borrowing SQLConnection) throws -> WordIndex? {
    let isKeyed = connection.isSealing
    let id = try connection.first(
      "SELECT id FROM word_indexes WHERE tenant = ? AND rule = ? AND is_keyed = ?",
      [.text(tenant), .int(Words.rule), .int(isKeyed ? 1 : 0)]
    ) { $0.int(0) }
    guard let id else { return nil }
    if !isKeyed { return WordIndex(id: id, tenant: tenant, secret: nil) }
    return try LookupSecret.find(tenant, on: connection)
      .map { WordIndex(id: id, tenant: tenant, secret: $0) }
  }

  /// The tenant's index, made of the turns that there are when it does not exist yet.
  static func ensure(
    _ tenant: String, freshSecret: [UInt8], on connection: borrowing SQLConnection
  ) throws -> WordIndex {
    if let index = try find(tenant, on: connection) { return index }
    try removeEarlier(tenant, on: connection)
    let secret =
      connection.isSealing
      ? try LookupSecret.ensure(tenant, fresh: freshSecret, on: connection) : nil
    let index = WordIndex(
      id: try connection.insertedRow(
        "INSERT INTO word_indexes (tenant, rule, is_keyed) VALUES (?, ?, ?) RETURNING id",
        [.text(tenant), .int(Words.rule), .int(secret == nil ? 0 : 1)]), tenant: tenant,
      secret: secret)
    if connection.dialect == .sqlite {
      // Words come folded and with single spaces between them: nothing is left to this tokenizer.
      try connection.execute(
        "CREATE VIRTUAL TABLE \(index.table) USING fts5 (text, content = '', tokenize = 'ascii')")
    }
    try index.fill(on: connection)
    return index
  }

  /// Removes whatever index the tenant has.
  static func removeEarlier(
    _ tenant: String, on connection: borrowing SQLConnection
  ) throws {
    let id = try connection.first(
      "SELECT id FROM word_indexes WHERE tenant = ?", [.text(tenant)]
    ) { $0.int(0) }
    guard let id else { return }
    let index = WordIndex(id: id, tenant: tenant, secret: nil)
    switch connection.dialect {
    case .sqlite: try connection.execute("DROP TABLE \(index.table)")
    case .postgres:
      try connection.execute(
        "DELETE FROM turn_words WHERE row IN (SELECT row FROM turns WHERE tenant = ?)",
        [.text(tenant)])
    }
    try connection.execute("DELETE FROM word_indexes WHERE id = ?", [.int(id)])
  }

  private func fill(on connection: borrowing SQLConnection) throws {
    var last = 0
    while true {
      let page = try connection.query(
        """
        SELECT row, session, position, content FROM turns
        WHERE tenant = ? AND row > ? ORDER BY row LIMIT ?
        """, [.text(tenant), .int(last), .int(Self.pageSize)]
      ) { (row: $0.int(0), session: $0.text(1), position: $0.int(2), content: $0.blob(3)) }
      for turn in page {
        let codes = try codes(
          in: turn.content, session: turn.session, position: turn.position, on: connection)
        try add(
          codes, row: turn.row, session: turn.session, position: turn.position, on: connection)
        last = turn.row
      }
      if page.count < Self.pageSize { return }
    }
  }

  /// What the index holds of words: the words, or where it is keyed 96 bits of the code of each, in
  /// hexadecimal. With a million different words two of them have the same code with a chance of 2^-57.
  func codes(of words: [String]) -> [String] {
    guard let secret else { return words }
    var known: [String: String] = [:]
    return words.map { word in
      if let code = known[word] { return code }
      let code = Hex.encode(secret.code(.word, word).prefix(12))
      known[word] = code
      return code
    }
  }

  private func codes(
    in content: [UInt8], session: String, position: Int, on connection: borrowing SQLConnection
  ) throws -> [String] {
    let place = TurnContent.place(tenant: tenant, session: session, position: position)
    return codes(of: Words.of(try TurnContent(try connection.open(content, at: place)).text))
  }

  /// Takes in a turn that is in `turns` already: the one that was inserted last, if `row` does not say which.
  ///
  /// On SQLite the row is not asked for by a query. It would make the statement one that SQLite could have to undo in
  /// part, and before each of those FTS5 writes out all that it has gathered.
  func add(
    _ words: [String], row: Int? = nil, session: String, position: Int,
    on connection: borrowing SQLConnection
  ) throws {
    let turn: [SQLValue] = [.text(tenant), .text(session), .int(position)]
    switch connection.dialect {
    case .sqlite:
      try connection.execute(
        "INSERT INTO \(table) (rowid, text) VALUES (coalesce(?, last_insert_rowid()), ?)",
        [.optional(row), .text(words.joined(separator: " "))])
    case .postgres:
      let counts = words.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
      try connection.execute(
        """
        INSERT INTO turn_words (row, word_count, words, counts)
        SELECT row, ?4, string_to_array(?5, ' '), CAST(string_to_array(?6, ' ') AS BIGINT[])
        FROM turns WHERE tenant = ?1 AND session = ?2 AND position = ?3
        """,
        turn + [
          .int(words.count), .text(terms(counts.keys)),
          .text(counts.values.map(String.init).joined(separator: " ")),
        ])
      try connection.execute(
        """
        UPDATE word_indexes SET turn_count = turn_count + 1, word_count = word_count + ?2
        WHERE id = ?1
        """, [.int(id), .int(words.count)])
    }
  }

  /// Forgets the first `countMax` turns of a session. They must still be there: an index without a copy
  /// of the words is told what to forget.
  func removeTurns(
    session: String, countMax: Int, on connection: borrowing SQLConnection
  ) throws {
    let turns: [SQLValue] = [.text(tenant), .text(session), .int(countMax)]
    switch connection.dialect {
    case .sqlite:
      let page = try connection.query(
        """
        SELECT row, position, content FROM turns
        WHERE tenant = ? AND session = ? ORDER BY position LIMIT ?
        """, turns
      ) { (row: $0.int(0), position: $0.int(1), content: $0.blob(2)) }
      for turn in page {
        let codes = try codes(
          in: turn.content, session: session, position: turn.position, on: connection)
        try connection.execute(
          "INSERT INTO \(table) (\(table), rowid, text) VALUES ('delete', ?, ?)",
          [.int(turn.row), .text(codes.joined(separator: " "))])
      }
    case .postgres:
      try connection.execute(
        """
        WITH gone AS (
          DELETE FROM turn_words WHERE row IN (
            SELECT row FROM turns WHERE tenant = ?1 AND session = ?2 ORDER BY position LIMIT ?3)
          RETURNING word_count)
        UPDATE word_indexes SET turn_count = turn_count - (SELECT count(*) FROM gone),
          word_count = word_count - (SELECT coalesce(sum(gone.word_count), 0) FROM gone)
        WHERE id = ?4
        """, turns + [.int(id)])
    }
  }

  /// Words as PostgreSQL's table has them, with spaces between them.
  func terms(_ words: some Sequence<String>) -> String {
    words.map { "\(id):\($0)" }.joined(separator: " ")
  }
}
