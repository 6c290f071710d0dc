internal import Store

/// Attempts whose tasks are dead letters: nobody is given them until somebody redrives or removes them.
extension Orchestrator {
  static let redrivenCountMax = 1_000

  /// A dead task, without its payload, and what it was about; empty where that cannot be read.
  struct DeadAttempt: Sendable {
    let task: DeadTask
    let runID: String
    let stepID: String
  }

  struct DeadPage: Sendable {
    var attempts: [DeadAttempt] = []
    /// Whether there are others behind it.
    var hasMore = false
    /// Of what tells how the attempts ended, at least.
    var byteCount = 0
  }

  /// How much of how attempts ended a page has, unless its first task alone has more.
  static let deadPageByteCountMax = 1 << 20
  /// Read at a time: a task may be large, and of a page only little of each is kept.
  private static let deadReadCount = 16

  /// A page of a tenant's dead tasks of an agent, in the order in which they died: at most `countMax`, and fewer where they
  /// say much.
  func deadAttempts(
    of agent: String, tenant: String, after place: DeadTask.Place?, countMax: Int
  ) async throws -> DeadPage {
    try await checkName(of: agent)
    return try await store.database.read { connection in
      var page = DeadPage()
      var place = place
      while true {
        let tasks = try TaskQueue.deadTasks(
          in: agent, of: tenant, after: place, countMax: Self.deadReadCount, on: connection)
        for task in tasks {
          let byteCount = task.attempts.reduce(0) { $0 + $1.error.utf8.count + 100 }
          page.hasMore =
            page.attempts.count == countMax
            || !page.attempts.isEmpty && page.byteCount + byteCount > Self.deadPageByteCountMax
          if page.hasMore { return page }
          page.byteCount += byteCount
          var kept = task
          let attempt = try Self.attempt(of: task, on: connection)
          kept.payload = []
          page.attempts.append(
            DeadAttempt(
              task: kept, runID: attempt?.runID ?? "", stepID: attempt.map { "\($0.step)" } ?? ""))
        }
        guard tasks.count == Self.deadReadCount else { return page }
        place = tasks.last?.place
      }
    }
  }

  /// Nil where it is damaged, of another version, or sealed under keys that are not there.
  private static func attempt(
    of task: DeadTask, on connection: borrowing SQLConnection
  ) throws -> AgentTask? {
    do {
      let payload = try connection.open(
        task.payload, at: RunPlaces.task(in: task.queue, of: task.tenant))
      return try RunCoding.decode(AgentTask.self, from: payload)
    } catch let error as StoreError where error.code == .forgotten || error.isOfValue {
      return nil
    } catch is DecodingError {
      return nil
    }
  }

  /// Has dead tasks tried again, all or none of those that are named; without names the first ones that died. Returns how
  /// many.
  func redrive(_ tasks: [Int], of agent: String, tenant: String) async throws -> Int {
    try await checkName(of: agent)
    let now = store.currentTime()
    let count = try await store.write(at: now) { connection in
      let dead =
        try tasks.isEmpty
        ? TaskQueue.deadTasks(
          in: agent, of: tenant, countMax: Self.redrivenCountMax, on: connection
        ).map(\.id) : tasks
      for task in tasks where try !TaskQueue.isDead(task, in: agent, of: tenant, on: connection) {
        throw Refusal.noSuchDeadTask(task, agent: agent)
      }
      for task in dead { try TaskQueue.redrive(task, now: now, on: connection) }
      return Set(dead).count
    }
    dispatcher.look(in: [agent])
    return count
  }

  /// Forgets a dead task.
  func removeDead(_ task: Int, of agent: String, tenant: String) async throws {
    try await checkName(of: agent)
    let now = store.currentTime()
    try await store.write(at: now) { connection in
      guard try TaskQueue.isDead(task, in: agent, of: tenant, on: connection) else {
        throw Refusal.noSuchDeadTask(task, agent: agent)
      }
      try TaskQueue.remove(task, now: now, on: connection)
    }
  }
}
