import Memory
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// A clock that only the test turns.
final class HandClock: Sendable {
  private let time = Atomic<Int>(1_000_000)

  var now: Int { time.load(ordering: .sequentiallyConsistent) }

  func advance(milliseconds: Int) {
    time.add(milliseconds, ordering: .sequentiallyConsistent)
  }
}

@Suite("Memory store")
struct MemoryStoreTests {
  private let clock = HandClock()

  private func open(_ fixture: StoreFixture) throws -> MemoryStore {
    try MemoryStore(at: fixture.location, now: { [clock] in clock.now })
  }

  private func user(_ text: String) -> NewTurn {
    NewTurn(speaker: .user, text: text)
  }

  private func create(
    _ id: String, tenant: String = "t", seconds: Int? = nil, in store: MemoryStore
  ) async throws {
    _ = try await store.createSession(
      tenant: tenant, id: id, title: "Title of \(id)", timeToLiveSeconds: seconds)
  }

  @Test(
    "Turns are read back in order, with what was given, also after a restart",
    arguments: SQLDialect.allCases)
  func readsBackAfterRestart(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", in: store)
    clock.advance(milliseconds: 5)
    let given = [
      NewTurn(speaker: .user, text: "Why?", runID: "r1", metadata: ["k": "v", "ü": "\""]),
      NewTurn(speaker: .assistant, text: "Because."),
      NewTurn(speaker: .tool, text: ""),
    ]
    let stored = try await store.append(
      tenant: "t", session: "a", turns: given, idempotencyKey: "")
    #expect(stored.map(\.position) == [1, 2, 3])
    await store.close()

    let reopened = try open(fixture)
    let (turns, more) = try await reopened.turns(tenant: "t", session: "a", after: 0, pageSize: 0)
    #expect(turns == stored && !more)
    #expect(turns.map(\.metadata) == given.map(\.metadata))
    let session = try await reopened.session(tenant: "t", id: "a")
    #expect(session.turnCount == 3 && session.title == "Title of a")
    #expect(session.updatedAt == session.createdAt + 5 && session.expiresAt == nil)
    await reopened.close()
  }

