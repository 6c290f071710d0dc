import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Audit of an event log")
struct EventLogAuditTests {
  private func filled(_ fixture: StoreFixture, _ count: Int) async throws -> Database {
    let database = try Database(at: fixture.location, migrations: [EventLog.migration])
    for number in 0..<count {
      try await database.write { connection in
        try EventLog.append(
          [NewEvent(kind: "Noted", payload: Array("\(number)".utf8))], to: "s",
          expectedVersion: number, now: number, on: connection)
      }
    }
    return database
  }

  @Test(
    "A log is verified beside its owner, and goes through every head that was noted",
    arguments: SQLDialect.allCases)
  func besideItsOwner(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let empty = EventLogAudit(eventCount: 0, head: String(repeating: "0", count: 64))
    let database = try await filled(fixture, 0)
    #expect(try EventLogAudit.verify(fixture.location) == empty)
    var noted: [EventLogAudit] = [empty]
    for number in 0..<5 {
      try await database.write { connection in
        try EventLog.append(
          [NewEvent(kind: "Noted", payload: [])], to: "s", expectedVersion: number, now: 0,
          on: connection)
      }
      noted.append(try EventLogAudit.verify(fixture.location))
    }
    #expect(noted.map(\.eventCount) == [0, 1, 2, 3, 4, 5])
    for head in noted {
      #expect(try EventLogAudit.verify(fixture.location, expected: head) == noted[5])
      #expect(EventLogAudit("\(head)") == head)
    }
    await database.close()
  }

  @Test(
    "Events dropped from the end are found by a head that was noted", arguments: SQLDialect.allCases
  )
  func droppedEnd(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try await filled(fixture, 4)
    let noted = try EventLogAudit.verify(fixture.location)
    try await database.write { connection in
      let table = dialect == .postgres ? " ON events" : ""
      try connection.executeScript("DROP TRIGGER events_are_never_deleted\(table)")
      try connection.execute("DELETE FROM events WHERE position = 4")
    }
    #expect(try EventLogAudit.verify(fixture.location).eventCount == 3)
    #expect {
      try EventLogAudit.verify(fixture.location, expected: noted)
    } throws: { ($0 as? StoreError)?.code == .corrupt }
    await database.close()
  }
}
