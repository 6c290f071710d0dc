import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

@Suite("Rotation of keys", .serialized)
struct KeyRotationTests {
  private typealias Fixture = SealingTests

  private final class End: Sendable {
    let hasCome = Mutex(false)
  }

  @Test(
    "Keys are replaced while writers write, and nothing is lost", arguments: SQLDialect.allCases)
  func rotationUnderLoad(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let (old, new) = (try Fixture.masterKey("a"), try Fixture.masterKey("b"))
    let first = try Fixture.open(fixture.location, MasterKeys(old))
    for tenant in 0..<3 {
      try await Fixture.append("before", to: "0-\(tenant)", of: "\(tenant)", in: first)
    }
    await first.close()
    // A file has one process; a server has as many as want to.
    let databases = try (0..<(dialect == .postgres ? 2 : 1)).map { _ in
      try Fixture.open(fixture.location, MasterKeys(new, accepting: [old]))
    }
    let end = End()
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<6 {
        group.addTask {
          var count = 0
          // At least some under the last keys.
          while !end.hasCome.withLock(\.self) || count < 20 {
            let database = databases[writer % databases.count]
            try await Fixture.append(
              "text", to: "\(writer)-\(writer % 3)", of: "\(writer % 3)", in: database)
            count += 1
          }
          return count
        }
      }
      for round in 0..<10 {
        try await databases[0].write { try DataKeys.retire(round % 2 == 0 ? nil : "1", on: $0) }
        if round == 5 { #expect(try await databases[0].rewrapDataKeys() > 3) }
      }
      end.hasCome.withLock { $0 = true }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for database in databases { await database.close() }
    // The old master key is destroyed.
    #expect(throws: StoreError.self) { try Fixture.open(fixture.location, MasterKeys(old)) }
    let last = try Fixture.open(fixture.location, MasterKeys(new))
    let (events, keyCount) = try await last.read { connection in
      (
        try EventLog.events(after: 0, countMax: .max, on: connection),
        try connection.first("SELECT count(*) FROM store_data_keys") { $0.int(0) } ?? 0
      )
    }
    #expect(events.count == counts.reduce(3, +))
    #expect(Set(events.map { String(decoding: $0.payload, as: UTF8.self) }) == ["before", "text"])
    #expect(keyCount > 6)
    await last.close()
  }

  @Test(
    "What a tenant stored is gone with its keys, in every process, and nobody else's is",
    arguments: SQLDialect.allCases)
  func forgetting(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let keys = MasterKeys(try Fixture.masterKey("a"))
    let databases = try (0..<(dialect == .postgres ? 2 : 1)).map { _ in
      try Database(
        at: fixture.location, migrations: [EventLog.migration], masterKeys: keys, readerCount: 1)
    }
    let other = databases[databases.count - 1]
    for tenant in ["acme", "bolt"] {
      try await Fixture.append("old", to: tenant, of: tenant, in: databases[0])
      #expect(try await Fixture.texts(of: tenant, in: other) == ["old"])
      // Now both processes have the keys at hand, for sealing and for opening.
      try await Fixture.append("old", to: tenant, of: tenant, in: other)
    }
    try await databases[0].write { try DataKeys.forget("acme", on: $0) }
    // Whoever had the old key at hand takes a new one.
    try await Fixture.append("new", to: "acme", of: "acme", in: other)
    for database in databases {
      #expect(
        try await Fixture.texts(of: "acme", in: database) == ["forgotten", "forgotten", "new"])
      #expect(try await Fixture.texts(of: "bolt", in: database) == ["old", "old"])
    }
    #expect(try await other.read { try EventLog.verify(on: $0).eventCount } == 5)
    for database in databases { await database.close() }
  }

