internal import Store

/// The tables of the orchestrator. Released migrations are never changed, only added to.
enum RunSchema {
  static let migrations = [EventLog.migration, runs]

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
    """)
}
