internal import Glibc
internal import Synchronization

/// A durable SQLite database with its own threads: one writes, a few read, no caller ever blocks.
///
/// Invariants:
/// 1. `write` returns only after the transaction that holds its changes is on disk (WAL with
///    synchronous FULL: SQLite syncs the log before COMMIT returns).
/// 2. A `write` that throws changed nothing.
/// 3. Writes take effect in the order in which they were queued.
/// 4. A `read` sees one state of the database, with every write that returned before it began.
/// 5. One process has the database open at a time: a lock on `<path>.lock` that the kernel frees
///    with the process, however it ends.
/// 6. At most `queueCapacity` writes and as many reads wait; beyond that callers get `overloaded`.
///
/// States: opening (lock, migrate) -> open -> closing (nothing new; what waits still runs) -> closed
/// (connections closed, write-ahead log folded into the file, lock freed).
///
/// A body may run twice (see `GroupCommit`): it must have no effect outside the database.
package final class Database: Sendable {
  /// How many writes may share one transaction.
  private static let groupSizeMax = 512

  package let path: String
  private let writes: BoundedQueue<any PendingOperation>
  private let reads: BoundedQueue<any PendingOperation>
  private let threads: ThreadCount
  private let commits = ChangeSignal()

  /// Opens or creates the database and brings its schema up to date.
  ///
  /// The folder of `path` must exist. `readerCount` threads run `read` bodies; up to `queueCapacity`
  /// writes, and as many reads, may wait.
  package init(
    path: String, migrations: [Migration], readerCount: Int = 2, queueCapacity: Int = 16_384
  ) throws(StoreError) {
    precondition(readerCount > 0 && queueCapacity > 0)
    self.path = path
    let lock = try FileLock(path: path + ".lock")
    let writer = try Self.openWriter(path: path, migrations: migrations)
    var readers: [OwnedConnection] = []
    for _ in 0..<readerCount {
      readers.append(try Self.openReader(path: path))
    }
    writes = BoundedQueue(capacity: queueCapacity)
    reads = BoundedQueue(capacity: queueCapacity)
    threads = ThreadCount(running: 1 + readers.count, lock: lock)
    try startThreads(writer: writer, readers: readers)
  }

  deinit {
    writes.close()
    reads.close()
  }

  /// Runs `body` in one transaction on the database's own thread and returns after it is on disk.
  ///
  /// Throws what `body` throws, or the `StoreError` that kept the transaction from committing; in
  /// both cases nothing changed. Once queued it runs to its end, even if the task is cancelled.
  @discardableResult
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T
  ) async throws -> T {
    try await enqueue(body, on: writes)
  }

  /// Runs `body` on a reading thread against one consistent state of the database.
  package func read<T: Sendable>(
    _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T
  ) async throws -> T {
    try await enqueue(body, on: reads)
  }

  /// Returns once some write committed after `count` commits were seen; returns the new count.
  ///
  /// Follow a log without polling: read, and when there is nothing new wait for the next commit.
  package func commit(after count: UInt64) async throws -> UInt64 {
    try await commits.wait(after: count)
  }

  /// How many groups of writes were committed since opening.
  package var commitCount: UInt64 { commits.count }

  /// How many writes wait for the writing thread.
  package var queuedWriteCount: Int { writes.count }

  /// Lets what is queued finish, folds the log into the file, and closes.
  package func close() async {
    writes.close()
    reads.close()
    await threads.allEnded()
    commits.close()
  }

  private func enqueue<T: Sendable>(
    _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T,
    on queue: BoundedQueue<any PendingOperation>
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      switch queue.offer(Operation(body, continuation)) {
      case .accepted: break
      case .full:
        continuation.resume(
          throwing: StoreError(
            .overloaded, "\(queue.capacity) operations wait for \(path): try again later"))
      case .closed:
        continuation.resume(throwing: StoreError(.closed, "\(path) is closed"))
      }
    }
  }

  private func startThreads(writer: OwnedConnection, readers: [OwnedConnection]) throws(StoreError)
  {
    try DatabaseThread.start { [writes, commits, threads] in
      writer.withOwnership { connection in
        while true {
          let operations = writes.take(countMax: Self.groupSizeMax)
          if operations.isEmpty { break }
          GroupCommit.run(operations, on: connection)
          commits.changed()
        }
      }
      threads.ended()
    }
    for reader in readers {
      try DatabaseThread.start { [reads, threads] in
        reader.withOwnership { connection in
          while let operation = reads.take(countMax: 1).first {
            Self.runRead(operation, on: connection)
          }
        }
        threads.ended()
      }
    }
  }

  private static func runRead(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) {
    do {
      try connection.execute("BEGIN")
    } catch {
      return operation.settle(error)
    }
    _ = operation.attempt(on: connection)
    // Nothing was changed, so ending the transaction cannot lose anything.
    try? connection.execute("COMMIT")
    operation.settle(nil)
  }

  private static func openWriter(
    path: String, migrations: [Migration]
  ) throws(StoreError) -> OwnedConnection {
    let connection = try SQLConnection(path: path, readOnly: false)
    try connection.execute("PRAGMA journal_mode = WAL")
    try connection.execute("PRAGMA synchronous = FULL")
    try connection.execute("PRAGMA foreign_keys = ON")
    try connection.execute("PRAGMA cell_size_check = ON")
    try connection.migrate(migrations)
    return OwnedConnection(connection)
  }

  private static func openReader(path: String) throws(StoreError) -> OwnedConnection {
    let connection = try SQLConnection(path: path, readOnly: true)
    try connection.execute("PRAGMA query_only = ON")
    return OwnedConnection(connection)
  }
}
