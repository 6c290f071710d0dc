internal import Store

/// Attempts whose tasks are dead letters: nobody is given them until somebody redrives or removes them.
extension Orchestrator {
  static let redrivenCountMax = 1_000

  /// A dead task with what it was about, where that can be read.
  struct DeadAttempt: Sendable {
    let task: DeadTask
    let attempt: AgentTask?
  }

  /// A page of a tenant's dead tasks of an agent, in the order in which they died.
  func deadAttempts(
    of agent: String, tenant: String, after place: DeadTask.Place?, countMax: Int
  ) async throws -> [DeadAttempt] {
    try await checkName(of: agent)
    return try await store.database.read { connection in
      try TaskQueue.deadTasks(
        in: agent, of: tenant, after: place, countMax: countMax, on: connection
      ).map { task in
        DeadAttempt(task: task, attempt: try Self.attempt(of: task, on: connection))
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
