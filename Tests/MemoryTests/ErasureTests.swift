import Foundation
import Memory
import Messages
import RPC
import Service
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Export and erasure", .serialized)
struct ErasureTests {
  private let clock = HandClock()

  private func marker() -> String {
    "m" + UUID().uuidString.lowercased().replacing("-", with: "")
  }

  /// Something of every kind, that says `marker`.
  private func fill(
    _ store: MemoryStore, tenant: String = "t", person: String, _ marker: String
  ) async throws {
    let session = "s-\(person)"
    _ = try await store.createSession(
      tenant: tenant, id: session, title: "title \(marker)", person: person,
      timeToLiveSeconds: nil)
    for start in stride(from: 0, to: 700, by: 64) {
      _ = try await store.append(
        tenant: tenant, session: session,
        turns: (start..<min(700, start + 64)).map {
          NewTurn(speaker: .user, text: "\($0) \(marker)", metadata: ["k": marker])
        }, idempotencyKey: "")
    }
    for number in 0..<3 {
      clock.advance(milliseconds: 1)
      _ = try await store.recordFacts(
        tenant: tenant, person: person,
        facts: [
          NewFact(
            subject: "subject \(marker)", predicate: "p", value: "\(number) \(marker)", validFrom: 0
          )
        ], idempotencyKey: "k\(number)")
    }
    _ = try await store.setPreferences(
      tenant: tenant, person: person, values: ["tone": marker], cleared: [], idempotencyKey: "")
    _ = try await store.cache(
      Array(marker.utf8), tenant: tenant, person: person, key: .prompt(model: "m", prompt: marker),
      documents: ["d"], epoch: 0, timeToLiveSeconds: nil)
  }

