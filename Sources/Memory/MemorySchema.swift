internal import Store

/// The tables of memory. Released migrations are never changed, only added to.
enum MemorySchema {
  static let migrations = [sessionsAndTurns, wordsOfEachTenant]

  private static let sessionsAndTurns = Migration(
    "memory: sessions and turns",
    """
    CREATE TABLE sessions (
      tenant TEXT NOT NULL,
      id TEXT NOT NULL,
      title TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      updated_at_ms INTEGER NOT NULL,
      ttl_ms INTEGER,
      expires_at_ms INTEGER,
      turn_count INTEGER NOT NULL DEFAULT 0,
      purging INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (tenant, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_by_use ON sessions (tenant, updated_at_ms, id);
    CREATE INDEX sessions_by_expiry ON sessions (expires_at_ms) WHERE expires_at_ms IS NOT NULL;

    CREATE TABLE turns (
      row INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      session TEXT NOT NULL,
      position INTEGER NOT NULL,
      speaker INTEGER NOT NULL,
      text TEXT NOT NULL,
      stored_at_ms INTEGER NOT NULL,
      run_id TEXT NOT NULL,
      metadata TEXT NOT NULL,
      UNIQUE (tenant, session, position),
      FOREIGN KEY (tenant, session) REFERENCES sessions (tenant, id)
    ) STRICT;
    CREATE TRIGGER turns_are_never_changed BEFORE UPDATE ON turns
    BEGIN SELECT RAISE(ABORT, 'turns are append-only: a turn cannot be changed'); END;
    CREATE TRIGGER turns_end_with_their_session BEFORE DELETE ON turns
    WHEN (SELECT purging FROM sessions WHERE tenant = OLD.tenant AND id = OLD.session) IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'turns are append-only: they go only with an expired session'); END;

    CREATE TABLE appends (
      tenant TEXT NOT NULL,
      session TEXT NOT NULL,
      idempotency_key TEXT NOT NULL,
      first_position INTEGER NOT NULL,
      turn_count INTEGER NOT NULL,
      PRIMARY KEY (tenant, session, idempotency_key),
      FOREIGN KEY (tenant, session) REFERENCES sessions (tenant, id)
    ) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE turn_words USING fts5 (
      text, content = 'turns', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER turn_words_gain AFTER INSERT ON turns
    BEGIN INSERT INTO turn_words (rowid, text) VALUES (NEW.row, NEW.text); END;
    CREATE TRIGGER turn_words_lose AFTER DELETE ON turns
    BEGIN
      INSERT INTO turn_words (turn_words, rowid, text) VALUES ('delete', OLD.row, OLD.text);
    END;
    """)

  /// One index over all tenants let their words weigh in each other's ranking. Each tenant's own is
  /// made when it is first needed; see `WordIndex`.
  private static let wordsOfEachTenant = Migration(
    "memory: an index of words for each tenant",
    """
    DROP TRIGGER turn_words_gain;
    DROP TRIGGER turn_words_lose;
    DROP TABLE turn_words;
    CREATE TABLE word_indexes (id INTEGER PRIMARY KEY, tenant TEXT NOT NULL UNIQUE) STRICT;
    """)
}
