import Orchestrator
import RPC
import Service
import Synchronization

/// An agent whose behaviour a test writes; it counts what it performed.
final class FakeAgent: Agent {
  typealias Body = @Sendable (AgentTask, @Sendable (TokenPiece) -> Void) async throws -> AgentResult

  let name: String
  let kind = AgentKind.execution
  let signature: AgentSignature
  private let body: Body
  private let performed = Mutex<[StepID]>([])

  init(_ name: String, body: @escaping Body = { task, _ in TestWorkflows.result(of: task) }) {
    self.name = name
    signature = TestWorkflows.signatures[name]!
    self.body = body
  }

  var steps: [StepID] { performed.withLock { $0 } }

  func perform(
    _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async throws -> AgentResult {
    performed.withLock { $0.append(task.step) }
    return try await body(task, emit)
  }
}

/// Waits that end when a test says so.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func open() {
    let waiters = state.withLock { state in
      state.isOpen = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiters.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}

extension Orchestrator {
  static func forTest(
    store: RunStore, agents: [FakeAgent], workflow: String = TestWorkflows.diamond,
    limits: Limits = Limits()
  ) throws -> Orchestrator {
    try Orchestrator(
      store: store, agents: agents, workflows: [WorkflowDefinition(json: workflow)],
      limits: limits, loops: RPCLoops.shared,
      logger: Logger(service: "test", level: .error),
      metrics: MetricsRegistry())
  }

  func submitForTest(_ question: String, key: String = "") async throws -> String {
    let machine = try await submit(
      tenant: "t", workflow: "diamond", question: question, sessionID: "", idempotencyKey: key,
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    return machine.submission!.runID
  }

  /// Every update of a run from the start until it has ended.
  func watchForTest(
    _ id: String, after sequence: Int = 0, began: Gate? = nil
  ) async throws -> [RunWatch.Update] {
    var updates: [RunWatch.Update] = []
    var watch = RunWatch(self, runID: id, afterSequence: sequence)
    try await watch.run { update in
      updates.append(update)
      began?.open()
    }
    return updates
  }
}

/// Runs `body` beside the orchestrator's own work, and stops that afterwards. With a gate the work
/// begins when it opens, so that a watcher can be there first: text is live only.
func withRunning<T: Sendable>(
  _ orchestrator: Orchestrator, after gate: Gate? = nil,
  _ body: @Sendable @escaping () async throws -> T
) async throws -> T {
  try await withThrowingTaskGroup(of: T?.self) { group in
    group.addTask {
      await gate?.wait()
      await orchestrator.run()
      return nil
    }
    group.addTask {
      defer { gate?.open() }
      return try await body()
    }
    while let result = try await group.next() {
      if let result {
        group.cancelAll()
        return result
      }
    }
    throw CancellationError()
  }
}
