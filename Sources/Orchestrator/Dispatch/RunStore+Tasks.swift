internal import Store

/// The queue's side of the store of runs.
extension RunStore {
  /// What one ask brought.
  struct Leases: Sendable {
    var tasks: [LeasedTask] = []
    /// Tasks that this process cannot read, and why: they are no longer held.
    var unreadable: [(id: Int, error: StoreError)] = []
    /// Whether there may be more for it.
    var hasMore = false
  }

  /// Leases for each ask; tasks of runs that have ended are dropped.
  func lease(_ asks: [LeaseAsk], durationMilliseconds duration: Int) async throws -> [Leases] {
    let now = currentTime()
    // Where others wake this process by each commit of theirs, it writes only when there is a reason to.
    if database.location.isShared, try await !isWorthLeasing(asks, now: now) {
      return asks.map { _ in Leases() }
    }
    let draw = Double.random(in: 0..<1)
    return try await write(at: now) { connection in
      var leased = asks.map { _ in [LeasedTask]() }
      // All first queues, then all second ones: workers that ask the same queue are served together.
      for turn in 0..<(asks.map(\.queues.count).max() ?? 0) {
        let open = asks.indices.filter {
          turn < asks[$0].queues.count && leased[$0].count < asks[$0].countMax
        }
        let given = try TaskLeasing.perform(
          open.map { index in
            let ask = asks[index]
            return TaskLeasing(
              from: ask.queues[turn], for: ask.worker, with: ask.labels,
              countMax: ask.countMax - leased[index].count, durationMilliseconds: duration,
              now: now)
          }, on: connection)
        for (index, tasks) in zip(open, given) { leased[index] += try tasks.get() }
      }
      return try zip(asks, leased).map { ask, leased in
        // Filled to the brim, so there may be more.
        var leases = Leases(hasMore: leased.count >= ask.countMax)
        for task in leased {
          try open(task, into: &leases, draw: draw, now: now, on: connection)
        }
        return leases
      }
    }
  }

  /// Adds the task with its payload. One that nobody can read any more, its tenant's keys being forgotten, leaves the
  /// queue; one that cannot be read here fails alone, and not the lease of those beside it.
  private func open(
    _ leased: LeasedTask, into leases: inout Leases, draw: Double, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    do {
      var task = leased
      task.payload = try connection.open(
        task.payload, at: RunPlaces.task(in: task.queue, of: task.tenant))
      leases.tasks.append(task)
    } catch let error as StoreError where error.code == .forgotten {
      try TaskQueue.complete(leased.id, epoch: leased.epoch, now: now, on: connection)
      leases.hasMore = true
    } catch let error as StoreError where error.isOfValue {
      // Damage stays; a newer program, or one with the right keys, may read the rest.
      try TaskQueue.fail(
        leased.id, epoch: leased.epoch, error: "\(error)", isPermanent: error.code == .corrupt,
        draw: draw, now: now, on: connection)
      leases.unreadable.append((leased.id, error))
      leases.hasMore = true
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

  /// Holds leases for longer; returns those that are somebody else's by now, and when the others end.
  func heartbeat(
    _ held: [LeaseKey], durationMilliseconds duration: Int
  ) async throws -> (lost: Set<LeaseKey>, endMilliseconds: Int) {
    let now = currentTime()
    let lost = try await write(at: now) { connection in
      var lost: Set<LeaseKey> = []
      for key in held.sorted(by: { ($0.task, $0.epoch) < ($1.task, $1.epoch) }) {
        do {
          try TaskQueue.heartbeat(
            key.task, epoch: key.epoch, durationMilliseconds: duration, now: now, on: connection)
        } catch let error as StoreError where error.code == .staleLease {
          lost.insert(key)
        }
      }
      return lost
    }
    return (lost, now + duration)
  }

  /// What became of the task can never be recorded, so it goes to the dead letters. One that nobody can read any more is gone.
  func bury(_ lease: AttemptLease, because error: any Error) async throws {
    let now = currentTime()
    let draw = Double.random(in: 0..<1)
    try await write(at: now) { connection in
      do {
        if (error as? StoreError)?.code == .forgotten {
          try TaskQueue.complete(lease.id, epoch: lease.epoch, now: now, on: connection)
        } else {
          try TaskQueue.fail(
            lease.id, epoch: lease.epoch, error: "what came of it cannot be recorded: \(error)",
            isPermanent: true, draw: draw, now: now, on: connection)
        }
      } catch let error as StoreError where error.code == .staleLease {
        // It is somebody else's.
      }
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

extension StoreError {
  /// Whether it is about what was stored in one place: it was changed, or is of another version, or is sealed under a
  /// key that this process lacks. All else in the store may be sound.
  var isOfValue: Bool { [.corrupt, .schemaMismatch, .cannotOpen].contains(code) }
}
