import Foundation
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Sealing", .serialized)
struct SealingTests {
  static func masterKey(_ digit: Character) throws -> MasterKey {
    try MasterKey(text: String(repeating: digit, count: 64), source: "a test")
  }

  static func open(
    _ location: StoreLocation, _ masterKeys: MasterKeys?
  ) throws -> Database {
    try Database(at: location, migrations: [EventLog.migration], masterKeys: masterKeys)
  }

  static func append(
    _ text: String, to stream: String, of tenant: String, in database: Database
  ) async throws {
    try await database.write { connection in
      try EventLog.append(
        [NewEvent(kind: "Noted", payload: Array(text.utf8))], to: stream, tenant: tenant,
        expectedVersion: nil, now: 0, on: connection)
    }
  }

  static func texts(of stream: String, in database: Database) async throws -> [String] {
    try await database.read { connection in
      try EventLog.events(of: stream, on: connection).map {
        $0.isForgotten ? "forgotten" : String(decoding: $0.payload, as: UTF8.self)
      }
    }
  }

  /// Lets tests do to events what the database refuses.
  static func dropTriggers(on connection: borrowing SQLConnection) throws {
    let table = connection.dialect == .postgres ? " ON events" : ""
    try connection.executeScript(
      "DROP TRIGGER events_are_never_changed\(table); DROP TRIGGER events_are_never_deleted\(table)"
    )
  }

