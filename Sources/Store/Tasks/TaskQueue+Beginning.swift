/// Tasks that somebody has a place for before they are there.
extension TaskQueue {
  /// Adds a task and gives it to a worker at once, until `now` and `duration`, if nothing else waits in the queue;
  /// otherwise it waits with the others. So nobody is overtaken, and where there is no backlog a
  /// task needs no transaction of its own to be leased in.
  ///
  /// The task has no key and is due, and the worker has its labels.
  package static func enqueue(
    _ task: NewTask, begunBy worker: String, durationMilliseconds duration: Int, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> EnqueuedTask {
    precondition(task.key == nil && task.notBeforeMilliseconds == nil && duration > 0)
    try task.validate()
    try validate(worker: worker)
    let id = try connection.first(
      begunInsertion,
      [
        .text(task.queue), .text(task.tenant), .text(task.requirements.description),
        .int(task.priority), .int(now), .int(now + duration), .int(task.retry.attemptCountMax),
        .int(task.retry.initialDelayMilliseconds), .int(task.retry.delayMillisecondsMax),
        .text(worker), .blob(task.payload),
      ]
    ) { $0.int(0) }
    guard let id else { return try enqueue(task, now: now, on: connection) }
    try count([.leased: 1], in: task.queue, on: connection)
    return EnqueuedTask(id: id, isNew: true, epoch: 1)
  }

  /// What is delayed and due waits, and so does what a lost worker had.
  private static let begunInsertion = """
    INSERT INTO tasks (queue, tenant, requirements, priority, due_ms, state, state_ms, epoch, attempt,
      attempt_max, delay_ms, delay_ms_max, worker, leased_ms, payload)
    SELECT ?1, ?2, ?3, ?4, ?5, 2, ?6, 1, 1, ?7, ?8, ?9, ?10, ?5, ?11
    WHERE NOT EXISTS (
        SELECT 1 FROM task_queues WHERE queue = ?1 AND (waiting > 0 OR is_paused <> 0))
      AND NOT EXISTS (SELECT 1 FROM tasks WHERE queue = ?1 AND state = 1 AND state_ms <= ?5)
      AND NOT EXISTS (SELECT 1 FROM tasks WHERE queue = ?1 AND state = 2 AND state_ms <= ?5)
    RETURNING id
    """

  static func validate(worker: String) throws(StoreError) {
    guard (1...NewTask.nameByteCountMax).contains(worker.utf8.count), !worker.utf8.contains(0)
    else {
      throw StoreError(
        .invalid,
        "a worker's name has \(worker.utf8.count) bytes or a NUL: give 1 to "
          + "\(NewTask.nameByteCountMax) bytes without one")
    }
  }
}
