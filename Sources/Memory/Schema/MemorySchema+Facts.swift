internal import Store

extension MemorySchema {
  /// `facts` is derived from the event log (`Facts`). Times that never come are `Facts.never`.
  static let peopleAndFacts = Migration(
    "memory: people and facts",
    """
    CREATE TABLE person_numbers (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL) STRICT;
    INSERT INTO person_numbers VALUES (1, 0);
    CREATE TABLE people (
      number INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      person TEXT NOT NULL,
      recorded_at_ms INTEGER NOT NULL DEFAULT 0,
      UNIQUE (tenant, person)
    ) STRICT;
    ALTER TABLE sessions ADD COLUMN person INTEGER;
    CREATE INDEX sessions_by_person ON sessions (person) WHERE person IS NOT NULL;

    CREATE TABLE facts (
      row INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES people,
      realm INTEGER NOT NULL,
      subject BLOB NOT NULL,
      predicate BLOB NOT NULL,
      number INTEGER NOT NULL,
      valid_from_ms INTEGER NOT NULL,
      valid_to_ms INTEGER NOT NULL,
      recorded_from_ms INTEGER NOT NULL,
      recorded_to_ms INTEGER NOT NULL,
      expires_at_ms INTEGER NOT NULL,
      content BLOB NOT NULL
    ) STRICT;
    CREATE INDEX facts_by_pair ON facts (person, realm, subject, predicate, recorded_to_ms);
    CREATE INDEX facts_by_person ON facts (person, realm, row);
    CREATE INDEX facts_by_expiry ON facts (expires_at_ms)
      WHERE expires_at_ms < 9223372036854775807;

    CREATE TABLE fact_writes (
      person INTEGER NOT NULL REFERENCES people,
      idempotency_key TEXT NOT NULL,
      first_number INTEGER NOT NULL,
      event_count INTEGER NOT NULL,
      PRIMARY KEY (person, idempotency_key)
    ) STRICT, WITHOUT ROWID;
    """,
    postgres: """
      CREATE TABLE person_numbers (id BIGINT PRIMARY KEY CHECK (id = 1), last BIGINT NOT NULL);
      INSERT INTO person_numbers VALUES (1, 0);
      CREATE TABLE people (
        number BIGINT PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL,
        person TEXT COLLATE "C" NOT NULL,
        recorded_at_ms BIGINT NOT NULL DEFAULT 0,
        UNIQUE (tenant, person)
      );
      ALTER TABLE sessions ADD COLUMN person BIGINT;
      CREATE INDEX sessions_by_person ON sessions (person) WHERE person IS NOT NULL;

      CREATE TABLE facts (
        row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        person BIGINT NOT NULL REFERENCES people,
        realm BIGINT NOT NULL,
        subject BYTEA NOT NULL,
        predicate BYTEA NOT NULL,
        number BIGINT NOT NULL,
        valid_from_ms BIGINT NOT NULL,
        valid_to_ms BIGINT NOT NULL,
        recorded_from_ms BIGINT NOT NULL,
        recorded_to_ms BIGINT NOT NULL,
        expires_at_ms BIGINT NOT NULL,
        content BYTEA NOT NULL
      );
      CREATE INDEX facts_by_pair ON facts (person, realm, subject, predicate, recorded_to_ms);
      CREATE INDEX facts_by_person ON facts (person, realm, row);
      CREATE INDEX facts_by_expiry ON facts (expires_at_ms)
        WHERE expires_at_ms < 9223372036854775807;

      CREATE TABLE fact_writes (
        person BIGINT NOT NULL REFERENCES people,
        idempotency_key TEXT COLLATE "C" NOT NULL,
        first_number BIGINT NOT NULL,
        event_count BIGINT NOT NULL,
        PRIMARY KEY (person, idempotency_key)
      );
      """)
}
