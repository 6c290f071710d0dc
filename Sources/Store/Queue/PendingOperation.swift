/// An operation that waits for a database thread, with its result's type erased.
protocol PendingOperation: AnyObject, Sendable {
  /// Runs the body and keeps its result; true when it did not fail. What it deferred is done by then if it failed, and
  /// otherwise only where `completely` is set.
  func attempt(completely: Bool, on connection: borrowing SQLConnection) -> Bool
  /// Hands the kept result to the caller, or `failure` where the transaction itself failed.
  func settle(_ failure: StoreError?)
  /// What an earlier attempt came to, perhaps by the fault of another one beside it, says nothing about the next one.
  func forgetOutcome()
  /// Whether several callers wait for it: a failure may then be that of one of them alone.
  var isOfMany: Bool { get }
}

extension PendingOperation {
  var isOfMany: Bool { false }
}

/// The operation of one `read` or `write` call.
///
/// `@unchecked Sendable`: after it is queued only the thread that took it touches `outcome`.
final class Operation<Value: Sendable>: PendingOperation, @unchecked Sendable {
  typealias Body = @Sendable (borrowing SQLConnection) throws -> Value

  private let body: Body
  private let continuation: CheckedContinuation<Value, any Error>
  private var outcome: Result<Value, any Error>?

  init(_ body: @escaping Body, _ continuation: CheckedContinuation<Value, any Error>) {
    self.body = body
    self.continuation = continuation
  }

  func attempt(completely: Bool, on connection: borrowing SQLConnection) -> Bool {
    do {
      let value = try body(connection)
      if completely { try connection.engine.flush() }
      outcome = .success(value)
      return true
    } catch {
      // Until it is read, what was deferred may have failed as well.
      try? connection.engine.flush()
      outcome = .failure(error)
      return false
    }
  }

  func settle(_ failure: StoreError?) { continuation.settle(outcome, failure) }

  func forgetOutcome() { outcome = nil }
}

extension CheckedContinuation where T: Sendable, E == any Error {
  /// Hands over what came of an operation; `failure` is that of its transaction.
  func settle(_ outcome: Result<T, any Error>?, _ failure: StoreError?) {
    // A body's own error tells more than the failure of the transaction around it.
    if case .failure(let error) = outcome {
      resume(throwing: error)
    } else if let failure {
      resume(throwing: failure)
    } else if let outcome {
      resume(with: outcome)
    } else {
      preconditionFailure("an operation was settled before it was attempted")
    }
  }
}
