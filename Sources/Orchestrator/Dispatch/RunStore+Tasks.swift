internal import Store

/// The queue's side of the store of runs.
extension RunStore {
  /// Leases for each ask; tasks of runs that have ended are dropped.
  func lease(_ asks: [LeaseAsk], durationMilliseconds duration: Int) async throws -> [[LeasedTask]]
  {
    let now = currentTime()
    // Where others wake this process by each commit of theirs, it writes only when there is a reason to.
    if database.location.isShared, try await !isWorthLeasing(asks, now: now) {
      return asks.map { _ in [] }
    }
    return try await write(at: now) { connection in
      try asks.map { ask in
        var leased: [LeasedTask] = []
        for queue in ask.queues where leased.count < ask.countMax {
          leased += try TaskQueue.lease(
            from: queue, for: ask.worker, with: ask.labels, countMax: ask.countMax - leased.count,
            durationMilliseconds: duration, now: now, on: connection)
        }
        return try leased.compactMap { try Self.opened($0, now: now, on: connection) }
      }
    }
  }

  /// The task with its payload; nil when nobody can read it any more, its tenant's keys being forgotten: then it
  /// leaves the queue.
  private static func opened(
    _ leased: LeasedTask, now: Int, on connection: borrowing SQLConnection
  ) throws -> LeasedTask? {
    do {
      var task = leased
      task.payload = try connection.open(
        task.payload, at: RunPlaces.task(in: task.queue, of: task.tenant))
      return task
    } catch let error as StoreError where error.code == .forgotten {
      try TaskQueue.complete(leased.id, epoch: leased.epoch, now: now, on: connection)
      return nil
    }
  }

  private func isWorthLeasing(_ asks: [LeaseAsk], now: Int) async throws -> Bool {
    try await database.read { connection in
      for ask in asks {
        for queue in ask.queues
        where try TaskQueue.isWorthLeasing(
          from: queue, with: ask.labels, now: now, on: connection)
        {
          return true
        }
      }
      return false
    }
  }

  /// Holds leases for longer; returns those that are somebody else's by now.
  func heartbeat(_ held: [Int: Int], durationMilliseconds duration: Int) async throws -> [Int] {
    let now = currentTime()
    return try await write(at: now) { connection in
      var lost: [Int] = []
      for (id, epoch) in held.sorted(by: { $0.key < $1.key }) {
        do {
          try TaskQueue.heartbeat(
            id, epoch: epoch, durationMilliseconds: duration, now: now, on: connection)
        } catch let error as StoreError where error.code == .staleLease {
          lost.append(id)
        }
      }
      return lost
    }
  }

  /// Ends a lease without a fact: the task waits again, or is gone when nobody wants it.
  func giveBack(id: Int, epoch: Int, isWanted: Bool) async throws {
    let now = currentTime()
    try await database.write { connection in
      do {
        if isWanted {
          try TaskQueue.release(id, epoch: epoch, now: now, on: connection)
        } else {
          try TaskQueue.complete(id, epoch: epoch, now: now, on: connection)
        }
      } catch let error as StoreError where error.code == .staleLease {
        // It is settled.
      }
    }
  }

  /// What a former process of a file had in hand is nobody's: its leases end now.
  func endForeignLeases() async throws {
    if database.location.isShared { return }
    let now = currentTime()
    try await database.write { connection in try TaskQueue.endLeases(now: now, on: connection) }
  }

  func setPaused(_ queue: String, _ isPaused: Bool) async throws {
    try await database.write { connection in
      if isPaused {
        try TaskQueue.pause(queue, on: connection)
      } else {
        try TaskQueue.resume(queue, on: connection)
      }
    }
  }

  /// All queues, each with why what waits there is not being performed.
  func backlogs() async throws -> [(queue: QueueState, obstacle: String)] {
    let now = currentTime()
    return try await database.read { connection in
      try TaskQueue.states(on: connection).map { queue in
        (queue, try Self.obstacle(of: queue, now: now, on: connection))
      }
    }
  }

  private static func obstacle(
    of queue: QueueState, now: Int, on connection: borrowing SQLConnection
  ) throws -> String {
    if queue.waitingCount == 0 { return "" }
    if queue.isPaused { return "it is paused" }
    let obstacles = try TaskQueue.unschedulable(in: queue.queue, now: now, on: connection)
    return obstacles.map { requirements, obstacle in
      switch obstacle {
      case .noWorker: "no worker has asked for its tasks lately"
      case .missing(let labels):
        "tasks that ask for '\(requirements)' find no worker: the closest one lacks "
          + labels.joined(separator: ", ")
      }
    }.joined(separator: "; ")
  }

  /// How much there is to do.
  struct Backlog: Sendable {
    var queues: [QueueState]
    var unfinishedRunCount: Int
  }

  func backlog() async throws -> Backlog {
    try await database.read { connection in
      let count = try connection.first(
        "SELECT CAST(COALESCE(sum(unfinished), 0) AS BIGINT) FROM run_counts"
      ) { $0.int(0) }
      return Backlog(
        queues: try TaskQueue.states(on: connection), unfinishedRunCount: count ?? 0)
    }
  }
}
