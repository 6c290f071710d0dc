/// A task that a worker has a place for before it is there.
package struct BegunTask: Sendable {
  package var task: NewTask
  /// It has the labels that the task asks for.
  package var worker: String
  package var durationMilliseconds: Int
  package var now: Int

  /// The task has no key and is due.
  package init(_ task: NewTask, by worker: String, durationMilliseconds: Int, now: Int) {
    precondition(
      task.key == nil && task.notBeforeMilliseconds == nil && durationMilliseconds > 0)
    self.task = task
    self.worker = worker
    self.durationMilliseconds = durationMilliseconds
    self.now = now
  }
}

extension TaskQueue {
  /// Adds tasks and gives each to its worker at once, until its `now` and duration, if nothing else waits in its queue;
  /// otherwise it waits with the others. So nobody is overtaken, and where there is no backlog a
  /// task needs no transaction of its own to be leased in.
  package static func enqueue(
    _ tasks: [BegunTask], on connection: borrowing SQLConnection
  ) throws -> [EnqueuedTask] {
    for begun in tasks {
      try begun.task.validate()
      try validate(worker: begun.worker)
    }
    var results: [EnqueuedTask?] = Array(repeating: nil, count: tasks.count)
    for (queue, indices) in Dictionary(grouping: tasks.indices, by: { tasks[$0].task.queue })
      .sorted(by: { $0.value[0] < $1.value[0] })
    {
      let ids = try begin(indices.map { tasks[$0] }, in: queue, on: connection)
      for (index, id) in zip(indices, ids) {
        results[index] = EnqueuedTask(id: id, isNew: true, epoch: 1)
      }
    }
    let waiting = tasks.indices.filter { results[$0] == nil }
    let added = try TaskEnqueueing.perform(
      waiting.map { TaskEnqueueing(tasks[$0].task, now: tasks[$0].now) }, on: connection)
    for (index, task) in zip(waiting, added) { results[index] = try task.get() }
    return results.compactMap(\.self)
  }

  /// The tasks' numbers in their order; none where something waits.
  private static func begin(
    _ tasks: [BegunTask], in queue: String, on connection: borrowing SQLConnection
  ) throws -> [Int] {
    let now = tasks.map(\.now).max()!
    var ids: [Int] = []
    var rest = tasks[...]
    while !rest.isEmpty {
      let rowCount = begunInsertion.rowCount(for: rest.count)
      var values: [SQLValue] = [.text(queue), .int(now)]
      for (number, begun) in rest.prefix(rowCount).enumerated() {
        let task = begun.task
        values += [
          .int(number), .text(task.tenant), .text(task.requirements.description),
          .int(task.priority), .int(begun.now), .int(begun.now + begun.durationMilliseconds),
          .int(task.retry.attemptCountMax), .int(task.retry.initialDelayMilliseconds),
          .int(task.retry.delayMillisecondsMax), .text(begun.worker), .blob(task.payload),
        ]
      }
      let added = try connection.query(begunInsertion.statement(rowCount), values) { $0.int(0) }
      if added.isEmpty { break }
      // They were numbered in the order in which they were added.
      ids += added.sorted()
      rest = rest.dropFirst(rowCount)
    }
    if !ids.isEmpty { try count([.leased: ids.count], in: queue, on: connection) }
    return ids
  }

  /// What is delayed and due waits, and so does what a lost worker had.
  private static let begunInsertion = StatementOfRows(columnCount: 11, firstValue: 3) { rows in
    """
    INSERT INTO tasks (queue, tenant, requirements, priority, due_ms, state, state_ms, epoch, attempt,
      attempt_max, delay_ms, delay_ms_max, worker, leased_ms, payload)
    SELECT ?1, column2, column3, column4, column5, 2, column6, 1, 1, column7, column8, column9,
      column10, column5, column11
    FROM (VALUES \(rows)) AS added
    WHERE NOT EXISTS (
        SELECT 1 FROM task_queues WHERE queue = ?1 AND (waiting > 0 OR is_paused <> 0))
      AND NOT EXISTS (SELECT 1 FROM tasks WHERE queue = ?1 AND state = 1 AND state_ms <= ?2)
      AND NOT EXISTS (SELECT 1 FROM tasks WHERE queue = ?1 AND state = 2 AND state_ms <= ?2)
    ORDER BY column1
    RETURNING id
    """
  }

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
