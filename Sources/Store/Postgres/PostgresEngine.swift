internal import CPostgres
internal import Crypto
internal import Glibc

/// A schema of a PostgreSQL database, through one connection that is made anew when it breaks.
///
/// Writing transactions take one lock for the whole schema, so they follow each other whichever process
/// they come from, as SQLite's do: what was decided on what a transaction read is still true when it
/// commits. Durability is the server's (`synchronous_commit`, on unless somebody turned it off).
///
/// When the connection breaks during COMMIT, whatever the server said before, the next one waits for the lock, so that
/// the transaction has ended, and looks whether its mark is there (`CommitMark`); only where nobody answers in time is
/// the outcome unknown.
final class PostgresEngine: SQLEngine {
  /// How long a lost server is waited for before operations fail.
  private static let reconnectSeconds = 5.0
  /// How long to ask what became of a commit.
  private static let resolveSeconds = 30.0

  private let address: PostgresAddress
  private let isPatient: Bool
  private let backend: BackendNumber
  private var session: PostgresSession?
  private var mark = CommitMark(writer: Hex.encode(SecureRandom.bytes(16)))
  /// What had been written and heard when the transaction began.
  private var began = (writeCount: 0, heardCount: 0)
  private var lastFailure: (error: StoreError, time: Double)?
  let dialect = SQLDialect.postgres
  private(set) var writeCount = 0

  /// `backend` is kept at the number of the server's process that works for it. A patient one may leave its transactions
  /// idle for as long as it likes; it must not write, but alone in its schema.
  init(
    _ address: PostgresAddress, _ backend: BackendNumber = BackendNumber(), isPatient: Bool = false
  ) throws(StoreError) {
    self.address = address
    self.backend = backend
    self.isPatient = isPatient
    _ = try connected()
  }

  var name: String { address.name }

  func close() { session = nil }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) {
    count(sql)
    try current().send(sql, values)
  }

  func executeScript(_ sql: String) throws(StoreError) {
    writeCount += 1
    try current().executeScript(sql)
  }

  func forEachRow(
    _ sql: String, _ values: [SQLValue], _ body: (borrowing SQLRow) throws -> Bool
  ) throws {
    count(sql)
    try current().forEachRow(sql, values, body)
  }

  /// No query of ours calls a function that changes something.
  private func count(_ sql: String) {
    if !sql.utf8.starts(with: "SELECT ".utf8) { writeCount += 1 }
  }

  func flush() throws(StoreError) { try current().settle() }

  func changedRowCount() throws(StoreError) -> Int {
    try flush()
    return try current().changedRowCount
  }

  // MARK: Transactions

  func beginReading() throws(StoreError) {
    try connected().send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [])
  }

  func beginWriting() throws(StoreError) {
    let session = try connected()
    began = (writeCount, session.heardCount)
    try beginAlone(on: session)
  }

  /// Sends the begin of a transaction beside which there is no other, and does not wait for it.
  private func beginAlone(on session: PostgresSession) throws(StoreError) {
    try session.send("BEGIN ISOLATION LEVEL READ COMMITTED", [])
    // The lock first and by itself: a statement sees what was committed before it began.
    try session.send(
      "SELECT pg_advisory_xact_lock('\(address.schema)'::regnamespace::oid::bigint)", [])
  }

  func commit() throws(StoreError) {
    let session = try current()
    let hasChanges = writeCount != began.writeCount
    if hasChanges {
      try mark.mark(on: session)
      try session.send("NOTIFY \(address.schema)", [])
      // Nothing that can commit travels before the lock is known to be held: else it might arrive after somebody
      // looked for its mark.
      if session.heardCount == began.heardCount { try session.settle() }
    }
    do {
      try session.send("COMMIT", [])
      try session.settle()
    } catch {
      // A server that panics says why and is gone; the record of the commit may be on its disk nevertheless.
      guard hasChanges, error.code == .unavailable || session.isBroken else { throw error }
      try resolve()
    }
  }

  func rollBack() {
    guard let session, session.isInTransaction else { return }
    do {
      // What was sent and failed must be read before the server listens again.
      try? session.settle()
      try session.send("ROLLBACK", [])
      try session.settle()
    } catch {
      // A connection that cannot even roll back has no transaction any more once it is closed.
      self.session = nil
    }
  }

  var isLost: Bool { session?.isBroken ?? true }

  var isInTransaction: Bool { session?.isInTransaction ?? false }

  var takesStatements: Bool { session?.takesStatements ?? false }

  /// Finds out what became of the transaction whose COMMIT was not answered.
  private func resolve() throws(StoreError) {
    let deadline = MonotonicTime.seconds() + Self.resolveSeconds
    repeat {
      if let isCommitted = try? hasCommitted() {
        if isCommitted { return }
        throw StoreError(.unavailable, "\(name): the connection was lost: try again later")
      }
      Self.pause(0.1)  // Not back yet, or its process has not noticed yet and holds the lock.
    } while MonotonicTime.seconds() < deadline
    throw StoreError(
      .outcomeUnknown,
      "\(name): the connection was lost during a commit and the server stays away: "
        + "repeat with the same idempotency key once it is back")
  }

  private func hasCommitted() throws(StoreError) -> Bool {
    let session = try connected()
    defer { rollBack() }
    try beginAlone(on: session)
    return try mark.isCommitted(on: session)
  }

  // MARK: The connection

  private func current() throws(StoreError) -> PostgresSession {
    guard let session else {
      throw StoreError(.unavailable, "\(name): the connection was lost: try again later")
    }
    return session
  }

  /// The connection, made anew where it is broken: for a few seconds it is tried again, with a growing
  /// pause; after such a failure, and until a second has passed, everybody is refused at once.
  private func connected() throws(StoreError) -> PostgresSession {
    if let session, !session.isBroken { return session }
    session = nil
    if let lastFailure, MonotonicTime.seconds() - lastFailure.time < 1 { throw lastFailure.error }
    let deadline = MonotonicTime.seconds() + Self.reconnectSeconds
    var wait = 0.02
    while true {
      do {
        let opened = try PostgresSession(address, isPatient: isPatient)
        (session, lastFailure) = (opened, nil)
        backend.current = opened.backendNumber
        return opened
      } catch {
        guard error.code == .unavailable, MonotonicTime.seconds() + wait < deadline else {
          lastFailure = (error, MonotonicTime.seconds())
          throw error
        }
        Self.pause(wait * Double.random(in: 0.5...1))
        wait = min(wait * 2, 0.5)
      }
    }
  }

  /// The database's own thread waits, nobody else.
  private static func pause(_ seconds: Double) { usleep(UInt32(seconds * 1e6)) }
}
