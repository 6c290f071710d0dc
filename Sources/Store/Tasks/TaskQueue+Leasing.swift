extension TaskQueue {
  /// How many leases that ran out one call takes back, and how many delayed tasks it lets in.
  private static let reclaimedCountMax = leaseCountMax
  private static let promotedCountMax = 4 * leaseCountMax

  /// Gives a worker up to `countMax` tasks (at most `leaseCountMax`) that ask for no label beyond `labels`, until
  /// `now` and `duration`.
  ///
  /// It first takes back leases that ran out (`reclaim`) and lets in delayed tasks whose time has come, up to
  /// 256 of each queue in the order of their time; of more that came due at the same moment, those with
  /// a high priority may be among the later ones.
  package static func lease(
    from queue: String, for worker: String, with labels: TaskLabels = .none, countMax: Int,
    durationMilliseconds duration: Int, now: Int, on connection: borrowing SQLConnection
  ) throws -> [LeasedTask] {
    precondition(countMax > 0 && duration > 0)
    try validate(worker: worker)
    var view = try look(at: queue, with: labels, now: now, on: connection)
    if !view.isWorkerKnown { try noteWorker(labels, in: queue, now: now, on: connection) }
    if view.isPaused { return [] }
    if view.hasExpired || view.hasDue {
      if view.hasExpired { try reclaim(in: queue, now: now, on: connection) }
      if view.hasDue { try promote(in: queue, now: now, on: connection) }
      view = try look(at: queue, with: labels, now: now, on: connection)
    }
    let sets = view.requirements.filter { TaskLabels(text: $0).missing(in: labels).isEmpty }
    let wanted = min(countMax, leaseCountMax)
    if let lane = view.onlyLane, sets == [lane.requirements] {
      return try lease(
        wanted, of: lane, waitingCount: view.waitingCount, for: worker, until: now + duration,
        now: now, on: connection)
    }
    var leased: [LeasedTask] = []
    while leased.count < wanted {
      let ring = try ring(
        of: queue, asking: sets, countMax: wanted - leased.count, on: connection)
      if ring.isEmpty { break }
      leased += try leaseRound(
        ring, in: queue, for: worker, countMax: wanted - leased.count, until: now + duration,
        now: now, isAlone: view.onlyTenant != nil, on: connection)
    }
    return leased
  }

  /// Whether `lease` would give something, take something back or note the worker; for workers that
  /// wait, so that they write only when there is a reason to.
  package static func isWorthLeasing(
    from queue: String, with labels: TaskLabels = .none, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> Bool {
    let view = try look(at: queue, with: labels, now: now, on: connection)
    if !view.isWorkerKnown { return true }
    if view.isPaused { return false }
    return view.hasExpired || view.hasDue
      || view.requirements.contains { TaskLabels(text: $0).missing(in: labels).isEmpty }
  }

  /// When `lease` may have more to give though nobody writes: the first delayed task's time or lease's end.
  package static func nextChange(
    in queue: String, on connection: borrowing SQLConnection
  ) throws -> Int? {
    try [TaskState.delayed, .leased].compactMap { state in
      try connection.first(
        "SELECT state_ms FROM tasks WHERE queue = ? AND state = ? ORDER BY state_ms LIMIT 1",
        [.text(queue), .int(state.rawValue)]
      ) { $0.int(0) }
    }.min()
  }

  // MARK: Who is next

  private struct RingLane {
    var lane: Lane
    var turn: Int
  }

  /// The lanes of the first `countMax` tenants in the ring that have something for a worker. A tenant
  /// whose lane is behind the first `countMax` of its set has as many before it, so none is missed.
  private static func ring(
    of queue: String, asking sets: [String], countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [RingLane] {
    guard !sets.isEmpty else { return [] }
    var lanes: [RingLane] = []
    try lanesInTurn.forEachRow(
      sets.map { [.text(queue), .text($0), .int(countMax)] }, on: connection
    ) { row in
      lanes.append(
        RingLane(
          lane: Lane(queue: queue, tenant: row.text(0), requirements: row.text(1)),
          turn: row.int(2)))
    }
    lanes.sort { $0.turn < $1.turn }
    let tenants = Set(Array(Set(lanes.map(\.turn))).sorted().prefix(countMax))
    return lanes.filter { tenants.contains($0.turn) }
  }

  private static let lanesInTurn = QueryOfParts(
    union: """
      SELECT tenant, requirements, turn FROM task_lanes WHERE queue = ? AND requirements = ?
      ORDER BY turn LIMIT ?
      """)

  // MARK: Taking

  /// Deals tasks to the tenants of a ring: at least one.
  private static func leaseRound(
    _ ring: [RingLane], in queue: String, for worker: String, countMax: Int, until end: Int,
    now: Int, isAlone: Bool, on connection: borrowing SQLConnection
  ) throws -> [LeasedTask] {
    var tenants: [FairShare.Tenant] = []
    for lane in ring where tenants.last?.name != lane.lane.tenant {
      tenants.append(FairShare.Tenant(name: lane.lane.tenant, candidates: []))
    }
    let share = FairShare.share(of: countMax, among: tenants.count)
    let found = try candidates(in: ring.map(\.lane), share: share, on: connection)
    let byTenant = Dictionary(grouping: found, by: \.lane.tenant)
    for index in tenants.indices {
      // Beyond its share, what a lane has not been asked for may be before what another lane gave.
      let known = byTenant[tenants[index].name, default: []].map(\.candidate)
        .sorted(by: FairShare.Candidate.isBefore)
      tenants[index].candidates = Array(known.prefix(share))
    }
    let deal = FairShare.deal(countMax, to: tenants)
    guard !deal.tasks.isEmpty else { throw emptyLane(in: queue) }
    let leased = try take(deal.tasks, for: worker, until: end, now: now, on: connection)
    // Makes the turn of the first that was served.
    try count([.waiting: -leased.count, .leased: leased.count], in: queue, on: connection)
    let taken = Set(deal.tasks)
    for (lane, tasks) in Dictionary(grouping: found, by: \.lane)
    where tasks.allSatisfy({ taken.contains($0.candidate.id) }) {
      try close(lane, on: connection)
    }
    // Who stands there alone is the last one where it is: whoever comes gets a later turn.
    for (index, tenant) in deal.served.enumerated() where !isAlone {
      if index > 0 { try count([:], in: queue, on: connection) }
      try sendToEnd(tenant, of: queue, on: connection)
    }
    return leased
  }

  /// The first `share` tasks of each lane, and one more that shows whether the lane is empty without them.
  private static func candidates(
    in lanes: [Lane], share: Int, on connection: borrowing SQLConnection
  ) throws -> [(lane: Lane, candidate: FairShare.Candidate)] {
    var found: [(Lane, FairShare.Candidate)] = []
    try firstTasks.forEachRow(
      lanes.map { $0.values + [.int(share + 1)] }, on: connection
    ) { row in
      found.append(
        (
          Lane(queue: lanes[0].queue, tenant: row.text(0), requirements: row.text(1)),
          FairShare.Candidate(id: row.int(2), priority: row.int(3), dueMilliseconds: row.int(4))
        ))
    }
    return found
  }

  private static func take(
    _ tasks: [Int], for worker: String, until end: Int, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> [LeasedTask] {
    let (text, placeCount) = taking.statement(for: tasks.count)
    // Places too many name the first one again.
    let ids = tasks + Array(repeating: tasks[0], count: placeCount - tasks.count)
    var leased: [Int: LeasedTask] = [:]
    try connection.forEachRow(
      text, [.int(end), .text(worker), .int(now)] + ids.map { .int($0) }
    ) { row in leased[row.int(0)] = Self.leased(row, until: end) }
    return tasks.compactMap { leased[$0] }
  }

  private static let firstTasks = QueryOfParts(
    union: """
      SELECT tenant, requirements, id, priority, due_ms FROM tasks
      WHERE queue = ? AND tenant = ? AND requirements = ? AND state = 0
      ORDER BY priority DESC, due_ms, id LIMIT ?
      """)

  private static let taking = QueryOfParts(list: { places in
    """
    UPDATE tasks SET state = 2, state_ms = ?, worker = ?, leased_ms = ?, epoch = epoch + 1,
      attempt = attempt + 1
    WHERE id IN (\(places)) RETURNING \(leasedColumns)
    """
  })

  /// A tenant was served: it gets the turn that `count` made.
  private static func sendToEnd(
    _ tenant: String, of queue: String, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      UPDATE task_lanes SET turn = (SELECT turn FROM task_queues WHERE queue = ?1)
      WHERE queue = ?1 AND tenant = ?2
      """, [.text(queue), .text(tenant)])
  }

  // MARK: What comes back by itself

  /// Takes back leases that ran out: their tasks wait again with the due time that they had, or are dead where
  /// that was their last attempt. A worker that dies with each task that it is given thus loses it in the end.
  private static func reclaim(
    in queue: String, now: Int, on connection: borrowing SQLConnection
  ) throws {
    let expired = try connection.query(
      """
      SELECT \(Held.columns) FROM tasks WHERE queue = ? AND state = 2 AND state_ms <= ?
      ORDER BY state_ms, id LIMIT ?
      """, [.text(queue), .int(now), .int(reclaimedCountMax)], Held.init)
    for task in expired {
      try record(
        "the lease ran out: the worker '\(task.worker)' was not heard of in time", of: task,
        now: now, on: connection)
      let isOver = task.retry.verdict(afterAttempt: task.attempt, draw: 0) == .bury
      try move(
        task.id, of: task.lane, from: .leased, to: isOver ? .dead : .waiting,
        at: isOver ? now : task.dueMilliseconds, on: connection)
    }
  }

  private static func promote(
    in queue: String, now: Int, on connection: borrowing SQLConnection
  ) throws {
    let due = try connection.query(
      """
      UPDATE tasks SET state = 0 WHERE id IN (
        SELECT id FROM tasks WHERE queue = ? AND state = 1 AND state_ms <= ?
        ORDER BY state_ms, id LIMIT ?)
      RETURNING state_ms, id, tenant, requirements
      """, [.text(queue), .int(now), .int(promotedCountMax)]
    ) {
      (
        due: $0.int(0), id: $0.int(1),
        lane: Lane(queue: queue, tenant: $0.text(2), requirements: $0.text(3))
      )
    }
    try count([.delayed: -due.count, .waiting: due.count], in: queue, on: connection)
    var opened: Set<Lane> = []
    for task in due.sorted(by: { ($0.due, $0.id) < ($1.due, $1.id) })
    where opened.insert(task.lane).inserted {
      try open(task.lane, on: connection)
      try count([:], in: queue, on: connection)
    }
  }
}
