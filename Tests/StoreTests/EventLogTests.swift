import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Event log")
struct EventLogTests {
  private func open(_ fixture: StoreFixture) throws -> Database {
    try Database(at: fixture.location, migrations: [EventLog.migration])
  }

  private static func event(_ text: String) -> NewEvent {
    NewEvent(kind: "Noted", payload: Array(text.utf8))
  }

  private func append(
    _ texts: [String], to stream: String, expectedVersion: Int? = nil, in database: Database
  ) async throws {
    try await database.write { connection in
      try EventLog.append(
        texts.map(Self.event), to: stream, expectedVersion: expectedVersion, now: 1_000,
        on: connection)
    }
  }

  private func texts(of stream: String, in database: Database) async throws -> [String] {
    try await database.read { connection in
      try EventLog.events(of: stream, on: connection).map {
        String(decoding: $0.payload, as: UTF8.self)
      }
    }
  }

  @Test(
    "Streams are read back in order, with versions and positions without gaps",
    arguments: SQLDialect.allCases)
  func readsBack(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await append(["a1", "a2"], to: "a", expectedVersion: 0, in: database)
    try await append(["b1"], to: "b", expectedVersion: 0, in: database)
    try await append(["a3"], to: "a", expectedVersion: 2, in: database)
    #expect(try await texts(of: "a", in: database) == ["a1", "a2", "a3"])
    let (all, later) = try await database.read { connection in
      (
        try EventLog.events(after: 0, countMax: 10, on: connection),
        try EventLog.events(of: "a", after: 1, countMax: 1, on: connection)
      )
    }
    #expect(all.map(\.position) == [1, 2, 3, 4])
    #expect(all.map(\.version) == [1, 2, 1, 3])
    #expect(later.map(\.version) == [2])
    await database.close()
  }

