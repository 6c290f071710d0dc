import Memory
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Facts")
struct FactTests {
  private let clock = HandClock()

  private func open(_ fixture: StoreFixture, sealed: Bool = false) throws -> MemoryStore {
    try MemoryStore(
      at: fixture.location, masterKeys: sealed ? try masterKeys("a") : nil,
      now: { [clock] in clock.now })
  }

  private func record(
    _ facts: NewFact..., of person: String = "p", tenant: String = "t", key: String = "",
    in store: MemoryStore
  ) async throws -> [Fact] {
    try await store.recordFacts(
      tenant: tenant, person: person, facts: facts, idempotencyKey: key)
  }

  private func values(
    _ query: FactQuery = FactQuery(), of person: String = "p", tenant: String = "t",
    in store: MemoryStore
  ) async throws -> [String] {
    try await store.facts(
      tenant: tenant, person: person, query: query, pageSize: 0, pageToken: ""
    ).facts.map { $0.value ?? "nil" }
  }

  @Test(
    "A fact takes the place of another from then on, and what was known before can be asked for",
    arguments: SQLDialect.allCases, [true, false])
  func twoTimes(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture, sealed: isSealed)
    func city(_ value: String?, from: Int, to: Int? = nil) -> NewFact {
      NewFact(subject: "Ada", predicate: "lives in", value: value, validFrom: from, validTo: to)
    }
    let first = try await record(city("London", from: 100), in: store)
    let t1 = clock.now
    clock.advance(milliseconds: 10)
    // She had moved at 200 already.
    _ = try await record(city("Turin", from: 200), in: store)
    let t2 = clock.now
    clock.advance(milliseconds: 10)
    // And nothing is known of 150 to 160.
    _ = try await record(city(nil, from: 150, to: 160), in: store)
    func at(_ valid: Int, _ recorded: Int?) async throws -> [String] {
      try await values(FactQuery(validAt: valid, recordedAt: recorded), in: store)
    }
    #expect(try await at(250, t1) == ["London"])
    #expect(try await at(250, t2) == ["Turin"])
    #expect(try await at(155, t2) == ["London"])
    #expect(try await at(155, nil) == [])
    #expect(try await at(199, nil) == ["London"])
    #expect(try await at(200, nil) == ["Turin"])
    #expect(try await at(99, nil) == [])
    #expect(try await at(250, t1 - 1) == [])
    #expect(try await values(in: store) == ["Turin"])
    let history = try await store.facts(
      tenant: "t", person: "p", query: FactQuery(isHistory: true), pageSize: 0, pageToken: "")
    #expect(
      Set(history.facts.map { "\($0.value!) \($0.validFrom)-\($0.validTo ?? -1)" }) == [
        "London 100--1", "London 100-200", "Turin 200--1", "London 100-150", "London 160-200",
      ])
    #expect(first.map(\.number) == [1] && first[0].recordedAt == t1)
    #expect(history.facts.filter { $0.value == "London" }.allSatisfy { $0.number == 1 })
    await store.close()
  }

  /// What is believed, computed naively: of the facts that were recorded by then and cover the time, the last.
  private struct Model {
    var facts: [Fact] = []

    func values(validAt: Int, recordedAt: Int, now: Int) -> Set<String> {
      var last: [String: Fact] = [:]
      for fact in facts
      where fact.recordedAt <= recordedAt && fact.validFrom <= validAt
        && validAt < fact.validTo ?? .max
      {
        last["\(fact.subject)/\(fact.predicate)"] = fact
      }
      return Set(
        last.compactMap { key, fact in
          fact.expiresAt.map { $0 <= now } == true ? nil : fact.value.map { "\(key)=\($0)" }
        })
    }
  }

  @Test(
    "Whatever is recorded, each question is answered as a naive model answers it, and the tables are what the log makes again",
    arguments: SQLDialect.allCases, [true, false])
  func model(dialect: SQLDialect, isSealed: Bool) async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture, sealed: isSealed)
    var model = Model()
    for number in 0..<50 {
      // A clock may be set back.
      clock.advance(milliseconds: [0, 0, 1, 3, -2].randomElement(using: &random)!)
      let facts = (0..<Int.random(in: 1...3, using: &random)).map { index in
        let from = Int.random(in: 0...12, using: &random)
        return NewFact(
          subject: "s\(Int.random(in: 0...1, using: &random))", predicate: "p",
          value: Int.random(in: 0...4, using: &random) == 0 ? nil : "\(number).\(index)",
          validFrom: from,
          validTo: Bool.random(using: &random)
            ? nil : from + Int.random(in: 1...8, using: &random),
          timeToLiveSeconds: Int.random(in: 0...9, using: &random) == 0 ? 1 : nil)
      }
      model.facts += try await store.recordFacts(
        tenant: "t", person: "p", facts: facts, idempotencyKey: "")
    }
    #expect(model.facts.map(\.number) == Array(1...model.facts.count), "seed \(seed)")
    func check(_ phase: String) async throws {
      let last = model.facts.last!.recordedAt
      for recordedAt in Set((0...8).map { last - 5 * $0 }) {
        for validAt in 0...14 {
          let found = try await store.facts(
            tenant: "t", person: "p",
            query: FactQuery(validAt: validAt, recordedAt: recordedAt), pageSize: 0, pageToken: "")
          #expect(
            Set(found.facts.map { "\($0.subject)/\($0.predicate)=\($0.value!)" })
              == model.values(validAt: validAt, recordedAt: recordedAt, now: clock.now),
            "seed \(seed), \(phase), valid at \(validAt), recorded at \(recordedAt)")
        }
      }
    }
    func history() async throws -> [String] {
      var (all, token) = ([Fact](), "")
      repeat {
        let page = try await store.facts(
          tenant: "t", person: "p", query: FactQuery(isHistory: true), pageSize: 17,
          pageToken: token)
        all += page.facts
        token = page.nextPageToken
      } while !token.isEmpty
      return all.map { "\($0)" }.sorted()
    }
    try await check("live")
    clock.advance(milliseconds: 1_500)
    try await check("expired")
    #expect(try await store.purgeExpiredFacts() >= 0)
    try await check("purged")
    let derived = try await history()
    try await store.rebuildFacts()
    try await store.purgeExpiredFacts()
    #expect(try await history() == derived, "seed \(seed)")
    #expect(!derived.isEmpty)
    try await check("rebuilt")
    #expect(
      try await store.database.read { try EventLog.verify(on: $0).eventCount } == model.facts.count)
    await store.close()
  }

  @Test(
    "A fact whose time to live is over is seen by nobody and purged", arguments: SQLDialect.allCases
  )
  func expiry(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    _ = try await record(
      NewFact(subject: "a", predicate: "b", value: "short", validFrom: 0, timeToLiveSeconds: 1),
      NewFact(subject: "c", predicate: "d", value: "long", validFrom: 0), in: store)
    #expect(try await values(in: store) == ["short", "long"])
    #expect(try await store.purgeExpiredFacts() == 0)
    clock.advance(milliseconds: 1_000)
    #expect(try await values(in: store) == ["long"])
    #expect(try await values(FactQuery(isHistory: true), in: store) == ["long"])
    #expect(try await store.purgeExpiredFacts() == 1)
    #expect(
      try await store.database.read { try $0.first("SELECT count(*) FROM facts") { $0.int(0) } }
        == 1)
    await store.close()
  }

  @Test(
    "The same idempotency key again records nothing, also at the same time",
    arguments: SQLDialect.allCases)
  func idempotency(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    let fact = NewFact(subject: "a", predicate: "b", value: "1")
    let answers = try await withThrowingTaskGroup(of: [Fact].self) { group in
      for _ in 0..<20 {
        group.addTask { try await record(fact, key: "k", in: store) }
      }
      return try await group.reduce(into: Set<[Fact]>()) { $0.insert($1) }
    }
    #expect(answers.count == 1)
    clock.advance(milliseconds: 5)
    #expect(try await record(fact, key: "k", in: store) == answers.first!)
    // The key is the person's own.
    #expect(try await record(fact, of: "q", key: "k", in: store)[0].recordedAt == clock.now)
    #expect(try await record(fact, key: "other", in: store)[0].number == 2)
    await store.close()
  }

  @Test(
    "Facts belong to one person of one tenant, and may be looked for",
    arguments: SQLDialect.allCases)
  func belonging(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    for (tenant, person) in [("t", "p"), ("t", "q"), ("t", ""), ("u", "p")] {
      _ = try await record(
        NewFact(subject: "sky", predicate: "colour", value: "\(tenant)/\(person)"),
        NewFact(subject: "sea", predicate: "colour", value: "x"), of: person, tenant: tenant,
        in: store)
    }
    #expect(try await values(FactQuery(subject: "sky"), in: store) == ["t/p"])
    #expect(try await values(FactQuery(subject: "sky"), of: "", in: store) == ["t/"])
    #expect(try await values(FactQuery(predicate: "colour"), of: "q", in: store).count == 2)
    #expect(try await values(FactQuery(subject: "sky", predicate: "size"), in: store) == [])
    #expect(try await values(tenant: "nobody", in: store) == [])
    await store.close()
  }

  @Test(
    "A fact names the turn that it comes from, which has to be there",
    arguments: SQLDialect.allCases)
  func sources(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    _ = try await store.createSession(tenant: "t", id: "s", title: "", timeToLiveSeconds: nil)
    func fact(_ session: String, _ position: Int) -> NewFact {
      NewFact(subject: "a", predicate: "b", value: "c", session: session, position: position)
    }
    for (session, position) in [("s", 1), ("s", 0)] {
      await #expect(throws: MemoryError.self) {
        try await record(fact(session, position), in: store)
      }
    }
    await #expect(throws: MemoryError.sessionNotFound("none")) {
      try await record(fact("none", 1), in: store)
    }
    _ = try await store.append(
      tenant: "t", session: "s", turns: [NewTurn(speaker: .user, text: "c")], idempotencyKey: "")
    let recorded = try await record(fact("s", 1), in: store)
    #expect(recorded[0].session == "s" && recorded[0].position == 1)
    await store.close()
  }

  @Test("What is out of its limits is refused by name", arguments: SQLDialect.allCases)
  func limits(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    let long = String(repeating: "x", count: 513)
    for (facts, part) in [
      ([], "facts holds 0"),
      ([NewFact(subject: "", predicate: "b", value: "c")], "facts[0].subject is empty"),
      ([NewFact(subject: "a", predicate: long, value: "c")], "facts[0].predicate has 513 bytes"),
      (
        [NewFact(subject: "a", predicate: "b", value: "\0")],
        "facts[0].value holds the character NUL"
      ),
      (
        [NewFact(subject: "a", predicate: "b", value: "c", validFrom: 5, validTo: 5)],
        "valid from 5 to 5"
      ),
      ([NewFact(subject: "a", predicate: "b", value: "c", validFrom: .min)], "valid_from_ms is"),
      (
        [NewFact(subject: "a", predicate: "b", value: "c", timeToLiveSeconds: 0)],
        "facts[0].ttl_s is 0"
      ),
    ] as [([NewFact], String)] {
      await #expect {
        try await store.recordFacts(tenant: "t", person: "p", facts: facts, idempotencyKey: "")
      } throws: { "\($0)".contains(part) }
    }
    await store.close()
  }

  @Test(
    "Preferences hold for a person whatever the session is", arguments: SQLDialect.allCases,
    [true, false])
  func preferences(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture, sealed: isSealed)
    func set(
      _ values: [String: String], clearing cleared: [String] = [], of person: String = "p",
      key: String = ""
    ) async throws -> [String] {
      try await store.setPreferences(
        tenant: "t", person: person, values: values, cleared: cleared, idempotencyKey: key
      ).map { "\($0.name)=\($0.value)" }
    }
    #expect(
      try await set(["tone": "dry", "language": "de"], key: "k") == ["language=de", "tone=dry"])
    #expect(try await set(["tone": "warm"]) == ["language=de", "tone=warm"])
    #expect(
      try await set(["tone": "dry", "language": "de"], key: "k") == ["language=de", "tone=warm"])
    #expect(try await set([:], clearing: ["language", "unknown"]) == ["tone=warm"])
    #expect(try await set(["tone": "loud"], of: "q") == ["tone=loud"])
    await #expect(throws: MemoryError.self) { try await set(["a": "b"], clearing: ["a"]) }
    // They are no facts, and outlive the process.
    #expect(try await values(in: store) == [])
    await store.close()
    let reopened = try open(fixture, sealed: isSealed)
    try await reopened.rebuildFacts()
    #expect(
      try await reopened.preferences(tenant: "t", person: "p").map(\.value) == ["warm"])
    #expect(try await reopened.preferences(tenant: "u", person: "p") == [])
    await reopened.close()
  }

  @Test("A person has no more preferences than may be", arguments: SQLDialect.allCases)
  func preferenceCount(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    for round in 0..<10 {
      _ = try await store.setPreferences(
        tenant: "t", person: "p",
        values: Dictionary(uniqueKeysWithValues: (0..<100).map { ("\(round)-\($0)", "x") }),
        cleared: [], idempotencyKey: "")
    }
    await #expect {
      try await store.setPreferences(
        tenant: "t", person: "p", values: ["one more": "x"], cleared: [], idempotencyKey: "")
    } throws: { "\($0)".contains("1001 preferences; at most 1000") }
    #expect(try await store.preferences(tenant: "t", person: "p").count == 1_000)
    await store.close()
  }
}
