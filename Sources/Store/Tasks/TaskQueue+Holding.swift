/// What a worker says about a task that it was given. Each call names the lease's epoch.
extension TaskQueue {
  /// A task in somebody's hands, as its row says.
  struct Held {
    static let columns = """
      id, queue, tenant, requirements, due_ms, attempt, attempt_max, delay_ms, delay_ms_max, worker,
      leased_ms, epoch
      """

    var id: Int
    var lane: Lane
    var dueMilliseconds: Int
    var attempt: Int
    var retry: TaskRetry
    var worker: String
    var leasedAtMilliseconds: Int
    var epoch: Int

    init(_ row: borrowing SQLRow) {
      id = row.int(0)
      lane = Lane(queue: row.text(1), tenant: row.text(2), requirements: row.text(3))
      dueMilliseconds = row.int(4)
      attempt = row.int(5)
      retry = TaskRetry(
        attemptCountMax: row.int(6), initialDelayMilliseconds: row.int(7),
        delayMillisecondsMax: row.int(8))
      worker = row.text(9)
      leasedAtMilliseconds = row.int(10)
      epoch = row.int(11)
    }
  }

  /// Holds the task until `now` and `duration`. A lease that ran out and was given to nobody else begins anew: so one that
  /// was held while the clock was ahead began then, as `shortenLeases` sees it once the clock is right.
  package static func heartbeat(
    _ task: Int, epoch: Int, durationMilliseconds duration: Int, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    let found = try connection.first(
      """
      UPDATE tasks SET state_ms = ?1, leased_ms = CASE WHEN state_ms < ?2 THEN ?2 ELSE leased_ms END
      WHERE id = ?3 AND epoch = ?4 AND state = 2 RETURNING id
      """, [.int(now + duration), .int(now), .int(task), .int(epoch)]
    ) { $0.int(0) }
    if found == nil { throw try stale(task, epoch: epoch, on: connection) }
  }

  /// The task is done: it leaves the queue. Call it in the transaction that stores what it brought.
  package static func complete(
    _ task: Int, epoch: Int, now: Int, on connection: borrowing SQLConnection
  ) throws {
    let found = try connection.first(
      "DELETE FROM tasks WHERE id = ? AND epoch = ? AND state = 2 RETURNING queue, task_key",
      [.int(task), .int(epoch)]
    ) { (queue: $0.text(0), key: $0.optionalText(1)) }
    guard let found else { throw try stale(task, epoch: epoch, on: connection) }
    try count([.leased: -1], in: found.queue, on: connection)
    try forget(task, key: found.key, epoch: epoch - 1, now: now, on: connection)
  }

  /// The attempt failed: the task is tried again after its policy's wait, or goes to the dead letters when its
  /// attempts are used up or `isPermanent` says that another one would fail as well.
  ///
  /// `draw` is a random number in [0, 1), taken outside of the transaction.
  @discardableResult
  package static func fail(
    _ task: Int, epoch: Int, error: String, isPermanent: Bool = false, draw: Double, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> TaskRetry.Verdict {
    let held = try held(task, epoch: epoch, on: connection)
    let verdict =
      isPermanent ? .bury : held.retry.verdict(afterAttempt: held.attempt, draw: draw)
    try record(error, of: held, now: now, on: connection)
    switch verdict {
    case .bury:
      try move(task, of: held.lane, from: .leased, to: .dead, at: now, on: connection)
    case .again(let delay):
      try `return`(held, due: now + delay, now: now, on: connection)
    }
    return verdict
  }

  /// Gives the task back undone, as a worker does that is to stop: the attempt does not count.
  package static func release(
    _ task: Int, epoch: Int, afterMilliseconds delay: Int = 0, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    let held = try held(task, epoch: epoch, on: connection)
    try connection.execute(
      "UPDATE tasks SET attempt = attempt - 1 WHERE id = ?", [.int(task)])
    if delay > 0 { return try `return`(held, due: now + delay, now: now, on: connection) }
    // It was due when it was leased, whatever the clock says by now.
    try move(
      held.id, of: held.lane, from: .leased, to: .waiting, at: held.dueMilliseconds, on: connection)
  }

  /// Ends all leases, as if they had run out: for a process that finds those of its former life and has the queues
  /// to itself.
  package static func endLeases(now: Int, on connection: borrowing SQLConnection) throws {
    let queues = try connection.query("SELECT queue FROM task_queues WHERE leased > 0") {
      $0.text(0)
    }
    for queue in queues {
      try connection.execute(
        "UPDATE tasks SET state_ms = ?1 WHERE queue = ?2 AND state = 2 AND state_ms > ?1",
        [.int(now), .text(queue)])
    }
  }

  /// Leases that began in what is the future by now, for the clock was set back, last for `duration` from now.
  package static func shortenLeases(
    durationMilliseconds duration: Int, now: Int, on connection: borrowing SQLConnection
  ) throws {
    let queues = try connection.query("SELECT queue FROM task_queues WHERE leased > 0") {
      $0.text(0)
    }
    for queue in queues {
      try connection.execute(
        """
        UPDATE tasks SET state_ms = ?, leased_ms = ? WHERE queue = ? AND state = 2 AND leased_ms > ?
        """, [.int(now + duration), .int(now), .text(queue), .int(now)])
    }
  }

  private static func `return`(
    _ held: Held, due: Int, now: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE tasks SET due_ms = ? WHERE id = ?", [.int(due), .int(held.id)])
    try move(
      held.id, of: held.lane, from: .leased, to: due > now ? .delayed : .waiting, at: due,
      on: connection)
  }

  private static func held(
    _ task: Int, epoch: Int, on connection: borrowing SQLConnection
  ) throws -> Held {
    let held = try connection.first(
      "SELECT \(Held.columns) FROM tasks WHERE id = ? AND epoch = ? AND state = 2",
      [.int(task), .int(epoch)], Held.init)
    guard let held else { throw try stale(task, epoch: epoch, on: connection) }
    return held
  }

  /// Keeps how a lease ended, and no more than the last few.
  static func record(
    _ error: String, of held: Held, now: Int, on connection: borrowing SQLConnection
  ) throws {
    let kept = String(decoding: error.utf8.prefix(errorByteCountMax), as: UTF8.self)
      .replacing("\0", with: " ")
    try connection.execute(
      """
      INSERT INTO task_attempts (task_id, epoch, worker, leased_ms, ended_ms, error)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .int(held.id), .int(held.epoch), .text(held.worker), .int(held.leasedAtMilliseconds),
        .int(now), .text(kept),
      ])
    if held.epoch > keptAttemptCount {
      try connection.execute(
        "DELETE FROM task_attempts WHERE task_id = ? AND epoch <= ?",
        [.int(held.id), .int(held.epoch - keptAttemptCount)])
    }
  }

  /// Why an epoch is refused.
  static func stale(
    _ task: Int, epoch: Int, on connection: borrowing SQLConnection
  ) throws -> StoreError {
    let now = try connection.first("SELECT epoch, state FROM tasks WHERE id = ?", [.int(task)]) {
      (epoch: $0.int(0), isLeased: $0.int(1) == TaskState.leased.rawValue)
    }
    let words =
      switch now {
      case nil: "it was completed or removed"
      case let now? where now.epoch != epoch: "it has been leased again, with epoch \(now.epoch)"
      case _?: "that lease has ended"
      }
    return StoreError(
      .staleLease, "task \(task) is not held with epoch \(epoch): \(words); drop this work")
  }
}
