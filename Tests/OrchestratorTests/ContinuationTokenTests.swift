import Crypto
import Messages
import Orchestrator
import RPC
import Service
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

@Suite("Continuation tokens", .timeLimit(.minutes(10)))
struct ContinuationTokenTests {
  /// A clock that only a test moves.
  private final class TestClock: Sendable {
    private let time = Atomic(1_700_000_000_000)
    var now: Int { time.load(ordering: .relaxed) }
    func advance(by milliseconds: Int) { time.add(milliseconds, ordering: .relaxed) }
  }

  private let secret = [UInt8](repeating: 7, count: 32)

  private func read(
    _ text: String, runID: String = "r-1", tenant: String = "t", secret: [UInt8]? = nil,
    now: Int = 0
  ) throws(ContinuationToken.Refusal) -> ContinuationToken {
    try ContinuationToken(
      text, runID: runID, tenant: tenant, secret: secret ?? self.secret, now: now)
  }

  @Test("A token is taken as it was given, until it expires, for its tenant and run alone")
  func binds() throws {
    let token = ContinuationToken(sequence: 1_234_567, expiresAt: 1_000)
    let text = token.text(runID: "r-1", tenant: "t", secret: secret)
    #expect(try read(text, now: 999) == token)
    #expect(throws: ContinuationToken.Refusal.expired(at: 1_000)) { try read(text, now: 1_000) }
    #expect(throws: ContinuationToken.Refusal.ofAnotherRun) { try read(text, runID: "r-2") }
    #expect(throws: ContinuationToken.Refusal.ofAnotherRun) { try read(text, tenant: "other") }
    // A border between the two that is elsewhere is another pair.
    #expect(throws: ContinuationToken.Refusal.ofAnotherRun) {
      try read(text, runID: "-1", tenant: "tr")
    }
    #expect(throws: ContinuationToken.Refusal.notOurs) {
      try read(text, secret: [UInt8](repeating: 8, count: 32))
    }
  }

  @Test("A token of which any bit was changed, or that is cut or grown, is refused")
  func tampering() throws {
    let text = ContinuationToken(sequence: 5, expiresAt: 1_000)
      .text(runID: "r-1", tenant: "t", secret: secret)
    let bytes = try #require(Base64.decodeFromURL(text))
    for index in bytes.indices {
      for bit in 0..<8 {
        var other = bytes
        other[index] ^= 1 << bit
        #expect(throws: ContinuationToken.Refusal.notOurs) {
          try read(Base64.encodeForURL(other))
        }
      }
    }
    for other in ["", "!", text + "A", String(text.dropLast()), text + "="] {
      #expect(throws: ContinuationToken.Refusal.notOurs) { try read(other) }
    }
  }

  private typealias API = Apus.Orchestrator.V1

  /// What a watcher gets: events' sequence numbers and tokens.
  private func watch(
    _ client: API.OrchestratorServiceClient, _ request: API.WatchRunRequest
  ) async throws -> [(sequence: UInt64, token: String)] {
    try await client.watchRun(request) { updates in
      var seen: [(UInt64, String)] = []
      for try await update in updates {
        if case .event(let event) = update.update {
          seen.append((event.sequence, update.continuationToken))
        }
      }
      return seen
    }
  }

  @Test(
    "A watch goes on at another process; a token that is not right is refused with the reason",
    arguments: SQLDialect.allCases)
  func resumes(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let clock = TestClock()
    let store = try RunStore(at: fixture.location, now: { clock.now })
    var (id, tokens): (String, [(sequence: UInt64, token: String)]) = ("", [])
    /// Another process: after the first one where only one can have the file.
    func withClient<T>(
      _ store: RunStore, _ body: (Orchestrator, API.OrchestratorServiceClient) async throws -> T
    ) async throws -> T {
      let orchestrator = try Orchestrator.forTest(
        store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) })
      let server = Server(
        configuration: ServerConfiguration(listen: "127.0.0.1:0"),
        services: [OrchestratorServiceHandler(orchestrator: orchestrator)])
      let channel = Channel(target: "\(try await server.start())")
      let work = Task { await orchestrator.run() }
      let result = try await body(orchestrator, .init(channel: channel))
      work.cancel()
      await work.value
      await channel.shutdown()
      await server.beginGracefulShutdown(grace: .zero)
      await store.close()
      return result
    }
    (id, tokens) = try await withClient(store) { orchestrator, client in
      let id = try await orchestrator.submitForTest("a b")
      return (id, try await watch(client, .init(tenantID: "t", runID: id)))
    }
    #expect(tokens.map(\.sequence) == Array(1...UInt64(tokens.count)))
    let token = tokens[4].token
    let second = try RunStore(at: fixture.location, now: { clock.now })
    try await withClient(second) { orchestrator, client in
      let rest = try await watch(
        client, .init(tenantID: "t", runID: id, continuationToken: token))
      #expect(rest.map(\.sequence) == Array(6...UInt64(tokens.count)))
      func refusal(_ request: API.WatchRunRequest) async -> RPCError? {
        do {
          _ = try await watch(client, request)
          return nil
        } catch {
          return error as? RPCError
        }
      }
      let other = try await orchestrator.submitForTest("c")
      let changed = String(token.dropLast()) + (token.last == "A" ? "B" : "A")
      let tampered = await refusal(
        .init(tenantID: "t", runID: id, continuationToken: changed))
      #expect(tampered?.code == .invalidArgument)
      #expect(tampered?.message.contains("was changed") == true)
      for request in [
        API.WatchRunRequest(tenantID: "t", runID: other, continuationToken: token),
        .init(tenantID: "other", runID: id, continuationToken: token),
      ] {
        let foreign = await refusal(request)
        #expect(foreign?.code == .permissionDenied)
        #expect(foreign?.message.contains("another tenant or another run") == true)
      }
      let both = await refusal(
        .init(tenantID: "t", runID: id, afterSequence: 1, continuationToken: token))
      #expect(both?.message.contains("give one of them") == true)
      clock.advance(by: ContinuationToken.lifetimeMilliseconds)
      let expired = await refusal(
        .init(tenantID: "t", runID: id, continuationToken: token))
      #expect(expired?.code == .failedPrecondition)
      #expect(expired?.message.contains("expired") == true)
    }
  }
}
