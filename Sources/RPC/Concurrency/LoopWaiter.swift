internal import Transport

/// One task that waits for something which happens on a loop. Cancelling the task ends the wait.
///
/// Unchecked `Sendable`: the fields belong to the loop's thread.
final class LoopWaiter<Value: Sendable>: @unchecked Sendable {
  /// Unchecked: `succeed` and `fail` take it out before they resume it, so it is resumed once, and a
  /// check of that would cost an allocation for each call.
  private var continuation: UnsafeContinuation<Value, any Error>?
  private var isCancelled = false

  /// Suspends until the waiter that `register` gets (on the loop, at once when already there) is
  /// resumed. Throws `RPCError` with CANCELLED when the task is cancelled before.
  static func wait(
    on loop: EventLoop, _ register: @escaping @Sendable (LoopWaiter<Value>) -> Void
  ) async throws -> Value {
    let waiter = LoopWaiter<Value>()
    return try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        loop.executeNow {
          waiter.continuation = continuation
          if waiter.isCancelled { waiter.fail(RPCError.taskCancelled) } else { register(waiter) }
        }
      }
    } onCancel: {
      loop.execute {
        waiter.isCancelled = true
        waiter.fail(RPCError.taskCancelled)
      }
    }
  }

  /// Whether the wait is over: resuming it again does nothing.
  var isDone: Bool { continuation == nil }

  func succeed(_ value: Value) {
    let waiting = continuation
    continuation = nil
    waiting?.resume(returning: value)
  }

  func fail(_ error: any Error) {
    let waiting = continuation
    continuation = nil
    waiting?.resume(throwing: error)
  }
}

extension RPCError {
  static let taskCancelled = RPCError(.cancelled, "the calling task was cancelled")
}
