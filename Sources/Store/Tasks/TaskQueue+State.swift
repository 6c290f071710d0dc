/// What operators and metrics ask.
extension TaskQueue {
  /// Nothing is leased from the queue until it is resumed; what workers hold they may finish.
  package static func pause(_ queue: String, on connection: borrowing SQLConnection) throws {
    try set(queue, isPaused: true, on: connection)
  }

  package static func resume(_ queue: String, on connection: borrowing SQLConnection) throws {
    try set(queue, isPaused: false, on: connection)
  }

  private static func set(
    _ queue: String, isPaused: Bool, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO task_queues (queue, is_paused) VALUES (?, ?)
      ON CONFLICT (queue) DO UPDATE SET is_paused = excluded.is_paused
      """, [.text(queue), isPaused ? 1 : 0])
  }

  /// The queues that ever had a task, by name.
  package static func states(on connection: borrowing SQLConnection) throws -> [QueueState] {
    try connection.query(
      """
      SELECT q.queue, q.is_paused, q.waiting, q.delayed, q.leased, q.dead,
        (SELECT t.state_ms FROM tasks t WHERE t.queue = q.queue AND t.state = 0
         ORDER BY t.state_ms LIMIT 1)
      FROM task_queues q ORDER BY q.queue
      """
    ) {
      QueueState(
        queue: $0.text(0), isPaused: $0.int(1) != 0, waitingCount: $0.int(2),
        delayedCount: $0.int(3), leasedCount: $0.int(4), deadCount: $0.int(5),
        oldestDueMilliseconds: $0.optionalInt(6))
    }
  }

  /// Where a task is and why it is not being done; nil when it is not there.
  package static func standing(
    of task: Int, now: Int, on connection: borrowing SQLConnection
  ) throws -> TaskStanding? {
    let found = try connection.first(
      """
      SELECT t.queue, t.requirements, t.state, t.state_ms, t.epoch, t.worker, q.is_paused
      FROM tasks t JOIN task_queues q ON q.queue = t.queue WHERE t.id = ?
      """, [.int(task)]
    ) {
      (
        queue: $0.text(0), requirements: $0.text(1), state: TaskState(rawValue: $0.int(2)),
        milliseconds: $0.int(3), epoch: $0.int(4), worker: $0.text(5), isPaused: $0.int(6) != 0
      )
    }
    guard let found else { return nil }
    switch found.state {
    case .delayed where found.milliseconds > now:
      return .delayed(untilMilliseconds: found.milliseconds)
    case .leased:
      return .leased(
        worker: found.worker, epoch: found.epoch, untilMilliseconds: found.milliseconds)
    case .dead: return .dead(sinceMilliseconds: found.milliseconds)
    case .waiting, .delayed, nil:
      if found.isPaused { return .paused }
      let workers = try workers(of: found.queue, now: now, on: connection)
      return TaskObstacle(TaskLabels(text: found.requirements), workers: workers)
        .map { .unschedulable($0) } ?? .waiting
    }
  }

  /// The sets of labels that waiting tasks of a queue ask for and no worker that was seen lately has.
  package static func unschedulable(
    in queue: String, now: Int, on connection: borrowing SQLConnection
  ) throws -> [(requirements: TaskLabels, obstacle: TaskObstacle)] {
    let workers = try workers(of: queue, now: now, on: connection)
    return try requirements(in: queue, on: connection).compactMap { text in
      let requirements = TaskLabels(text: text)
      return TaskObstacle(requirements, workers: workers).map { (requirements, $0) }
    }
  }
}

/// A queue's figures.
package struct QueueState: Sendable, Hashable {
  package var queue: String
  package var isPaused: Bool
  package var waitingCount: Int
  package var delayedCount: Int
  package var leasedCount: Int
  package var deadCount: Int
  /// The earliest due time among those that wait; its age is the queue's lag.
  package var oldestDueMilliseconds: Int?

  package init(
    queue: String, isPaused: Bool, waitingCount: Int, delayedCount: Int, leasedCount: Int,
    deadCount: Int, oldestDueMilliseconds: Int? = nil
  ) {
    self.queue = queue
    self.isPaused = isPaused
    self.waitingCount = waitingCount
    self.delayedCount = delayedCount
    self.leasedCount = leasedCount
    self.deadCount = deadCount
    self.oldestDueMilliseconds = oldestDueMilliseconds
  }
}

/// Where a task is.
package enum TaskStanding: Sendable, Hashable {
  /// A worker can have it, once it is its turn.
  case waiting
  case delayed(untilMilliseconds: Int)
  case leased(worker: String, epoch: Int, untilMilliseconds: Int)
  case dead(sinceMilliseconds: Int)
  /// Its queue is paused.
  case paused
  case unschedulable(TaskObstacle)
}

/// Why no worker can have a task.
package enum TaskObstacle: Sendable, Hashable {
  /// No worker asked its queue for tasks lately.
  case noWorker
  /// What the worker lacks that comes closest.
  case missing([String])

  /// Nil when some worker has all that is asked for.
  package init?(_ requirements: TaskLabels, workers: [TaskLabels]) {
    let lacks = workers.map { requirements.missing(in: $0) }
    guard let least = lacks.min(by: { $0.count < $1.count }) else {
      self = .noWorker
      return
    }
    if least.isEmpty { return nil }
    self = .missing(least)
  }
}
