extension TaskQueue {
  /// Creates the queue; add it to the database's migrations.
  ///
  /// `state_ms` is when a task is to leave its state (delayed: due; leased: the lease's end) or came into it
  /// (waiting: due; dead: when it died), so that one index serves all of these.
  ///
  /// Invariants:
  /// 1. A row of `task_lanes` is there if and only if a task with its queue, tenant and requirements
  ///    is waiting; all lanes of a tenant in a queue have the same turn, which no other tenant has.
  /// 2. The counts in `task_queues` are those of the rows.
  package static let migration = Migration(
    "task queue",
    """
    CREATE TABLE task_queues (
      queue TEXT PRIMARY KEY,
      is_paused INTEGER NOT NULL DEFAULT 0,
      waiting INTEGER NOT NULL DEFAULT 0,
      delayed INTEGER NOT NULL DEFAULT 0,
      leased INTEGER NOT NULL DEFAULT 0,
      dead INTEGER NOT NULL DEFAULT 0,
      turn INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tasks (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      queue TEXT NOT NULL,
      tenant TEXT NOT NULL,
      requirements TEXT NOT NULL,
      priority INTEGER NOT NULL,
      due_ms INTEGER NOT NULL,
      state INTEGER NOT NULL,
      state_ms INTEGER NOT NULL,
      epoch INTEGER NOT NULL DEFAULT 0,
      attempt INTEGER NOT NULL DEFAULT 0,
      attempt_max INTEGER NOT NULL,
      delay_ms INTEGER NOT NULL,
      delay_ms_max INTEGER NOT NULL,
      task_key TEXT,
      worker TEXT,
      leased_ms INTEGER,
      payload BLOB NOT NULL
    ) STRICT;
    \(indexes)
    CREATE TABLE task_lanes (
      queue TEXT NOT NULL,
      tenant TEXT NOT NULL,
      requirements TEXT NOT NULL,
      turn INTEGER NOT NULL,
      PRIMARY KEY (queue, tenant, requirements)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX task_lanes_by_requirements ON task_lanes (queue, requirements, turn);
    CREATE TABLE task_keys (
      task_id INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      queue TEXT NOT NULL,
      task_key TEXT NOT NULL,
      finished_ms INTEGER,
      UNIQUE (tenant, queue, task_key)
    ) STRICT;
    CREATE INDEX task_keys_finished ON task_keys (finished_ms) WHERE finished_ms IS NOT NULL;
    CREATE TABLE task_attempts (
      task_id INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      worker TEXT NOT NULL,
      leased_ms INTEGER NOT NULL,
      ended_ms INTEGER NOT NULL,
      error TEXT NOT NULL,
      PRIMARY KEY (task_id, epoch)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE task_workers (
      queue TEXT NOT NULL,
      labels TEXT NOT NULL,
      seen_ms INTEGER NOT NULL,
      PRIMARY KEY (queue, labels)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX task_workers_seen ON task_workers (queue, seen_ms);
    """,
    postgres: """
      CREATE TABLE task_queues (
        queue TEXT COLLATE "C" PRIMARY KEY,
        is_paused BIGINT NOT NULL DEFAULT 0,
        waiting BIGINT NOT NULL DEFAULT 0,
        delayed BIGINT NOT NULL DEFAULT 0,
        leased BIGINT NOT NULL DEFAULT 0,
        dead BIGINT NOT NULL DEFAULT 0,
        turn BIGINT NOT NULL DEFAULT 0
      );
      CREATE TABLE tasks (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        queue TEXT COLLATE "C" NOT NULL,
        tenant TEXT COLLATE "C" NOT NULL,
        requirements TEXT COLLATE "C" NOT NULL,
        priority BIGINT NOT NULL,
        due_ms BIGINT NOT NULL,
        state BIGINT NOT NULL,
        state_ms BIGINT NOT NULL,
        epoch BIGINT NOT NULL DEFAULT 0,
        attempt BIGINT NOT NULL DEFAULT 0,
        attempt_max BIGINT NOT NULL,
        delay_ms BIGINT NOT NULL,
        delay_ms_max BIGINT NOT NULL,
        task_key TEXT COLLATE "C",
        worker TEXT COLLATE "C",
        leased_ms BIGINT,
        payload BYTEA NOT NULL
      );
      \(indexes)
      CREATE TABLE task_lanes (
        queue TEXT COLLATE "C" NOT NULL,
        tenant TEXT COLLATE "C" NOT NULL,
        requirements TEXT COLLATE "C" NOT NULL,
        turn BIGINT NOT NULL,
        PRIMARY KEY (queue, tenant, requirements)
      );
      CREATE INDEX task_lanes_by_requirements ON task_lanes (queue, requirements, turn);
        CREATE TABLE task_keys (
        task_id BIGINT PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL,
        queue TEXT COLLATE "C" NOT NULL,
        task_key TEXT COLLATE "C" NOT NULL,
        finished_ms BIGINT,
        UNIQUE (tenant, queue, task_key)
      );
      CREATE INDEX task_keys_finished ON task_keys (finished_ms) WHERE finished_ms IS NOT NULL;
      CREATE TABLE task_attempts (
        task_id BIGINT NOT NULL,
        epoch BIGINT NOT NULL,
        worker TEXT NOT NULL,
        leased_ms BIGINT NOT NULL,
        ended_ms BIGINT NOT NULL,
        error TEXT NOT NULL,
        PRIMARY KEY (task_id, epoch)
      );
      CREATE TABLE task_workers (
        queue TEXT COLLATE "C" NOT NULL,
        labels TEXT COLLATE "C" NOT NULL,
        seen_ms BIGINT NOT NULL,
        PRIMARY KEY (queue, labels)
      );
      CREATE INDEX task_workers_seen ON task_workers (queue, seen_ms);
      """)

  private static let indexes = """
    CREATE INDEX tasks_in_lanes ON tasks
      (queue, tenant, requirements, priority DESC, due_ms, id) WHERE state = 0;
    CREATE INDEX tasks_by_state ON tasks (queue, state, state_ms, id);
    """
}
