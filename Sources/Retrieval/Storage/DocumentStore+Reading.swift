internal import Store

/// A chunk's rank by words.
struct LexicalMatch: Sendable, Hashable {
  let chunkRow: Int
  /// Greater is better.
  let bm25: Float
}

/// A stored passage before it is scored.
struct PassageRow: Sendable {
  let chunkID: String
  let documentID: String
  let uri: String
  let title: String
  let section: [String]
  let text: String
}

extension DocumentStore {
  /// The chunks that match the words best, best first. Only `documents` count, given by row; nil
  /// stands for all of the tenant's.
  func lexicalMatches(
    tenant: String, expression: String, documents: [Int]?, limit: Int
  ) async throws -> [LexicalMatch] {
    try await database.read { connection in
      guard
        let tenantRow = try connection.first(
          "SELECT id FROM tenants WHERE name = ?", [.text(tenant)], { $0.int(0) })
      else { return [] }
      let table = "lexical_\(tenantRow)"
      var values: [SQLValue] = [.text(expression), .int(tenantRow)]
      var condition = ""
      if let documents {
        condition = "AND c.document IN (SELECT value FROM json_each(?))"
        values.append(.text("[" + documents.map(String.init).joined(separator: ",") + "]"))
      }
      return try connection.query(
        """
        SELECT \(table).rowid, bm25(\(table)) FROM \(table)
        JOIN chunks c ON c.id = \(table).rowid
        WHERE \(table) MATCH ? AND c.tenant_id = ? \(condition)
        ORDER BY rank, \(table).rowid LIMIT ?
        """, values + [.int(limit)]
      ) { LexicalMatch(chunkRow: $0.int(0), bm25: Float(-$0.double(1))) }
    }
  }

  /// The passages of chunk rows, by row; rows that are gone are left out.
  func passages(tenant: String, chunkRows: [Int]) async throws -> [Int: PassageRow] {
    try await database.read { connection in
      var passages: [Int: PassageRow] = [:]
      try connection.forEachRow(
        """
        SELECT c.id, c.chunk_id, d.document_id, d.uri, d.title, c.section, c.text
        FROM chunks c JOIN documents d ON d.id = c.document JOIN tenants t ON t.id = c.tenant_id
        WHERE t.name = ? AND d.tenant_id = t.id AND c.id IN (SELECT value FROM json_each(?))
        """,
        [.text(tenant), .text("[" + chunkRows.map(String.init).joined(separator: ",") + "]")]
      ) { row in
        passages[row.int(0)] = PassageRow(
          chunkID: row.text(1), documentID: row.text(2), uri: row.text(3), title: row.text(4),
          section: row.text(5).split(separator: "\n").map(String.init), text: row.text(6))
      }
      return passages
    }
  }

  /// Reads every vector into memory, document by document.
  func vectors(dimension: Int) async throws -> [(tenant: String, vectors: DocumentVectors)] {
    try await database.read { connection in
      let documents = try connection.query(
        """
        SELECT t.name, d.id, d.document_id, d.chunk_count FROM documents d
        JOIN tenants t ON t.id = d.tenant_id ORDER BY d.id
        """
      ) { (tenant: $0.text(0), row: $0.int(1), documentID: $0.text(2), chunkCount: $0.int(3)) }
      return try documents.map { document in
        var builder = DocumentVectors.Builder(
          chunkCount: document.chunkCount, dimension: dimension)
        try connection.forEachRow(
          "SELECT id, embedding FROM chunks WHERE document = ? ORDER BY id", [.int(document.row)]
        ) { row in
          let chunkRow = row.int(0)
          let isWhole = row.withBlob(1) { builder.append(row: chunkRow, $0) }
          guard isWhole else {
            throw RetrievalError(
              .corrupt,
              "chunk \(chunkRow) has no whole vector of \(dimension) numbers: restore a "
                + "backup, or ingest '\(document.documentID)' again")
          }
        }
        let labels = try Self.labels(connection, document: document.row)
        return (
          document.tenant,
          builder.finish(row: document.row, documentID: document.documentID, labels: labels)
        )
      }
    }
  }
}
