import Store
import StoreFixture
import TestSupport
import Testing

/// What every engine promises.
@Suite("Database")
struct DatabaseTests {
  private static let items = Migration(
    "items",
    "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, body BLOB) STRICT",
    postgres: """
      CREATE TABLE items (
        id BIGINT GENERATED ALWAYS AS IDENTITY, name TEXT NOT NULL UNIQUE, body BYTEA
      )
      """)

  private func open(_ fixture: StoreFixture) throws -> Database {
    try Database(at: fixture.location, migrations: [Self.items])
  }

  private func names(_ database: Database) async throws -> [String] {
    try await database.read { try $0.query("SELECT name FROM items ORDER BY id") { $0.text(0) } }
  }

  @Test(
    "What was written is read back, also after closing and opening", arguments: SQLDialect.allCases)
  func survivesReopening(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let bytes: [UInt8] = [0, 1, 255]
    try await database.write { connection in
      try connection.execute(
        "INSERT INTO items (name, body) VALUES (?, ?), ('empty', ?), ('', NULL)",
        ["naïve 🐦 ' ? x", .blob(bytes), .blob([])])
    }
    await database.close()
    let reopened = try open(fixture)
    let rows = try await reopened.read { try $0.query("SELECT name, body FROM items ORDER BY id") }
    #expect(
      rows == [["naïve 🐦 ' ? x", .blob(bytes)], ["empty", .blob([])], ["", nil]])
    await reopened.close()
  }

  @Test(
    "Of several writes in one group, the failing one alone is undone",
    arguments: SQLDialect.allCases)
  func failingBodyIsUndoneAlone(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
      for index in 0..<200 {
        group.addTask {
          do {
            try await database.write { connection in
              try connection.execute("INSERT INTO items (name) VALUES (?)", [.text("n\(index)")])
              // Every tenth adds a row and then breaks the uniqueness of its own name.
              if index % 10 == 0 {
                try connection.execute("INSERT INTO items (name) VALUES (?)", [.text("n\(index)")])
              }
            }
            return (index, true)
          } catch {
            return (index, (error as? StoreError)?.code != .constraint)
          }
        }
      }
      return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    #expect(
      outcomes.filter { $0.value == false }.map(\.key).sorted()
        == stride(
          from: 0, to: 200, by: 10
        ).map { $0 })
    let kept = Set(try await names(database))
    #expect(kept == Set((0..<200).filter { $0 % 10 != 0 }.map { "n\($0)" }))
    #expect(database.commitCount < 200, "nothing was committed together")
    await database.close()
  }

  @Test("A body's own error comes back and nothing of it is kept", arguments: SQLDialect.allCases)
  func errorOfTheBodyIsThrown(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    struct Refused: Error {}
    let database = try open(fixture)
    await #expect(throws: Refused.self) {
      try await database.write { connection in
        try connection.execute("INSERT INTO items (name) VALUES ('x')")
        throw Refused()
      }
    }
    #expect(try await names(database) == [])
    await database.close()
  }

  @Test(
    "A newer schema and another service's file are refused by name", arguments: SQLDialect.allCases)
  func foreignSchemaIsRefused(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let newer = try Database(
      at: fixture.location,
      migrations: [Self.items, Migration("more", both: "CREATE TABLE more (x BIGINT)")])
    await newer.close()
    #expect { try open(fixture) } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .schemaMismatch && error.message.contains("version 2")
        && error.message.contains("knows 1")
    }
    let other = [Migration("others", both: "CREATE TABLE others (x BIGINT)")]
    #expect { try Database(at: fixture.location, migrations: other) } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .schemaMismatch && error.message.contains("'items'")
    }
  }

  @Test("A failing migration leaves the older schema as it was", arguments: SQLDialect.allCases)
  func migrationIsAtomic(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    await (try open(fixture)).close()
    let broken = Migration(
      "broken", both: "CREATE TABLE halfway (x BIGINT); CREATE TABLE items (y BIGINT)")
    #expect(throws: StoreError.self) {
      try Database(at: fixture.location, migrations: [Self.items, broken])
    }
    let database = try open(fixture)
    await #expect(throws: StoreError.self) {
      try await database.read { _ = try $0.query("SELECT x FROM halfway") }
    }
    await database.close()
  }

  @Test(
    "Beyond the queue's bound a write is refused, not kept waiting", arguments: SQLDialect.allCases)
  func queueIsBounded(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try Database(at: fixture.location, migrations: [Self.items], queueCapacity: 4)
    let overloaded = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<400 {
        group.addTask {
          do {
            try await database.write { connection in
              // Long enough for others to queue behind it.
              try connection.execute(
                """
                INSERT INTO items (name) WITH RECURSIVE n(i) AS
                (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                SELECT ? || count(*) FROM n
                """, [.text("n\(index)-")])
            }
            return false
          } catch {
            return (error as? StoreError)?.code == .overloaded
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(overloaded > 0)
    #expect(try await names(database).count == 400 - overloaded)
    await database.close()
  }

  @Test("After closing, operations say that it is closed", arguments: SQLDialect.allCases)
  func closedIsSaid(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    await database.close()
    await #expect { try await names(database) } throws: { ($0 as? StoreError)?.code == .closed }
  }

  @Test("A reader cannot write", arguments: SQLDialect.allCases)
  func readersCannotWrite(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    await #expect(throws: StoreError.self) {
      try await database.read { try $0.execute("INSERT INTO items (name) VALUES ('x')") }
    }
    #expect(try await names(database) == [])
    await database.close()
  }

  @Test("Values come back as they were stored, whatever their type", arguments: SQLDialect.allCases)
  func valuesOfEveryType(on dialect: SQLDialect) async throws {
    let number = dialect == .postgres ? "DOUBLE PRECISION" : "REAL"
    let blob = dialect == .postgres ? "BYTEA" : "BLOB"
    let fixture = try StoreFixture(dialect)
    let database = try Database(
      at: fixture.location,
      migrations: [
        Migration("values", both: "CREATE TABLE v (i BIGINT, d \(number), t TEXT, b \(blob))")
      ])
    let rows: [[SQLValue]] = [
      [.int(.min), -0.0, "", .blob([])],
      [.int(.max), .double(.infinity), "ä?1$1'", .blob([0, 255])],
      [-1, 1e-300, "line\nline", nil], [nil, nil, nil, nil],
    ]
    try await database.write { connection in
      for row in rows { try connection.execute("INSERT INTO v VALUES (?, ?, ?, ?)", row) }
    }
    let found = try await database.read { connection in
      try connection.query(
        "SELECT i, d, t, b FROM v WHERE i IS NULL OR i >= ?1 AND i <= ?2", [.int(.min), .int(.max)])
    }
    #expect(Set(found) == Set(rows))
    let count = try await database.read { try $0.first("SELECT count(*) FROM v") { $0.int(0) } }
    #expect(count == 4)
    await database.close()
  }

  @Test("A wrong number of values is a mistake, not a NULL", arguments: SQLDialect.allCases)
  func misuseIsRefused(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    await #expect {
      try await database.write { try $0.execute("INSERT INTO items (name) VALUES (?)", []) }
    } throws: { ($0 as? StoreError)?.code == .misuse }
    #expect(try await names(database) == [])
    await database.close()
  }

  @Test(
    "What a body read is still so when it commits, whoever else writes",
    arguments: SQLDialect.allCases)
  func writesFollowEachOther(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    // A file has one process; a server has as many as want to.
    let databases = try (0..<(dialect == .postgres ? 3 : 1)).map { _ in try open(fixture) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<150 {
        let database = databases[index % databases.count]
        group.addTask {
          try await database.write { connection in
            let count = try connection.first("SELECT count(*) FROM items") { $0.int(0) } ?? 0
            try connection.execute("INSERT INTO items (name) VALUES (?)", [.text("\(count)")])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(Set(try await names(databases[0])) == Set((0..<150).map(String.init)))
    for database in databases { await database.close() }
  }
}
