import Memory
import Store
import StoreFixture
import TestSupport
import Testing

/// What a search finds, and how it ranks it, whatever engine keeps the index.
@Suite("Memory search")
struct MemorySearchTests {
  private func append(
    _ texts: [String], session: String = "a", tenant: String = "t", in store: MemoryStore
  ) async throws {
    _ = try await store.append(
      tenant: tenant, session: session,
      turns: texts.map { NewTurn(speaker: .user, text: $0) }, idempotencyKey: "")
  }

  @Test(
    "A turn matches a query that has one of its words, and no other", arguments: SQLDialect.allCases
  )
  func matches(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(at: fixture.location)
    _ = try await store.createSession(tenant: "t", id: "a", title: "", timeToLiveSeconds: nil)
    let texts = [
      "Café culture", "The foo.bar.com host", "mail me@example.org", "Straße", "किताब", "v1e5 -3",
      "{a,\"b\"} 'c' \\d NULL", "", "?!", String(repeating: "word ", count: 3_000) + "last",
      (0..<40_000).map { "w\($0)" }.joined(separator: " "),
    ]
    try await append(texts, in: store)
    for (query, found) in [
      ("cafe", [1]), ("CAFE\u{301}", [1]), ("caf", []), ("foo", [2]), ("com bar", [2]),
      ("foo.bar.com", [2]), ("example", [3]), ("STRASSE", [4]), ("किताब", [5]), ("क", []),
      ("1e5", []), ("v1e5", [6]), ("3", [6]), ("null", [7]), ("b", [7]), ("D", [7]),
      ("last", [10]), ("\"last\" AND (NOT caf*) text:x", [10]), ("w39999 w0", [11]),
      (String(repeating: "x", count: 1_024), []), ("culture cafe", [1]),
    ] {
      let positions = try await store.search(tenant: "t", session: "", query: query, limit: 100)
        .map(\.turn.position)
      #expect(positions == found, "\(query)")
    }
    await store.close()
  }

