/// Adds a task, together with others that are being added: see `TaskQueue.enqueue`.
package struct TaskEnqueueing: SharedWrite {
  var task: NewTask
  var now: Int
  var capacity: Int

  package init(_ task: NewTask, now: Int, capacity: Int = TaskQueue.standardCapacity) {
    self.task = task
    self.now = now
    self.capacity = capacity
  }

  package static func perform(
    _ writes: [TaskEnqueueing], on connection: borrowing SQLConnection
  ) throws -> [Result<EnqueuedTask, any Error>] {
    var results: [Result<EnqueuedTask, any Error>?] = Array(repeating: nil, count: writes.count)
    // Most have no key and may be leased right away: in each lane they are rows of one statement.
    let plain = writes.indices.filter { writes[$0].isPlain }
    for (place, indices) in Dictionary(grouping: plain, by: { writes[$0].place })
      .sorted(by: { $0.value[0] < $1.value[0] }) where writes.count > 1
    {
      let ids = try TaskQueue.insert(
        indices.map { writes[$0] }, in: place.lane, capacity: place.capacity, on: connection)
      guard let ids else { continue }
      for (index, id) in zip(indices, ids) {
        results[index] = .success(EnqueuedTask(id: id, isNew: true))
      }
    }
    for index in writes.indices where results[index] == nil {
      let write = writes[index]
      // The statement that adds it finds no room.
      results[index] = try connection.refusing(afterIdle: 1) {
        try TaskQueue.enqueue(
          write.task, now: write.now, capacity: write.capacity, on: connection)
      }
    }
    return results.compactMap(\.self)
  }

  private struct Place: Hashable {
    var lane: TaskQueue.Lane
    var capacity: Int
  }

  private var place: Place {
    Place(
      lane: TaskQueue.Lane(queue: task.queue, tenant: task.tenant, requirements: ""),
      capacity: capacity)
  }

  private var isPlain: Bool {
    guard (try? task.validate()) != nil else { return false }
    return task.key == nil && task.requirements == .none
      && (task.notBeforeMilliseconds ?? now) <= now
  }
}

extension TaskQueue {
  /// Adds tasks that wait in one lane, which asks for no labels; gives their numbers in their order. nil, with nothing added,
  /// where the queue has no room for all of them.
  fileprivate static func insert(
    _ writes: [TaskEnqueueing], in lane: Lane, capacity: Int, on connection: borrowing SQLConnection
  ) throws -> [Int]? {
    var ids: [Int] = []
    var rest = writes[...]
    while !rest.isEmpty {
      let part = rest.prefix(StatementOfRows.rowCountMax)
      let rowCount = rowInsertion.paddedRowCount(for: part.count)
      var values: [SQLValue] = [
        .text(lane.queue), .text(lane.tenant), .text(lane.requirements), .int(rest.count),
        .int(capacity),
      ]
      for (number, write) in part.enumerated() {
        let task = write.task
        values += [
          .int(number), .int(task.priority), .int(task.notBeforeMilliseconds ?? write.now),
          .int(task.retry.attemptCountMax), .int(task.retry.initialDelayMilliseconds),
          .int(task.retry.delayMillisecondsMax), .blob(task.payload),
        ]
      }
      for _ in part.count..<rowCount { values += noRow }
      let added = try connection.query(rowInsertion.statement(rowCount), values) { $0.int(0) }
      if added.isEmpty, ids.isEmpty { return nil }
      // They were numbered in the order in which they were added.
      ids += added.sorted()
      rest = rest.dropFirst(part.count)
      try count([.waiting: part.count], in: lane.queue, on: connection)
    }
    try open(lane, on: connection)
    return ids
  }

  /// The values of a row too many, which adds nothing.
  private static let noRow: [SQLValue] =
    [.int(-1)] + Array(repeating: .int(0), count: 5) + [.blob([])]

  /// The first of several such statements finds whether there is room for all.
  private static let rowInsertion = StatementOfRows(columnCount: 7, firstValue: 6) { rows in
    """
    INSERT INTO tasks (queue, tenant, requirements, priority, due_ms, state, state_ms, attempt_max,
      delay_ms, delay_ms_max, payload)
    SELECT ?1, ?2, ?3, column2, column3, 0, column3, column4, column5, column6, column7
    FROM (VALUES \(rows)) AS added
    WHERE column1 >= 0
      AND COALESCE((SELECT waiting + delayed FROM task_queues WHERE queue = ?1), 0) + ?4 <= ?5
    ORDER BY column1
    RETURNING id
    """
  }
}
