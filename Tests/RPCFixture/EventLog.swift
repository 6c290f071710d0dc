internal import Synchronization

/// Facts that handlers record and tests wait for.
package final class EventLog: Sendable {
  private struct State {
    var counts: [String: Int] = [:]
    var waiters: [(name: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }
  private let state = Mutex(State())

  package init() {}

  package func record(_ name: String) {
    let due = state.withLock { state in
      state.counts[name, default: 0] += 1
      let now = state.counts[name] ?? 0
      let due = state.waiters.filter { $0.name == name && $0.count <= now }
      state.waiters.removeAll { $0.name == name && $0.count <= now }
      return due
    }
    for waiter in due { waiter.continuation.resume() }
  }

  package func count(_ name: String) -> Int { state.withLock { $0.counts[name] ?? 0 } }

  package func wait(for name: String, count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let isDue = state.withLock { state in
        if state.counts[name] ?? 0 >= count { return true }
        state.waiters.append((name, count, continuation))
        return false
      }
      if isDue { continuation.resume() }
    }
  }
}
