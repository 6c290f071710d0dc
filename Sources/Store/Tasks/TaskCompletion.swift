/// Completes a task, together with others that are being completed: see `TaskQueue.complete`.
package struct TaskCompletion: SharedWrite {
  package var task: Int
  package var epoch: Int
  var now: Int

  package init(_ task: Int, epoch: Int, now: Int) {
    self.task = task
    self.epoch = epoch
    self.now = now
  }

  package static func perform(
    _ writes: [TaskCompletion], on connection: borrowing SQLConnection
  ) throws -> [Result<Void, any Error>] {
    if writes.count == 1 {
      let only = writes[0]
      // The statement that takes it finds none.
      return [
        try connection.refusing(afterIdle: 1) {
          try TaskQueue.complete(only.task, epoch: only.epoch, now: only.now, on: connection)
        }
      ]
    }
    var done: Set<Held> = []
    var rest = writes[...]
    while !rest.isEmpty {
      done.formUnion(
        try TaskQueue.complete(rest.prefix(StatementOfRows.rowCountMax), on: connection))
      rest = rest.dropFirst(StatementOfRows.rowCountMax)
    }
    return try writes.map { write in
      // Of two that say the same the first one is right.
      if done.remove(write.held) != nil { return .success(()) }
      return .failure(try TaskQueue.stale(write.task, epoch: write.epoch, on: connection))
    }
  }

  fileprivate struct Held: Hashable {
    var task: Int
    var epoch: Int
  }

  fileprivate var held: Held { Held(task: task, epoch: epoch) }
}

extension TaskQueue {
  /// Completes those that are held with these epochs.
  fileprivate static func complete(
    _ completions: ArraySlice<TaskCompletion>, on connection: borrowing SQLConnection
  ) throws -> [TaskCompletion.Held] {
    let rowCount = deletion.paddedRowCount(for: completions.count)
    // Rows too many name the last one again.
    let rows =
      completions + Array(repeating: completions.last!, count: rowCount - completions.count)
    let now = completions.map(\.now).max()!
    let gone = try connection.query(
      deletion.statement(rowCount), rows.flatMap { [.int($0.task), .int($0.epoch)] }
    ) {
      (
        held: TaskCompletion.Held(task: $0.int(0), epoch: $0.int(1)), queue: $0.text(2),
        key: $0.optionalText(3)
      )
    }
    for (queue, tasks) in Dictionary(grouping: gone, by: \.queue).sorted(by: { $0.key < $1.key }) {
      try count([.leased: -tasks.count], in: queue, on: connection)
    }
    for task in gone {
      try forget(
        task.held.task, key: task.key, epoch: task.held.epoch - 1, now: now, on: connection)
    }
    return gone.map(\.held)
  }

  private static let deletion = StatementOfRows(columnCount: 2) { rows in
    """
    DELETE FROM tasks WHERE (id, epoch) IN (VALUES \(rows)) AND state = 2
    RETURNING id, epoch, queue, task_key
    """
  }
}
