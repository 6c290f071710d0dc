internal import Synchronization

/// Whether the process has been told to stop; tasks can wait for it.
final class ShutdownRequest: Sendable {
  private struct State {
    var reason: String?
    var waiters: [CheckedContinuation<String, Never>] = []
  }

  private let state = Mutex(State())

  /// Makes the request; only the first one counts.
  func make(_ reason: String) {
    let waiters = state.withLock { state -> [CheckedContinuation<String, Never>] in
      guard state.reason == nil else { return [] }
      state.reason = reason
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume(returning: reason) }
  }

  /// Suspends until the request is made; returns its reason. Not cancellable: it ends the process.
  func wait() async -> String {
    await withCheckedContinuation { continuation in
      let reason = state.withLock { state in
        if state.reason == nil { state.waiters.append(continuation) }
        return state.reason
      }
      if let reason { continuation.resume(returning: reason) }
    }
  }
}