  private func lines(
    of person: String?, tenant: String = "t", in store: MemoryStore
  ) async throws -> [[String: Any]] {
    var bytes: [UInt8] = []
    try await store.export(tenant: tenant, person: person) { bytes += $0 }
    return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }
  }

  private func counts(_ lines: [[String: Any]]) -> [String: Int] {
    lines.reduce(into: [:]) { $0[$1["type"] as? String ?? "", default: 0] += 1 }
  }

  private let full = [
    "export": 1, "session": 1, "turn": 700, "fact": 3, "preference": 1, "cached_answer": 1,
    "end": 1,
  ]

  @Test(
    "One person is exported whole and erased whole, and nobody else is touched",
    arguments: SQLDialect.allCases, [true, false])
  func onePerson(dialect: SQLDialect, isSealed: Bool) async throws {
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
    let store = try MemoryStore(at: location, masterKeys: keys, now: { [clock] in clock.now })
    let (gone, kept) = (marker(), marker())
    try await fill(store, person: "gone", gone)
    try await fill(store, person: "kept", kept)
    let before = try await lines(of: "gone", in: store)
    #expect(counts(before) == full)
    #expect(before.last?["line_count"] as? Int == before.count - 1)
    #expect(
      before.filter { $0["type"] as? String == "turn" }.last?["text"] as? String == "699 \(gone)")
    let all = try await lines(of: nil, in: store)
    #expect(all.count == 2 * before.count - 2)

    // An answer for everybody that was made from what the person said.
    let shared = CacheKey.prompt(model: "m", prompt: "shared \(gone)")
    _ = try await store.cache(
      Array(gone.utf8), tenant: "t", person: "", key: shared, documents: [], epoch: 0,
      timeToLiveSeconds: nil)

    let other = CacheKey.prompt(model: "m", prompt: "other \(gone)")
    let begun = try await store.cached(tenant: "t", person: "", key: other).epoch

    let erasure = try await store.erase(tenant: "t", person: "gone")
    #expect(erasure.sessionCount == 1 && erasure.turnCount == 700 && erasure.factCount == 4)
    #expect(erasure.cachedCount == 2 && erasure.eventCount == 4)
    #expect(try await store.cached(tenant: "t", person: "", key: shared).answer == nil)
    // Nor is one kept that was on its way.
    let late = try await store.cache(
      Array(gone.utf8), tenant: "t", person: "", key: other, documents: [], epoch: begun,
      timeToLiveSeconds: nil)
    #expect(!late.isStored)
    #expect(erasure.areEventsForgotten == isSealed)
    #expect(try await counts(lines(of: "gone", in: store)) == ["export": 1, "end": 1])
    #expect(try await counts(lines(of: "kept", in: store)) == full)
    #expect(try await store.search(tenant: "t", session: "", query: gone, limit: 9) == [])
    #expect(try await store.search(tenant: "t", session: "", query: kept, limit: 9).count == 9)
    let (verified, events) = try await store.database.read { connection in
      (
        try EventLog.verify(on: connection).eventCount,
        try EventLog.events(of: "facts/1", on: connection)
      )
    }
    // Eight of facts and preferences, two beginnings of sessions and an end, an erasure.
    #expect(verified == 12)
    #expect(events.count == 4 && events.allSatisfy { $0.isForgotten == isSealed })
    // The same person anew is another one.
    _ = try await store.recordFacts(
      tenant: "t", person: "gone", facts: [NewFact(subject: "a", predicate: "b", value: "new")],
      idempotencyKey: "k0")
    #expect(
      try await store.facts(
        tenant: "t", person: "gone", query: FactQuery(isHistory: true), pageSize: 0, pageToken: ""
      ).facts.map(\.value) == ["new"])
    _ = try server?.psql("CHECKPOINT")
    await store.close()
    let found = try FileSearch(gone, in: server?.dataFolder ?? folder.path)
    // Without a key the log keeps what was said, and erasing says so.
    #expect(found.found.isEmpty == isSealed, "\(found.found)")
    let reopened = try MemoryStore(at: location, masterKeys: keys, now: { [clock] in clock.now })
    try await reopened.rebuildFacts()
    #expect(try await counts(lines(of: "kept", in: reopened)) == full)
    await reopened.close()
  }

  @Test(
    "A whole tenant is erased, and begins anew; another one is not touched",
    arguments: SQLDialect.allCases, [true, false])
  func wholeTenant(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(
      at: fixture.location, masterKeys: isSealed ? try masterKeys("a") : nil,
      now: { [clock] in clock.now })
    for tenant in ["t", "u"] {
      for person in ["p", "q", ""] { try await fill(store, tenant: tenant, person: person, "word") }
    }
    let erasure = try await store.erase(tenant: "t", person: nil)
    #expect(erasure.sessionCount == 3 && erasure.turnCount == 2_100 && erasure.factCount == 12)
    #expect(try await counts(lines(of: nil, in: store)) == ["export": 1, "end": 1])
    #expect(try await counts(lines(of: nil, tenant: "u", in: store))["turn"] == 2_100)
    let rows = try await store.database.read { connection in
      try [
        "sessions", "turns", "appends", "people", "cache_entries", "lookup_secrets", "word_indexes",
      ].filter { table in
        // Of people and facts the tenant is known by the former alone.
        let isThere = try connection.first(
          "SELECT 1 FROM \(table) WHERE tenant = 't' LIMIT 1"
        ) { _ in true }
        return isThere != nil
      }
    }
    #expect(rows == [])
    try await fill(store, person: "p", "anew")
    #expect(
      try await store.search(tenant: "t", session: "", query: "anew word", limit: 100).count == 100)
    #expect(try await store.search(tenant: "t", session: "", query: "word", limit: 100) == [])
    #expect(
      try await store.search(tenant: "u", session: "", query: "word", limit: 100).count == 100)
    await store.close()
  }

  @Test(
    "Who writes while somebody is erased either comes before it or begins anew",
    arguments: SQLDialect.allCases)
  func erasingUnderLoad(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(at: fixture.location, masterKeys: try masterKeys("a"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<25 {
            _ = try await store.recordFacts(
              tenant: "t", person: "p",
              facts: [NewFact(subject: "\(writer)", predicate: "\(number)", value: "x")],
              idempotencyKey: "")
            let session = "\(writer)-\(number)"
            _ = try await store.createSession(
              tenant: "t", id: session, title: "", person: "p", timeToLiveSeconds: nil)
            do {
              _ = try await store.append(
                tenant: "t", session: session, turns: [NewTurn(speaker: .user, text: "hello")],
                idempotencyKey: "")
            } catch MemoryError.sessionNotFound {}
          }
        }
      }
      for _ in 0..<5 {
        _ = try await store.erase(tenant: "t", person: "p")
      }
      try await group.waitForAll()
    }
    // What is there opens.
    _ = try await lines(of: "p", in: store)
    _ = try await store.erase(tenant: "t", person: "p")
    #expect(try await counts(lines(of: nil, in: store)) == ["export": 1, "end": 1])
    #expect(try await store.search(tenant: "t", session: "", query: "hello", limit: 9) == [])
    // A fact, a beginning and an end in each of a hundred rounds, and six erasures.
    let audit = try MemoryAudit.verify(fixture.location)
    #expect(audit.log.eventCount == 306 && audit.sessions.sessionCount == 0)
    await store.close()
  }

  @Test(
    "Of events from before the store was sealed it is said that they can be read",
    arguments: SQLDialect.allCases)
  func sealedLater(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let plain = try MemoryStore(at: fixture.location)
    let fact = NewFact(subject: "a", predicate: "b", value: "c")
    _ = try await plain.recordFacts(
      tenant: "t", person: "p", facts: [fact], idempotencyKey: "")
    await plain.close()
    let sealed = try MemoryStore(at: fixture.location, masterKeys: try masterKeys("a"))
    for person in ["p", "q"] {
      _ = try await sealed.recordFacts(
        tenant: "t", person: person, facts: [fact], idempotencyKey: "")
    }
    #expect(try await sealed.erase(tenant: "t", person: "p").areEventsForgotten == false)
    #expect(try await sealed.erase(tenant: "t", person: "q").areEventsForgotten)
    await sealed.close()
  }

  @Test(
    "Exports are streamed over the wire, and erasing needs to be meant",
    arguments: SQLDialect.allCases)
  func service(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(at: fixture.location, now: { [clock] in clock.now })
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [MemoryServiceHandler(store: store, metrics: MetricsRegistry())])
    let channel = Channel(target: "\(try await server.start())")
    let client = Apus.Memory.V1.MemoryServiceClient(channel: channel)
    try await fill(store, person: "p", "word")
    var expected: [UInt8] = []
    try await store.export(tenant: "t", person: "p") { expected += $0 }
    let found = try await client.export(.init(tenantID: "t", personID: "p")) { responses in
      var bytes: [UInt8] = []
      var largest = 0
      for try await response in responses {
        bytes += response.data
        largest = max(largest, response.data.count)
      }
      #expect(largest <= 1 << 15)
      return bytes
    }
    #expect(found == expected)
    for request in [
      Apus.Memory.V1.EraseRequest(tenantID: "t"),
      .init(tenantID: "t", personID: "p", wholeTenant: true),
    ] {
      let error = await #expect(throws: RPCError.self) { try await client.erase(request) }
      #expect(error?.code == .invalidArgument)
    }
    let erased = try await client.erase(.init(tenantID: "t", personID: "p"))
    #expect(erased.turnCount == 700 && erased.eventCount == 4 && !erased.eventsForgotten)
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
  }
}
