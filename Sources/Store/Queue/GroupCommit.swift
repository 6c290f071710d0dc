/// Runs queued writes so that those that wait together share one transaction and one fsync.
///
/// Each body runs inside a savepoint: one that throws is undone alone and the others commit. When
/// the shared transaction itself is lost (a full disk, a lost connection), each body runs again in a
/// transaction of its own, so that one huge write cannot fail the small ones beside it.
enum GroupCommit {
  static func run(_ operations: [any PendingOperation], on connection: borrowing SQLConnection) {
    if operations.count == 1 || !runTogether(operations, on: connection) {
      for operation in operations { runAlone(operation, on: connection) }
    }
  }

  /// False when nothing was committed and nobody was told, so that each may be run again.
  private static func runTogether(
    _ operations: [any PendingOperation], on connection: borrowing SQLConnection
  ) -> Bool {
    do {
      try connection.beginWriting()
      for operation in operations {
        try connection.execute("SAVEPOINT one")
        if !operation.attempt(on: connection) {
          guard connection.engine.isInTransaction else { return false }
          try connection.execute("ROLLBACK TO one")
        }
        try connection.execute("RELEASE one")
      }
      try connection.engine.commit()
    } catch {
      connection.engine.rollBack()
      guard error.code == .outcomeUnknown else { return false }
      // It may all be there: doing it again could do it twice.
      for operation in operations { operation.settle(error) }
      return true
    }
    for operation in operations { operation.settle(nil) }
    return true
  }

  /// A connection may have broken while nobody used it, which only shows now: then once more on a new one.
  private static func runAlone(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) {
    var failure = commit(operation, on: connection)
    if connection.engine.isLost, failure?.code != .outcomeUnknown {
      failure = commit(operation, on: connection)
    }
    operation.settle(failure)
  }

  /// What kept the transaction from committing; nil also where the body threw, which it keeps itself.
  private static func commit(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) -> StoreError? {
    do {
      try connection.beginWriting()
      guard operation.attempt(on: connection) else {
        connection.engine.rollBack()
        return nil
      }
      try connection.engine.commit()
      return nil
    } catch {
      connection.engine.rollBack()
      return error
    }
  }
}

extension SQLConnection {
  fileprivate func beginWriting() throws(StoreError) {
    try engine.beginWriting()
    try sealer.transactionBegan(on: self)
  }
}
