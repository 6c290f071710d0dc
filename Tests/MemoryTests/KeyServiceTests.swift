import Foundation
import Memory
import Messages
import RPC
import Service
import Store
import StoreFixture
import StoreService
import TestSupport
import Testing

@Suite("Key service", .serialized)
struct KeyServiceTests {
  private typealias Keys = Apus.Keys.V1

  private static func key(_ digit: String) -> String { String(repeating: digit, count: 64) }

  /// Runs `body` with clients of a memory service whose master keys stand in a file.
  private func withService(
    on dialect: SQLDialect, keys: [String],
    _ body: (Keys.KeyServiceClient, MemoryStore, String) async throws -> Void
  ) async throws {
    let (fixture, folder) = (try StoreFixture(dialect), try TemporaryFolder())
    let file = folder.file("keys")
    try keys.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let storeKeys = try StoreKeys(
      OptionParser(CommonOptions.masterKeys).parse(
        keys.isEmpty ? [] : ["--master-key-file", file]),
      Logger(service: "test", level: .error))
    let store = try MemoryStore(at: fixture.location, masterKeys: storeKeys.initial)
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [KeyServiceHandler(database: store.database, keys: storeKeys)])
    let channel = Channel(target: "\(try await server.start())")
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await body(.init(channel: channel), store, file))
    } catch {
      outcome = .failure(error)
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
    try outcome.get()
  }

  @Test(
    "Master key and data keys are replaced by calls while turns are appended and read",
    arguments: SQLDialect.allCases)
  func rotation(on dialect: SQLDialect) async throws {
    try await withService(on: dialect, keys: [Self.key("a")]) { client, store, file in
      _ = try await store.createSession(tenant: "t", id: "s", title: "", timeToLiveSeconds: nil)
      func append(_ text: String) async throws {
        _ = try await store.append(
          tenant: "t", session: "s", turns: [NewTurn(speaker: .user, text: text)],
          idempotencyKey: "")
      }
      try await append("before")
      let old = try #require(try await client.getKeys(.init()).keys)
      // The tenant's, and that of the log, which says that the session began.
      #expect(old.masterKeyIDs.count == 1 && old.activeCount == 2 && old.foreignCount == 0)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for number in 0..<60 { try await append("word\(number)") }
        }
        try "\(Self.key("b"))\n\(Self.key("a"))\n"
          .write(toFile: file, atomically: true, encoding: .utf8)
        let both = try #require(try await client.reloadMasterKeys(.init()).keys)
        #expect(both.masterKeyIDs.count == 2 && both.masterKeyIDs[1] == old.masterKeyIDs[0])
        #expect(both.foreignCount > 0)
        // Not before all is wrapped by the new one: the old one is still needed.
        try Self.key("b").write(toFile: file, atomically: true, encoding: .utf8)
        let early = await #expect(throws: RPCError.self) {
          try await client.reloadMasterKeys(.init())
        }
        #expect(early?.code == .failedPrecondition)
        #expect(try await client.rewrapDataKeys(.init()).rewrappedCount > 0)
        let retired = try await client.retireDataKeys(.init()).keys
        #expect(retired?.retiredCount ?? 0 > 0)
        try await group.waitForAll()
      }
      try await append("after")
      let new = try #require(try await client.reloadMasterKeys(.init()).keys)
      #expect(new.masterKeyIDs == [try masterKeys("b").primary.id])
      #expect(new.foreignCount == 0 && new.activeCount == 1)
      let turns = try await store.turns(tenant: "t", session: "s", after: 0, pageSize: 100).turns
      #expect(turns.map(\.text) == ["before"] + (0..<60).map { "word\($0)" } + ["after"])
      #expect(
        try await store.search(tenant: "t", session: "", query: "after before", limit: 9).count == 2
      )
      await store.close()
      #expect(throws: StoreError.self) {
        try MemoryStore(at: store.database.location, masterKeys: try masterKeys("a"))
      }
    }
  }

  @Test("Without a master key there is nothing to replace", arguments: SQLDialect.allCases)
  func unsealed(on dialect: SQLDialect) async throws {
    try await withService(on: dialect, keys: []) { client, _, _ in
      let keys = try await client.getKeys(.init()).keys
      #expect(keys?.masterKeyIDs == [])
      let reloaded = await #expect(throws: RPCError.self) {
        try await client.reloadMasterKeys(.init())
      }
      let rewrapped = await #expect(throws: RPCError.self) {
        try await client.rewrapDataKeys(.init())
      }
      let retired = await #expect(throws: RPCError.self) {
        try await client.retireDataKeys(.init())
      }
      for error in [reloaded, rewrapped, retired] {
        #expect(error?.code == .failedPrecondition)
        #expect(error?.message.contains("APUS_MASTER_KEY") == true)
      }
    }
  }
}
