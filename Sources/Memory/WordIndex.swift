internal import Store

/// The full-text index of one tenant's turns.
///
/// Each tenant has one of its own, so that how rare a word is, and with it rank and score, depends on
/// that tenant's turns alone. It refers to the text in `turns` and keeps no copy.
///
/// Invariant: an index that exists holds exactly its tenant's turns. What writes turns keeps it, in
/// the same transaction.
struct WordIndex {
  /// Its table.
  let name: String

  private init(id: Int) {
    name = "words_\(id)"
  }

  /// The tenant's index; nil when nothing needed it yet.
  static func find(_ tenant: String, on connection: borrowing SQLConnection) throws -> WordIndex? {
    try connection.first("SELECT id FROM word_indexes WHERE tenant = ?", [.text(tenant)]) {
      WordIndex(id: $0.int(0))
    }
  }

  /// The tenant's index, made of the turns that there are when it does not exist yet.
  static func ensure(_ tenant: String, on connection: borrowing SQLConnection) throws -> WordIndex {
    if let index = try find(tenant, on: connection) { return index }
    let index = WordIndex(
      id: try connection.insertedRow(
        "INSERT INTO word_indexes (tenant) VALUES (?) RETURNING id", [.text(tenant)]))
    try connection.execute(
      """
      CREATE VIRTUAL TABLE \(index.name) USING fts5 (
        text, content = 'turns', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2')
      """)
    try connection.execute(
      "INSERT INTO \(index.name) (rowid, text) SELECT row, text FROM turns WHERE tenant = ?",
      [.text(tenant)])
    return index
  }

  func add(row: Int, text: String, on connection: borrowing SQLConnection) throws {
    try connection.execute(
      "INSERT INTO \(name) (rowid, text) VALUES (?, ?)", [.int(row), .text(text)])
  }

  /// Forgets the first `countMax` turns of a session. They must still be there: an index that refers
  /// to its text is told what to forget.
  func removeTurns(
    tenant: String, session: String, countMax: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO \(name) (\(name), rowid, text)
      SELECT 'delete', row, text FROM turns
      WHERE tenant = ? AND session = ? ORDER BY position LIMIT ?
      """, [.text(tenant), .text(session), .int(countMax)])
  }
}
