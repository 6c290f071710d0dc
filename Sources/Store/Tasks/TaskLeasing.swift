/// Leases tasks for a worker, together with other workers that ask: see `TaskQueue.lease`.
package struct TaskLeasing: SharedWrite {
  var queue: String
  var worker: String
  var labels: TaskLabels
  var countMax: Int
  var durationMilliseconds: Int
  var now: Int

  package init(
    from queue: String, for worker: String, with labels: TaskLabels = .none, countMax: Int,
    durationMilliseconds: Int, now: Int
  ) {
    self.queue = queue
    self.worker = worker
    self.labels = labels
    self.countMax = countMax
    self.durationMilliseconds = durationMilliseconds
    self.now = now
  }

  /// Who asks for the same gets the tasks in the order of the asks, as one after the other would.
  package static func perform(
    _ writes: [TaskLeasing], on connection: borrowing SQLConnection
  ) throws -> [Result<[LeasedTask], any Error>] {
    var results: [Result<[LeasedTask], any Error>?] = Array(repeating: nil, count: writes.count)
    for indices in together(writes) {
      let asks = indices.map { writes[$0] }
      if asks.count > 1, let leased = try TaskQueue.leaseOnlyLane(asks, on: connection) {
        for (index, tasks) in zip(indices, leased) { results[index] = .success(tasks) }
      } else {
        for index in indices { results[index] = try writes[index].perform(on: connection) }
      }
    }
    for index in writes.indices where results[index] == nil {
      results[index] = try writes[index].perform(on: connection)
    }
    return results.compactMap(\.self)
  }

  private func perform(
    on connection: borrowing SQLConnection
  ) throws -> Result<[LeasedTask], any Error> {
    try connection.refusing {
      try TaskQueue.lease(
        from: queue, for: worker, with: labels, countMax: countMax,
        durationMilliseconds: durationMilliseconds, now: now, on: connection)
    }
  }

  /// Those that one statement may serve, some at a time.
  private static func together(_ writes: [TaskLeasing]) -> [[Int]] {
    let valid = writes.indices.filter {
      (try? TaskQueue.validate(worker: writes[$0].worker)) != nil
    }
    let alike = Dictionary(grouping: valid) { index in
      var ask = writes[index]
      (ask.worker, ask.countMax, ask.now) = ("", 0, 0)
      return ask
    }
    var parts: [[Int]] = []
    for indices in alike.values.sorted(by: { $0[0] < $1[0] }) {
      var part: [Int] = []
      var count = 0
      for index in indices {
        let wanted = min(writes[index].countMax, TaskQueue.leaseCountMax)
        if count + wanted > TaskQueue.leaseCountMax {
          parts.append(part)
          (part, count) = ([], 0)
        }
        part.append(index)
        count += wanted
      }
      parts.append(part)
    }
    return parts
  }
}

extension TaskLeasing: Hashable {}

extension TaskQueue {
  /// Leases for several workers at once what waits in the only lane of a queue; nil, with nothing leased, where there is more
  /// to decide. The asks differ in worker, count and time alone, and ask for no more than `leaseCountMax` together; the
  /// latest time counts for all.
  fileprivate static func leaseOnlyLane(
    _ asks: [TaskLeasing], on connection: borrowing SQLConnection
  ) throws -> [[LeasedTask]]? {
    let queue = asks[0].queue
    let now = asks.map(\.now).max()!
    let view = try look(at: queue, with: asks[0].labels, now: now, on: connection)
    guard let lane = view.onlyLane, view.isWorkerKnown, !view.isPaused, !view.hasExpired,
      !view.hasDue, TaskLabels(text: lane.requirements).missing(in: asks[0].labels).isEmpty
    else { return nil }
    let places = asks.flatMap {
      Array(repeating: $0.worker, count: min($0.countMax, leaseCountMax))
    }
    let rowCount = leasing.paddedRowCount(for: places.count)
    let end = now + asks[0].durationMilliseconds
    var values: [SQLValue] = [.int(end), .int(now)] + lane.values + [.int(places.count)]
    for number in 0..<rowCount {
      values += [.int(number + 1), .text(number < places.count ? places[number] : "")]
    }
    var leased = try connection.query(leasing.statement(rowCount), values) {
      Self.leased($0, until: end)
    }
    guard !leased.isEmpty else { throw emptyLane(in: queue) }
    try count([.waiting: -leased.count, .leased: leased.count], in: queue, on: connection)
    if leased.count >= view.waitingCount { try close(lane, on: connection) }
    leased.sort(by: LeasedTask.isBefore)
    var rest = leased[...]
    return asks.map { ask in
      let given = rest.prefix(min(ask.countMax, leaseCountMax))
      rest = rest.dropFirst(given.count)
      return Array(given)
    }
  }

  /// The first tasks, each with the worker whose turn it is.
  private static let leasing = StatementOfRows(columnCount: 2, firstValue: 7) { rows in
    """
    UPDATE tasks SET state = 2, state_ms = ?1, worker = asked.column2, leased_ms = ?2,
      epoch = epoch + 1, attempt = attempt + 1
    FROM (
        SELECT first_id AS next_id, row_number() OVER (ORDER BY rank DESC, due, first_id) AS place
        FROM (
          SELECT id AS first_id, priority AS rank, due_ms AS due FROM tasks
          WHERE queue = ?3 AND tenant = ?4 AND requirements = ?5 AND state = 0
          ORDER BY priority DESC, due_ms, id LIMIT ?6) AS firsts) AS next
      JOIN (VALUES \(rows)) AS asked ON asked.column1 = next.place
    WHERE id = next_id RETURNING \(leasedColumns)
    """
  }
}