  @Test(
    "The same idempotency key stores once and returns the first call's turns",
    arguments: SQLDialect.allCases)
  func appendIsIdempotent(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", in: store)
    let results = try await withThrowingTaskGroup(of: [Turn].self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await store.append(
            tenant: "t", session: "a", turns: [user("one"), user("two")], idempotencyKey: "k")
        }
      }
      return try await group.reduce(into: [[Turn]]()) { $0.append($1) }
    }
    #expect(Set(results).count == 1)
    let other = try await store.append(
      tenant: "t", session: "a", turns: [user("three")], idempotencyKey: "k2")
    #expect(other.map(\.position) == [3])
    // The key belongs to the session: another one may use it too.
    try await create("b", in: store)
    let elsewhere = try await store.append(
      tenant: "t", session: "b", turns: [user("four")], idempotencyKey: "k")
    #expect(elsewhere.map(\.text) == ["four"])
    await store.close()
  }

  @Test("Concurrent appends get positions without gaps", arguments: SQLDialect.allCases)
  func positionsHaveNoGaps(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", in: store)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<50 {
        group.addTask {
          _ = try await store.append(
            tenant: "t", session: "a", turns: [user("\(writer)"), user("\(writer)+")],
            idempotencyKey: "")
        }
      }
      try await group.waitForAll()
    }
    let (turns, _) = try await store.turns(tenant: "t", session: "a", after: 0, pageSize: 1000)
    #expect(turns.map(\.position) == Array(1...100))
    for pair in 0..<50 {
      #expect(turns[2 * pair].text + "+" == turns[2 * pair + 1].text)
    }
    await store.close()
  }

  @Test("Turns are read page by page", arguments: SQLDialect.allCases)
  func turnPages(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", in: store)
    _ = try await store.append(
      tenant: "t", session: "a", turns: (1...10).map { user("\($0)") }, idempotencyKey: "")
    let first = try await store.turns(tenant: "t", session: "a", after: 0, pageSize: 4)
    let last = try await store.turns(tenant: "t", session: "a", after: 8, pageSize: 4)
    #expect(first.turns.map(\.position) == [1, 2, 3, 4] && first.more)
    #expect(last.turns.map(\.position) == [9, 10] && !last.more)
    await store.close()
  }

  @Test(
    "Sessions are listed by last use, page by page, without the others' tenants",
    arguments: SQLDialect.allCases)
  func sessionPages(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    for number in 0..<7 {
      clock.advance(milliseconds: number % 2)
      try await create("s\(number)", in: store)
    }
    try await create("foreign", tenant: "other", in: store)
    clock.advance(milliseconds: 1)
    _ = try await store.append(
      tenant: "t", session: "s2", turns: [user("hi")], idempotencyKey: "")
    var listed: [String] = []
    var token = ""
    repeat {
      let page = try await store.sessions(tenant: "t", pageSize: 3, pageToken: token)
      #expect(page.sessions.count <= 3)
      listed += page.sessions.map(\.id)
      token = page.nextPageToken
    } while !token.isEmpty
    #expect(listed.first == "s2")
    #expect(listed.sorted() == (0..<7).map { "s\($0)" })
    await #expect(throws: MemoryError.self) {
      try await store.sessions(tenant: "t", pageSize: 3, pageToken: "garbage")
    }
    await store.close()
  }

  @Test(
    "Search finds turns by their words, best first, in the tenant's live sessions only",
    arguments: SQLDialect.allCases)
  func search(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", in: store)
    try await create("b", seconds: 1, in: store)
    try await create("a", tenant: "other", in: store)
    for (tenant, session, text) in [
      ("t", "a", "The postinst script runs after unpacking."), ("t", "a", "Nothing of interest."),
      ("t", "b", "A script, a script, a Script!"), ("other", "a", "secret script"),
      ("t", "a", "Café culture"),
    ] {
      _ = try await store.append(
        tenant: tenant, session: session, turns: [user(text)], idempotencyKey: "")
    }
    func found(_ query: String, session: String = "") async throws -> [String] {
      try await store.search(tenant: "t", session: session, query: query, limit: 10)
        .map(\.turn.text)
    }
    #expect(
      try await found("script") == [
        "A script, a script, a Script!", "The postinst script runs after unpacking.",
      ])
    #expect(try await found("script", session: "a").count == 1)
    #expect(try await found("cafe") == ["Café culture"])
    // Operators of the search engine are plain words here.
    #expect(try await found("\"interest\" AND (NOT postinst*) text:x").count == 2)
    await #expect(throws: MemoryError.self) { try await found("?!") }
    clock.advance(milliseconds: 1000)
    #expect(try await found("script").count == 1)
    await store.close()
  }

  @Test(
    "Scores and ranks of one tenant do not depend on what others have written",
    arguments: SQLDialect.allCases)
  func ranksOfATenantAreItsOwn(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", in: store)
    try await create("a", tenant: "other", in: store)
    let texts = [
      "rare and common", "common common", "common things of some length", "none of both",
    ]
    _ = try await store.append(
      tenant: "t", session: "a", turns: texts.map(user), idempotencyKey: "")
    func ranking() async throws -> [TurnMatch] {
      try await store.search(tenant: "t", session: "", query: "rare common", limit: 10)
    }
    let before = try await ranking()
    #expect(before.map(\.turn.position) == [1, 2, 3])
    for _ in 0..<4 {
      _ = try await store.append(
        tenant: "other", session: "a", turns: (0..<64).map { _ in user("rare") },
        idempotencyKey: "")
    }
    #expect(try await ranking() == before)
    #expect(
      try await store.search(tenant: "nobody", session: "", query: "rare", limit: 10) == [])
    await store.close()
  }

  @Test(
    "A session is invisible from its expiry on, appends move it, and a sweep purges it",
    arguments: SQLDialect.allCases)
  func expiry(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", seconds: 10, in: store)
    try await create("forever", in: store)
    clock.advance(milliseconds: 9_000)
    _ = try await store.append(
      tenant: "t", session: "a", turns: (0..<64).map { user("\($0)") }, idempotencyKey: "k")
    clock.advance(milliseconds: 9_999)
    #expect(try await store.session(tenant: "t", id: "a").turnCount == 64)
    #expect(try await store.purgeExpiredSessions() == 0)
    clock.advance(milliseconds: 1)
    await #expect(throws: MemoryError.sessionNotFound("a")) {
      try await store.session(tenant: "t", id: "a")
    }
    await #expect(throws: MemoryError.sessionNotFound("a")) {
      try await store.append(
        tenant: "t", session: "a", turns: [user("late")], idempotencyKey: "")
    }
    #expect(
      try await store.sessions(tenant: "t", pageSize: 0, pageToken: "").sessions.map(\.id)
        == ["forever"])
    #expect(try await store.purgeExpiredSessions() == 1)
    await store.close()
    #expect(try await rowCounts(fixture) == ["turns": 0, "appends": 0, "sessions": 1])
  }

  @Test("A long expired session is purged in several transactions", arguments: SQLDialect.allCases)
  func longSessionIsPurged(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", seconds: 10, in: store)
    for _ in 0..<20 {
      _ = try await store.append(
        tenant: "t", session: "a", turns: (0..<64).map { user("word\($0)") }, idempotencyKey: "")
    }
    clock.advance(milliseconds: 10_000)
    #expect(try await store.purgeExpiredSessions() == 1)
    await store.close()
    #expect(try await rowCounts(fixture) == ["turns": 0, "appends": 0, "sessions": 0])
  }

  @Test("An expired id may be used again; a live one may not", arguments: SQLDialect.allCases)
  func idsAreFreedByExpiry(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", seconds: 1, in: store)
    await #expect(throws: MemoryError.sessionExists("a")) { try await create("a", in: store) }
    _ = try await store.append(
      tenant: "t", session: "a", turns: [user("old")], idempotencyKey: "k")
    clock.advance(milliseconds: 1000)
    try await create("a", in: store)
    let turns = try await store.append(
      tenant: "t", session: "a", turns: [user("new")], idempotencyKey: "k")
    #expect(turns.map(\.text) == ["new"] && turns.map(\.position) == [1])
    await store.close()
  }

  @Test(
    "Turns of a live session cannot be changed or deleted, whoever asks",
    arguments: SQLDialect.allCases)
  func turnsAreAppendOnly(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", in: store)
    _ = try await store.append(
      tenant: "t", session: "a", turns: [user("kept")], idempotencyKey: "")
    await store.close()
    let database = try Database(at: fixture.location, migrations: MemoryStore.schema.migrations)
    for sql in ["UPDATE turns SET run_id = 'x'", "DELETE FROM turns"]
      + (dialect == .postgres ? ["TRUNCATE turns CASCADE"] : [])
    {
      await #expect { try await database.write { try $0.execute(sql) } } throws: {
        ($0 as? StoreError)?.message.contains("append-only") == true
      }
    }
    await database.close()
  }

  @Test("What is out of its limits is refused by name", arguments: SQLDialect.allCases)
  func limits(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    try await create("a", in: store)
    let long = String(repeating: "x", count: 129)
    await #expect {
      try await create(long, in: store)
    } throws: { "\($0)".contains("session_id has 129 bytes; at most 128") }
    await #expect {
      try await create("b", seconds: 0, in: store)
    } throws: { "\($0)".contains("ttl_s is 0") }
    await #expect {
      try await store.append(tenant: "t", session: "a", turns: [], idempotencyKey: "")
    } throws: { "\($0)".contains("turns holds 0") }
    await #expect {
      try await store.turns(tenant: "t", session: "a", after: 0, pageSize: 1001)
    } throws: { "\($0)".contains("page_size is 1001") }
    await #expect(throws: MemoryError.sessionNotFound("nowhere")) {
      try await store.turns(tenant: "t", session: "nowhere", after: 0, pageSize: 0)
    }
    await store.close()
  }

  private func rowCounts(_ fixture: StoreFixture) async throws -> [String: Int] {
    let database = try Database(at: fixture.location, migrations: MemoryStore.schema.migrations)
    let counts = try await database.read { connection in
      var counts: [String: Int] = [:]
      for table in ["turns", "appends", "sessions"] {
        counts[table] = try connection.first("SELECT count(*) FROM \(table)") { $0.int(0) }
      }
      return counts
    }
    await database.close()
    return counts
  }
}