  @Test(
    "Keys that an undone transaction had forgotten open as before", arguments: SQLDialect.allCases)
  func forgettingUndone(on dialect: SQLDialect) async throws {
    struct Undo: Error {}
    let fixture = try StoreFixture(dialect)
    let database = try Fixture.open(fixture.location, MasterKeys(try Fixture.masterKey("a")))
    try await Fixture.append("kept", to: "s", of: "acme", in: database)
    await #expect(throws: Undo.self) {
      try await database.write { connection in
        try DataKeys.forget("acme", on: connection)
        #expect(try EventLog.events(of: "s", on: connection).map(\.isForgotten) == [true])
        throw Undo()
      }
    }
    // On the connection that had forgotten them.
    let found = try await database.write { try EventLog.events(of: "s", on: $0) }
    #expect(found.map(\.isForgotten) == [false])
    await database.close()
  }

  @Test("Forgetting and storing at the same time loses nothing", arguments: SQLDialect.allCases)
  func forgettingUnderLoad(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let keys = MasterKeys(try Fixture.masterKey("a"))
    let databases = try (0..<(dialect == .postgres ? 2 : 1)).map { _ in
      try Fixture.open(fixture.location, keys)
    }
    // Each write says how many forgettings it saw; what saw all of them has to open.
    try await databases[0].write { connection in
      try connection.executeScript(
        "CREATE TABLE forgotten (count BIGINT NOT NULL); INSERT INTO forgotten VALUES (0)")
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for _ in 0..<40 {
            try await databases[writer % databases.count].write { connection in
              let seen = try connection.first("SELECT count FROM forgotten") { $0.int(0) } ?? 0
              try EventLog.append(
                [NewEvent(kind: "\(seen)", payload: Array("\(seen)".utf8))], to: "s",
                tenant: "acme", expectedVersion: nil, now: 0, on: connection)
            }
          }
        }
      }
      for index in 0..<10 {
        group.addTask {
          try await databases[index % databases.count].write { connection in
            try DataKeys.forget("acme", on: connection)
            try connection.execute("UPDATE forgotten SET count = count + 1")
          }
        }
      }
      try await group.waitForAll()
    }
    let events = try await databases[0].read {
      try EventLog.events(after: 0, countMax: .max, on: $0)
    }
    #expect(events.count == 320)
    #expect(events.allSatisfy { $0.isForgotten == ($0.kind != "10") })
    for database in databases { await database.close() }
  }

  @Test(
    "A key that has sealed as much as it may is followed by a new one",
    arguments: SQLDialect.allCases)
  func messageLimit(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let keys = MasterKeys(try Fixture.masterKey("a"))
    for round in 0..<3 {
      let database = try Fixture.open(fixture.location, keys)
      try await Fixture.append("\(round)", to: "s", of: "acme", in: database)
      let numbers = try await database.read { connection in
        try connection.query("SELECT reserved FROM store_data_keys ORDER BY number") { $0.int(0) }
      }
      switch round {
      case 0:
        #expect(numbers == [1 << 16])
        // Room for one more reservation.
        try await database.write { connection in
          try connection.execute(
            "UPDATE store_data_keys SET reserved = ?", [.int(1 << 32 - 1 << 16)])
        }
      case 1: #expect(numbers == [1 << 32])
      default: #expect(numbers == [1 << 32, 1 << 16])
      }
      #expect(
        try await Fixture.texts(of: "s", in: database) == (0...round).map(String.init))
      await database.close()
    }
  }

  @Test("Many who need a tenant's first key share one", arguments: SQLDialect.allCases)
  func firstKey(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try Fixture.open(fixture.location, MasterKeys(try Fixture.masterKey("a")))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<200 {
        group.addTask {
          try await Fixture.append("x", to: "\(index % 4)", of: "\(index % 4)", in: database)
        }
      }
      try await group.waitForAll()
    }
    let reserved = try await database.read { connection in
      try connection.query("SELECT reserved FROM store_data_keys") { $0.int(0) }
    }
    #expect(reserved == [1 << 16, 1 << 16, 1 << 16, 1 << 16])
    await database.close()
  }
}
