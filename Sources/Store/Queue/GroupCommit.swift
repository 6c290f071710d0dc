/// Runs queued writes so that those that wait together share one transaction and one fsync.
///
/// Each body runs inside a savepoint: one that throws is undone alone and the others commit. When
/// the shared transaction itself is lost (a full disk), each body runs again in a transaction of its
/// own, so that one huge write cannot fail the small ones beside it.
enum GroupCommit {
  static func run(_ operations: [any PendingOperation], on connection: borrowing SQLConnection) {
    if operations.count == 1 || !runTogether(operations, on: connection) {
      for operation in operations { runAlone(operation, on: connection) }
    }
  }

  /// False when nothing was committed and nobody was told.
  private static func runTogether(
    _ operations: [any PendingOperation], on connection: borrowing SQLConnection
  ) -> Bool {
    do {
      try connection.execute("BEGIN IMMEDIATE")
      for operation in operations {
        try connection.execute("SAVEPOINT one")
        if !operation.attempt(on: connection) {
          guard connection.isInTransaction else { return false }
          try connection.execute("ROLLBACK TO one")
        }
        try connection.execute("RELEASE one")
      }
      try connection.execute("COMMIT")
    } catch {
      rollBack(connection)
      return false
    }
    for operation in operations { operation.settle(nil) }
    return true
  }

  private static func runAlone(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) {
    do {
      try connection.execute("BEGIN IMMEDIATE")
    } catch {
      return operation.settle(error)
    }
    guard operation.attempt(on: connection) else {
      rollBack(connection)
      return operation.settle(nil)
    }
    do {
      try connection.execute("COMMIT")
      operation.settle(nil)
    } catch {
      rollBack(connection)
      operation.settle(error)
    }
  }

  private static func rollBack(_ connection: borrowing SQLConnection) {
    // SQLite may have ended the transaction already; a failing ROLLBACK still ends it.
    if connection.isInTransaction { try? connection.execute("ROLLBACK") }
  }
}
