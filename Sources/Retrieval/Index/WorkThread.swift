internal import Foundation
internal import Synchronization

/// One thread for work that computes or blocks, so that event loops never do.
///
/// Work runs in order of arrival. Waiting work is bounded by the callers: each awaits its own before
/// it brings more. `@unchecked Sendable`: the queue is touched only while `condition` is locked.
final class WorkThread: @unchecked Sendable {
  private let condition = NSCondition()
  private var waiting: [@Sendable () -> Void] = []
  private var isClosed = false

  init(name: String) {
    let thread = Thread { [weak self] in
      while let work = self?.next() { work() }
    }
    thread.name = name
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Ends the thread once nothing waits.
  func close() {
    condition.withLock {
      isClosed = true
      condition.signal()
    }
  }

  func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let work: @Sendable () -> Void = { continuation.resume(with: Result { try body() }) }
      condition.withLock {
        waiting.append(work)
        condition.signal()
      }
    }
  }

  private func next() -> (@Sendable () -> Void)? {
    condition.withLock {
      while waiting.isEmpty {
        if isClosed { return nil }
        condition.wait()
      }
      return waiting.removeFirst()
    }
  }
}
