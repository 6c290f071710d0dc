import Memory
import Store
import StoreFixture
import TestSupport
import Testing

/// A memory with sessions of every kind, and ways to look behind it.
private struct ChainFixture {
  /// Numbers that the engine gives to rows: no call shows them.
  static let rowNumbers: Set<String> = ["row"]

  let fixture: StoreFixture
  let clock = HandClock()
  let store: MemoryStore

  init(_ dialect: SQLDialect, isSealed: Bool = false) throws {
    fixture = try StoreFixture(dialect)
    store = try MemoryStore(
      at: fixture.location, masterKeys: isSealed ? try masterKeys("a") : nil,
      now: { [clock] in clock.now })
  }

  /// Session a (three turns, the second with two files), b (more than a page of turns), c (nothing yet), one of another tenant.
  func fill() async throws {
    for (tenant, id, seconds) in [
      ("t", "a", 1_000), ("t", "b", nil), ("t", "c", 10), ("u", "a", 1),
    ]
      as [(String, String, Int?)]
    {
      _ = try await store.createSession(
        tenant: tenant, id: id, title: "of \(id)", person: "p", timeToLiveSeconds: seconds)
      clock.advance(milliseconds: 3)
    }
    for id in ["x1", "x2"] { try await attach(id, session: "a") }
    try await append(["one"], to: "a")
    try await append(["two"], to: "a", attachments: ["x1", "x2"])
    try await append(["three"], to: "a")
    try await append((0..<60).map { "\($0)" }, to: "b")
    try await append((60..<90).map { "\($0)" }, to: "b")
    try await append(["of another"], to: "a", tenant: "u")
  }

  func append(
    _ texts: [String], to session: String, tenant: String = "t", attachments: [String] = []
  ) async throws {
    clock.advance(milliseconds: 1)
    _ = try await store.append(
      tenant: tenant, session: session,
      turns: texts.map {
        NewTurn(
          speaker: .user, text: $0, runID: "r", metadata: ["k": "v"], attachmentIDs: attachments)
      }, idempotencyKey: "")
  }

  func attach(_ id: String, session: String, tenant: String = "t") async throws {
    var upload = try await store.addAttachment(
      tenant: tenant, session: session, NewAttachment(id: id, mediaType: "text/plain"))
    try await upload.append(Array("content of \(id)".utf8))
    _ = try await store.finish(upload)
  }

  func audit() throws -> SessionAudit { try MemoryAudit.verify(fixture.location).sessions }

  /// What the audit says of a memory in which somebody did this behind its back; nil where it finds nothing. It is undone.
  func finding(
    _ tamper: @escaping @Sendable (borrowing SQLConnection) throws -> Void
  ) async throws -> String? {
    do {
      try await store.database.write { connection in
        try connection.disableGuards()
        try tamper(connection)
        var words: String?
        do {
          _ = try SessionAudit.verify(on: connection)
        } catch let error as StoreError {
          words = error.message
        }
        throw Undone(words: words)
      }
    } catch let undone as Undone {
      return undone.words
    }
    return nil
  }

  func finding(_ statements: [String]) async throws -> String? {
    try await finding { connection in
      for statement in statements { try connection.execute(statement) }
    }
  }

  /// The columns of a table with a value that each does not have.
  func columns(of table: String) async throws -> [(name: String, other: String)] {
    try await store.database.read { connection in
      let isSQLite = connection.dialect == .sqlite
      return try connection.query(
        isSQLite
          ? "SELECT name, type FROM pragma_table_info(?)"
          : """
          SELECT column_name, data_type FROM information_schema.columns
          WHERE table_schema = current_schema() AND table_name = ?
          """, [.text(table)]
      ) { row in
        let name = row.text(0)
        return switch row.text(1).uppercased() {
        case "TEXT": (name, "\(name) || 'x'")
        case "BLOB", "BYTEA": (name, isSQLite ? "randomblob(32)" : "sha256('other')")
        default: (name, "coalesce(\(name), 0) + 1000")
        }
      }
    }
  }
}

private struct Undone: Error {
  let words: String?
}

