internal import Synchronization

/// Whether the process has been told to stop; tasks can wait for it.
final class ShutdownRequest: Sendable {
  private struct State {
    var reason: String?
    var isAwaited = false
    var waiters: [CheckedContinuation<String, Never>] = []
  }

  private let state = Mutex(State())

  /// Promises that somebody will wait: a request that comes before that is acted on too.
  func promiseWaiter() { state.withLock { $0.isAwaited = true } }

  /// Makes the request; only the first one counts. Returns whether somebody acts on it: false when
  /// nobody waits for it nor has promised to.
  @discardableResult
  func make(_ reason: String) -> Bool {
    let (waiters, isAwaited) = state.withLock { state in
      guard state.reason == nil else { return ([CheckedContinuation<String, Never>](), true) }
      state.reason = reason
      defer { state.waiters = [] }
      return (state.waiters, state.isAwaited)
    }
    for waiter in waiters { waiter.resume(returning: reason) }
    return isAwaited
  }

  /// Suspends until the request is made; returns its reason. Not cancellable: it ends the process.
  func wait() async -> String {
    await withCheckedContinuation { continuation in
      let reason = state.withLock { state in
        state.isAwaited = true
        if state.reason == nil { state.waiters.append(continuation) }
        return state.reason
      }
      if let reason { continuation.resume(returning: reason) }
    }
  }
}
