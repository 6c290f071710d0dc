import Dispatch
import Store
import Synchronization
import TLSFixture
import TestSupport
import Testing

/// What only a server can be: lost, slow, shared.
@Suite("PostgreSQL")
struct PostgresTests {
  private static let marks = Migration("marks", both: "CREATE TABLE marks (name TEXT NOT NULL)")

  private func address(_ server: PostgresServer) throws -> PostgresAddress {
    try PostgresAddress(url: server.url, schema: server.newSchema())
  }

  /// What writers were told, by the mark that they wanted to make.
  private final class Promises: Sendable {
    let outcomes = Mutex<[String: StoreError.Code?]>([:])
    var count: Int { outcomes.withLock { $0.count } }
  }

  /// Writes marks until it is cancelled; whoever is refused goes on with the next.
  private func write(_ writer: Int, _ database: Database, _ promises: Promises) async {
    for number in 0... {
      if Task.isCancelled { return }
      let name = "\(writer)-\(number)"
      var code: StoreError.Code?
      do {
        try await database.write { try $0.execute("INSERT INTO marks VALUES (?)", [.text(name)]) }
      } catch {
        code = (error as? StoreError)?.code ?? .misuse
      }
      promises.outcomes.withLock { $0[name] = .some(code) }
    }
  }

  private func check(_ database: Database, _ promises: Promises) async throws {
    let marks = try await database.read { try $0.query("SELECT name FROM marks") { $0.text(0) } }
    let counts = Dictionary(grouping: marks) { $0 }.mapValues(\.count)
    let wrong = promises.outcomes.withLock(\.self).filter { name, code in
      switch code {
      case nil: counts[name] != 1
      case .outcomeUnknown?: counts[name, default: 0] > 1
      default: counts[name] != nil
      }
    }
    #expect(wrong.isEmpty, "acknowledged and not there once, or refused and there")
  }

