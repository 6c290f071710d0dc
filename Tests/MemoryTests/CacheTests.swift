import Memory
import Messages
import RPC
import Service
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Cache of answers")
struct CacheTests {
  private let clock = HandClock()

  private func open(
    _ fixture: StoreFixture, sealed: Bool = false, limits: CacheLimits = CacheLimits()
  ) throws -> MemoryStore {
    try MemoryStore(
      at: fixture.location, masterKeys: sealed ? try masterKeys("a") : nil, cacheLimits: limits,
      now: { [clock] in clock.now })
  }

  private func prompt(_ text: String, model: String = "m") -> CacheKey {
    .prompt(model: model, prompt: text)
  }

  private func put(
    _ value: String, as key: CacheKey, tenant: String = "t", person: String = "",
    documents: [String] = [], epoch: Int = 0, seconds: Int? = nil, in store: MemoryStore
  ) async throws -> MemoryStore.CacheOutcome {
    try await store.cache(
      Array(value.utf8), tenant: tenant, person: person, key: key, documents: documents,
      epoch: epoch, timeToLiveSeconds: seconds)
  }

  private func get(
    _ key: CacheKey, tenant: String = "t", person: String = "", in store: MemoryStore
  ) async throws -> String? {
    try await store.cached(tenant: tenant, person: person, key: key).answer
      .map { String(decoding: $0.value, as: UTF8.self) }
  }

  @Test(
    "An answer is found by exactly what it answers, for a day, after a restart too",
    arguments: SQLDialect.allCases, [true, false])
  func exactness(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    var store = try open(fixture, sealed: isSealed)
    #expect(try await put("four", as: prompt("2+2"), in: store).isStored)
    await store.close()
    store = try open(fixture, sealed: isSealed)
    #expect(try await get(prompt("2+2"), in: store) == "four")
    for other in [
      prompt("2+2 "), prompt("2+2", model: "n"), .tool(name: "m", arguments: "2+2"),
      .prompt(model: "m2", prompt: "+2"),
    ] {
      #expect(try await get(other, in: store) == nil)
    }
    #expect(try await get(prompt("2+2"), tenant: "u", in: store) == nil)
    #expect(try await get(prompt("2+2"), person: "p", in: store) == nil)
    _ = try await put("FOUR", as: prompt("2+2"), person: "p", in: store)
    _ = try await put("4", as: prompt("2+2"), in: store)
    #expect(try await get(prompt("2+2"), person: "p", in: store) == "FOUR")
    clock.advance(milliseconds: 86_399_999)
    #expect(try await get(prompt("2+2"), in: store) == "4")
    clock.advance(milliseconds: 1)
    #expect(try await get(prompt("2+2"), in: store) == nil)
    #expect(try await store.purgeExpiredCache() == 2)
    #expect(try await counts(in: store) == [0, 0])
    await store.close()
  }