  private func code(_ body: () async throws -> Void) async -> StoreError.Code? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? StoreError)?.code
    }
  }

  @Test(
    "No file of a sealed database holds what was stored, and every one of a plain one does",
    arguments: SQLDialect.allCases, [true, false])
  func nothingPlainOnDisk(dialect: SQLDialect, isSealed: Bool) async throws {
    // A folder of its own, so that nothing of other tests is read.
    let folder = try TemporaryFolder()
    let server = dialect == .postgres ? try PostgresServer() : nil
    let location: StoreLocation =
      if let server {
        .postgres(try PostgresAddress(url: server.url, schema: server.newSchema()))
      } else {
        .sqlite(path: folder.file("test.db"))
      }
    let keys = MasterKeys(try Self.masterKey("a"))
    let database = try Self.open(location, isSealed ? keys : nil)
    #expect(database.isSealing == isSealed)
    let marker = UUID().uuidString
    for number in 0..<20 {
      try await Self.append("\(number) \(marker)", to: "s", of: "acme", in: database)
    }
    let written = server?.dataFolder ?? folder.path
    // Once with the log as it is while it runs, once after it was folded into the tables.
    let whileOpen = try FileSearch(marker, in: written)
    _ = try server?.psql("CHECKPOINT")
    await database.close()
    let afterwards = try FileSearch(marker, in: written)
    for search in [whileOpen, afterwards] {
      #expect(search.byteCount > 10_000)
      #expect(search.found.isEmpty == isSealed, "\(search.found)")
    }
    let reopened = try Self.open(location, isSealed ? keys : nil)
    #expect(try await Self.texts(of: "s", in: reopened).last == "19 \(marker)")
    await reopened.close()
  }

  @Test("A wrong or missing master key is refused on opening", arguments: SQLDialect.allCases)
  func wrongKey(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let (right, wrong) = (try Self.masterKey("a"), try Self.masterKey("b"))
    let database = try Self.open(fixture.location, MasterKeys(right))
    try await Self.append("kept", to: "s", of: "acme", in: database)
    await database.close()
    for keys in [nil, MasterKeys(wrong)] {
      #expect { try Self.open(fixture.location, keys) } throws: { error in
        guard let error = error as? StoreError else { return false }
        return error.code == .cannotOpen && error.message.contains(right.id)
          && !error.message.contains("aaaaaaaa")
      }
    }
    let again = try Self.open(fixture.location, MasterKeys(wrong, accepting: [right]))
    #expect(try await Self.texts(of: "s", in: again) == ["kept"])
    await again.close()
  }

  @Test("Any byte that is changed is found, by name", arguments: SQLDialect.allCases)
  func changedBytes(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try Self.open(fixture.location, MasterKeys(try Self.masterKey("a")))
    try await Self.append("some secret", to: "s", of: "acme", in: database)
    let opened = try await database.write { connection in
      try Self.dropTriggers(on: connection)
      let stored = try connection.first("SELECT payload FROM events") { $0.blob(0) } ?? []
      #expect(stored.count == 1 + 8 + 12 + 11 + 16)
      return try stored.indices.filter { index in
        var changed = stored
        changed[index] ^= 1 << (index % 8)
        try connection.execute("UPDATE events SET payload = ?", [.blob(changed)])
        do {
          _ = try EventLog.events(of: "s", on: connection)
          return true
        } catch let error as StoreError {
          return error.code != .corrupt && error.code != .schemaMismatch
        }
      }
    }
    #expect(opened == [])
    await database.close()
  }

  @Test(
    "A sealed value opens nowhere but where it was stored",
    arguments: SQLDialect.allCases,
    [
      // Exchanged within a stream, put into another one, and renumbered.
      """
      UPDATE events SET payload = (SELECT payload FROM events o WHERE o.position = 3 - events.position)
      WHERE position < 3
      """,
      "UPDATE events SET payload = (SELECT payload FROM events o WHERE o.position = 3) WHERE position = 1",
      "UPDATE events SET version = 9 WHERE position = 1",
      "UPDATE events SET position = 9 WHERE position = 1",
      "UPDATE store_data_keys SET tenant = 'other' WHERE tenant = 'acme'",
      "DELETE FROM store_data_keys",
      """
      UPDATE store_data_keys SET wrapped =
        (SELECT wrapped FROM store_data_keys o WHERE o.tenant <> store_data_keys.tenant)
      """,
    ])
  func movedValues(dialect: SQLDialect, sql: String) async throws {
    let fixture = try StoreFixture(dialect)
    let keys = MasterKeys(try Self.masterKey("a"))
    let database = try Self.open(fixture.location, keys)
    for stream in ["s", "s", "t"] {
      try await Self.append("text", to: stream, of: "acme", in: database)
    }
    try await Self.append("text", to: "u", of: "other", in: database)
    try await database.write { connection in
      try Self.dropTriggers(on: connection)
      try connection.execute(sql)
    }
    await database.close()
    let reopened = try Self.open(fixture.location, keys)
    #expect(await code { _ = try await Self.texts(of: "s", in: reopened) } == .corrupt)
    await reopened.close()
  }

  @Test(
    "What nobody sealed is refused in a store that was sealed from its beginning",
    arguments: SQLDialect.allCases)
  func plainIsRefused(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try Self.open(fixture.location, MasterKeys(try Self.masterKey("a")))
    try await database.write { connection in
      try connection.execute(
        "INSERT INTO events VALUES (1, 's', 1, 'Noted', 0, ?, ?)", [.blob([65]), .blob([])])
    }
    #expect(await code { _ = try await Self.texts(of: "s", in: database) } == .corrupt)
    await database.close()
  }

  @Test("A store that is sealed later keeps what was in it", arguments: SQLDialect.allCases)
  func sealedLater(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let plain = try Self.open(fixture.location, nil)
    // First bytes that stand for a format when they are not the payload's own.
    let payloads: [[UInt8]] = [[], [0], [1, 2, 3], [7], [8], [0, 1, 255]]
    try await plain.write { connection in
      try EventLog.append(
        payloads.map { NewEvent(kind: "Noted", payload: $0) }, to: "s", expectedVersion: nil,
        now: 0, on: connection)
    }
    await plain.close()
    let sealed = try Self.open(fixture.location, MasterKeys(try Self.masterKey("a")))
    try await Self.append("later", to: "s", of: "acme", in: sealed)
    let (found, stored, count) = try await sealed.read { connection in
      (
        try EventLog.events(of: "s", on: connection).map(\.payload),
        try connection.query("SELECT payload FROM events ORDER BY position") { $0.blob(0) },
        try EventLog.verify(on: connection).eventCount
      )
    }
    #expect(found == payloads + [Array("later".utf8)])
    #expect(stored.last?.first == 1)
    #expect(count == payloads.count + 1)
    await sealed.close()
  }

  @Test(
    "The chain is verified without a key, and finds what was changed",
    arguments: SQLDialect.allCases)
  func verifiedWithoutKey(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try Self.open(fixture.location, MasterKeys(try Self.masterKey("a")))
    for number in 0..<5 {
      try await Self.append("\(number)", to: "s", of: "acme", in: database)
    }
    // As good as no key: whatever seals them, they do not open.
    try await database.write { try $0.execute("DELETE FROM store_data_keys") }
    #expect(try await database.read { try EventLog.verify(on: $0).eventCount } == 5)
    try await database.write { connection in
      try Self.dropTriggers(on: connection)
      try connection.execute("UPDATE events SET payload = hash WHERE position = 2")
    }
    #expect(await code { try await database.read { _ = try EventLog.verify(on: $0) } } == .corrupt)
    await database.close()
  }
}
