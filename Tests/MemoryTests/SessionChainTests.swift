import Memory
import Store
import Testing

@Suite("Chains of turns")
struct SessionChainTests {
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

    let returned = try await memory.finding { connection in
      let columns = "tenant, id, content, created_at_ms, ttl_ms, person, salt"
      try connection.execute(
        "INSERT INTO ended_sessions (\(columns)) SELECT \(columns) FROM sessions WHERE id = 'c'")
    }
    #expect(returned?.contains("was put back") == true, "\(returned ?? "nothing")")

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
}