  @Test(
    "Appends to many streams at once are those that one after the other would be",
    arguments: SQLDialect.allCases)
  func manyStreams(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    for count in [1, 150] {
      // Of those that are there every seventh is believed to be elsewhere, and the first is named twice.
      let appends = (0..<count).map { number in
        EventAppend(
          (0...number % 3).map { Self.event("\(number).\($0)") }, to: "s\(number)", tenant: "",
          expectedVersion: count > 1 && number % 7 == 6 ? 5 : (count > 1 && number == 0 ? 1 : 0),
          now: 1_000)
      }
      let again = EventAppend(
        [Self.event("again")], to: "s0", tenant: "", expectedVersion: count > 1 ? 2 : 1, now: 1)
      let refused = try await database.write {
        try EventLog.append(count > 1 ? appends + [again] : appends, on: $0)
      }
      #expect(
        refused.map { $0?.code == .versionConflict }
          == appends.map { $0.expectedVersion == 5 } + (count > 1 ? [false] : []))
    }
    #expect(try await texts(of: "s0", in: database) == ["0.0", "0.0", "again"])
    #expect(try await texts(of: "s6", in: database).isEmpty)
    #expect(try await texts(of: "s149", in: database) == ["149.0", "149.1", "149.2"])
    let end = try await database.read { try EventLog.verify(on: $0) }
    let expected = 2 + (0..<150).filter { $0 % 7 != 6 }.reduce(0) { $0 + $1 % 3 + 1 }
    #expect(end.eventCount == expected)
    await database.close()
  }

  @Test(
    "Read backwards, page by page, a stream and the log are what they are forwards, newest first",
    arguments: SQLDialect.allCases)
  func readsBackwards(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    for number in 0..<60 {
      let stream = ["a", "b", "c"].randomElement(using: &random)!
      try await append(["\(number)", "\(number)+"], to: stream, in: database)
    }
    let pageSize = Int.random(in: 1...50, using: &random)
    let forwards = try await database.read { try EventLog.events(after: 0, countMax: 999, on: $0) }
    #expect(forwards.count == 120)
    var all: [RecordedEvent] = []
    var page: [RecordedEvent]
    repeat {
      let before = all.last?.position ?? .max
      page = try await database.read {
        try EventLog.eventsBackwards(before: before, countMax: pageSize, on: $0)
      }
      #expect(page.count <= pageSize)
      all += page
    } while !page.isEmpty
    #expect(all == forwards.reversed(), "seed \(seed)")
    for stream in ["a", "b", "c", "none"] {
      var events: [RecordedEvent] = []
      repeat {
        let before = events.last?.version ?? .max
        page = try await database.read {
          try EventLog.eventsBackwards(of: stream, before: before, countMax: pageSize, on: $0)
        }
        events += page
      } while !page.isEmpty
      #expect(events == forwards.filter { $0.stream == stream }.reversed(), "seed \(seed)")
    }
    await database.close()
  }

  @Test("Of two appends that expect the same version one succeeds", arguments: SQLDialect.allCases)
  func versionsConflict(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let successes = await withTaskGroup(of: Bool.self) { group in
      for writer in 0..<50 {
        group.addTask {
          do {
            try await append(["w\(writer)"], to: "s", expectedVersion: 0, in: database)
            return true
          } catch {
            return (error as? StoreError)?.code != .versionConflict
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(successes == 1)
    #expect(try await texts(of: "s", in: database).count == 1)
    await database.close()
  }

  @Test(
    "The database itself refuses to change, delete or replace an event",
    arguments: [
      (.sqlite, "UPDATE events SET payload = x'00' WHERE position = 1"),
      (.sqlite, "DELETE FROM events"),
      (.sqlite, "REPLACE INTO events SELECT 1, 's', 9, kind, 0, payload, hash FROM events"),
      (.sqlite, "REPLACE INTO events SELECT 9, 's', 1, kind, 0, payload, hash FROM events"),
      (.postgres, "UPDATE events SET payload = '' WHERE position = 1"),
      (.postgres, "DELETE FROM events"),
      (.postgres, "TRUNCATE events"),
      (
        .postgres,
        """
        INSERT INTO events SELECT * FROM events ON CONFLICT (position) DO UPDATE SET payload = ''
        """
      ),
    ] as [(SQLDialect, String)])
  func appendOnly(dialect: SQLDialect, sql: String) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await append(["kept"], to: "s", in: database)
    await #expect {
      try await database.write { try $0.execute(sql) }
    } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .constraint && error.message.contains("append-only")
    }
    #expect(try await texts(of: "s", in: database) == ["kept"])
    await database.close()
  }

  @Test(
    "Whoever gets around the triggers is found by the hash chain",
    arguments: SQLDialect.allCases,
    [
      "UPDATE events SET payload = hash WHERE position = 3",
      "UPDATE events SET recorded_at_ms = 7 WHERE position = 3",
      "UPDATE events SET kind = 'Other' WHERE position = 3",
      "DELETE FROM events WHERE position = 3",
      "DELETE FROM events WHERE position = 1",
      "UPDATE events SET stream = 't', version = 1 WHERE position = 5",
    ])
  func tamperingIsFound(dialect: SQLDialect, sql: String) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await append((1...5).map { "e\($0)" }, to: "s", in: database)
    let intact = try await database.read { try EventLog.verify(on: $0).eventCount }
    #expect(intact == 5)
    try await database.write { connection in
      let table = dialect == .postgres ? " ON events" : ""
      try connection.executeScript(
        """
        DROP TRIGGER events_are_never_changed\(table);
        DROP TRIGGER events_are_never_deleted\(table);
        """)
      try connection.execute(sql)
    }
    await #expect {
      try await database.read { _ = try EventLog.verify(on: $0) }
    } throws: { ($0 as? StoreError)?.code == .corrupt }
    await database.close()
  }

  @Test(
    "A follower sees what was there and then what comes, once each and in order",
    arguments: SQLDialect.allCases)
  func followerSeesAll(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await append(["1", "2"], to: "s", in: database)
    async let followed: [Int] = {
      var versions: [Int] = []
      for try await event in EventFollower(database: database, stream: "s", afterVersion: 1) {
        versions.append(event.version)
        if event.version == 302 { break }
      }
      return versions
    }()
    for number in 3...302 {
      try await append(["\(number)"], to: "s", in: database)
      try await append(["other"], to: "t", in: database)
    }
    #expect(try await followed == Array(2...302))
    await database.close()
  }

  @Test(
    "A follower that is cancelled ends, and so does one whose database closes",
    arguments: SQLDialect.allCases)
  func followerEnds(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let start: @Sendable () async -> (any Error)? = {
      do {
        for try await _ in EventFollower(database: database, afterPosition: 0) {}
        return nil
      } catch {
        return error
      }
    }
    let cancelled = Task { await start() }
    let closed = Task { await start() }
    cancelled.cancel()
    #expect(await cancelled.value is CancellationError)
    await database.close()
    #expect((await closed.value as? StoreError)?.code == .closed)
  }
}