  @Test("Both engines find the same turns in the same order with the same scores")
  func enginesAgree() async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let words = ["a", "b", "é", "e\u{301}", "E", "и", "й", "字", "x1", "x", "ß", "ss", "한", "🐦"]
    func text(_ count: Int) -> String {
      (0..<count).map { _ in words.randomElement(using: &random)! }
        .joined(separator: [" ", "-", ""].randomElement(using: &random)!)
    }
    let clock = HandClock()
    let stores = try SQLDialect.allCases.map { dialect -> (StoreFixture, MemoryStore) in
      let fixture = try StoreFixture(dialect)
      return (fixture, try MemoryStore(at: fixture.location, now: { clock.now }))
    }
    for (_, store) in stores {
      for (id, seconds) in [("a", nil), ("b", nil), ("gone", 1)] as [(String, Int?)] {
        _ = try await store.createSession(
          tenant: "t", id: id, title: "", timeToLiveSeconds: seconds)
      }
    }
    for session in ["a", "gone", "b", "a", "gone", "b"] {
      let texts = (0..<15).map { _ in text(Int.random(in: 0...12, using: &random)) }
      for (_, store) in stores { try await append(texts, session: session, in: store) }
    }
    for phase in ["live", "expired", "purged"] {
      if phase == "expired" { clock.advance(milliseconds: 1_000) }
      for (_, store) in stores where phase == "purged" {
        #expect(try await store.purgeExpiredSessions() == 1)
      }
      for round in 0..<20 {
        let query = "b " + text(Int.random(in: 1...3, using: &random))
        let session = round % 3 == 0 ? "b" : ""
        var found: [[TurnMatch]] = []
        for (_, store) in stores {
          found.append(
            try await store.search(tenant: "t", session: session, query: query, limit: 100))
        }
        #expect(!found[0].isEmpty, "seed \(seed): \(query)")
        #expect(
          found[0].map(\.turn.text).sorted() == found[1].map(\.turn.text).sorted(),
          "seed \(seed), \(phase): \(query)")
        // Equal scores may differ in their last bits, and then stand in another order.
        for (one, other) in zip(found[0], found[1]) {
          #expect(
            abs(one.score - other.score) < 1e-9 * max(1e-6, one.score),
            "seed \(seed), \(phase): \(query)")
        }
      }
    }
    for (_, store) in stores { await store.close() }
  }

  @Test(
    "Turns that an earlier version indexed by its own rule are found and purged",
    arguments: 1...2)
  func upgradesTheIndex(from version: Int) async throws {
    let fixture = try StoreFixture(.sqlite)
    let clock = HandClock()
    let earlier = try Database(
      at: fixture.location, migrations: Array(MemoryStore.schema.migrations.prefix(version)))
    try await earlier.write { connection in
      try connection.executeScript(
        """
        INSERT INTO sessions VALUES ('t', 'a', '', 1, 1, NULL, NULL, 1, 0);
        INSERT INTO sessions VALUES ('t', 'b', '', 1, 1, 1, 1, 1, 0);
        INSERT INTO turns VALUES (1, 't', 'a', 1, 1, 'an old script', 1, '', '{}');
        INSERT INTO turns VALUES (2, 't', 'b', 1, 1, 'an expired script', 1, '', '{}');
        """)
      guard version == 2 else { return }
      try connection.executeScript(
        """
        INSERT INTO word_indexes (id, tenant) VALUES (1, 't');
        CREATE VIRTUAL TABLE words_1 USING fts5 (
          text, content = 'turns', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO words_1 (rowid, text) SELECT row, text FROM turns;
        """)
    }
    await earlier.close()
    let store = try MemoryStore(at: fixture.location, now: { clock.now })
    func found() async throws -> [String] {
      try await store.search(tenant: "t", session: "", query: "script", limit: 10)
        .map(\.turn.text)
    }
    #expect(try await found() == ["an old script"])
    #expect(try await store.purgeExpiredSessions() == 1)
    try await append(["a new script, a script"], in: store)
    #expect(try await found() == ["a new script, a script", "an old script"])
    await store.close()
    let database = try Database(at: fixture.location, migrations: MemoryStore.schema.migrations)
    let terms = try await database.write { connection in
      try connection.execute("INSERT INTO words_1 (words_1) VALUES ('integrity-check')")
      try connection.execute(
        "CREATE VIRTUAL TABLE temp.terms USING fts5vocab ('main', 'words_1', 'row')")
      return try connection.query("SELECT term, cnt FROM temp.terms") {
        "\($0.text(0)) \($0.int(1))"
      }
    }
    #expect(terms == ["a 2", "an 1", "new 1", "old 1", "script 3"])
    await database.close()
  }

  @Test(
    "An index of an earlier rule is made anew, and purges meanwhile leave nothing of it",
    arguments: SQLDialect.allCases)
  func rebuilds(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let clock = HandClock()
    let store = try MemoryStore(at: fixture.location, now: { clock.now })
    _ = try await store.createSession(tenant: "t", id: "a", title: "", timeToLiveSeconds: nil)
    _ = try await store.createSession(tenant: "t", id: "b", title: "", timeToLiveSeconds: 1)
    try await append((0..<40).map { "kept \($0)" }, in: store)
    try await append(["kept too briefly"], session: "b", in: store)
    await store.close()
    let database = try Database(at: fixture.location, migrations: MemoryStore.schema.migrations)
    try await database.write { try $0.execute("UPDATE word_indexes SET rule = 1") }
    await database.close()
    let reopened = try MemoryStore(at: fixture.location, now: { clock.now })
    clock.advance(milliseconds: 1_000)
    #expect(try await reopened.purgeExpiredSessions() == 1)
    let found = try await reopened.search(tenant: "t", session: "", query: "kept", limit: 100)
    #expect(found.map(\.turn.position) == Array(1...40))
    #expect(Set(found.map(\.score)).count == 1)
    await reopened.close()
  }

  @Test("Three processes on one PostgreSQL answer as one does, whichever is asked")
  func replicas() async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let clock = HandClock()
    let shared = try StoreFixture(.postgres)
    let replicas = try (0..<3).map { _ in
      try MemoryStore(at: shared.location, now: { clock.now })
    }
    let alone = try StoreFixture(.postgres)
    let single = try MemoryStore(at: alone.location, now: { clock.now })
    for round in 0..<120 {
      let replica = replicas[round % 3]
      let session = "s\(Int.random(in: 0...4, using: &random))"
      let number = Int.random(in: 0...9, using: &random)
      let turns = (0...number % 3).map { NewTurn(speaker: .user, text: "word\(number) \($0)") }
      let key = number < 5 ? "k\(number)" : ""
      let answers = await [replica, single].asyncMap { store -> [String] in
        [
          await outcome {
            try await store.createSession(
              tenant: "t", id: session, title: "\(round)", timeToLiveSeconds: number < 8 ? 60 : 1)
          },
          await outcome {
            try await store.append(
              tenant: "t", session: session, turns: turns, idempotencyKey: key)
          },
          await outcome { try await store.session(tenant: "t", id: session) },
          await outcome { try await store.sessions(tenant: "t", pageSize: 3, pageToken: "") },
          await outcome {
            try await store.turns(
              tenant: "t", session: session, after: number, pageSize: 5)
          },
          await outcome {
            try await store.search(
              tenant: "t", session: "", query: "word\(number)", limit: 0)
          },
          round % 10 == 9 ? await outcome { try await store.purgeExpiredSessions() } : "",
        ]
      }
      #expect(answers[0] == answers[1], "seed \(seed), round \(round)")
      clock.advance(milliseconds: Int.random(in: 0...300, using: &random))
    }
    for store in replicas + [single] { await store.close() }
  }

  /// What a call answered, or why it was refused.
  private func outcome<T>(_ call: () async throws -> T) async -> String {
    do {
      return "\(try await call())"
    } catch {
      return "\(error)"
    }
  }
}

extension Array {
  fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
    var results: [T] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
