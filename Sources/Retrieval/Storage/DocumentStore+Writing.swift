internal import Store

/// A chunk with its vector, ready to be stored.
struct EmbeddedChunk: Sendable {
  let chunk: Chunk
  let vector: [Float]
}

/// The rows that a stored document got.
struct StoredRows: Sendable {
  let document: Int
  let chunks: [Int]
  /// The row of the content that was replaced.
  let replaced: Int?
}

extension DocumentStore {
  /// Stores a document with its chunks in place of what its URI held; all of it or nothing.
  func put(
    _ document: StoredDocument, format: String, chunks: [EmbeddedChunk], tenant: String
  ) async throws -> StoredRows {
    try await database.write { connection in
      let tenantRow = try Self.tenantRow(connection, name: tenant)
      let old = try connection.first(
        "SELECT id FROM documents WHERE tenant_id = ? AND uri = ?",
        [.int(tenantRow), .text(document.uri)]
      ) { $0.int(0) }
      if let old { try Self.remove(connection, document: old, tenantRow: tenantRow) }
      let row = try connection.insertedRow(
        """
        INSERT INTO documents
        (tenant_id, document_id, uri, title, format, sha256, chunk_count, stored_at_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        [
          .int(tenantRow), .text(document.documentID), .text(document.uri), .text(document.title),
          .text(format), .text(document.sha256), .int(chunks.count),
          .int(document.storedAtMilliseconds),
        ])
      try Self.insert(connection, labels: document.labels, document: row, tenantRow: tenantRow)
      var rows: [Int] = []
      for chunk in chunks {
        rows.append(
          try Self.insert(connection, chunk, document: row, tenantRow: tenantRow))
      }
      try DocumentChange.record(
        old == nil ? .added : .replaced, documentID: document.documentID, uri: document.uri,
        sha256: document.sha256, tenant: tenant, now: document.storedAtMilliseconds,
        on: connection)
      return StoredRows(document: row, chunks: rows, replaced: old)
    }
  }

  /// Gives an unchanged document other labels.
  func setLabels(_ known: Row, to labels: [String: String], tenant: String, now: Int) async throws {
    let document = known.row
    try await database.write { connection in
      let tenantRow = try Self.tenantRow(connection, name: tenant)
      try connection.execute(
        "DELETE FROM labels WHERE document = ? AND tenant_id = ?",
        [.int(document), .int(tenantRow)])
      try Self.insert(connection, labels: labels, document: document, tenantRow: tenantRow)
      try DocumentChange.record(
        .relabelled, documentID: known.document.documentID, uri: known.document.uri,
        sha256: known.document.sha256, tenant: tenant, now: now, on: connection)
    }
  }

  /// Removes a document; returns its row, or nil when there is none.
  func remove(tenant: String, documentID: String, now: Int) async throws -> Int? {
    try await database.write { connection in
      let found = try connection.first(
        """
        SELECT d.id, d.tenant_id, d.uri FROM documents d JOIN tenants t ON t.id = d.tenant_id
        WHERE t.name = ? AND d.document_id = ?
        """, [.text(tenant), .text(documentID)]
      ) { ($0.int(0), $0.int(1), $0.text(2)) }
      guard let (document, tenantRow, uri) = found else { return nil }
      try Self.remove(connection, document: document, tenantRow: tenantRow)
      try DocumentChange.record(
        .removed, documentID: documentID, uri: uri, tenant: tenant, now: now, on: connection)
      return document
    }
  }

  private static func tenantRow(
    _ connection: borrowing SQLConnection, name: String
  ) throws -> Int {
    if let row = try connection.first(
      "SELECT id FROM tenants WHERE name = ?", [.text(name)], { $0.int(0) })
    {
      return row
    }
    let row = try connection.insertedRow(
      "INSERT INTO tenants (name) VALUES (?) RETURNING id", [.text(name)])
    try connection.execute(RetrievalSchema.createLexicalIndex(tenant: row))
    return row
  }

  private static func remove(
    _ connection: borrowing SQLConnection, document: Int, tenantRow: Int
  ) throws {
    // An index that refers to its text is told what to forget while the text is still there.
    try connection.execute(
      """
      INSERT INTO lexical_\(tenantRow) (lexical_\(tenantRow), rowid, section, text)
      SELECT 'delete', id, section, text FROM chunks WHERE document = ? AND tenant_id = ?
      """, [.int(document), .int(tenantRow)])
    try connection.execute(
      "DELETE FROM chunks WHERE document = ? AND tenant_id = ?", [.int(document), .int(tenantRow)])
    try connection.execute(
      "DELETE FROM documents WHERE id = ? AND tenant_id = ?", [.int(document), .int(tenantRow)])
  }

  private static func insert(
    _ connection: borrowing SQLConnection, labels: [String: String], document: Int, tenantRow: Int
  ) throws {
    for (name, value) in labels {
      try connection.execute(
        "INSERT INTO labels VALUES (?, ?, ?, ?)",
        [.int(tenantRow), .int(document), .text(name), .text(value)])
    }
  }

  private static func insert(
    _ connection: borrowing SQLConnection, _ embedded: EmbeddedChunk, document: Int, tenantRow: Int
  ) throws -> Int {
    let section = embedded.chunk.section.joined(separator: "\n")
    let row = try connection.insertedRow(
      """
      INSERT INTO chunks (tenant_id, document, chunk_id, section, text, embedding)
      VALUES (?, ?, ?, ?, ?, ?) RETURNING id
      """,
      [
        .int(tenantRow), .int(document), .text(embedded.chunk.id), .text(section),
        .text(embedded.chunk.text), .blob(embedded.vector.withUnsafeBytes(Array.init)),
      ])
    try connection.execute(
      "INSERT INTO lexical_\(tenantRow) (rowid, section, text) VALUES (?, ?, ?)",
      [.int(row), .text(section), .text(embedded.chunk.text)])
    return row
  }
}
