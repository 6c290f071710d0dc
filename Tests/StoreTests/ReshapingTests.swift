import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

@Suite("Reshaping of tables")
struct ReshapingTests {
  private static let people = Migration(
    "people",
    """
    CREATE TABLE people (
      tenant TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, age INTEGER,
      PRIMARY KEY (tenant, id)
    ) STRICT, WITHOUT ROWID;
    """,
    postgres: """
      CREATE TABLE people (
        tenant TEXT COLLATE "C" NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, age BIGINT,
        PRIMARY KEY (tenant, id)
      )
      """)

  /// Given name and family name by themselves, and months instead of years.
  private static func reshaping(age: String = "months / 12") -> Reshaping {
    Reshaping(
      name: "names", key: ["tenant", "id"],
      from: .init(
        table: "people",
        columns: [
          .init("tenant"), .init("id"), .init("name", "given || ' ' || family"), .init("age", age),
        ]),
      to: .init(
        table: "persons",
        columns: [
          .init("tenant"), .init("id"),
          .init(
            "given", "substr(name, 1, instr(name, ' ') - 1)",
            postgres: "substr(name, 1, strpos(name, ' ') - 1)"),
          .init(
            "family", "substr(name, instr(name, ' ') + 1)",
            postgres: "substr(name, strpos(name, ' ') + 1)"),
          .init("months", "age * 12"),
        ]),
      creating: """
        CREATE TABLE persons (
          tenant TEXT NOT NULL, id INTEGER NOT NULL, given TEXT NOT NULL, family TEXT NOT NULL,
          months INTEGER, PRIMARY KEY (tenant, id)
        ) STRICT, WITHOUT ROWID
        """,
      postgres: """
        CREATE TABLE persons (
          tenant TEXT COLLATE "C" NOT NULL, id BIGINT NOT NULL, given TEXT NOT NULL,
          family TEXT NOT NULL, months BIGINT, PRIMARY KEY (tenant, id)
        )
        """)
  }

  /// What programs of one version or the other want there to be, by key.
  private final class Truth: Sendable {
    let people = Mutex<[Int: String]>([:])
    let usesNewForm = Mutex(false)
    let writeCount = Mutex(0)
  }

  /// Adds, changes, moves and removes people of its own until it is cancelled: through the new form where `usesNewForm`
  /// says so, and now and then.
  private static func write(_ writer: Int, _ database: Database, _ truth: Truth, seed: UInt64)
    async throws
  {
    var random = SeededGenerator(seed: seed &+ UInt64(writer))
    while !Task.isCancelled {
      let id = writer * 1_000 + Int.random(in: 0..<200, using: &random)
      let other = writer * 1_000 + 500 + Int.random(in: 0..<200, using: &random)
      let (name, age) = ("N\(random.next() % 1_000)", Int.random(in: 0..<99, using: &random))
      let isNew = truth.usesNewForm.withLock(\.self)
      let action = Int.random(in: 0..<4, using: &random)
      try await database.write { connection in
        let table = isNew ? "persons" : "people"
        switch action {
        case 0:
          try connection.execute("DELETE FROM \(table) WHERE tenant = 't' AND id = ?", [.int(id)])
        case 1:
          try connection.execute(
            "DELETE FROM \(table) WHERE tenant = 't' AND id = ?", [.int(other)])
          try connection.execute(
            "UPDATE \(table) SET id = ? WHERE tenant = 't' AND id = ?", [.int(other), .int(id)])
        default:
          try connection.execute(
            isNew
              ? """
              INSERT INTO persons VALUES ('t', ?, ?, 'F', ? * 12) ON CONFLICT (tenant, id)
              DO UPDATE SET given = excluded.given, months = excluded.months
              """
              : """
              INSERT INTO people VALUES ('t', ?, ? || ' F', ?) ON CONFLICT (tenant, id)
              DO UPDATE SET name = excluded.name, age = excluded.age
              """, [.int(id), .text(name), .int(age)])
        }
      }
      truth.people.withLock { people in
        switch action {
        case 0: people[id] = nil
        case 1: people[other] = people.removeValue(forKey: id)
        default: people[id] = "\(name) F \(age)"
        }
      }
      truth.writeCount.withLock { $0 += 1 }
    }
  }

