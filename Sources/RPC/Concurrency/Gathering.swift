internal import Synchronization

/// Collects one result from each of several loops; whoever waits for them is resumed with the last one.
final class Gathering<Result: Sendable>: Sendable {
  private struct State {
    var results: [Result] = []
    var continuation: CheckedContinuation<[Result], Never>?
  }

  private let count: Int
  private let state: Mutex<State>

  /// Waits for `count` calls of `add`, which come after this; none resumes at once.
  init(count: Int, _ continuation: CheckedContinuation<[Result], Never>) {
    self.count = count
    state = Mutex(State(continuation: count > 0 ? continuation : nil))
    if count == 0 { continuation.resume(returning: []) }
  }

  func add(_ result: Result) {
    let (results, continuation) = state.withLock { state in
      state.results.append(result)
      guard state.results.count == count else { return ([Result](), Continuation?.none) }
      defer { state.continuation = nil }
      return (state.results, state.continuation)
    }
    continuation?.resume(returning: results)
  }

  private typealias Continuation = CheckedContinuation<[Result], Never>
}
