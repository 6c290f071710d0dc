internal import Store

/// The durable side of the index: documents, chunks, embeddings, words. The truth; what is in memory
/// is read from here.
///
/// Every statement that reads or changes rows of a tenant names the tenant.
struct DocumentStore: Sendable {
  let database: Database

  /// What identifies the embeddings; a database made with another model is refused.
  func bind(toModel sha256: String, name: String) async throws {
    try await database.write { connection in
      let stored = try connection.first(
        "SELECT value FROM settings WHERE name = 'embedding_model_sha256'"
      ) { $0.text(0) }
      if let stored, stored != sha256 {
        throw RetrievalError(
          .modelMismatch,
          "the index was made with another embedding model (SHA-256 \(stored.prefix(12))…) than "
            + "'\(name)' (\(sha256.prefix(12))…): start with that model, or with an empty --data "
            + "folder and ingest again")
      }
      if stored == nil {
        try connection.execute(
          "INSERT INTO settings VALUES ('embedding_model_sha256', ?)", [.text(sha256)])
      }
    }
  }

  // MARK: Documents

  /// A stored document with its row number and format.
  struct Row: Sendable {
    var row: Int
    var format: String
    var document: StoredDocument
  }

  func document(tenant: String, uri: String) async throws -> Row? {
    try await database.read { connection in
      try Self.rows(connection, where: "t.name = ? AND d.uri = ?", [.text(tenant), .text(uri)])
        .first
    }
  }

  /// Documents after a URI, in order of the URI.
  func documents(tenant: String, after uri: String?, limit: Int) async throws -> [Row] {
    try await database.read { connection in
      try Self.rows(
        connection, where: "t.name = ? AND d.uri > ? ORDER BY d.uri LIMIT ?",
        [.text(tenant), .text(uri ?? ""), .int(limit)])
    }
  }

  func counts(tenant: String) async throws -> (documents: Int, chunks: Int) {
    try await database.read { connection in
      try connection.first(
        """
        SELECT count(*), coalesce(sum(chunk_count), 0) FROM documents
        WHERE tenant_id = (SELECT id FROM tenants WHERE name = ?)
        """, [.text(tenant)]
      ) { (documents: $0.int(0), chunks: $0.int(1)) } ?? (0, 0)
    }
  }

  private static func rows(
    _ connection: borrowing SQLConnection, where condition: String, _ values: [SQLValue]
  ) throws -> [Row] {
    var rows = try connection.query(
      """
      SELECT d.id, d.format, d.document_id, d.uri, d.title, d.sha256, d.chunk_count, d.stored_at_ms
      FROM documents d JOIN tenants t ON t.id = d.tenant_id WHERE \(condition)
      """, values
    ) { row in
      Row(
        row: row.int(0), format: row.text(1),
        document: StoredDocument(
          documentID: row.text(2), uri: row.text(3), title: row.text(4), sha256: row.text(5),
          chunkCount: row.int(6), storedAtMilliseconds: row.int(7), labels: [:]))
    }
    for index in rows.indices {
      rows[index].document.labels = try labels(connection, document: rows[index].row)
    }
    return rows
  }

  static func labels(
    _ connection: borrowing SQLConnection, document: Int
  ) throws -> [String: String] {
    var labels: [String: String] = [:]
    try connection.forEachRow(
      "SELECT name, value FROM labels WHERE document = ?", [.int(document)]
    ) { labels[$0.text(0)] = $0.text(1) }
    return labels
  }
}