extension SQLConnection {
  /// Lets the transaction do what triggers and references between tables refuse.
  fileprivate func disableGuards() throws {
    switch dialect {
    case .sqlite:
      try execute("PRAGMA defer_foreign_keys = ON")
      for name in try query(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'", [], { $0.text(0) })
      {
        try execute("DROP TRIGGER \(name)")
      }
    case .postgres: try execute("SET LOCAL session_replication_role = replica")
    }
  }
}

@Suite("Chains of turns")
struct SessionChainTests {
  // MARK: What was changed is found

  @Test(
    "A change of any column of a session, a turn or its attachments is found and named",
    arguments: SQLDialect.allCases, [true, false])
  func everyColumn(dialect: SQLDialect, isSealed: Bool) async throws {
    let memory = try ChainFixture(dialect, isSealed: isSealed)
    try await memory.fill()
    let intact = try memory.audit()
    #expect(intact.sessionCount == 4 && intact.turnCount == 94 && intact.unchainedCount == 0)
    let rows =
      [("sessions", "tenant = 't' AND id = 'a'"), ("sessions", "tenant = 't' AND id = 'c'")]
      + (1...3).map { ("turns", "tenant = 't' AND session = 'a' AND position = \($0)") }
      + ["x1", "x2"].map { ("attachments", "tenant = 't' AND session = 'a' AND id = '\($0)'") }
    for (table, row) in rows {
      let columns = try await memory.columns(of: table)
      #expect(columns.count > 7)
      for column in columns where !ChainFixture.rowNumbers.contains(column.name) {
        let found = try await memory.finding([
          "UPDATE \(table) SET \(column.name) = \(column.other) WHERE \(row)"
        ])
        let name = row.contains("id = 'c'") ? "session 'c" : "session 'a"
        #expect(found?.contains(name) == true, "\(table).\(column.name): \(found ?? "nothing")")
      }
    }
    // Of a turn it is said which.
    let turn = try await memory.finding([
      "UPDATE turns SET run_id = 'x' WHERE tenant = 't' AND session = 'b' AND position = 71"
    ])
    #expect(
      turn?.contains("session 'b' of tenant 't' disagrees with its events at turn 71") == true)
    #expect(try memory.audit() == intact)
    await memory.store.close()
  }

  @Test(
    "Turns that were removed, added, exchanged or moved are found, also where the count was changed with them",
    arguments: SQLDialect.allCases)
  func turns(on dialect: SQLDialect) async throws {
    let memory = try ChainFixture(dialect)
    try await memory.fill()
    let b = "tenant = 't' AND session = 'b'"
    func count(_ change: String) -> String {
      "UPDATE sessions SET turn_count = turn_count \(change) WHERE tenant = 't' AND id = 'b'"
    }
    func added(at position: Int, hash: String) -> String {
      """
      INSERT INTO turns (tenant, session, position, speaker, content, stored_at_ms, run_id, hash)
      SELECT tenant, session, \(position), speaker, content, stored_at_ms, run_id, \(hash)
      FROM turns WHERE \(b) AND position = 90
      """
    }
    let cases: [([String], String)] = [
      (["DELETE FROM turns WHERE \(b) AND position = 7"], "turn 7 is not there"),
      (["DELETE FROM turns WHERE \(b) AND position = 90"], "its head is not"),
      (["DELETE FROM turns WHERE \(b) AND position = 90", count("- 1")], "its head is not"),
      (["DELETE FROM turns WHERE \(b)", count("- 90")], "its head is not"),
      ([added(at: 91, hash: "hash")], "at turn 91"),
      ([added(at: 91, hash: "hash"), count("+ 1")], "at turn 91"),
      ([added(at: 91, hash: "NULL"), count("+ 1")], "at turn 91: it has no hash"),
      ([added(at: 0, hash: "hash")], "at turn 0: it is a turn of no session"),
      (
        [
          "UPDATE turns SET position = -1 WHERE \(b) AND position = 8",
          "UPDATE turns SET position = 8 WHERE \(b) AND position = 9",
          "UPDATE turns SET position = 9 WHERE \(b) AND position = -1",
        ], "at turn 8"
      ),
      (["UPDATE turns SET hash = NULL WHERE \(b) AND position > 5"], "at turn 6: it has no hash"),
      (["UPDATE turns SET hash = NULL WHERE \(b) AND position = 5"], "at turn 6"),
      (
        ["UPDATE turns SET session = 'c', position = 1 WHERE \(b) AND position = 90"],
        "its head is not"
      ),
      (["UPDATE attachments SET position = 77 WHERE id = 'x2'"], "at turn 2"),
      (["DELETE FROM attachments WHERE id = 'x1'"], "at turn 2"),
      (["UPDATE sessions SET updated_at_ms = 5 WHERE id = 'b'"], "updated_at_ms is 5 and not"),
      ([count("+ 1")], "turn_count is 91 and not 90"),
    ]
    for (statements, words) in cases {
      let found = try await memory.finding(statements)
      #expect(found?.contains(words) == true, "\(statements): \(found ?? "nothing")")
    }
    await memory.store.close()
  }

