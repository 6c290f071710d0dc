internal import Synchronization

/// Why a process is not ready for work, if it is not. Ready when no reason is left.
///
/// Parts that take time to become usable add a reason and remove it: `"model": "loading 42%"`.
package final class Readiness: Sendable {
  private struct State {
    var reasons: [String: String] = [:]
    var observers: [@Sendable (Bool) -> Void] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// Says that `part` is not ready, and why.
  package func block(_ part: String, _ reason: String) {
    change { $0[part] = reason }
  }

  /// Says that `part` is ready.
  package func unblock(_ part: String) {
    change { $0[part] = nil }
  }

  package var isReady: Bool { state.withLock { $0.reasons.isEmpty } }

  /// What is missing, sorted by part.
  package var reasons: [(part: String, reason: String)] {
    state.withLock {
      $0.reasons.sorted { $0.key < $1.key }.map { (part: $0.key, reason: $0.value) }
    }
  }

  /// Calls `observer` now and whenever readiness turns, outside of the lock.
  package func observe(_ observer: @escaping @Sendable (Bool) -> Void) {
    let isReady = state.withLock { state in
      state.observers.append(observer)
      return state.reasons.isEmpty
    }
    observer(isReady)
  }

  private func change(_ body: (inout [String: String]) -> Void) {
    let (observers, isReady) = state.withLock { state in
      let wasReady = state.reasons.isEmpty
      body(&state.reasons)
      let isReady = state.reasons.isEmpty
      return (wasReady == isReady ? [] : state.observers, isReady)
    }
    for observer in observers { observer(isReady) }
  }
}
