internal import Store

/// The tables of the orchestrator. Released migrations are never changed, only added to.
enum RunSchema {
  static let migrations = [
    EventLog.migration, runs, owners, TaskQueue.migration, Timers.migration, attempts,
    RunWaits.migration, AgentRegistry.migration, RegisteredWorkflows.migration, Snapshots.migration,
    contents, Timers.settingTimes, Outbox.migration, ConsumerGroups.migration, Leadership.migration,
    DocumentEvents.migration, TokenSecret.migration,
    Checkpoints.migration, RegisteredWorkflows.triggers, paused, CronSchedules.migration,
    pausedBefore, RegisteredWorkflows.contents,
  ]

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

  /// Runs once belonged to processes.
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

  /// Attempts are tasks and runs belong to nobody. What was in flight of runs from before has no task: an empty
  /// timer that is due begins it again.
  private static let attempts = Migration(
    "orchestrator: attempts are tasks",
    """
    ALTER TABLE runs DROP COLUMN owner;
    ALTER TABLE runs DROP COLUMN epoch;
    DROP TABLE owners;
    CREATE TABLE run_counts (tenant TEXT PRIMARY KEY, unfinished INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
    INSERT INTO run_counts (tenant, unfinished)
    SELECT tenant, count(*) FROM runs WHERE ended_at_ms IS NULL GROUP BY tenant;
    INSERT INTO timers (kind, name, due_ms, payload)
    SELECT 'run', id, 0, x'' FROM runs WHERE ended_at_ms IS NULL;
    """,
    postgres: """
      ALTER TABLE runs DROP COLUMN owner, DROP COLUMN epoch;
      DROP TABLE owners;
      CREATE TABLE run_counts (
        tenant TEXT COLLATE "C" PRIMARY KEY, unfinished BIGINT NOT NULL);
      INSERT INTO run_counts (tenant, unfinished)
      SELECT tenant, count(*) FROM runs WHERE ended_at_ms IS NULL GROUP BY tenant;
      INSERT INTO timers (kind, name, due_ms, payload)
      SELECT 'run', id, 0, '' FROM runs WHERE ended_at_ms IS NULL;
      """)

  /// What people asked and why runs failed is sealed like their histories.
  private static let contents = Migration(
    "orchestrator: contents of runs", "ALTER TABLE runs ADD COLUMN content BLOB;",
    postgres: "ALTER TABLE runs ADD COLUMN content BYTEA;")

  /// So that listings can say it.
  private static let paused = Migration(
    "orchestrator: paused runs",
    "ALTER TABLE runs ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;",
    postgres: "ALTER TABLE runs ADD COLUMN is_paused BIGINT NOT NULL DEFAULT 0;")

  /// The kind of the timer that stands for runs which may have been paused before `paused`, until `findPaused`.
  static let pausedBeforeKind = "paused before"

  /// Paused runs are found without reading the others. Those that were paused before are looked for later, page by page:
  /// that takes reading their histories.
  private static let pausedBefore = Migration(
    "orchestrator: finding paused runs",
    """
    CREATE INDEX runs_paused ON runs (tenant, number) WHERE is_paused = 1;
    INSERT INTO timers (kind, name, due_ms, payload) VALUES ('\(pausedBeforeKind)', '', 0, x'');
    """,
    postgres: """
      CREATE INDEX runs_paused ON runs (tenant, number) WHERE is_paused = 1;
      INSERT INTO timers (kind, name, due_ms, payload) VALUES ('\(pausedBeforeKind)', '', 0, '');
      """)
}
