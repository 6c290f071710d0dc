internal import Synchronization

extension EventLoop {
  /// Suspends for `duration` on this loop's timers, from any thread; throws `CancellationError` at
  /// once when the task is cancelled.
  package func sleep(for duration: Duration) async throws {
    let sleeper = Sleeper(loop: self)
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { sleeper.begin(duration, $0) }
    } onCancel: {
      sleeper.cancel()
    }
  }
}

/// One sleeping task. Whoever takes the continuation out resumes it, after the lock is released.
private final class Sleeper: Sendable {
  private enum State {
    /// Nobody waits yet.
    case idle
    /// The task waits; the timer may not be armed yet.
    case waiting(CheckedContinuation<Void, any Error>)
    /// The task was resumed, or must not wait at all. Terminal.
    case done
  }

  private let loop: EventLoop
  private let state = Mutex(State.idle)
  /// Set and used on the loop only. The timer holds the sleeper, so that it is given up as soon as it
  /// has fired or need not fire any more.
  private let timer = LoopConfined<LoopTimer?>(nil)

  init(loop: EventLoop) { self.loop = loop }

  func begin(_ duration: Duration, _ continuation: CheckedContinuation<Void, any Error>) {
    let mayWait = state.withLock { state in
      guard case .idle = state else { return false }
      state = .waiting(continuation)
      return true
    }
    guard mayWait else { return continuation.resume(throwing: CancellationError()) }
    let deadline = ContinuousClock.now + duration
    loop.executeNow { self.arm(until: deadline) }
  }

  private func arm(until deadline: ContinuousClock.Instant) {
    guard state.withLock({ if case .waiting = $0 { true } else { false } }) else { return }
    timer.value = loop.schedule(after: deadline - .now) {
      self.timer.value = nil
      self.finish(.success(()))
    }
  }

  func cancel() {
    finish(.failure(CancellationError()))
    loop.executeNow {
      self.timer.value?.cancel()
      self.timer.value = nil
    }
  }

  private func finish(_ result: Result<Void, any Error>) {
    let waiting = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      defer { state = .done }
      if case .waiting(let continuation) = state { return continuation }
      return nil
    }
    waiting?.resume(with: result)
  }
}

/// A value that only its loop's thread touches; whoever holds it vouches for that.
package final class LoopConfined<Value>: @unchecked Sendable {
  package var value: Value
  package init(_ value: Value) { self.value = value }
}

extension EventLoop {
  /// Runs `body` at once when already on the loop, else as `execute` does.
  package func executeNow(_ body: @escaping @Sendable () -> Void) {
    if isOnLoop { body() } else { execute(body) }
  }
}
