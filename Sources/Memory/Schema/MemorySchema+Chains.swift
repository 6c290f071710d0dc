internal import Store

extension MemorySchema {
  /// Hashes that chain a session's turns: see `SessionChain`. What programs of before wrote, also while one of them runs
  /// beside this one on PostgreSQL, has none until `MemoryStore.chainSessions` gives it some.
  ///
  /// A session without a `head` is one that is not chained to its end. The index of these is empty as a rule.
  static let chains = Migration(
    "memory: chains of turns",
    """
    ALTER TABLE turns ADD COLUMN hash BLOB;
    DROP TRIGGER turns_are_never_changed;
    CREATE TRIGGER turns_are_never_changed BEFORE UPDATE ON turns
    WHEN OLD.hash IS NOT NULL OR NEW.hash IS NULL
      OR (OLD.row, OLD.tenant, OLD.session, OLD.position, OLD.speaker, OLD.content,
          OLD.stored_at_ms, OLD.run_id)
        IS NOT (NEW.row, NEW.tenant, NEW.session, NEW.position, NEW.speaker, NEW.content,
          NEW.stored_at_ms, NEW.run_id)
    BEGIN SELECT RAISE(ABORT, 'turns are append-only: a turn cannot be changed'); END;

    ALTER TABLE sessions ADD COLUMN salt BLOB;
    ALTER TABLE sessions ADD COLUMN head BLOB;
    CREATE INDEX sessions_to_chain ON sessions (tenant, id) WHERE head IS NULL;

    CREATE TABLE ended_sessions (
      row INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      id TEXT NOT NULL,
      content BLOB NOT NULL,
      created_at_ms INTEGER NOT NULL,
      ttl_ms INTEGER,
      person INTEGER,
      salt BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER sessions_leave_a_trace AFTER DELETE ON sessions WHEN OLD.salt IS NOT NULL
    BEGIN
      INSERT INTO ended_sessions
        (tenant, id, content, created_at_ms, ttl_ms, person, salt)
      VALUES (OLD.tenant, OLD.id, OLD.content, OLD.created_at_ms, OLD.ttl_ms, OLD.person, OLD.salt);
    END;
    """,
    postgres: """
      ALTER TABLE turns ADD COLUMN hash BYTEA;
      DROP TRIGGER turns_are_never_changed ON turns;
      CREATE TRIGGER turns_are_never_changed BEFORE UPDATE ON turns FOR EACH ROW
        WHEN (OLD.hash IS NOT NULL OR NEW.hash IS NULL
          OR (OLD.row, OLD.tenant, OLD.session, OLD.position, OLD.speaker, OLD.content,
              OLD.stored_at_ms, OLD.run_id)
            IS DISTINCT FROM (NEW.row, NEW.tenant, NEW.session, NEW.position, NEW.speaker,
              NEW.content, NEW.stored_at_ms, NEW.run_id))
        EXECUTE FUNCTION refuse_turn_change('a turn cannot be changed');

      ALTER TABLE sessions ADD COLUMN salt BYTEA, ADD COLUMN head BYTEA;
      CREATE INDEX sessions_to_chain ON sessions (tenant, id) WHERE head IS NULL;
      CREATE FUNCTION forget_head() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.head := NULL;
        RETURN NEW;
      END $$;
      CREATE TRIGGER sessions_are_chained_or_have_no_head BEFORE UPDATE ON sessions FOR EACH ROW
        WHEN (OLD.turn_count <> NEW.turn_count AND OLD.head IS NOT DISTINCT FROM NEW.head)
        EXECUTE FUNCTION forget_head();

      CREATE TABLE ended_sessions (
        row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL,
        id TEXT COLLATE "C" NOT NULL,
        content BYTEA NOT NULL,
        created_at_ms BIGINT NOT NULL,
        ttl_ms BIGINT,
        person BIGINT,
        salt BYTEA NOT NULL
      );
      CREATE FUNCTION trace_session() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO ended_sessions
          (tenant, id, content, created_at_ms, ttl_ms, person, salt)
        VALUES (OLD.tenant, OLD.id, OLD.content, OLD.created_at_ms, OLD.ttl_ms, OLD.person,
          OLD.salt);
        RETURN NULL;
      END $$;
      CREATE TRIGGER sessions_leave_a_trace AFTER DELETE ON sessions FOR EACH ROW
        WHEN (OLD.salt IS NOT NULL) EXECUTE FUNCTION trace_session();
      """)
}
