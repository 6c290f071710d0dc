/// A write of which many that wait at the same time are done together, for less than one after the other: statements that
/// take many rows cost little more than those that take one, and on PostgreSQL they wait for one round trip.
package protocol SharedWrite: Sendable {
  associatedtype Output: Sendable

  /// Does all of them; gives what came of each, in their order. One that is refused has changed nothing.
  ///
  /// When it throws, all of the transaction is undone and they are done one by one.
  static func perform(
    _ writes: [Self], on connection: borrowing SQLConnection
  ) throws -> [Result<Output, any Error>]
}

/// A pending operation that can be done together with others of its kind.
protocol ShareableOperation: PendingOperation {
  var kind: ObjectIdentifier { get }
  /// One operation that does them all; they are of the same kind.
  static func sharing(_ operations: [any PendingOperation]) -> any PendingOperation
}

/// The operation of one `write` call of a shared write.
///
/// `@unchecked Sendable`: after it is queued only the thread that took it touches `outcome`.
final class SharedOperation<Write: SharedWrite>: ShareableOperation, @unchecked Sendable {
  private let write: Write
  private let continuation: CheckedContinuation<Write.Output, any Error>
  private var outcome: Result<Write.Output, any Error>?

  init(_ write: Write, _ continuation: CheckedContinuation<Write.Output, any Error>) {
    self.write = write
    self.continuation = continuation
  }

  var kind: ObjectIdentifier { ObjectIdentifier(Write.self) }

  static func sharing(_ operations: [any PendingOperation]) -> any PendingOperation {
    Share(operations.compactMap { $0 as? SharedOperation })
  }

  func attempt(completely: Bool, on connection: borrowing SQLConnection) -> Bool {
    Self.attempt([self], completely: completely, on: connection)
  }

  func settle(_ failure: StoreError?) { continuation.settle(outcome, failure) }

  func forgetOutcome() { outcome = nil }

  /// False where all of them are to be undone.
  private static func attempt(
    _ operations: [SharedOperation], completely: Bool, on connection: borrowing SQLConnection
  ) -> Bool {
    do {
      let outcomes = try Write.perform(operations.map(\.write), on: connection)
      precondition(outcomes.count == operations.count, "a shared write forgot some of its callers")
      if completely { try connection.engine.flush() }
      for (operation, outcome) in zip(operations, outcomes) { operation.outcome = outcome }
      return true
    } catch {
      // Until it is read, what was deferred may have failed as well.
      try? connection.engine.flush()
      for operation in operations { operation.outcome = .failure(error) }
      return false
    }
  }

  /// Many of them as one.
  private final class Share: PendingOperation {
    private let operations: [SharedOperation]

    init(_ operations: [SharedOperation]) { self.operations = operations }

    var isOfMany: Bool { true }

    func attempt(completely: Bool, on connection: borrowing SQLConnection) -> Bool {
      SharedOperation.attempt(operations, completely: completely, on: connection)
    }

    func settle(_ failure: StoreError?) {
      for operation in operations { operation.settle(failure) }
    }

    func forgetOutcome() {
      for operation in operations { operation.forgetOutcome() }
    }
  }
}

extension GroupCommit {
  /// Puts those that can be done together in the place of the first of them.
  static func shared(_ operations: [any PendingOperation]) -> [any PendingOperation] {
    var kinds: [ObjectIdentifier: [any PendingOperation]] = [:]
    for case let operation as any ShareableOperation in operations {
      kinds[operation.kind, default: []].append(operation)
    }
    if kinds.isEmpty { return operations }
    return operations.compactMap { operation in
      guard let shareable = operation as? any ShareableOperation else { return operation }
      guard let together = kinds.removeValue(forKey: shareable.kind) else { return nil }
      return together.count == 1 ? operation : type(of: shareable).sharing(together)
    }
  }
}
