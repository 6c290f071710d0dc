internal import Store

extension MemorySchema {
  /// Contents are blobs, which a session owns as "session/<id>"; see `MemoryStore+Attachments`.
  static let attachments = Migration(
    "memory: attachments",
    """
    ALTER TABLE sessions ADD COLUMN attachment_count INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE attachments (
      row INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      session TEXT NOT NULL,
      id TEXT NOT NULL,
      position INTEGER,
      ordinal INTEGER NOT NULL DEFAULT 0,
      content BLOB NOT NULL,
      byte_count INTEGER NOT NULL,
      stored_at_ms INTEGER NOT NULL,
      UNIQUE (tenant, session, id),
      FOREIGN KEY (tenant, session) REFERENCES sessions (tenant, id)
    ) STRICT;
    CREATE INDEX attachments_by_turn ON attachments (tenant, session, position, ordinal);
    """,
    postgres: """
      ALTER TABLE sessions ADD COLUMN attachment_count BIGINT NOT NULL DEFAULT 0;
      CREATE TABLE attachments (
        row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL,
        session TEXT COLLATE "C" NOT NULL,
        id TEXT COLLATE "C" NOT NULL,
        position BIGINT,
        ordinal BIGINT NOT NULL DEFAULT 0,
        content BYTEA NOT NULL,
        byte_count BIGINT NOT NULL,
        stored_at_ms BIGINT NOT NULL,
        UNIQUE (tenant, session, id),
        FOREIGN KEY (tenant, session) REFERENCES sessions (tenant, id)
      );
      CREATE INDEX attachments_by_turn ON attachments (tenant, session, position, ordinal);
      """)
}
