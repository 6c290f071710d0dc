internal import Store

/// The event bus on disk.
extension RunStore {
  /// What became of an event that was to be published.
  struct Publication: Sendable {
    let sequence: Int
    let reachedCount: Int
    let isDuplicate: Bool
    /// What came of each run that was to begin with it.
    var begun: [RecordedRun] = []
    /// The runs that it started.
    var runIDs: [String] = []
    /// What was to begin later, and more of it waits than may.
    var dropped: [RunStart] = []
  }

  /// Keeps an event for the tenant's consumer groups, sends it to the steps of the tenant's runs that wait for it, and
  /// begins the runs that it starts, or sets those that begin later, unless it was published before.
  func publish(
    _ name: String, _ payload: Value, tenant: String, key: String, traceparent: String,
    beginning runs: [Orchestrator.Beginning], postponing starts: [RunStart],
    unfinishedCountMax: Int,
    with transaction: @escaping @Sendable (borrowing SQLConnection) throws -> Void
  ) async throws -> Publication {
    let time = currentTime()
    let message = try PublishedEvent.message(name, payload, key: key, traceparent: traceparent)
    return try await write(at: time) { connection in
      let known = try Outbox.message(withKey: key, of: tenant, on: connection)
      // First, so that what is refused has written nothing, and need not be undone for those that commit with it.
      if known == nil {
        try Self.checkRoom(
          for: runs.map(\.machine), of: tenant, countMax: unfinishedCountMax, on: connection)
      }
      try transaction(connection)
      if let known {
        let event = try PublishedEvent(known)
        guard event.name == name, event.isForgotten || event.payload == payload else {
          throw Orchestrator.Refusal.eventKeyInUse(key, sequence: event.sequence)
        }
        return Publication(sequence: event.sequence, reachedCount: 0, isDuplicate: true)
      }
      let published = try Outbox.publish([message], tenant: tenant, now: time, on: connection)
      let count = try RunWaits.publish(name, payload, tenant: tenant, now: time, on: connection)
      let dropped = try starts.filter { try !$0.add(at: time, on: connection) }
      let begun = try RunRecording.perform(
        runs.map { run in
          RunRecording(
            draft: run.draft, next: run.machine, unfinishedCountMax: unfinishedCountMax)
        }, on: connection
      ).map { try $0.get() }
      return Publication(
        sequence: published[0].sequence, reachedCount: count, isDuplicate: false, begun: begun,
        dropped: dropped)
    }
  }

  /// Throws `full` where the tenant has no room for all of them.
  private static func checkRoom(
    for runs: [RunMachine], of tenant: String, countMax: Int, on connection: borrowing SQLConnection
  ) throws {
    if runs.isEmpty { return }
    let unfinished =
      try connection.first(
        "SELECT unfinished FROM run_counts WHERE tenant = ?", [.text(tenant)]
      ) { $0.int(0) } ?? 0
    let room = countMax - unfinished
    if runs.count <= room { return }
    // Those that are known need none.
    let newCount = try runs.compactMap(\.submission).count {
      try runID(of: $0, on: connection) == nil
    }
    guard newCount <= room else { throw Orchestrator.Refusal.full(countMax) }
  }

  /// Events that a group takes.
  struct EventPage: Sendable {
    let events: [PublishedEvent]
    /// Up to here there is none that is not among them.
    let end: Int
    /// Whether there is nothing after `end`.
    let isAll: Bool
  }

  /// Events that are looked at for one page.
  private static let windowSize = 1_000

  static func events(
    of tenant: String, names: [String], after sequence: Int, countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> EventPage {
    let last = try Outbox.lastSequence(of: tenant, on: connection)
    let window = min(last, sequence + windowSize)
    let messages = try Outbox.messages(
      of: tenant, topics: names, after: sequence, through: window, countMax: countMax,
      on: connection)
    let end = messages.count == countMax ? messages.last?.sequence ?? window : window
    return EventPage(
      events: try messages.map(PublishedEvent.init), end: end, isAll: end >= last)
  }

  /// Whose events there are after a position of the outbox.
  func tenantsWithEvents(after position: Int) async throws -> (tenants: [String], last: Int) {
    try await database.read { try Outbox.tenants(after: position, on: $0) }
  }

  // MARK: Groups

  /// Groups that a tenant may have.
  static let groupCountMax = 1_000

  /// A group with what only its surroundings tell.
  struct GroupState: Sendable {
    let group: ConsumerGroup
    let lastSequence: Int
    let lag: Int
    /// Empty for none.
    let activeMember: String
  }

  func joinGroup(
    _ name: String, tenant: String, names: [String], start: ConsumerGroup.Start
  ) async throws -> ConsumerGroup {
    let time = currentTime()
    return try await database.write { connection in
      try ConsumerGroups.join(
        name, tenant: tenant, topics: names, start: start, countMax: Self.groupCountMax, now: time,
        on: connection)
    }
  }

  func groups(tenant: String) async throws -> [GroupState] {
    let time = currentTime()
    return try await database.read { connection in
      try ConsumerGroups.all(tenant: tenant, on: connection)
        .map { try Self.state(of: $0, tenant: tenant, now: time, on: connection) }
    }
  }

  /// `nil` when there is no such group.
  func seekGroup(
    _ name: String, tenant: String, to target: ConsumerGroup.Start
  ) async throws -> GroupState? {
    let time = currentTime()
    return try await database.write { connection in
      try ConsumerGroups.seek(name, tenant: tenant, to: target, now: time, on: connection)
        .map { try Self.state(of: $0, tenant: tenant, now: time, on: connection) }
    }
  }

  /// False when there is no such group.
  func removeGroup(_ name: String, tenant: String) async throws -> Bool {
    try await database.write { try ConsumerGroups.remove(name, tenant: tenant, on: $0) }
  }

  /// Events among which those that a group takes are counted.
  private static let countedMax = 100_000

  private static func state(
    of group: ConsumerGroup, tenant: String, now: Int, on connection: borrowing SQLConnection
  ) throws -> GroupState {
    let last = try Outbox.lastSequence(of: tenant, on: connection)
    let lag =
      group.topics.isEmpty
      ? last - group.cursor
      : try Outbox.count(
        of: tenant, topics: group.topics, after: group.cursor,
        through: min(last, group.cursor + countedMax), on: connection)
    let lease = try Leadership.current(
      ConsumerGroups.leadership(of: group.name, tenant: tenant), on: connection)
    let isHeld = lease.map { $0.untilMilliseconds > now } ?? false
    return GroupState(
      group: group, lastSequence: last, lag: lag,
      activeMember: isHeld ? GroupMember.name(ofHolder: lease?.holder ?? "") : "")
  }
}
