/// Why a durable operation did not happen.
///
/// An operation that throws a `StoreError` left no trace in the database, `outcomeUnknown` alone
/// excepted: it can be repeated once the reason is gone. The description names the database and the
/// remedy, never SQL, values or passwords.
package struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; open, so that kinds can be added.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    private init(_ description: String) {
      self.description = description
    }

    /// No space is left on the disk that holds the database (or a quota is exhausted).
    package static let diskFull = Code("disk full")
    /// The database, or the folder it lies in, may not be written.
    package static let readOnly = Code("read-only")
    /// The file is not a database of ours, or its contents are damaged.
    package static let corrupt = Code("corrupt")
    /// Another process holds the database.
    package static let busy = Code("busy")
    /// The database server cannot be reached. Try again later.
    package static let unavailable = Code("unavailable")
    /// The connection to the server broke while it committed, and it stayed away for so long that whether it
    /// did could not be found out. Repeat with the same idempotency key.
    package static let outcomeUnknown = Code("outcome unknown")
    /// A uniqueness, foreign key, check or append-only rule refused the change.
    package static let constraint = Code("constraint")
    /// The file or its folder cannot be opened.
    package static let cannotOpen = Code("cannot open")
    /// The database was written by a newer program, or by a different service.
    package static let schemaMismatch = Code("schema mismatch")
    /// More operations wait than the queue's bound; nothing was done. Try again later.
    package static let overloaded = Code("overloaded")
    /// The database was closed before the operation began.
    package static let closed = Code("closed")
    /// The stream is not at the version that the caller expected: someone else appended.
    package static let versionConflict = Code("version conflict")
    /// Whoever writes no longer holds the lease that it rests on: somebody else does, with a higher epoch.
    package static let staleLease = Code("stale lease")
    /// What was given breaks a rule that the message names.
    package static let invalid = Code("invalid")
    /// The keys under which the value was sealed were forgotten, so that nobody can read it any more.
    package static let forgotten = Code("forgotten")
    /// The device failed to read or write.
    package static let inputOutput = Code("input/output")
    /// A mistake of ours: a malformed statement or a wrong number of values.
    package static let misuse = Code("misuse")
  }

  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// What a body threw that throws nothing else; anything else is a mistake of ours.
  init(_ error: any Error) {
    self = error as? StoreError ?? StoreError(.misuse, "\(error)")
  }

  package var description: String { "\(code): \(message)" }

  /// The gRPC status (its number) that a service answers with when this error ends a call.
  package var rpcStatusNumber: Int {
    switch code {
    case .diskFull, .overloaded: 8  // RESOURCE_EXHAUSTED
    case .busy, .closed, .inputOutput, .unavailable, .outcomeUnknown: 14  // UNAVAILABLE
    case .readOnly, .cannotOpen, .schemaMismatch: 9  // FAILED_PRECONDITION
    case .versionConflict, .staleLease: 10  // ABORTED
    case .invalid: 3  // INVALID_ARGUMENT
    case .forgotten: 5  // NOT_FOUND
    case .corrupt: 15  // DATA_LOSS
    default: 13  // INTERNAL
    }
  }
}
