internal import Store

extension MemorySchema {
  /// See `AnswerCache`.
  static let cache = Migration(
    "memory: cache",
    """
    CREATE TABLE cache_tenants (
      tenant TEXT PRIMARY KEY,
      entry_count INTEGER NOT NULL,
      byte_count INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      horizon INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cache_entries (
      row INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      person INTEGER,
      address BLOB NOT NULL,
      content BLOB NOT NULL,
      byte_count INTEGER NOT NULL,
      stored_at_ms INTEGER NOT NULL,
      expires_at_ms INTEGER NOT NULL,
      used_at_ms INTEGER NOT NULL,
      UNIQUE (tenant, address)
    ) STRICT;
    CREATE INDEX cache_entries_by_use ON cache_entries (tenant, used_at_ms, row);
    CREATE INDEX cache_entries_by_expiry ON cache_entries (expires_at_ms);
    CREATE INDEX cache_entries_by_person ON cache_entries (person) WHERE person IS NOT NULL;
    CREATE TABLE cache_dependencies (
      entry INTEGER NOT NULL REFERENCES cache_entries ON DELETE CASCADE,
      tenant TEXT NOT NULL,
      document BLOB NOT NULL,
      PRIMARY KEY (entry, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cache_dependencies_by_document ON cache_dependencies (tenant, document);
    CREATE TABLE cache_updates (
      tenant TEXT NOT NULL,
      document BLOB NOT NULL,
      epoch INTEGER NOT NULL,
      PRIMARY KEY (tenant, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cache_updates_by_epoch ON cache_updates (tenant, epoch);
    """,
    postgres: """
      CREATE TABLE cache_tenants (
        tenant TEXT COLLATE "C" PRIMARY KEY,
        entry_count BIGINT NOT NULL,
        byte_count BIGINT NOT NULL,
        epoch BIGINT NOT NULL,
        horizon BIGINT NOT NULL
      );
      CREATE TABLE cache_entries (
        row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL,
        person BIGINT,
        address BYTEA NOT NULL,
        content BYTEA NOT NULL,
        byte_count BIGINT NOT NULL,
        stored_at_ms BIGINT NOT NULL,
        expires_at_ms BIGINT NOT NULL,
        used_at_ms BIGINT NOT NULL,
        UNIQUE (tenant, address)
      );
      CREATE INDEX cache_entries_by_use ON cache_entries (tenant, used_at_ms, row);
      CREATE INDEX cache_entries_by_expiry ON cache_entries (expires_at_ms);
      CREATE INDEX cache_entries_by_person ON cache_entries (person) WHERE person IS NOT NULL;
      CREATE TABLE cache_dependencies (
        entry BIGINT NOT NULL REFERENCES cache_entries ON DELETE CASCADE,
        tenant TEXT COLLATE "C" NOT NULL,
        document BYTEA NOT NULL,
        PRIMARY KEY (entry, document)
      );
      CREATE INDEX cache_dependencies_by_document ON cache_dependencies (tenant, document);
      CREATE TABLE cache_updates (
        tenant TEXT COLLATE "C" NOT NULL,
        document BYTEA NOT NULL,
        epoch BIGINT NOT NULL,
        PRIMARY KEY (tenant, document)
      );
      CREATE INDEX cache_updates_by_epoch ON cache_updates (tenant, epoch);
      """)
}
