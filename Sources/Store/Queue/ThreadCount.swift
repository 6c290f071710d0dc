internal import Synchronization

/// Counts a database's threads down and frees its lock when the last has closed its connection.
final class ThreadCount: Sendable {
  private struct State {
    var running: Int
    var lock: FileLock?
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(running: Int, lock: FileLock?) {
    state = Mutex(State(running: running, lock: lock))
  }

  func began() { state.withLock { $0.running += 1 } }

  func ended() {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.running -= 1
      guard state.running == 0 else { return [] }
      state.lock = nil
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  func allEnded() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.running > 0 { state.waiters.append(continuation) }
        return state.running == 0
      }
      if isOver { continuation.resume() }
    }
  }
}
