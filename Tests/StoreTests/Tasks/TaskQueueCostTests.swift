import Store
import TestSupport
import Testing

/// What a call costs, counted in steps of the database and not in time.
@Suite("Task queue cost")
struct TaskQueueCostTests {
  /// Fills the queue as `enqueue` does, without its calls: half a tenant's tasks in one lane, the others' in theirs,
  /// as many delayed ones, and as many held.
  private static func fill(
    _ count: Int, firstTenant: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO tasks (queue, tenant, requirements, priority, due_ms, state, state_ms,
        attempt_max, delay_ms, delay_ms_max, payload, worker, leased_ms, epoch)
      SELECT 'q', CASE WHEN n % 2 = 0 THEN 'big' ELSE 't' || (n % 1000) END, '', n % 5, n,
        CASE WHEN n % 10 = 8 THEN 1 WHEN n % 10 = 9 THEN 2 ELSE 0 END,
        n + CASE WHEN n % 10 < 8 THEN 0 ELSE 1000000000 END, 5, 1, 1, ?1, 'w', 0, 1
      FROM (WITH RECURSIVE numbers (n) AS (
          SELECT CAST(?2 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?3)
        SELECT n FROM numbers) AS many
      """, [.blob([1, 2, 3]), .int(firstTenant), .int(firstTenant + count)])
    try connection.execute("DELETE FROM task_lanes")
    try connection.execute(
      """
      INSERT INTO task_lanes (queue, tenant, requirements, turn)
      SELECT queue, tenant, requirements, row_number() OVER (ORDER BY tenant)
      FROM (SELECT DISTINCT queue, tenant, requirements FROM tasks WHERE state = 0) AS lanes
      """)
    try connection.execute(
      """
      INSERT INTO task_queues (queue, turn) VALUES ('q', 1000000)
      ON CONFLICT (queue) DO UPDATE SET turn = task_queues.turn + 1000000
      """)
  }

  /// Everything that a task goes through, at a time after all waiting ones' and before all delayed ones'.
  private static func work(now: Int, on connection: borrowing SQLConnection) throws {
    for key in 0..<4 {
      let task = NewTask(
        queue: "q", tenant: "new", payload: [1], key: "\(now) \(key)",
        notBeforeMilliseconds: key == 3 ? now + 1 : nil,
        requirements: try TaskLabels(key == 2 ? ["gpu"] : []))
      let id = try TaskQueue.enqueue(task, now: now, on: connection).id
      if key == 3 { try TaskQueue.remove(id, now: now, on: connection) }
    }
    for countMax in [1, 1, 64] {
      let leased = try TaskQueue.lease(
        from: "q", for: "w", with: TaskLabels(["gpu"]), countMax: countMax,
        durationMilliseconds: 1, now: now, on: connection)
      for (index, task) in leased.enumerated() {
        switch index % 4 {
        case 0: try TaskQueue.complete(task.id, epoch: task.epoch, now: now, on: connection)
        case 1:
          try TaskQueue.fail(
            task.id, epoch: task.epoch, error: "e", isPermanent: index % 8 == 1, draw: 0.5,
            now: now, on: connection)
        case 2: try TaskQueue.release(task.id, epoch: task.epoch, now: now, on: connection)
        default:
          try TaskQueue.heartbeat(
            task.id, epoch: task.epoch, durationMilliseconds: 9, now: now, on: connection)
        }
      }
    }
    _ = try TaskQueue.redrive(allIn: "q", countMax: 9, now: now, on: connection)
    _ = try TaskQueue.deadTasks(in: "q", countMax: 9, on: connection)
    // Leases that ran out come back.
    _ = try TaskQueue.lease(
      from: "q", for: "w", countMax: 1, durationMilliseconds: 1, now: now + 500,
      on: connection)
    _ = try TaskQueue.states(on: connection)
    _ = try TaskQueue.unschedulable(in: "q", now: now, on: connection)
    _ = try TaskQueue.nextChange(in: "q", on: connection)
  }

  /// Steps of SQLite's virtual machine, by statement; rows that PostgreSQL read, of tables and of indexes.
  private static func steps(on connection: borrowing SQLConnection) throws -> Int {
    switch connection.dialect {
    case .sqlite:
      try connection.first(
        """
        SELECT sum(nstep) FROM sqlite_stmt WHERE sql LIKE '%task%' AND sql NOT LIKE '%many%'
          AND sql NOT LIKE '%row_number%'
        """
      ) { $0.int(0) } ?? 0
    case .postgres:
      try connection.first(
        """
        SELECT CAST(sum(pg_stat_get_xact_tuples_returned(oid)
          + pg_stat_get_xact_tuples_fetched(oid)) AS BIGINT)
        FROM pg_class WHERE relname LIKE 'task%' AND relkind IN ('r', 'i')
          AND relnamespace = current_schema()::regnamespace
        """
      ) { $0.int(0) } ?? 0
    }
  }

  @Test(
    "Leasing and all that comes after does not take more steps with sixty times as many tasks",
    arguments: SQLDialect.allCases)
  func stepsDoNotGrow(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    var figures: [Int] = []
    // The first pass makes plans while there is little; they must stay good.
    for (round, (first, count)) in [(0, 1_000), (1_000, 1_000), (2_000, 58_000)].enumerated() {
      try await q { try Self.fill(count, firstTenant: first, on: $0) }
      figures.append(
        try await q { connection in
          let before = try Self.steps(on: connection)
          for part in 0..<2 {
            try Self.work(now: 900_000_000 + (2 * round + part) * 10_000, on: connection)
          }
          return try Self.steps(on: connection) - before
        })
    }
    // PostgreSQL counts dead entries too, which stay while any test's transaction could see them.
    #expect(
      figures[0] > 100 && figures[2] < figures[0] * (dialect == .postgres ? 4 : 2),
      "\(dialect): \(figures)")
    await q.close()
  }
}
