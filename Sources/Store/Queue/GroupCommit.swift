/// Runs queued writes so that those that wait together share one transaction and one fsync.
///
/// 1. All bodies run one after the other. One that throws before it wrote anything, as those do that look first and
///    refuse, has nothing to be undone: it gets its error and the others commit.
///    Shared writes of one kind are done as one, in the place of the first of them.
/// 2. When one throws later, the transaction is undone and all run again, each by itself in a savepoint, so that
///    the one is undone alone and the others commit. Savepoints are not free: an engine keeps what
///    each would have to bring back, SQLite pages and PostgreSQL numbers of subtransactions.
/// 3. When the shared transaction itself is lost (a full disk, a lost connection), each runs once more, in a transaction
///    of its own, so that one huge write cannot fail the small ones beside it.
enum GroupCommit {
  private enum Isolation {
    case none
    case savepoints
  }

  /// Calls `ended` at the end of each transaction, before anybody is told what came of it.
  static func run(
    _ operations: [any PendingOperation], on connection: borrowing SQLConnection,
    ended: () -> Void
  ) {
    if operations.count > 1 {
      if runTogether(shared(operations), .none, on: connection, ended) { return }
      if runTogether(operations, .savepoints, on: connection, ended) { return }
    }
    for operation in operations { runAlone(operation, on: connection, ended) }
  }

  /// False when nothing was committed and nobody was told, so that each may be run again.
  private static func runTogether(
    _ operations: [any PendingOperation], _ isolation: Isolation,
    on connection: borrowing SQLConnection, _ ended: () -> Void
  ) -> Bool {
    do {
      try connection.beginWriting()
      for operation in operations {
        let isContained =
          switch isolation {
          case .none: try attempt(operation, on: connection)
          case .savepoints: try attemptInSavepoint(operation, on: connection)
          }
        guard isContained else {
          connection.engine.rollBack()
          return false
        }
      }
      try connection.engine.commit()
    } catch {
      connection.engine.rollBack()
      guard error.code == .outcomeUnknown else { return false }
      ended()
      // It may all be there: doing it again could do it twice.
      for operation in operations { operation.settle(error) }
      return true
    }
    ended()
    for operation in operations { operation.settle(nil) }
    return true
  }

  /// False where it failed and left something behind, of its own or of those before it.
  private static func attempt(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) throws(StoreError) -> Bool {
    let writeCount = connection.engine.writeCount
    if operation.attempt(completely: false, on: connection) { return true }
    return !operation.isOfMany && connection.engine.writeCount == writeCount
      && connection.engine.takesStatements
  }

  /// False where the transaction ended with it.
  private static func attemptInSavepoint(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) throws(StoreError) -> Bool {
    try connection.execute("SAVEPOINT one")
    if !operation.attempt(completely: true, on: connection) {
      guard connection.engine.isInTransaction else { return false }
      try connection.execute("ROLLBACK TO one")
    }
    try connection.execute("RELEASE one")
    return true
  }

  /// A connection may have broken while nobody used it, which only shows now: then once more on a new one.
  private static func runAlone(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection, _ ended: () -> Void
  ) {
    var outcome = commit(operation, on: connection)
    switch outcome {
    // Also where the connection was lost behind it.
    case .committed: break
    case .threw: if connection.engine.isLost { outcome = commit(operation, on: connection) }
    case .failed(let failure):
      // It may also have shown only in COMMIT, and there is a new one already.
      let wasLost = connection.engine.isLost || failure.code == .unavailable
      if wasLost, failure.code != .outcomeUnknown { outcome = commit(operation, on: connection) }
    }
    ended()
    if case .failed(let failure) = outcome {
      operation.settle(failure)
    } else {
      operation.settle(nil)
    }
  }

  private enum Outcome {
    case committed
    /// The body did; it keeps its error itself.
    case threw
    case failed(StoreError)
  }

  private static func commit(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) -> Outcome {
    operation.forgetOutcome()
    do {
      try connection.beginWriting()
      guard operation.attempt(completely: false, on: connection) else {
        connection.engine.rollBack()
        return .threw
      }
      try connection.engine.commit()
      return .committed
    } catch {
      connection.engine.rollBack()
      return .failed(error)
    }
  }
}

extension SQLConnection {
  fileprivate func beginWriting() throws(StoreError) {
    try engine.beginWriting()
    try sealer.transactionBegan(on: self)
  }
}
