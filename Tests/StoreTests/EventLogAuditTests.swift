import Crypto
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
    "Versions that are not in order are found where the chain is whole, of whichever stream",
    arguments: SQLDialect.allCases, [[1, 3], [2], [2, 1], [0]])
  func versionsOutOfOrder(on dialect: SQLDialect, versions: [Int]) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try await filled(fixture, 3)
    for version in versions {
      try await database.write { connection in
        let last = try connection.first(
          "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1"
        ) { ($0.int(0), $0.blob(1)) }
        let (position, previous) = try #require(last)
        // As `EventChain` says that hashes are made.
        func bytes(_ number: Int) -> [UInt8] {
          withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
        }
        let content =
          previous + bytes(position + 1) + bytes(1) + Array("t".utf8) + bytes(version) + bytes(5)
          + Array("Noted".utf8) + bytes(7)
        try connection.execute(
          """
          INSERT INTO events (position, stream, version, kind, payload, recorded_at_ms, hash)
          VALUES (?, 't', ?, 'Noted', ?, 7, ?)
          """, [.int(position + 1), .int(version), .blob([]), .blob(SHA256.hash(content))])
      }
    }
    let error = #expect(throws: StoreError.self) { try EventLogAudit.verify(fixture.location) }
    // The chain itself agrees: it is the version that is named.
    let position = versions == [1, 3] ? 5 : 4
    #expect(error?.code == .corrupt && error?.message.contains("position \(position) of") == true)
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
