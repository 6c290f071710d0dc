import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Snapshots", .serialized)
struct SnapshotTests {
  private static let format = 2

  private func open(_ fixture: StoreFixture, isSealed: Bool) throws -> Database {
    try Database(
      at: fixture.location, migrations: [EventLog.migration, Snapshots.migration],
      masterKeys: isSealed ? MasterKeys(try SealingTests.masterKey("a")) : nil)
  }

  /// The state is the list of what was noted.
  private func restore(_ database: Database) async throws -> RestoredState<[UInt8]> {
    try await database.read { connection in
      try Snapshots.restore(
        "s", format: Self.format, initial: [],
        decode: { state in
          struct Refused: Error {}
          if state.first == 99 { throw Refused() }
          return state
        }, apply: { state, event in state += event.payload }, on: connection)
    }
  }

  private func append(_ range: ClosedRange<UInt8>, in database: Database) async throws {
    try await database.write { connection in
      try EventLog.append(
        range.map { NewEvent(kind: "Noted", payload: [$0]) }, to: "s", tenant: "acme",
        expectedVersion: nil, now: 0, on: connection)
    }
  }

  private func save(
    _ state: [UInt8], version: Int? = nil, format: Int = format, in database: Database
  ) async throws {
    try await database.write { connection in
      try Snapshots.save(
        state, of: "s", tenant: "acme", version: version ?? state.count, format: format, now: 0,
        on: connection)
    }
  }

  @Test(
    "A state is its newest snapshot and what came after; the last two are kept",
    arguments: SQLDialect.allCases, [true, false])
  func newestIsUsed(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture, isSealed: isSealed)
    #expect(try await restore(database).state == [])
    for last in stride(from: 10 as UInt8, through: 40, by: 10) {
      try await append((last - 9)...last, in: database)
      try await save(Array(1...last), in: database)
    }
    try await append(41...43, in: database)
    let restored = try await restore(database)
    #expect(restored.state == Array(1...43))
    #expect(restored.version == 43)
    #expect(restored.replayedCount == 3)
    #expect(restored.ignored == [])
    let kept = try await database.read { connection in
      try connection.query("SELECT version FROM snapshots ORDER BY version") { $0.int(0) }
    }
    #expect(kept == [30, 40])
    await database.close()
  }

  @Test(
    "A snapshot that is damaged, or of another format, or ahead is ignored and reported",
    arguments: SQLDialect.allCases,
    [
      ("UPDATE snapshots SET state = checksum WHERE version = 40", ""),
      ("UPDATE snapshots SET checksum = state WHERE version = 40", "checksum"),
      ("UPDATE snapshots SET format = 3 WHERE version = 40", "format 3"),
      ("UPDATE snapshots SET format = 1 WHERE version = 40", "format 1"),
      ("UPDATE snapshots SET version = 41 WHERE version = 40", ""),
      ("UPDATE snapshots SET version = 50 WHERE version = 40", "only 43 events"),
    ])
  func unusableIsIgnored(dialect: SQLDialect, damage: (sql: String, reason: String)) async throws {
    for isSealed in [true, false] {
      let fixture = try StoreFixture(dialect)
      let database = try open(fixture, isSealed: isSealed)
      try await append(1...43, in: database)
      for last in [30, 40] as [UInt8] { try await save(Array(1...last), in: database) }
      try await database.write { try $0.execute(damage.sql) }
      let one = try await restore(database)
      #expect(one.state == Array(1...43))
      #expect(one.replayedCount == 13)
      #expect(one.ignored.count == 1)
      #expect(one.ignored.first?.reason.contains(damage.reason) == true, "\(one.ignored)")
      // Both damaged: from the beginning.
      try await database.write { connection in
        try connection.execute("UPDATE snapshots SET checksum = state")
      }
      let none = try await restore(database)
      #expect(none.state == Array(1...43))
      #expect(none.replayedCount == 43)
      #expect(none.ignored.map(\.version).last == 30)
      // The next one replaces what is damaged.
      try await save(none.state, in: database)
      #expect(try await restore(database).replayedCount <= 13)
      await database.close()
    }
  }

  @Test("A state that its owner cannot read is rebuilt", arguments: SQLDialect.allCases)
  func refusedByItsOwner(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture, isSealed: false)
    try await append(1...5, in: database)
    try await save([99], version: 4, in: database)
    let restored = try await restore(database)
    #expect(restored.state == [1, 2, 3, 4, 5])
    #expect(restored.ignored.first?.description.contains("Refused") == true)
    await database.close()
  }
}
