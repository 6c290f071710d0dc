internal import Glibc
internal import Synchronization

/// A durable database with its own threads: one writes, a few read, no caller ever blocks. It is an SQLite
/// file or a schema on a PostgreSQL server, and behaves alike on both.
///
/// Invariants:
/// 1. `write` returns only after the transaction that holds its changes is on disk (SQLite: WAL with
///    synchronous FULL, which syncs the log before COMMIT returns; PostgreSQL: `synchronous_commit`).
/// 2. A `write` that throws changed nothing, `StoreError.Code.outcomeUnknown` alone excepted.
/// 3. Writes take effect in the order in which they were queued (shared ones with the first of their kind that waits), and no two writes at the same time,
///    whichever process they come from.
/// 4. A `read` sees one state of the database, with every write that returned before it began.
/// 5. One process has an SQLite file open at a time: a lock on `<path>.lock` that the kernel frees with
///    the process, however it ends. Any number of processes share a PostgreSQL schema.
/// 6. At most `queueCapacity` writes and as many reads wait; beyond that callers get `overloaded`.
///
/// States: opening (lock, migrate) -> open -> closing (nothing new; what waits still runs) -> closed
/// (connections closed, write-ahead log folded into the file, lock freed).
///
/// A body may run again (see `GroupCommit` and `withDataKeys`): it must have no effect outside the database.
package final class Database: Sendable {
  /// How many writes may share one transaction.
  private static let groupSizeMax = 512

  package let location: StoreLocation
  private let writes: BoundedQueue<any PendingOperation>
  private let reads: BoundedQueue<any PendingOperation>
  private let threads: ThreadCount
  private let commits = ChangeSignal()
  private let foreignCommits = ChangeSignal()
  private let listener: PostgresListener?
  private let vacuum: PostgresVacuum?
  let keyRing: KeyRing?

  /// Opens or creates the database and brings its schema up to date.
  ///
  /// The folder of a file must exist. `readerCount` threads run `read` bodies; up to `queueCapacity`
  /// writes, and as many reads, may wait. With `masterKeys` payloads are sealed (`SQLConnection.seal`). With `archive` what is
  /// committed to a file is archived; a server archives by its own means.
  package init(
    at location: StoreLocation, migrations: [Migration], masterKeys: MasterKeys? = nil,
    archive: LogArchiveOptions? = nil, readerCount: Int = 2, queueCapacity: Int = 16_384
  ) throws(StoreError) {
    precondition(readerCount > 0 && queueCapacity > 0)
    self.location = location
    keyRing = masterKeys.map(KeyRing.init)
    let opened = try Self.open(
      location, migrations: migrations, keyRing: keyRing, archive, readerCount: readerCount)
    writes = BoundedQueue(capacity: queueCapacity)
    reads = BoundedQueue(capacity: queueCapacity)
    threads = ThreadCount(running: 1 + opened.readers.count, lock: opened.lock)
    listener = try Self.listen(
      to: location, besides: opened.backend, threads
    ) { [commits, foreignCommits] in
      commits.changed()
      foreignCommits.changed()
    }
    vacuum = try Self.vacuum(location, commits)
    try startThreads(opened)
  }

  /// Opens or creates an SQLite file.
  package convenience init(
    path: String, migrations: [Migration], readerCount: Int = 2, queueCapacity: Int = 16_384
  ) throws(StoreError) {
    try self.init(
      at: .sqlite(path: path), migrations: migrations, readerCount: readerCount,
      queueCapacity: queueCapacity)
  }

  deinit {
    writes.close()
    reads.close()
    listener?.stop()
    vacuum?.stop()
  }

  /// Runs `body` in one transaction on the database's own thread and returns after it is on disk.
  ///
  /// Throws what `body` throws, or the `StoreError` that kept the transaction from committing; in
  /// both cases nothing changed. Once queued it runs to its end, even if the task is cancelled.
  @discardableResult
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T
  ) async throws -> T {
    try await withDataKeys { try await enqueue(body, on: writes) }
  }

  /// The same for a write that is done together with others of its kind that wait.
  @discardableResult
  package func write<Write: SharedWrite>(_ write: Write) async throws -> Write.Output {
    try await withDataKeys {
      try await withCheckedThrowingContinuation { continuation in
        offer(SharedOperation(write, continuation), to: writes, continuation)
      }
    }
  }

  /// Runs `body` on a reading thread against one consistent state of the database.
  package func read<T: Sendable>(
    _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T
  ) async throws -> T {
    try await withDataKeys { try await enqueue(body, on: reads) }
  }

  /// Returns once some write committed after `count` commits were seen, of this process or another one;
  /// returns the new count.
  ///
  /// Follow a log without polling: read, and when there is nothing new wait for the next commit.
  package func commit(after count: UInt64) async throws -> UInt64 {
    try await commits.wait(after: count)
  }

  /// How many transactions of writes have ended here, and how often others were seen to commit, since opening.
  package var commitCount: UInt64 { commits.count }

  /// The same for commits of other processes alone. A connection that was lost meanwhile counts as one of theirs.
  package func foreignCommit(after count: UInt64) async throws -> UInt64 {
    try await foreignCommits.wait(after: count)
  }

  /// How often it was seen that other processes had committed since opening.
  package var foreignCommitCount: UInt64 { foreignCommits.count }

  /// How many writes wait for the writing thread.
  package var queuedWriteCount: Int { writes.count }

  /// Lets what is queued finish, folds the log into the file, and closes.
  package func close() async {
    writes.close()
    reads.close()
    listener?.stop()
    vacuum?.stop()
    await threads.allEnded()
    commits.close()
    foreignCommits.close()
  }

  private func enqueue<T: Sendable>(
    _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T,
    on queue: BoundedQueue<any PendingOperation>
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      offer(Operation(body, continuation), to: queue, continuation)
    }
  }

  private func offer<T>(
    _ operation: any PendingOperation, to queue: BoundedQueue<any PendingOperation>,
    _ continuation: CheckedContinuation<T, any Error>
  ) {
    switch queue.offer(operation) {
    case .accepted: break
    case .full:
      continuation.resume(
        throwing: StoreError(
          .overloaded, "\(queue.capacity) operations wait for \(location.name): try again later"))
    case .closed:
      continuation.resume(throwing: StoreError(.closed, "\(location.name) is closed"))
    }
  }

  private func startThreads(_ opened: Opened) throws(StoreError) {
    let (writer, readers, archiver) = (opened.writer, opened.readers, opened.archiver)
    let closedReaders = BoundedQueue<Void>(capacity: readers.count)
    // Not waited for longer than `finish` does: a disk that hangs must not keep the process.
    if let archiver { try DatabaseThread.start { archiver.run() } }
    try DatabaseThread.start { [writes, commits, threads, readerCount = readers.count] in
      writer.withOwnership { connection in
        while true {
          let operations = writes.take(countMax: Self.groupSizeMax)
          if operations.isEmpty { break }
          // Whoever is told of a commit finds it counted.
          GroupCommit.run(operations, on: connection) { commits.changed() }
        }
        // Whoever closes an SQLite file last folds the log into it, which one that only reads cannot do.
        var closedCount = 0
        while closedCount < readerCount {
          closedCount += closedReaders.take(countMax: readerCount).count
        }
        archiver?.finish()
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
        _ = closedReaders.offer(())
        threads.ended()
      }
    }
  }

  private static func runRead(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) {
    var failure = attemptRead(operation, on: connection)
    // The connection may have broken while nobody read: once more on a new one.
    if connection.engine.isLost { failure = attemptRead(operation, on: connection) }
    operation.settle(failure)
  }

  /// What kept the transaction from beginning.
  private static func attemptRead(
    _ operation: any PendingOperation, on connection: borrowing SQLConnection
  ) -> StoreError? {
    operation.forgetOutcome()
    do {
      try connection.engine.beginReading()
      try connection.sealer.transactionBegan(on: connection)
    } catch {
      connection.engine.rollBack()
      return error
    }
    _ = operation.attempt(completely: true, on: connection)
    // Nothing was changed, so ending the transaction cannot lose anything.
    connection.engine.rollBack()
    return nil
  }

  private static func listen(
    to location: StoreLocation, besides writer: BackendNumber, _ threads: ThreadCount,
    changed: @escaping @Sendable () -> Void
  ) throws(StoreError) -> PostgresListener? {
    guard case .postgres(let address) = location else { return nil }
    threads.began()
    return try PostgresListener(
      address, besides: writer, changed: changed, ended: { threads.ended() })
  }

  private static func vacuum(
    _ location: StoreLocation, _ commits: ChangeSignal
  ) throws(StoreError) -> PostgresVacuum? {
    guard case .postgres(let address) = location else { return nil }
    return try PostgresVacuum(address) { commits.count }
  }

  private struct Opened {
    let lock: FileLock?
    let archiver: LogArchiver?
    let writer: OwnedConnection
    let readers: [OwnedConnection]
    let backend: BackendNumber
  }

  private static func open(
    _ location: StoreLocation, migrations: [Migration], keyRing: KeyRing?,
    _ archive: LogArchiveOptions?, readerCount: Int
  ) throws(StoreError) -> Opened {
    var lock: FileLock?
    var archiver: LogArchiver?
    let backend = BackendNumber()
    let writer: SQLConnection
    switch location {
    case .sqlite(let path):
      lock = try FileLock(path: path + ".lock")
      if let archive {
        let opened = try LogArchiver(of: path, archive)
        archiver = opened
        writer = SQLConnection(try SQLiteEngine.writer(path: path, opened), keyRing)
      } else {
        writer = SQLConnection(try SQLiteEngine.writer(path: path), keyRing)
      }
    case .postgres(let address):
      writer = SQLConnection(try PostgresEngine(address, backend), keyRing)
      try writer.executeScript(address.creatingSchema)
    }
    // Before anything is in it, so that a new store is known to be sealed from its beginning.
    try writer.prepareSealing()
    try writer.migrate(migrations)
    var readers: [OwnedConnection] = []
    for _ in 0..<readerCount {
      readers.append(OwnedConnection(SQLConnection(try location.openReader(), keyRing)))
    }
    return Opened(
      lock: lock, archiver: archiver, writer: OwnedConnection(writer), readers: readers,
      backend: backend)
  }
}
