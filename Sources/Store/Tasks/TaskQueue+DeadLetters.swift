/// Tasks that failed for good stay until somebody redrives or removes them.
extension TaskQueue {
  /// A page of a queue's dead tasks after a place, in the order in which they died; of all tenants if none is named.
  /// Those of other tenants that died in between are looked at.
  package static func deadTasks(
    in queue: String, of tenant: String? = nil, after place: DeadTask.Place? = nil, countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> [DeadTask] {
    let rows = try connection.query(
      """
      SELECT id, tenant, payload, state_ms FROM tasks
      WHERE queue = ?1 AND state = 3 AND (state_ms, id) > (?2, ?3)
        AND (CAST(?4 AS TEXT) IS NULL OR tenant = ?4)
      ORDER BY state_ms, id LIMIT ?5
      """,
      [
        .text(queue), .int(place?.diedAtMilliseconds ?? .min), .int(place?.id ?? 0),
        .optional(tenant), .int(countMax),
      ]
    ) {
      DeadTask(
        id: $0.int(0), queue: queue, tenant: $0.text(1), payload: $0.blob(2),
        diedAtMilliseconds: $0.int(3), attempts: [])
    }
    var tasks: [DeadTask] = []
    for var task in rows {
      task.attempts = try attempts(of: task.id, on: connection)
      tasks.append(task)
    }
    return tasks
  }

  /// How earlier leases of a task ended, oldest first.
  package static func attempts(
    of task: Int, on connection: borrowing SQLConnection
  ) throws -> [TaskAttempt] {
    try connection.query(
      """
      SELECT epoch, worker, leased_ms, ended_ms, error FROM task_attempts WHERE task_id = ?
      ORDER BY epoch
      """, [.int(task)]
    ) {
      TaskAttempt(
        epoch: $0.int(0), worker: $0.text(1), leasedAtMilliseconds: $0.int(2),
        endedAtMilliseconds: $0.int(3), error: $0.text(4))
    }
  }

  /// Lets a dead task be tried again, now and with all its attempts; false when it is not dead.
  @discardableResult
  package static func redrive(
    _ task: Int, now: Int, on connection: borrowing SQLConnection
  ) throws -> Bool {
    let lane = try connection.first(
      """
      UPDATE tasks SET attempt = 0, due_ms = ? WHERE id = ? AND state = 3
      RETURNING queue, tenant, requirements
      """, [.int(now), .int(task)]
    ) { Lane(queue: $0.text(0), tenant: $0.text(1), requirements: $0.text(2)) }
    guard let lane else { return false }
    try move(task, of: lane, from: .dead, to: .waiting, at: now, on: connection)
    return true
  }

  /// Redrives a queue's dead tasks, those first that died first, at most `countMax`; how many there were.
  package static func redrive(
    allIn queue: String, countMax: Int, now: Int, on connection: borrowing SQLConnection
  ) throws -> Int {
    let dead = try connection.query(
      "SELECT id FROM tasks WHERE queue = ? AND state = 3 ORDER BY state_ms, id LIMIT ?",
      [.text(queue), .int(countMax)]
    ) { $0.int(0) }
    for task in dead { try redrive(task, now: now, on: connection) }
    return dead.count
  }

  /// Whether a task of a queue and a tenant is dead.
  package static func isDead(
    _ task: Int, in queue: String, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM tasks WHERE id = ? AND queue = ? AND tenant = ? AND state = 3",
      [.int(task), .text(queue), .text(tenant)]
    ) { _ in true } ?? false
  }

  /// Takes a task out of its queue wherever it is; false when it is not there. A worker that holds it
  /// is refused from now on.
  @discardableResult
  package static func remove(
    _ task: Int, now: Int, on connection: borrowing SQLConnection
  ) throws -> Bool {
    let found = try connection.first(
      """
      DELETE FROM tasks WHERE id = ?
      RETURNING queue, tenant, requirements, state, task_key, epoch
      """, [.int(task)]
    ) {
      (
        lane: Lane(queue: $0.text(0), tenant: $0.text(1), requirements: $0.text(2)),
        state: $0.int(3), key: $0.optionalText(4), epoch: $0.int(5)
      )
    }
    guard let found else { return false }
    guard let state = TaskState(rawValue: found.state) else {
      throw StoreError(.corrupt, "task \(task) is in state \(found.state): restore a backup")
    }
    try count([state: -1], in: found.lane.queue, on: connection)
    if state == .waiting { try close(found.lane, on: connection) }
    try forget(task, key: found.key, epoch: found.epoch, now: now, on: connection)
    return true
  }
}
