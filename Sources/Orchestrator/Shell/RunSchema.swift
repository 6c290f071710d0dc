internal import Store

/// The tables of the orchestrator. Released migrations are never changed, only added to.
enum RunSchema {
  static let migrations = [EventLog.migration, runs, owners]

  /// `runs` is derived from the event log, in the transaction that appends: it answers which runs
  /// there are and which are unfinished without reading every history.
  private static let runs = Migration(
    "orchestrator: runs",
    """
    CREATE TABLE runs (
      number INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      id TEXT NOT NULL UNIQUE,
      workflow TEXT NOT NULL,
      workflow_version INTEGER NOT NULL,
      state INTEGER NOT NULL,
      question TEXT NOT NULL,
      session TEXT NOT NULL,
      idempotency_key TEXT NOT NULL,
      traceparent TEXT NOT NULL,
      submitted_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX runs_by_key ON runs (tenant, idempotency_key) WHERE idempotency_key != '';
    CREATE INDEX runs_by_tenant ON runs (tenant, number);
    CREATE INDEX runs_unfinished ON runs (number) WHERE ended_at_ms IS NULL;
    """,
    postgres: """
      CREATE TABLE runs (
        number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL,
        id TEXT COLLATE "C" NOT NULL UNIQUE,
        workflow TEXT NOT NULL,
        workflow_version BIGINT NOT NULL,
        state BIGINT NOT NULL,
        question TEXT NOT NULL,
        session TEXT NOT NULL,
        idempotency_key TEXT COLLATE "C" NOT NULL,
        traceparent TEXT NOT NULL,
        submitted_at_ms BIGINT NOT NULL,
        ended_at_ms BIGINT,
        reason TEXT NOT NULL
      );
      CREATE UNIQUE INDEX runs_by_key ON runs (tenant, idempotency_key) WHERE idempotency_key != '';
      CREATE INDEX runs_by_tenant ON runs (tenant, number);
      CREATE INDEX runs_unfinished ON runs (number) WHERE ended_at_ms IS NULL;
      """)

  /// See `RunStore+Owners`.
  private static let owners = Migration(
    "orchestrator: owners of runs",
    """
    ALTER TABLE runs ADD COLUMN owner TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE owners (id TEXT PRIMARY KEY, beat INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    """,
    postgres: """
      ALTER TABLE runs
        ADD COLUMN owner TEXT COLLATE "C" NOT NULL DEFAULT '',
        ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
      CREATE TABLE owners (id TEXT COLLATE "C" PRIMARY KEY, beat BIGINT NOT NULL);
      """)
}