  @Test(
    "A session that is gone without an end is missed, and one that was put there is found",
    arguments: SQLDialect.allCases)
  func wholeSessions(on dialect: SQLDialect) async throws {
    let memory = try ChainFixture(dialect)
    try await memory.fill()
    let gone = try await memory.finding([
      "DELETE FROM turns WHERE session = 'b'", "DELETE FROM sessions WHERE id = 'b'",
    ])
    // The log's first events are the beginnings, in their order.
    #expect(gone?.contains("event 2 of the log") == true, "\(gone ?? "nothing")")
    let copied = try await memory.finding { connection in
      try connection.execute(
        """
        INSERT INTO sessions (tenant, id, content, created_at_ms, updated_at_ms, salt, head)
        SELECT tenant, 'd', content, created_at_ms, updated_at_ms, salt, head
        FROM sessions WHERE tenant = 't' AND id = 'c'
        """)
    }
    #expect(copied?.contains("session 'd' of tenant 't'") == true, "\(copied ?? "nothing")")

    let ended = try await memory.store.database.read { connection in
      try connection.query("SELECT * FROM sessions WHERE tenant = 't' AND id = 'c'")[0]
    }
    memory.clock.advance(milliseconds: 11_000)
    #expect(try await memory.store.purgeExpiredSessions() == 2)
    _ = try await memory.store.erase(tenant: "t", person: "p")
    #expect(try memory.audit().sessionCount == 0)
    let kinds = try await memory.store.database.read { connection in
      try EventLog.events(after: 0, countMax: 100, on: connection).map(\.kind)
    }
    #expect(kinds.filter { $0 == "SessionBegun" }.count == 4)
    #expect(kinds.filter { $0 == "SessionExpired" }.count == 2)
    #expect(kinds.filter { $0 == "SessionErased" }.count == 2)
    let back = try await memory.finding { connection in
      let places = ended.map { _ in "?" }.joined(separator: ", ")
      try connection.execute("INSERT INTO sessions VALUES (\(places))", ended)
    }
    #expect(back?.contains("it has ended, by the log, and is there") == true)
    await memory.store.close()
  }

