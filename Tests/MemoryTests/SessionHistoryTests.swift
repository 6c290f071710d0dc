import Memory
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Histories of sessions")
struct SessionHistoryTests {
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
