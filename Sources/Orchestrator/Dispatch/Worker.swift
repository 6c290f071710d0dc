internal import RPC
internal import Store

/// Somebody who performs tasks: the built-in agents of a kind, or a program that is connected.
struct Worker: Sendable {
  /// Nobody else ever has this name.
  let name: String
  /// The agents whose tasks it takes, as workflows name them.
  let agents: [String]
  let labels: TaskLabels
  /// Tasks that it performs at a time.
  let capacity: Int
  /// Performs a task; `nil` when it was cancelled and has neither succeeded nor failed.
  let perform: @Sendable (AttemptLease) async -> RunFact?
  /// Called when what it said about a task was recorded, or turned out to be of no use.
  let settled: @Sendable (_ lease: AttemptLease, _ isRecorded: Bool) -> Void

  init(
    name: String, agents: [String], labels: TaskLabels = .none, capacity: Int,
    perform: @escaping @Sendable (AttemptLease) async -> RunFact?,
    settled: @escaping @Sendable (AttemptLease, Bool) -> Void = { _, _ in }
  ) {
    precondition(capacity > 0)
    self.name = name
    self.agents = agents
    self.labels = labels
    self.capacity = capacity
    self.perform = perform
    self.settled = settled
  }
}

extension Worker {
  /// The agents of this process, a worker for each kind.
  static func builtIn(
    _ agents: [any Agent], named process: String, capacities: [AgentKind: Int],
    emit: @escaping @Sendable (AgentTask, TokenPiece) -> Void
  ) -> [Worker] {
    Dictionary(grouping: agents, by: \.kind).map { kind, agents in
      let byName = Dictionary(
        uniqueKeysWithValues: agents.flatMap { agent in agent.names.map { ("\($0)", agent) } })
      return Worker(
        name: "\(process)/\(kind)", agents: byName.keys.sorted(),
        capacity: capacities[kind] ?? kind.standardCapacity
      ) { lease in
        guard let agent = byName[lease.task.agent] else { return nil }
        return await agent.fact(of: lease.task) { emit(lease.task, $0) }
      }
    }
  }
}

extension Agent {
  /// Performs a task under its run's trace and its step's deadline.
  fileprivate func fact(
    of task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async -> RunFact? {
    let trace = TraceContext(traceparent: task.traceparent)?.child() ?? .random()
    let scope = CallScope(
      deadline: .now.advanced(by: .milliseconds(task.timeoutMilliseconds)), trace: trace)
    do {
      let result = try await CallScope.$current.withValue(scope) {
        try await perform(task, emit: emit)
      }
      return .attemptSucceeded(step: task.step, attempt: task.attempt, result: result)
    } catch {
      if Task.isCancelled { return nil }
      let failure =
        error as? AgentFailure
        ?? AgentFailure("agent '\(name)': \(error)", isRetryable: false)
      return .attemptFailed(step: task.step, attempt: task.attempt, failure: failure)
    }
  }
}
