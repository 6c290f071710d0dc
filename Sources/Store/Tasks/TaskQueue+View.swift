/// What a lease looks at first, and what it does where that is all there is to decide.
extension TaskQueue {
  struct View {
    var isPaused = false
    var hasExpired = false
    var hasDue = false
    var isWorkerKnown = false
    /// How many tasks wait.
    var waitingCount = 0
    /// The tenant of all tasks that wait.
    var onlyTenant: String?
    /// The lane of all tasks that wait.
    var onlyLane: Lane?
    /// What the waiting tasks ask for, each set of labels once.
    var requirements: [String] = []
  }

  static func look(
    at queue: String, with labels: TaskLabels, now: Int, on connection: borrowing SQLConnection
  ) throws -> View {
    var view = View()
    try connection.forEachRow(
      """
      WITH RECURSIVE \(requirementSets)
      SELECT COALESCE((SELECT is_paused FROM task_queues WHERE queue = ?1), 0),
        COALESCE((SELECT waiting FROM task_queues WHERE queue = ?1), 0),
        EXISTS (SELECT 1 FROM tasks WHERE queue = ?1 AND state = 2 AND state_ms <= ?2),
        EXISTS (SELECT 1 FROM tasks WHERE queue = ?1 AND state = 1 AND state_ms <= ?2),
        EXISTS (SELECT 1 FROM task_workers WHERE queue = ?1 AND labels = ?3 AND seen_ms > ?4),
        (SELECT min(tenant) FROM task_lanes WHERE queue = ?1),
        (SELECT max(tenant) FROM task_lanes WHERE queue = ?1),
        requirements
      FROM sets
      """,
      [
        .text(queue), .int(now), .text(labels.description), .int(now - workerNoteMilliseconds),
      ]
    ) { row in
      view.isPaused = row.int(0) != 0
      view.waitingCount = row.int(1)
      view.hasExpired = row.int(2) != 0
      view.hasDue = row.int(3) != 0
      view.isWorkerKnown = row.int(4) != 0
      let tenants = (first: row.optionalText(5), last: row.optionalText(6))
      if tenants.first == tenants.last { view.onlyTenant = tenants.first }
      // The last row, and the only one where nothing waits, has none.
      if let requirements = row.optionalText(7) { view.requirements.append(requirements) }
    }
    if let tenant = view.onlyTenant, view.requirements.count == 1 {
      view.onlyLane = Lane(queue: queue, tenant: tenant, requirements: view.requirements[0])
    }
    return view
  }

  /// Takes the first tasks of a lane where no other has one, in one statement: there is nobody to be fair to.
  static func lease(
    _ countMax: Int, of lane: Lane, waitingCount: Int, for worker: String, until end: Int, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> [LeasedTask] {
    let leased = try connection.query(
      """
      UPDATE tasks SET state = 2, state_ms = ?1, worker = ?2, leased_ms = ?3, epoch = epoch + 1,
        attempt = attempt + 1
      WHERE id IN (
        SELECT id FROM tasks WHERE queue = ?4 AND tenant = ?5 AND requirements = ?6 AND state = 0
        ORDER BY priority DESC, due_ms, id LIMIT ?7)
      RETURNING \(leasedColumns)
      """, [.int(end), .text(worker), .int(now)] + lane.values + [.int(countMax)]
    ) { Self.leased($0, until: end) }
    guard !leased.isEmpty else { throw emptyLane(in: lane.queue) }
    try count(
      [.waiting: -leased.count, .leased: leased.count], in: lane.queue, on: connection)
    if leased.count >= waitingCount { try close(lane, on: connection) }
    return leased.sorted(by: LeasedTask.isBefore)
  }

  static let leasedColumns = "id, queue, tenant, payload, priority, due_ms, epoch, attempt"

  static func leased(_ row: borrowing SQLRow, until end: Int) -> LeasedTask {
    LeasedTask(
      id: row.int(0), queue: row.text(1), tenant: row.text(2), payload: row.blob(3),
      priority: row.int(4), dueMilliseconds: row.int(5), epoch: row.int(6), attempt: row.int(7),
      leasedUntilMilliseconds: end)
  }

  static func emptyLane(in queue: String) -> StoreError {
    StoreError(
      .corrupt, "queue '\(queue)' has a lane without tasks: restore it from a backup")
  }
}
