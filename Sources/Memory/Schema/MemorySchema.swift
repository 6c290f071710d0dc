internal import Store

/// The tables of memory. Released migrations are never changed, only added to.
enum MemorySchema {
  static let migrations = [
    sessionsAndTurns, wordsOfEachTenant, wordsByOneRule, sealableContents, EventLog.migration,
    peopleAndFacts, cache, Blobs.migration, attachments, chains,
  ]

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
    """,
    postgres: """
      CREATE TABLE sessions (
        tenant TEXT COLLATE "C" NOT NULL,
        id TEXT COLLATE "C" NOT NULL,
        title TEXT NOT NULL,
        created_at_ms BIGINT NOT NULL,
        updated_at_ms BIGINT NOT NULL,
        ttl_ms BIGINT,
        expires_at_ms BIGINT,
        turn_count BIGINT NOT NULL DEFAULT 0,
        purging BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (tenant, id)
      );
      CREATE INDEX sessions_by_use ON sessions (tenant, updated_at_ms, id);
      CREATE INDEX sessions_by_expiry ON sessions (expires_at_ms) WHERE expires_at_ms IS NOT NULL;

      CREATE TABLE turns (
        row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL,
        session TEXT COLLATE "C" NOT NULL,
        position BIGINT NOT NULL,
        speaker BIGINT NOT NULL,
        text TEXT NOT NULL,
        stored_at_ms BIGINT NOT NULL,
        run_id TEXT NOT NULL,
        metadata TEXT NOT NULL,
        UNIQUE (tenant, session, position),
        FOREIGN KEY (tenant, session) REFERENCES sessions (tenant, id)
      );
      CREATE FUNCTION refuse_turn_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          IF EXISTS (
            SELECT FROM sessions WHERE tenant = OLD.tenant AND id = OLD.session AND purging = 1)
          THEN
            RETURN OLD;
          END IF;
        END IF;
        RAISE EXCEPTION 'turns are append-only: %', TG_ARGV[0];
      END $$;
      CREATE TRIGGER turns_are_never_changed BEFORE UPDATE ON turns
        FOR EACH ROW EXECUTE FUNCTION refuse_turn_change('a turn cannot be changed');
      CREATE TRIGGER turns_end_with_their_session BEFORE DELETE ON turns
        FOR EACH ROW EXECUTE FUNCTION refuse_turn_change('they go only with an expired session');
      CREATE TRIGGER turns_are_never_truncated BEFORE TRUNCATE ON turns
        FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_turn_change('they go only with an expired session');

      CREATE TABLE appends (
        tenant TEXT COLLATE "C" NOT NULL,
        session TEXT COLLATE "C" NOT NULL,
        idempotency_key TEXT COLLATE "C" NOT NULL,
        first_position BIGINT NOT NULL,
        turn_count BIGINT NOT NULL,
        PRIMARY KEY (tenant, session, idempotency_key),
        FOREIGN KEY (tenant, session) REFERENCES sessions (tenant, id)
      );
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
    """,
    postgres: """
      CREATE TABLE word_indexes (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL UNIQUE
      );
      """)

  /// Engines split texts into words each in its own way. Since this step they are given words; an index
  /// of rule 1, by SQLite's own, is made anew when it is next needed.
  private static let wordsByOneRule = Migration(
    "memory: words by one rule",
    "ALTER TABLE word_indexes ADD COLUMN rule INTEGER NOT NULL DEFAULT 1",
    postgres: """
      ALTER TABLE word_indexes
        ADD COLUMN rule BIGINT NOT NULL,
        ADD COLUMN turn_count BIGINT NOT NULL DEFAULT 0,
        ADD COLUMN word_count BIGINT NOT NULL DEFAULT 0;
      CREATE TABLE turn_words (
        row BIGINT PRIMARY KEY REFERENCES turns (row) ON DELETE CASCADE,
        word_count BIGINT NOT NULL,
        words TEXT[] COLLATE "C" NOT NULL,
        counts BIGINT[] NOT NULL
      );
      CREATE INDEX turn_words_by_word ON turn_words USING gin (words);
      """)
}