  private func counts(in store: MemoryStore) async throws -> [Int] {
    try await store.database.read { connection in
      let (count, bytes) =
        try connection.first(
          "SELECT entry_count, byte_count FROM cache_tenants WHERE tenant = 't'"
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
      let there = try connection.first(
        "SELECT count(*), CAST(coalesce(sum(byte_count), 0) AS BIGINT) FROM cache_entries WHERE tenant = 't'"
      ) { [$0.int(0), $0.int(1)] }
      #expect(there == [count, bytes], "the counts are not what is there")
      return [count, bytes]
    }
  }

  @Test(
    "What depended on a document goes with its update, also what was made before and is stored after it",
    arguments: SQLDialect.allCases, [true, false])
  func updates(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture, sealed: isSealed)
    let tool = CacheKey.tool(name: "search", arguments: "{}")
    _ = try await put("of 1 and 2", as: prompt("a"), documents: ["1", "2"], in: store)
    _ = try await put("of 2", as: tool, documents: ["2"], in: store)
    _ = try await put("of none", as: prompt("c"), in: store)
    let before = try await store.cached(tenant: "t", person: "", key: prompt("d")).epoch
    #expect(try await store.documentsUpdated(tenant: "u", documents: ["1", "2"]) == 0)
    #expect(try await store.documentsUpdated(tenant: "t", documents: ["1", "9"]) == 1)
    #expect(try await get(prompt("a"), in: store) == nil)
    #expect(try await get(tool, in: store) == "of 2")
    #expect(try await get(prompt("c"), in: store) == "of none")
    // It was made of the former text of document 1, or of nothing that changed.
    #expect(
      try await put("stale", as: prompt("d"), documents: ["1"], epoch: before, in: store).isStored
        == false)
    #expect(
      try await put("fine", as: prompt("e"), documents: ["2"], epoch: before, in: store).isStored)
    let now = try await store.cached(tenant: "t", person: "", key: prompt("d"))
    #expect(now.answer == nil && now.epoch == before + 1)
    #expect(
      try await put("fresh", as: prompt("d"), documents: ["1"], epoch: now.epoch, in: store)
        .isStored)
    #expect(try await get(prompt("d"), in: store) == "fresh")
    _ = try await counts(in: store)
    await store.close()
  }

  @Test("Of updates too long ago to be known everything is refused", arguments: SQLDialect.allCases)
  func horizon(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    for round in 0...10 {
      _ = try await store.documentsUpdated(
        tenant: "t", documents: (0..<1_000).map { "\(round)-\($0)" })
    }
    let known = try await store.database.read { connection in
      try connection.first("SELECT count(*) FROM cache_updates") { $0.int(0) }
    }
    #expect(known == 10_000)
    #expect(
      try await put("x", as: prompt("a"), documents: ["other"], epoch: 1, in: store).isStored
        == false)
    #expect(
      try await put("x", as: prompt("a"), documents: ["other"], epoch: 2, in: store).isStored)
    await store.close()
  }

  @Test(
    "A tenant keeps so many entries and bytes, and those that were not used for longest go",
    arguments: SQLDialect.allCases)
  func eviction(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(
      fixture, limits: CacheLimits(entryCountMax: 10, byteCountMax: 1_000))
    for number in 0..<10 {
      clock.advance(milliseconds: 1)
      #expect(try await put("x", as: prompt("\(number)"), in: store).evictedCount == 0)
    }
    _ = try await put("x", as: prompt("of another tenant"), tenant: "u", in: store)
    // Use counts once a minute has passed.
    clock.advance(milliseconds: 60_000)
    #expect(try await get(prompt("0"), in: store) == "x")
    #expect(try await put("x", as: prompt("10"), in: store).evictedCount == 1)
    #expect(try await get(prompt("0"), in: store) == "x")
    #expect(try await get(prompt("1"), in: store) == nil)
    #expect(try await get(prompt("of another tenant"), tenant: "u", in: store) == "x")
    #expect(try await counts(in: store)[0] == 10)
    let long = String(repeating: "y", count: 995)
    #expect(try await put(long, as: prompt("long"), in: store).evictedCount == 5)
    #expect(try await get(prompt("long"), in: store) == long)
    let (count, bytes) = (try await counts(in: store)[0], try await counts(in: store)[1])
    #expect(count == 6 && bytes <= 1_000)
    // One that alone is too much does not stay.
    let longer = long + String(repeating: "y", count: 995)
    _ = try await put(longer, as: prompt("longer"), in: store)
    #expect(try await counts(in: store)[1] <= 1_000)
    await store.close()
  }

  @Test("Hits and misses are answered and counted over the wire", arguments: SQLDialect.allCases)
  func service(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try open(fixture)
    let metrics = MetricsRegistry()
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [MemoryServiceHandler(store: store, metrics: metrics)])
    let channel = Channel(target: "\(try await server.start())")
    let client = Apus.Memory.V1.MemoryServiceClient(channel: channel)
    let key = Apus.Memory.V1.CacheKey(kind: .prompt(.init(model: "m", prompt: "why?")))
    let miss = try await client.getCached(.init(key: key))
    #expect(!miss.hit && miss.value == [])
    #expect(
      try await client.putCached(
        .init(
          key: key, value: [0, 255], documentIDs: ["d"], epoch: miss.epoch, ttlS: 60)
      ).stored)
    let hit = try await client.getCached(.init(key: key))
    #expect(hit.hit && hit.value == [0, 255] && hit.expiresAtMs == hit.storedAtMs + 60_000)
    #expect(try await client.invalidateCached(.init(documentIDs: ["d"])).removedCount == 1)
    #expect(try await client.getCached(.init(key: key)).hit == false)
    #expect(
      try await client.putCached(
        .init(key: key, value: [1], documentIDs: ["d"], epoch: miss.epoch)
      ).stored == false)
    for request in [
      Apus.Memory.V1.PutCachedRequest(value: [1]),
      .init(key: .init(kind: .tool(.init(tool: "", arguments: "x")))),
      .init(key: key, value: [UInt8](repeating: 0, count: 1 << 20 + 1)),
      .init(key: key, documentIDs: [String](repeating: "x", count: 1_001)),
    ] {
      let error = await #expect(throws: RPCError.self) { try await client.putCached(request) }
      #expect(error?.code == .invalidArgument)
    }
    let text = metrics.prometheusText()
    for line in [
      #"apus_memory_cache_lookups_total{cache="prompt",outcome="hit"} 1"#,
      #"apus_memory_cache_lookups_total{cache="prompt",outcome="miss"} 2"#,
      "apus_memory_cache_invalidated_answers_total 1", "apus_memory_cache_stale_answers_total 1",
    ] {
      #expect(text.contains(line), "\(text)")
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
  }
}
