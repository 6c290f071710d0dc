internal import Messages
internal import Synchronization

/// What becomes of one task in a worker's hands: decided once, by whoever is first.
final class TaskAnswer: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<RunFact?, Never>)
    case decided(RunFact?)
  }

  let lease: AttemptLease
  private let emit: @Sendable (AgentTask, TokenPiece) -> Void
  private let state = Mutex((state: State.open, isWorkers: false))

  init(_ lease: AttemptLease, _ emit: @escaping @Sendable (AgentTask, TokenPiece) -> Void) {
    self.lease = lease
    self.emit = emit
  }

  /// Whether the worker itself has said it.
  var isWorkers: Bool { state.withLock { $0.isWorkers } }

  func value() async -> RunFact? {
    await withCheckedContinuation { continuation in
      let decided = state.withLock { state -> RunFact?? in
        if case .decided(let fact) = state.state { return .some(fact) }
        state.state = .awaited(continuation)
        return nil
      }
      if let decided { continuation.resume(returning: decided) }
    }
  }

  func settle(_ fact: RunFact?, byWorker isWorkers: Bool = true) {
    let waiting = state.withLock { state -> CheckedContinuation<RunFact?, Never>? in
      let waiting: CheckedContinuation<RunFact?, Never>?
      switch state.state {
      case .decided: return nil
      case .open: waiting = nil
      case .awaited(let continuation): waiting = continuation
      }
      state = (.decided(fact), isWorkers)
      return waiting
    }
    waiting?.resume(returning: fact)
  }

  func withdraw() { settle(nil, byWorker: false) }

  func lost() {
    let task = lease.task
    settle(.attemptLost(step: task.step, attempt: task.attempt), byWorker: false)
  }

  /// Whether nobody has decided.
  var isOpen: Bool { state.withLock { if case .decided = $0.state { false } else { true } } }

  func progress(_ progress: Apus.Orchestrator.V1.TaskProgress) {
    guard isOpen, !progress.text.isEmpty else { return }
    let task = lease.task
    emit(
      task,
      TokenPiece(
        step: task.step, attempt: task.attempt, text: progress.text,
        tokenCount: Int(progress.tokenCount)))
  }
}
