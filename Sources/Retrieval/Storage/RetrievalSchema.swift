internal import Store

/// The tables. Each row that belongs to a tenant names it.
///
/// `chunks.section` holds the headings, one a line. Each tenant has a full-text index of its own
/// (`lexical_<tenant>`), so that no tenant's words weigh in another's ranking; it keeps no copy of
/// the text but refers to `chunks`. Document rows are never numbered twice.
enum RetrievalSchema {
  static let migrations = [
    Migration(
      "documents and chunks",
      """
      CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE tenants (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant_id INTEGER NOT NULL REFERENCES tenants (id),
        document_id TEXT NOT NULL,
        uri TEXT NOT NULL,
        title TEXT NOT NULL,
        format TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        chunk_count INTEGER NOT NULL,
        stored_at_ms INTEGER NOT NULL,
        UNIQUE (tenant_id, uri),
        UNIQUE (tenant_id, document_id)
      ) STRICT;
      CREATE TABLE labels (
        tenant_id INTEGER NOT NULL,
        document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (document, name)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE chunks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant_id INTEGER NOT NULL,
        document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        chunk_id TEXT NOT NULL,
        section TEXT NOT NULL,
        text TEXT NOT NULL,
        embedding BLOB NOT NULL
      ) STRICT;
      CREATE INDEX chunks_by_document ON chunks (document);
      """),
    // What changed, for those who follow it: `DocumentChange`.
    Outbox.migration,
  ]

  /// Porter stems English words; diacritics do not count.
  static func createLexicalIndex(tenant: Int) -> String {
    """
    CREATE VIRTUAL TABLE lexical_\(tenant) USING fts5 (
      section, text, content = 'chunks', content_rowid = 'id',
      tokenize = 'porter unicode61 remove_diacritics 2')
    """
  }
}
