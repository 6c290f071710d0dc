internal import Synchronization

/// Whether the process has been told to stop; tasks can wait for it.
final class ShutdownRequest: Sendable {
  private struct State {
    var reason: String?
    var waiters: [CheckedContinuation<String, Never>] = []
  }

  private let state = Mutex(State())

  /// Makes the request; only the first one counts. Returns whether somebody acts on it: false when
  /// nobody has waited for it yet.
  @discardableResult
  func make(_ reason: String) -> Bool {
    let waiters = state.withLock { state -> [CheckedContinuation<String, Never>]? in
      guard state.reason == nil else { return nil }
      state.reason = reason
      defer { state.waiters = [] }
      return state.waiters
    }
    guard let waiters else { return true }
    for waiter in waiters { waiter.resume(returning: reason) }
    return !waiters.isEmpty
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
