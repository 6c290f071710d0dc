import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Copies of whole stores")
struct StoreTransferTests {
  /// Tables that refer to each other, one whose numbers are never given twice, one that is derived, and a log.
  private static let schema = StoreSchema(
    name: "test",
    migrations: [
      EventLog.migration,
      Migration(
        "test",
        """
        CREATE TABLE a_items (
          number INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL REFERENCES owners, content BLOB
        ) STRICT;
        CREATE TABLE owners (name TEXT PRIMARY KEY, age INTEGER) STRICT, WITHOUT ROWID;
        CREATE TABLE found (word TEXT PRIMARY KEY) STRICT;
        """,
        postgres: """
          CREATE TABLE owners (name TEXT COLLATE "C" PRIMARY KEY, age BIGINT);
          CREATE TABLE a_items (
            number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            owner TEXT COLLATE "C" NOT NULL REFERENCES owners, content BYTEA
          );
          CREATE TABLE found (word TEXT COLLATE "C" PRIMARY KEY);
          """),
    ], derivedTables: ["found"])

  private static func addItem(_ content: [UInt8]?, to database: Database) async throws -> Int {
    try await database.write { connection in
      try connection.execute(
        "INSERT INTO owners VALUES ('Ünal', NULL), ('a', -5) ON CONFLICT DO NOTHING")
      return try connection.insertedRow(
        "INSERT INTO a_items (owner, content) VALUES ('Ünal', ?) RETURNING number",
        [content.map { .blob($0) } ?? .null])
    }
  }

  private static func fill(_ database: Database, seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let content = (0..<Int.random(in: 0...300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      _ = try await addItem(content.count % 5 == 0 ? nil : content, to: database)
      try await database.write { connection in
        try EventLog.append(
          [NewEvent(kind: "Noted", payload: content)], to: "s", expectedVersion: nil, now: 7,
          on: connection)
      }
    }
    // A number that is gone is not given again.
    let last = try await addItem(nil, to: database)
    try await database.write { connection in
      try connection.execute("DELETE FROM a_items WHERE number = ?", [.int(last)])
      try connection.execute("INSERT INTO found VALUES ('derived')")
    }
  }

  private static func contents(_ database: Database) async throws -> [[SQLValue]] {
    try await database.read { connection in
      try connection.query("SELECT * FROM a_items ORDER BY number")
        + connection.query("SELECT * FROM owners ORDER BY name")
        + connection.query("SELECT * FROM events ORDER BY position")
    }
  }

  private static func open(_ fixture: StoreFixture) throws -> Database {
    try Database(at: fixture.location, migrations: schema.migrations)
  }

  @Test(
    "A copy holds what there was, and goes on from there", arguments: SQLDialect.allCases,
    SQLDialect.allCases)
  func copyGoesOn(source: SQLDialect, target: SQLDialect) async throws {
    let (from, to) = (try StoreFixture(source), try StoreFixture(target))
    let seed = SeededGenerator.freshSeed()
    let first = try Self.open(from)
    try await Self.fill(first, seed: seed)
    let before = try await Self.contents(first)
    await first.close()
    let result = try StoreTransfer.copy(Self.schema, from: from.location, to: to.location)
    #expect(result.audit?.eventCount == 200, "seed \(seed)")
    #expect(
      result.tables.filter { ["a_items", "owners", "events"].contains($0.name) }.map(\.rowCount)
        .reduce(0, +) == 402)
    let second = try Self.open(to)
    #expect(try await Self.contents(second) == before, "seed \(seed)")
    #expect(try await Self.addItem(nil, to: second) == 202)
    try await second.write { connection in
      try EventLog.append(
        [NewEvent(kind: "Noted", payload: [1])], to: "s", expectedVersion: 200, now: 7,
        on: connection)
    }
    #expect(try await second.read { try EventLog.verify(on: $0).eventCount } == 201)
    #expect(try await second.read { try $0.query("SELECT * FROM found") } == [])
    await second.close()
  }

  @Test("A target that holds something is refused and keeps it", arguments: SQLDialect.allCases)
  func targetIsNotEmpty(target: SQLDialect) async throws {
    let (from, to) = (try StoreFixture(.sqlite), try StoreFixture(target))
    for fixture in [from, to] {
      let database = try Self.open(fixture)
      _ = try await Self.addItem([1], to: database)
      await database.close()
    }
    #expect {
      try StoreTransfer.copy(Self.schema, from: from.location, to: to.location)
    } throws: { ($0 as? StoreError)?.code == .constraint }
    let kept = try Self.open(to)
    #expect(try await Self.contents(kept).count == 3)
    await kept.close()
  }

  @Test("A file that a service has open is not copied; a database that is in use is")
  func sourceIsInUse() async throws {
    let (file, server) = (try StoreFixture(.sqlite), try StoreFixture(.postgres))
    let (one, other) = (try Self.open(file), try Self.open(server))
    let (target, otherTarget) = (try StoreFixture(.postgres), try StoreFixture(.sqlite))
    #expect {
      try StoreTransfer.copy(Self.schema, from: file.location, to: target.location)
    } throws: { ($0 as? StoreError)?.code == .busy }
    _ = try await Self.addItem([1], to: other)
    let result = try StoreTransfer.copy(
      Self.schema, from: server.location, to: otherTarget.location)
    #expect(result.rowCount == 3)
    await one.close()
    await other.close()
  }

  @Test("A copy that fails leaves nothing behind and can be repeated")
  func failureLeavesNothing() async throws {
    let (from, to) = (try StoreFixture(.sqlite), try StoreFixture(.postgres))
    let database = try Self.open(from)
    _ = try await Self.addItem([1], to: database)
    // SQLite keeps what PostgreSQL cannot.
    try await database.write { try $0.execute("INSERT INTO owners VALUES (?, 1)", ["a\u{0}b"]) }
    await database.close()
    #expect {
      try StoreTransfer.copy(Self.schema, from: from.location, to: to.location)
    } throws: { ($0 as? StoreError)?.message.contains("NUL") == true }
    let again = try Self.open(from)
    try await again.write { try $0.execute("DELETE FROM owners WHERE age = 1") }
    await again.close()
    #expect(try StoreTransfer.copy(Self.schema, from: from.location, to: to.location).rowCount == 3)
  }

  @Test("A store of another version or service is refused with what to do")
  func otherVersion() async throws {
    let (from, to) = (try StoreFixture(.sqlite), try StoreFixture(.postgres))
    let database = try Database(at: from.location, migrations: [EventLog.migration])
    await database.close()
    #expect {
      try StoreTransfer.copy(Self.schema, from: from.location, to: to.location)
    } throws: { ($0 as? StoreError)?.code == .schemaMismatch }
  }
}