  @Test(
    "What the server has no name for is a failure of its own, and only damage is called damage",
    arguments: [
      ("XX000", .inputOutput), ("58030", .inputOutput), ("XX001", .corrupt), ("XX002", .corrupt),
      ("53100", .diskFull), ("53200", .overloaded), ("40001", .busy), ("42601", .misuse),
    ] as [(String, StoreError.Code)])
  func states(state: String, code: StoreError.Code) async throws {
    let server = try PostgresServer.shared
    let database = try Database(at: .postgres(address(server)), migrations: [Self.marks])
    let error = await #expect(throws: StoreError.self) {
      try await database.write {
        try $0.executeScript("DO $$ BEGIN RAISE 'no words' USING ERRCODE = '\(state)'; END $$")
      }
    }
    #expect(error?.code == code, "\(String(describing: error))")
    await database.close()
  }

  @Test("A database knows which commits are its own, also on a connection that was made anew")
  func foreignCommits() async throws {
    let server = try PostgresServer()
    let address = try address(server)
    let one = try Database(at: .postgres(address), migrations: [Self.marks])
    let other = try Database(at: .postgres(address), migrations: [Self.marks])
    func mark(_ database: Database, _ name: String) async throws {
      try await database.write { try $0.execute("INSERT INTO marks VALUES (?)", [.text(name)]) }
    }
    // Each listener says once that it has begun, and the other's migrations may come too.
    try await eventually { one.foreignCommitCount > 0 && other.foreignCommitCount > 0 }
    for round in 0..<2 {
      let before = other.foreignCommitCount
      try await mark(one, "before \(round)")
      _ = try await other.foreignCommit(after: before)
      let seen = one.foreignCommitCount
      for number in 0..<20 { try await mark(one, "\(round) \(number)") }
      // What is noticed of the other one has been notified after what was one's own.
      let (othersSeen, commitCount) = (one.foreignCommitCount, one.commitCount)
      #expect(othersSeen == seen, "its own commits came as foreign ones")
      try await mark(other, "after \(round)")
      _ = try await one.foreignCommit(after: othersSeen)
      #expect(one.foreignCommitCount == othersSeen + 1)
      #expect(one.commitCount > commitCount)
      if round > 0 { break }
      let listening = one.foreignCommitCount
      _ = try server.psql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
      // Connected anew, it may have missed something.
      try await mark(one, "again")
      try await eventually { one.foreignCommitCount > listening }
    }
    await one.close()
    await other.close()
  }

  @Test(
    "What was acknowledged is there once, and what was refused is not, however often connections break"
  )
  func connectionsBreak() async throws {
    let server = try PostgresServer()
    let database = try Database(at: .postgres(address(server)), migrations: [Self.marks])
    let promises = Promises()
    let writers = (0..<8).map { writer in Task { await write(writer, database, promises) } }
    for round in 1...20 {
      try await eventually { promises.count >= round * 20 }
      _ = try server.psql(
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE query LIKE 'INSERT INTO marks%' OR query IN ('COMMIT', 'SAVEPOINT one')
        """)
    }
    for writer in writers {
      writer.cancel()
      await writer.value
    }
    try await check(database, promises)
    await database.close()
  }

  @Test("A server that is killed and comes back has all that was acknowledged")
  func serverIsKilled() async throws {
    let server = try PostgresServer()
    let database = try Database(at: .postgres(address(server)), migrations: [Self.marks])
    let promises = Promises()
    let writers = (0..<8).map { writer in Task { await write(writer, database, promises) } }
    for _ in 1...3 {
      let before = promises.count
      try await eventually { promises.count >= before + 100 }
      try server.kill()
      try server.start()
    }
    let before = promises.count
    try await eventually { promises.count >= before + 100 }
    for writer in writers {
      writer.cancel()
      await writer.value
    }
    try await check(database, promises)
    await database.close()
  }

  @Test("A transaction that a crash undid is not taken for a later one that was given its number")
  func numbersComeAgain() async throws {
    let server = try PostgresServer()
    let address = try address(server)
    let database = try Database(at: .postgres(address), migrations: [Self.marks])
    let hasCrashed = Mutex(false)
    try await database.write { connection in
      try connection.execute("INSERT INTO marks VALUES ('ours')")
      let isFirst = hasCrashed.withLock { crashed in
        defer { crashed = true }
        return !crashed
      }
      guard isFirst else { return }
      // Before the server had a reason to write its log: what it then knows of the transaction is lost with it.
      _ = try connection.query("SELECT name FROM marks")
      try server.kill()
      try server.start()
      for _ in 1...3 {
        _ = try server.psql("INSERT INTO \(address.schema).marks VALUES ('theirs')")
      }
    }
    let marks = try await database.read { try $0.query("SELECT name FROM marks") { $0.text(0) } }
    #expect(marks.filter { $0 == "ours" }.count == 1)
    await database.close()
  }

  @Test("A follower in another process is woken by a commit")
  func followersOfOthersWake() async throws {
    let address = try address(PostgresServer.shared)
    let writer = try Database(at: .postgres(address), migrations: [EventLog.migration])
    let reader = try Database(at: .postgres(address), migrations: [EventLog.migration])
    async let followed: [Int] = {
      var versions: [Int] = []
      for try await event in EventFollower(database: reader, stream: "s", afterVersion: 0) {
        versions.append(event.version)
        if event.version == 50 { break }
      }
      return versions
    }()
    for _ in 1...50 {
      try await writer.write { connection in
        try EventLog.append(
          [NewEvent(kind: "Noted", payload: [])], to: "s", expectedVersion: nil, now: 0,
          on: connection)
      }
    }
    #expect(try await followed == Array(1...50))
    await writer.close()
    await reader.close()
  }

  @Test("Replicas that start together make the schema once")
  func startingTogether() async throws {
    let address = try address(PostgresServer.shared)
    let databases = try await withThrowingTaskGroup(of: Database.self) { group in
      for _ in 0..<6 {
        group.addTask {
          try Database(at: .postgres(address), migrations: [Self.marks, EventLog.migration])
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for database in databases {
      try await database.write { try $0.execute("INSERT INTO marks VALUES ('x')") }
    }
    let count = try await databases[0].read { connection in
      try connection.first("SELECT count(*) FROM marks") { $0.int(0) }
    }
    #expect(count == 6)
    for database in databases { await database.close() }
  }

  @Test("A process that is stopped in the middle of a transaction holds nobody up for long")
  func stoppedWriter() async throws {
    let address = try address(PostgresServer.shared)
    let stopped = try Database(at: .postgres(address), migrations: [Self.marks])
    let other = try Database(at: .postgres(address), migrations: [Self.marks])
    let isInside = Mutex(false)
    let mayGoOn = DispatchSemaphore(value: 0)
    async let first: Void = stopped.write { connection in
      try connection.query("SELECT 1 FROM marks")
      if isInside.withLock({ inside in
        defer { inside = true }; return !inside
      }) {
        mayGoOn.wait()
      }
      try connection.execute("INSERT INTO marks VALUES ('first')")
    }
    try await eventually { isInside.withLock(\.self) }
    try await other.write { try $0.execute("INSERT INTO marks VALUES ('second')") }
    mayGoOn.signal()
    // Its transaction was ended by the server, and it does what it meant to in a new one.
    try await first
    let marks = try await other.read { try $0.query("SELECT name FROM marks") { $0.text(0) } }
    #expect(marks == ["second", "first"])
    await stopped.close()
    await other.close()
  }

  @Test(
    "TLS is what the address asks for: a server that cannot show a certificate of the authority is refused"
  )
  func tls() async throws {
    let folder = try TemporaryFolder()
    let authority = try await TestAuthority.make(in: folder.path)
    let port = try TakenPort(listening: false).number
    let server = try PostgresServer(
      port: port, certificate: authority.path("server.pem"), key: authority.path("server.key"))
    func location(_ options: String) throws -> StoreLocation {
      let address = "postgres://apus@127.0.0.1:\(port)/postgres?" + options
      return try StoreLocation(address: address, schema: "tls", file: "")
    }
    let verifying = "sslmode=verify-full&sslrootcert="
    let database = try Database(
      at: location(verifying + authority.path("ca.pem")), migrations: [Self.marks])
    try await database.write { try $0.execute("INSERT INTO marks VALUES ('sealed')") }
    #expect(
      try server.psql(
        "SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE client_port > 0"
      )
        == "t")
    await database.close()
    for (options, words) in [
      (verifying + authority.path("other-ca.pem"), "certificate"),
      ("sslmode=disable", "pg_hba.conf"),
    ] {
      #expect {
        try Database(at: location(options), migrations: [Self.marks])
      } throws: { ($0 as? StoreError)?.message.contains(words) == true }
    }
  }

  @Test("A text with a NUL is refused by name")
  func nulIsRefused() async throws {
    let database = try Database(
      at: .postgres(address(PostgresServer.shared)), migrations: [Self.marks])
    await #expect {
      try await database.write { try $0.execute("INSERT INTO marks VALUES (?)", ["a\u{0}b"]) }
    } throws: { ($0 as? StoreError)?.message.contains("NUL") == true }
    await database.close()
  }

  @Test("What a server remarks does not get among the lines of the log")
  func noticesAreSilent() async throws {
    let server = try PostgresServer.shared
    let child = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent]
    ) { [url = server.url as String, schema = server.newSchema() as String] in
      let database = try Database(
        at: StoreLocation(address: url, schema: schema, file: ""), migrations: [])
      try await database.write {
        try $0.executeScript("DO $$ BEGIN RAISE WARNING 'remarkable'; END $$")
      }
      await database.close()
    }
    let output = try #require(child?.standardErrorContent)
    #expect(!String(decoding: output, as: UTF8.self).contains("remarkable"))
  }

  @Test("A server that is not there is named without its password")
  func nobodyThere() throws {
    let folder = try TemporaryFolder()
    #expect {
      try Database(
        at: StoreLocation(
          address: "postgres://me:secret@/db?host=\(folder.path)", schema: "s", file: ""),
        migrations: [])
    } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .unavailable && error.message.contains(folder.path)
        && !error.message.contains("secret")
    }
  }

  @Test(
    "An address that is not understood is refused without repeating it",
    arguments: ["postgres://u:secret@host/x?nonsense=1", "mysql://u:secret@host/x", "secret"])
  func badAddress(text: String) {
    #expect {
      try StoreLocation(address: text, schema: "s", file: "f")
    } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .cannotOpen && error.message.contains("postgres://USER")
        && (text == "secret" || !error.message.contains("secret"))
    }
  }
}