  private static func people(_ database: Database) async throws -> [Int: String] {
    try await database.read { connection in
      Dictionary(
        uniqueKeysWithValues: try connection.query(
          "SELECT id, name, age FROM people WHERE tenant = 't'"
        ) { ($0.int(0), "\($0.text(1)) \($0.int(2))") })
    }
  }

  @Test(
    "While both forms are written by programs of both versions, they hold the same, and going back loses nothing",
    arguments: SQLDialect.allCases)
  func underLoad(dialect: SQLDialect) async throws {
    let seed = SeededGenerator.freshSeed()
    let fixture = try StoreFixture(dialect)
    let database = try Database(at: fixture.location, migrations: [Self.people])
    // Rows of before, more than are copied at a time, with what is easily lost: no age.
    try await database.write { connection in
      for id in 0..<1_200 {
        try connection.execute("INSERT INTO people VALUES ('before', ?, 'A B', NULL)", [.int(id)])
      }
    }
    let (truth, reshaping) = (Truth(), Self.reshaping())
    let writers = (1...3).map { writer in
      Task { try await Self.write(writer, database, truth, seed: seed) }
    }
    func waitForWrites() async throws {
      let before = truth.writeCount.withLock(\.self)
      try await eventually { truth.writeCount.withLock(\.self) >= before + 60 }
    }
    func check(_ what: String) async throws {
      try await database.compare(reshaping)
      let count = try await database.read { connection in
        try connection.first("SELECT count(*) FROM persons WHERE tenant = 'before'") { $0.int(0) }
      }
      #expect(count == 1_200, "seed \(seed), \(what)")
    }
    try await waitForWrites()
    #expect(try await database.phase(of: reshaping) == nil)
    // Several replicas at once.
    async let first: Void = database.reshape(reshaping)
    try await database.reshape(reshaping)
    try await first
    #expect(try await database.phase(of: reshaping) == .complete)
    try await waitForWrites()
    try await check("old programs write")
    truth.usesNewForm.withLock { $0 = true }
    try await waitForWrites()
    try await check("new programs write")
    truth.usesNewForm.withLock { $0 = false }
    try await waitForWrites()
    try await check("old programs write again")
    for writer in writers {
      writer.cancel()
      try await writer.value
    }
    #expect(try await Self.people(database) == truth.people.withLock(\.self), "seed \(seed)")
    try await database.undo(reshaping)
    #expect(try await Self.people(database) == truth.people.withLock(\.self), "seed \(seed)")
    #expect(try await database.phase(of: reshaping) == nil)

    // And once more, to the end.
    try await database.reshape(reshaping)
    try await database.finish(reshaping)
    await #expect(throws: StoreError.self) { try await database.undo(reshaping) }
    let months = try await database.read { connection in
      try connection.query("SELECT id, given, family, months FROM persons WHERE tenant = 't'") {
        ($0.int(0), "\($0.text(1)) \($0.text(2)) \($0.int(3) / 12)")
      }
    }
    #expect(
      Dictionary(uniqueKeysWithValues: months) == truth.people.withLock(\.self), "seed \(seed)")
    try await database.reshape(reshaping)
    #expect(try await database.phase(of: reshaping) == .finished)
    await database.close()
  }

  @Test(
    "What does not say the same in both forms is refused before anything reads it",
    arguments: SQLDialect.allCases)
  func wrongExpression(dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try Database(at: fixture.location, migrations: [Self.people])
    try await database.write { try $0.execute("INSERT INTO people VALUES ('t', 1, 'A B', 30)") }
    let wrong = Self.reshaping(age: "months / 6")
    await #expect {
      try await database.reshape(wrong)
    } throws: { ($0 as? StoreError)?.message.contains("persons") == true }
    await #expect(throws: StoreError.self) { try await database.finish(wrong) }
    #expect(try await database.phase(of: wrong) == .copying)
    try await database.undo(wrong)
    #expect(try await Self.people(database) == [1: "A B 30"])
    await database.close()
  }
}
