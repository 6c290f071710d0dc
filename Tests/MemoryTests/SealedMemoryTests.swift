import Foundation
import Memory
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Sealed memory", .serialized)
struct SealedMemoryTests {
  /// Letters and digits, so that it is one word, in its folded form.
  private func marker() -> String {
    "m" + UUID().uuidString.lowercased().replacing("-", with: "")
  }

  private func user(_ text: String) -> NewTurn { NewTurn(speaker: .user, text: text) }

  @Test(
    "No file of a sealed memory holds what was said or is known, and those of a plain one hold all of it",
    arguments: SQLDialect.allCases, [true, false])
  func nothingPlainOnDisk(dialect: SQLDialect, isSealed: Bool) async throws {
    // A folder of its own, so that nothing of other tests is read.
    let folder = try TemporaryFolder()
    let server = dialect == .postgres ? try PostgresServer() : nil
    let location: StoreLocation =
      if let server {
        .postgres(try PostgresAddress(url: server.url, schema: server.newSchema()))
      } else {
        .sqlite(path: folder.file("memory.db"))
      }
    let keys = isSealed ? try masterKeys("a") : nil
    let store = try MemoryStore(at: location, masterKeys: keys)
    let markers = ["title", "text", "label", "subject", "predicate", "value", "name", "preference"]
      .reduce(into: [String: String]()) { $0[$1] = marker() }
    _ = try await store.createSession(
      tenant: "t", id: "s", title: markers["title"]!, person: "p", timeToLiveSeconds: nil)
    for number in 0..<10 {
      _ = try await store.append(
        tenant: "t", session: "s",
        turns: [
          NewTurn(
            speaker: .user, text: "\(number) \(markers["text"]!)",
            metadata: ["k": markers["label"]!])
        ], idempotencyKey: "")
    }
    _ = try await store.recordFacts(
      tenant: "t", person: "p",
      facts: [
        NewFact(
          subject: markers["subject"]!, predicate: markers["predicate"]!, value: markers["value"]!)
      ], idempotencyKey: "")
    _ = try await store.setPreferences(
      tenant: "t", person: "p", values: [markers["name"]!: markers["preference"]!], cleared: [],
      idempotencyKey: "")
    #expect(
      try await store.search(tenant: "t", session: "", query: markers["text"]!, limit: 100).count
        == 10)
    let written = server?.dataFolder ?? folder.path
    func search(_ when: String) throws {
      for (what, marker) in markers {
        let found = try FileSearch(marker, in: written)
        #expect(found.byteCount > 10_000)
        #expect(found.found.isEmpty == isSealed, "\(what) \(when): \(found.found)")
      }
    }
    // Once with the log as it is while it runs, once after it was folded into the tables.
    try search("while it runs")
    _ = try server?.psql("CHECKPOINT")
    await store.close()
    try search("afterwards")
    let reopened = try MemoryStore(at: location, masterKeys: keys)
    let turns = try await reopened.turns(tenant: "t", session: "s", after: 9, pageSize: 0).turns
    #expect(turns.map(\.text) == ["9 \(markers["text"]!)"])
    #expect(turns.map(\.metadata) == [["k": markers["label"]!]])
    #expect(try await reopened.session(tenant: "t", id: "s").title == markers["title"]!)
    await reopened.close()
  }

  @Test(
    "A search finds and ranks the same whether the index is sealed or not",
    arguments: SQLDialect.allCases)
  func ranks(on dialect: SQLDialect) async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let clock = HandClock()
    let fixtures = [try StoreFixture(dialect), try StoreFixture(dialect)]
    let stores = [
      try MemoryStore(at: fixtures[0].location, now: { clock.now }),
      try MemoryStore(
        at: fixtures[1].location, masterKeys: try masterKeys("a"), now: { clock.now }),
    ]
    let words = (0..<30).map { "w\($0)" } + ["é", "字", "Straße"]
    func text(_ count: Int) -> String {
      (0..<count).map { _ in words.randomElement(using: &random)! }.joined(separator: " ")
    }
    for (id, seconds) in [("a", nil), ("gone", 1)] as [(String, Int?)] {
      for store in stores {
        _ = try await store.createSession(
          tenant: "t", id: id, title: "", timeToLiveSeconds: seconds)
      }
      for _ in 0..<4 {
        let turns = (0..<20).map { _ in user(text(Int.random(in: 0...20, using: &random))) }
        for store in stores {
          _ = try await store.append(
            tenant: "t", session: id, turns: turns, idempotencyKey: "")
        }
      }
    }
    for phase in ["live", "purged"] {
      if phase == "purged" {
        clock.advance(milliseconds: 1_000)
        for store in stores { #expect(try await store.purgeExpiredSessions() == 1) }
      }
      for _ in 0..<10 {
        let query = text(Int.random(in: 1...4, using: &random))
        let found = [
          try await stores[0].search(tenant: "t", session: "", query: query, limit: 100),
          try await stores[1].search(tenant: "t", session: "", query: query, limit: 100),
        ]
        #expect(!found[0].isEmpty, "seed \(seed): \(query)")
        #expect(
          found[0].map(\.turn.position) == found[1].map(\.turn.position),
          "seed \(seed), \(phase): \(query)")
        for (plain, sealed) in zip(found[0], found[1]) {
          #expect(abs(plain.score - sealed.score) < 1e-9 * max(1e-6, plain.score))
        }
      }
    }
    for store in stores { await store.close() }
    withExtendedLifetime(fixtures) {}
  }

  @Test(
    "What was stored before a key was given is found with one, and the index is made anew under it",
    arguments: SQLDialect.allCases)
  func sealedLater(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let plain = try MemoryStore(at: fixture.location)
    _ = try await plain.createSession(tenant: "t", id: "s", title: "T", timeToLiveSeconds: nil)
    _ = try await plain.append(
      tenant: "t", session: "s", turns: [user("old words")], idempotencyKey: "")
    _ = try await plain.recordFacts(
      tenant: "t", person: "p",
      facts: [NewFact(subject: "sky", predicate: "colour", value: "blue", validFrom: 0)],
      idempotencyKey: "")
    await plain.close()
    let sealed = try MemoryStore(at: fixture.location, masterKeys: try masterKeys("a"))
    func found(_ query: String) async throws -> [String] {
      try await sealed.search(tenant: "t", session: "", query: query, limit: 10).map(\.turn.text)
    }
    #expect(try await found("old") == ["old words"])
    _ = try await sealed.append(
      tenant: "t", session: "s", turns: [user("new words, new")], idempotencyKey: "")
    #expect(try await found("new") == ["new words, new"])
    #expect(try await found("words").count == 2)
    func sky() async throws -> [String?] {
      try await sealed.facts(
        tenant: "t", person: "p", query: FactQuery(subject: "sky", predicate: "colour"),
        pageSize: 0, pageToken: ""
      ).facts.map(\.value)
    }
    #expect(try await sky() == ["blue"])
    _ = try await sealed.recordFacts(
      tenant: "t", person: "p",
      facts: [NewFact(subject: "sky", predicate: "colour", value: "grey", validFrom: 0)],
      idempotencyKey: "")
    #expect(try await sky() == ["grey"])
    let words = try await sealed.database.read { connection in
      switch dialect {
      case .sqlite: try connection.query("SELECT is_keyed FROM word_indexes") { "\($0.int(0))" }
      case .postgres:
        try connection.query("SELECT array_to_string(words, ' ') FROM turn_words") { $0.text(0) }
      }
    }
    #expect(!words.isEmpty && !words.contains("0") && !words.contains { $0.contains("words") })
    await sealed.close()
  }

  @Test(
    "What an earlier version stored is read, with a key and without",
    arguments: SQLDialect.allCases, [true, false])
  func earlierVersion(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let earlier = try Database(
      at: fixture.location, migrations: Array(MemoryStore.schema.migrations.prefix(3)))
    try await earlier.write { connection in
      try connection.execute(
        "INSERT INTO sessions VALUES ('t', 'a', ?, 1, 1, NULL, NULL, 2, 0)",
        [.text("Ä \"title\"\\ \u{1}")])
      for (position, text, labels) in [
        (1, "one\n{two}\n", #"{"k":"v\nw"}"#), (2, "", "{}"),
      ] {
        try connection.execute(
          """
          INSERT INTO turns (tenant, session, position, speaker, text, stored_at_ms, run_id, metadata)
          VALUES ('t', 'a', ?, 1, ?, 1, 'r', ?)
          """, [.int(position), .text(text), .text(labels)])
      }
    }
    await earlier.close()
    let store = try MemoryStore(
      at: fixture.location, masterKeys: isSealed ? try masterKeys("a") : nil)
    #expect(try await store.session(tenant: "t", id: "a").title == "Ä \"title\"\\ \u{1}")
    let turns = try await store.turns(tenant: "t", session: "a", after: 0, pageSize: 0).turns
    #expect(turns.map(\.text) == ["one\n{two}\n", ""])
    #expect(turns.map(\.metadata) == [["k": "v\nw"], [:]])
    #expect(
      try await store.search(tenant: "t", session: "", query: "two", limit: 1).map(\.turn)
        == [turns[0]])
    await #expect(throws: StoreError.self) {
      try await store.database.write { try $0.execute("UPDATE turns SET run_id = 'x'") }
    }
    await store.close()
  }

  @Test("A turn that was moved to another place does not open", arguments: SQLDialect.allCases)
  func movedTurns(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(at: fixture.location, masterKeys: try masterKeys("a"))
    for tenant in ["t", "other"] {
      _ = try await store.createSession(tenant: tenant, id: "s", title: "", timeToLiveSeconds: nil)
      _ = try await store.append(
        tenant: tenant, session: "s", turns: [user("of \(tenant)")], idempotencyKey: "")
    }
    try await store.database.write { connection in
      let table = connection.dialect == .postgres ? " ON turns" : ""
      try connection.execute("DROP TRIGGER turns_are_never_changed\(table)")
      try connection.execute(
        """
        UPDATE turns SET content =
          (SELECT content FROM turns AS others WHERE others.tenant = 'other')
        WHERE tenant = 't'
        """)
    }
    await #expect {
      try await store.turns(tenant: "t", session: "s", after: 0, pageSize: 0)
    } throws: {
      ($0 as? StoreError)?.code == .corrupt
    }
    await store.close()
  }

  @Test(
    "A sealed memory that was copied to the other engine opens under the same key, and finds what it found"
  )
  func copied() async throws {
    let (here, there) = (try StoreFixture(.sqlite), try StoreFixture(.postgres))
    let keys = try masterKeys("a")
    let store = try MemoryStore(at: here.location, masterKeys: keys)
    _ = try await store.createSession(
      tenant: "t", id: "s", title: "Birds", person: "p", timeToLiveSeconds: nil)
    for number in 0..<20 {
      _ = try await store.append(
        tenant: "t", session: "s", turns: [user("kestrel \(number)")], idempotencyKey: "")
    }
    let found = try await store.search(tenant: "t", session: "", query: "kestrel", limit: 50)
    #expect(found.count == 20)
    await store.close()
    _ = try StoreTransfer.copy(MemoryStore.schema, from: here.location, to: there.location)
    #expect(throws: StoreError.self) { try MemoryStore(at: there.location) }
    let copy = try MemoryStore(at: there.location, masterKeys: keys)
    _ = try await copy.append(
      tenant: "t", session: "s", turns: [user("kestrel 20")], idempotencyKey: "")
    let again = try await copy.search(tenant: "t", session: "", query: "kestrel", limit: 50)
    #expect(Set(again.map(\.turn.position)) == Set(1...21))
    await copy.close()
  }
}