  @Test(
    "The database refuses every change of a turn but its first hash", arguments: SQLDialect.allCases
  )
  func triggers(on dialect: SQLDialect) async throws {
    let memory = try ChainFixture(dialect)
    try await memory.fill()
    try await memory.store.database.write { connection in
      try connection.execute(
        """
        INSERT INTO turns (tenant, session, position, speaker, content, stored_at_ms, run_id)
        SELECT tenant, session, position + 1, speaker, content, stored_at_ms, run_id
        FROM turns WHERE tenant = 't' AND session = 'b' AND position = 90
        """)
    }
    let row = "tenant = 't' AND session = 'b' AND position"
    for column in try await memory.columns(of: "turns") {
      let hash = dialect == .sqlite ? "randomblob(32)" : "sha256('first')"
      let changes =
        column.name == "hash"
        ? [("hash = \(hash)", 90), ("hash = NULL", 90), ("hash = NULL", 91)]
        : [
          ("\(column.name) = \(column.other)", 90),
          ("\(column.name) = \(column.other), hash = \(hash)", 91),
        ]
      for (change, position) in changes where dialect == .sqlite || column.name != "row" {
        await #expect(throws: StoreError.self, "\(change) of turn \(position)") {
          try await memory.store.database.write {
            try $0.execute("UPDATE turns SET \(change) WHERE \(row) = \(position)")
          }
        }
      }
    }
    try await memory.store.database.write {
      try $0.execute("UPDATE turns SET hash = content WHERE \(row) = 91")
    }
    await memory.store.close()
  }

  // MARK: What follows from events

  @Test(
    "After any history what is rebuilt from the events is what is there",
    arguments: SQLDialect.allCases, [true, false])
  func anyHistory(dialect: SQLDialect, isSealed: Bool) async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let memory = try ChainFixture(dialect, isSealed: isSealed)
    let store = memory.store
    var attachmentCount = 0
    for step in 0..<150 {
      let tenant = ["t", "u"].randomElement(using: &random)!
      let session = "s\(Int.random(in: 0..<6, using: &random))"
      do {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6:
          _ = try await store.createSession(
            tenant: tenant, id: session, title: "\(step)",
            person: ["", "p", "q"].randomElement(using: &random)!,
            timeToLiveSeconds: [nil, 1, 5].randomElement(using: &random)!)
        case 6..<15:
          var ids: [String] = []
          for _ in 0..<Int.random(in: 0...2, using: &random) {
            attachmentCount += 1
            ids.append("x\(attachmentCount)")
            try await memory.attach(ids.last!, session: session, tenant: tenant)
          }
          // Some stay without a turn.
          if Bool.random(using: &random) { ids = [] }
          try await memory.append(["\(step)"], to: session, tenant: tenant, attachments: ids)
        case 15..<17: memory.clock.advance(milliseconds: Int.random(in: 1...1_500, using: &random))
        case 17: _ = try await store.purgeExpiredSessions()
        case 18: _ = try await store.erase(tenant: tenant, person: "p")
        default: #expect(try await store.chainSessions() == 0, "seed \(seed)")
        }
      } catch is MemoryError {
        // The session is not there, or is there already.
      }
      if step.isMultiple(of: 25) { _ = try memory.audit() }
    }
    _ = try await store.purgeExpiredSessions()
    var live: [Session] = []
    for tenant in ["t", "u"] {
      live += try await store.sessions(tenant: tenant, pageSize: 0, pageToken: "").sessions
    }
    let audit = try memory.audit()
    #expect(audit.sessionCount == live.count && audit.unchainedCount == 0, "seed \(seed)")
    #expect(audit.turnCount == live.map(\.turnCount).reduce(0, +), "seed \(seed)")
    #expect(try await store.recordEndedSessions() == 0, "seed \(seed)")
    await store.close()
  }

  @Test(
    "A damaged row is made again from its turns, and nothing where turns are damaged as well",
    arguments: SQLDialect.allCases)
  func rebuild(on dialect: SQLDialect) async throws {
    let memory = try ChainFixture(dialect)
    try await memory.fill()
    try await memory.attach("loose", session: "b")
    func rows() async throws -> [[SQLValue]] {
      let database = try Database(
        at: memory.fixture.location, migrations: MemoryStore.schema.migrations)
      let rows = try await database.read {
        try $0.query("SELECT * FROM sessions ORDER BY tenant, id")
      }
      await database.close()
      return rows
    }
    func write(_ sql: String) async throws {
      let database = try Database(
        at: memory.fixture.location, migrations: MemoryStore.schema.migrations)
      try await database.write { connection in
        try connection.disableGuards()
        try connection.execute(sql)
      }
      await database.close()
    }
    await memory.store.close()
    let before = try await rows()
    try await write(
      """
      UPDATE sessions SET turn_count = turn_count + 3, updated_at_ms = 1, expires_at_ms = 2,
        attachment_count = 9 WHERE tenant = 't' AND id <> 'c'
      """)
    var mended: [String] = []
    let audit = try SessionRebuild.run(memory.fixture.location) { mended.append("\($0.error)") }
    #expect(mended.count == 2 && mended[0].contains("turn_count is 6 and not 3"), "\(mended)")
    #expect(audit.sessionCount == 4)
    #expect(try await rows() == before)
    try await write("UPDATE sessions SET turn_count = 7 WHERE tenant = 't' AND id = 'a'")
    try await write(
      "DELETE FROM turns WHERE tenant = 't' AND session = 'b' AND position = 90")
    let damaged = try await rows()
    let error = #expect(throws: StoreError.self) {
      try SessionRebuild.run(memory.fixture.location) { _ in Issue.record("something was mended") }
    }
    #expect(error?.message.contains("session 'b'") == true)
    #expect(try await rows() == damaged)
  }

  // MARK: Versions of before

  @Test(
    "What a version of before stored is chained, some at a time, while others append",
    arguments: SQLDialect.allCases, [true, false])
  func earlierVersion(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let migrations = MemoryStore.schema.migrations
    let earlier = try Database(
      at: fixture.location,
      migrations: Array(migrations.prefix { $0.name != "memory: chains of turns" }))
    try await earlier.write { connection in
      for number in 0..<70 {
        let count = number == 3 ? 1_100 : number % 3
        try connection.execute(
          """
          INSERT INTO sessions (tenant, id, content, created_at_ms, updated_at_ms, turn_count)
          VALUES ('t', ?, ?, 1, 1, ?)
          """, [.text("s\(number)"), .blob(Array(#"{"title":""}"#.utf8)), .int(count)])
        for position in 1..<(count + 1) {
          try connection.execute(
            """
            INSERT INTO turns (tenant, session, position, speaker, content, stored_at_ms, run_id)
            VALUES ('t', ?, ?, 1, ?, 1, '')
            """, [.text("s\(number)"), .int(position), .blob(Array("{}\nold".utf8))])
        }
      }
    }
    await earlier.close()
    let store = try MemoryStore(
      at: fixture.location, masterKeys: isSealed ? try masterKeys("a") : nil)
    func append(_ session: String) async throws {
      _ = try await store.append(
        tenant: "t", session: session, turns: [NewTurn(speaker: .user, text: "new")],
        idempotencyKey: "")
    }
    try await append("s3")
    let found = try MemoryAudit.verify(fixture.location).sessions
    #expect(found.sessionCount == 70 && found.unchainedCount == 70)
    async let chained = store.chainSessions()
    for _ in 0..<20 { try await append("s3") }
    #expect(try await chained >= 70)
    try await append("s3")
    _ = try await store.chainSessions()
    let audit = try MemoryAudit.verify(fixture.location)
    #expect(audit.sessions.unchainedCount == 0 && audit.sessions.sessionCount == 70)
    #expect(audit.sessions.turnCount == found.turnCount + 21)
    #expect(audit.log.eventCount == 70)
    #expect(try await store.chainSessions() == 0)
    await store.close()
  }

  @Test("A version of before that runs beside this one breaks no chain for good")
  func beside() async throws {
    let memory = try ChainFixture(.postgres)
    try await memory.fill()
    // The statements of that version.
    let earlier = try Database(
      at: memory.fixture.location, migrations: MemoryStore.schema.migrations)
    try await earlier.write { connection in
      try connection.execute(
        """
        INSERT INTO turns (tenant, session, position, speaker, content, stored_at_ms, run_id)
        VALUES ('t', 'a', 4, 1, ?, 2000000, '')
        """, [.blob(Array("{}\nfour".utf8))])
      try connection.execute(
        """
        UPDATE sessions SET updated_at_ms = 2000000, turn_count = turn_count + 1,
          expires_at_ms = 2000000 + ttl_ms WHERE tenant = 't' AND id = 'a'
        """)
      try connection.execute(
        """
        INSERT INTO sessions (tenant, id, content, created_at_ms, updated_at_ms)
        VALUES ('t', 'old', ?, 1, 1)
        """, [.blob(Array(#"{"title":""}"#.utf8))])
    }
    #expect(try memory.audit().unchainedCount == 2)
    try await memory.append(["five"], to: "a")
    try await memory.append(["one"], to: "old")
    #expect(try memory.audit().unchainedCount == 2)
    #expect(try await memory.store.chainSessions() == 2)
    try await memory.append(["six"], to: "a")
    let audit = try memory.audit()
    #expect(audit.unchainedCount == 0 && audit.turnCount == 98)
    try await earlier.write { connection in
      try connection.execute(
        "UPDATE sessions SET purging = 1, expires_at_ms = 0 WHERE tenant = 't' AND id = 'b'")
      try connection.execute("DELETE FROM turns WHERE tenant = 't' AND session = 'b'")
      try connection.execute("DELETE FROM sessions WHERE tenant = 't' AND id = 'b'")
    }
    #expect(try memory.audit().sessionCount == 4)
    #expect(try await memory.store.recordEndedSessions() == 1)
    #expect(try memory.audit().sessionCount == 4)
    let last = try await memory.store.database.read {
      try EventLog.eventsBackwards(countMax: 1, on: $0).first
    }
    #expect(last?.kind == "SessionRemoved" && last?.version == 2)
    await earlier.close()
    await memory.store.close()
  }
}
