internal import Synchronization

/// Wakes those who wait for a change. It says that something changed, not what: readers read again,
/// so any number of changes wake a reader once and nothing is queued.
package final class ChangeSignal: Sendable {
  private struct State {
    var count: UInt64 = 0
    var nextWaiter: UInt64 = 0
    var waiters: [UInt64: CheckedContinuation<UInt64, any Error>] = [:]
    var isClosed = false
  }

  private enum Entry {
    case ready(UInt64)
    case closed
    case waiting
  }

  private let state = Mutex(State())

  package init() {}

  /// How many changes there were.
  package var count: UInt64 { state.withLock { $0.count } }

  package func changed() {
    let (count, waiters) = state.withLock { state in
      state.count += 1
      defer { state.waiters = [:] }
      return (state.count, state.waiters)
    }
    for waiter in waiters.values { waiter.resume(returning: count) }
  }

  /// Fails those who wait, and whoever waits from now on, with `closed`.
  package func close() {
    let waiters = state.withLock { state in
      state.isClosed = true
      defer { state.waiters = [:] }
      return state.waiters
    }
    for waiter in waiters.values { waiter.resume(throwing: Self.closedError) }
  }

  /// Waits until more than `seen` changes happened; throws `CancellationError` when cancelled.
  package func wait(after seen: UInt64) async throws -> UInt64 {
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let entry = state.withLock { state -> Entry in
          if state.isClosed { return .closed }
          if state.count > seen { return .ready(state.count) }
          state.waiters[id] = continuation
          return .waiting
        }
        switch entry {
        case .ready(let count): continuation.resume(returning: count)
        case .closed: continuation.resume(throwing: Self.closedError)
        // Cancelled before it was registered: nobody else would wake it.
        case .waiting: if Task.isCancelled { cancel(id) }
        }
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func cancel(_ id: UInt64) {
    let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
    waiter?.resume(throwing: CancellationError())
  }

  private static var closedError: StoreError {
    StoreError(.closed, "what was followed has been closed")
  }
}
