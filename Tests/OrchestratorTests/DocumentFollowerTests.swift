import Memory
import Messages
import Orchestrator
import RPC
import Service
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// What changes among documents, told on the bus and to a real memory; retrieval's log is a stand-in's, which
/// can be cut short.
@Suite("Changes of documents", .timeLimit(.minutes(10)))
struct DocumentFollowerTests {
  private typealias Change = Apus.Retrieval.V1.DocumentChange

  /// A log of changes that a test writes.
  private final class StandInRetrieval: Apus.Retrieval.V1.RetrievalService {
    private struct State {
      var changes: [Apus.Retrieval.V1.DocumentChange] = []
      var requests: [UInt64] = []
      /// How often an older state was restored.
      var restoredCount = 0
    }

    private let state = Mutex(State())
    private let signal = ChangeSignal()

    /// The positions that followers began at.
    var requests: [UInt64] { state.withLock { $0.requests } }

    func add(
      _ kind: Apus.Retrieval.V1.DocumentChangeKind, _ document: String, of tenant: String = "t",
      at time: Int64 = 1
    ) {
      state.withLock { state in
        state.changes.append(
          .init(
            position: UInt64(state.changes.count + 1), tenantID: tenant, documentID: document,
            uri: "/\(document)", kind: kind, changedAtMs: time))
      }
      signal.changed()
    }

    /// An older state is restored, and whoever follows is cut off.
    func restore(_ count: Int) {
      state.withLock { state in
        state.changes.removeSubrange(count...)
        state.restoredCount += 1
      }
      signal.changed()
    }

    func watchDocuments(
      _ request: Apus.Retrieval.V1.WatchDocumentsRequest,
      writer: ResponseWriter<Apus.Retrieval.V1.WatchDocumentsResponse>, context: ServerContext
    ) async throws {
      var position = Int(request.afterPosition)
      let restoredCount = state.withLock { state in
        state.requests.append(request.afterPosition)
        return state.restoredCount
      }
      while true {
        let seen = signal.count
        let (changes, isCutOff) = state.withLock {
          ($0.changes, $0.restoredCount != restoredCount)
        }
        if isCutOff { throw RPCError(.unavailable, "restarted") }
        guard
          position <= changes.count,
          position == 0 || position != Int(request.afterPosition)
            || changes[position - 1].changedAtMs == request.afterChangedAtMs
        else { throw RPCError(.outOfRange, "an older state was restored") }
        for change in changes[position...] { try await writer.write(.init(change: change)) }
        position = changes.count
        _ = try await signal.wait(after: seen)
      }
    }

    func search(
      _ request: Apus.Retrieval.V1.SearchRequest, context: ServerContext
    ) async throws -> Apus.Retrieval.V1.SearchResponse { throw RPCError(.unimplemented, "") }

    func ingest(
      _ requests: RequestStream<Apus.Retrieval.V1.IngestRequest>,
      writer: ResponseWriter<Apus.Retrieval.V1.IngestResponse>, context: ServerContext
    ) async throws { throw RPCError(.unimplemented, "") }

    func listDocuments(
      _ request: Apus.Retrieval.V1.ListDocumentsRequest, context: ServerContext
    ) async throws -> Apus.Retrieval.V1.ListDocumentsResponse { throw RPCError(.unimplemented, "") }

    func deleteDocument(
      _ request: Apus.Retrieval.V1.DeleteDocumentRequest, context: ServerContext
    ) async throws -> Apus.Retrieval.V1.DeleteDocumentResponse {
      throw RPCError(.unimplemented, "")
    }

    func getStatistics(
      _ request: Apus.Retrieval.V1.GetStatisticsRequest, context: ServerContext
    ) async throws -> Apus.Retrieval.V1.GetStatisticsResponse { throw RPCError(.unimplemented, "") }
  }

  /// The services beside an orchestrator, and clients of all.
  private struct Surroundings: Sendable {
    let retrieval: StandInRetrieval
    let memory: Apus.Memory.V1.MemoryServiceClient
    let follower: @Sendable () async -> Void
    let runs: Apus.Orchestrator.V1.OrchestratorServiceClient
    let events: Apus.Orchestrator.V1.EventServiceClient
    let orchestrator: Orchestrator
    let location: StoreLocation

    static func key(_ name: String) -> Apus.Memory.V1.CacheKey {
      .init(kind: .prompt(.init(model: "m", prompt: name)))
    }

    /// Keeps an answer that depends on a document.
    func keep(_ document: String) async throws {
      let found = try await memory.getCached(.init(tenantID: "t", key: Self.key(document)))
      let stored = try await memory.putCached(
        .init(
          tenantID: "t", key: Self.key(document), value: [1], documentIDs: [document],
          epoch: found.epoch))
      #expect(stored.stored)
    }

    func isKept(_ document: String) async throws -> Bool {
      try await memory.getCached(.init(tenantID: "t", key: Self.key(document))).hit
    }

    /// The tenant's events from the first one on.
    func published(
      _ count: Int, _ group: String, tenant: String = "t"
    ) async throws -> [Apus.Orchestrator.V1.Event] {
      try await events.subscribe { requests, responses in
        try await requests.write(
          .init(message: .hello(.init(tenantID: tenant, group: group))))
        var events: [Apus.Orchestrator.V1.Event] = []
        for try await response in responses {
          if case .event(let event) = response.message { events.append(event) }
          if events.count == count { break }
        }
        return events
      }
    }
  }

  private func with(
    _ dialect: SQLDialect, unfinishedCountMax: Int = 10_000,
    _ body: @escaping @Sendable (Surroundings) async throws -> Void
  ) async throws {
    let (fixture, beside) = (try StoreFixture(dialect), try StoreFixture(.sqlite))
    let memoryStore = try MemoryStore(at: beside.location)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) },
      limits: .init(unfinishedCountMax: unfinishedCountMax, leaseDuration: .seconds(2)))
    let retrieval = StandInRetrieval()
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [
        retrieval, MemoryServiceHandler(store: memoryStore, metrics: MetricsRegistry()),
        OrchestratorServiceHandler(orchestrator: orchestrator),
        EventServiceHandler(orchestrator: orchestrator),
      ])
    let channel = Channel(target: "\(try await server.start())")
    let follower = DocumentFollower(
      orchestrator, retrieval: .init(channel: channel), memory: .init(channel: channel))
    try await withRunning(orchestrator) {
      try await body(
        Surroundings(
          retrieval: retrieval, memory: .init(channel: channel),
          follower: { await follower.run() }, runs: .init(channel: channel),
          events: .init(channel: channel), orchestrator: orchestrator,
          location: fixture.location))
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
    await memoryStore.close()
    withExtendedLifetime((fixture, beside)) {}
  }

  @Test(
    "After a document is updated no answer that depended on it is given, and the bus says so, once",
    arguments: SQLDialect.allCases)
  func invalidates(on dialect: SQLDialect) async throws {
    try await with(dialect) { services in
      for name in ["a", "b", "c", "d"] { try await services.keep(name) }
      // Before anybody follows: what changed meanwhile is not lost.
      services.retrieval.add(.replaced, "a")
      let first = Task { await services.follower() }
      try await eventually { try await !services.isKept("a") }
      services.retrieval.add(.removed, "b")
      try await eventually { try await !services.isKept("b") }
      #expect(try await services.isKept("c"))
      // Whoever else says that a document was updated is believed, for its own tenant.
      for tenant in ["other", "t"] {
        _ = try await services.runs.publishEvent(
          .init(tenantID: tenant, name: "document-updated", payload: ["documentID": "c"]))
      }
      try await eventually { try await !services.isKept("c") }
      first.cancel()
      await first.value
      services.retrieval.add(.added, "e")
      let second = Task { await services.follower() }
      let events = try await services.published(4, "g")
      #expect(
        events.map(\.name) == [
          "document-updated", "document-removed", "document-updated", "document-updated",
        ])
      #expect(
        events.compactMap { $0.payload?.fields["documentID"] ?? nil } == ["a", "b", "c", "e"])
      #expect(events[1].payload?.fields["change"] == "removed")
      // The second one went on where the first one stood.
      #expect(services.retrieval.requests.first == 0 && services.retrieval.requests.last == 2)
      #expect(try await services.isKept("d"))
      second.cancel()
      await second.value
    }
  }

  @Test(
    "A tenant that has no room for the runs of a change holds up no other, and gets them later",
    arguments: SQLDialect.allCases)
  func fullTenant(on dialect: SQLDialect) async throws {
    try await with(dialect, unfinishedCountMax: 1) { services in
      _ = try await services.orchestrator.register(
        """
        {"name": "look", "version": 1, "inputs": {"documentID": {"type": "string"}},
         "on": {"event": "document-updated"}, "report": {"document": "$run.documentID"},
         "steps": [{"id": "a", "wait": {"signal": {"name": "go"}}}]}
        """, tenant: "t")
      func runs() async throws -> [Apus.Orchestrator.V1.Run] {
        try await services.runs.listRuns(.init(tenantID: "t")).runs
      }
      for name in ["a", "b"] { services.retrieval.add(.added, name) }
      services.retrieval.add(.added, "c", of: "u")
      let follower = Task { await services.follower() }
      #expect(try await services.published(1, "g", tenant: "u").count == 1)
      #expect(try await services.published(2, "g").count == 2)
      let first = try await runs()
      #expect(first.count == 1)
      _ = try await services.runs.cancelRun(.init(tenantID: "t", runID: first[0].runID))
      try await eventually { try await runs().count == 2 }
      let second = try await runs()[0].runID
      _ = try await services.runs.signalRun(.init(tenantID: "t", runID: second, name: "go"))
      try await eventually {
        try await services.runs.getRun(.init(tenantID: "t", runID: second)).run?.outputs
          == ["document": "b"]
      }
      follower.cancel()
      await follower.value
    }
  }

  @Test(
    "A workflow that nobody here can read costs its tenant its runs, and no other change anything")
  func unreadableWorkflow() async throws {
    try await with(.postgres) { services in
      @Sendable func register(_ name: String, version: Int = 1) async throws {
        _ = try await services.orchestrator.register(
          """
          {"name": "\(name)", "version": \(version), "inputs": {"documentID": {"type": "string"}},
           "on": {"event": "document-updated"},
           "steps": [{"id": "a", "wait": {"signal": {"name": "go"}}}]}
          """, tenant: "t")
      }
      for name in ["look", "other"] { try await register(name) }
      let database = try Database(
        at: services.location, migrations: RunStore.schema.migrations)
      try await database.write {
        try $0.execute(
          "UPDATE workflows SET content = ? WHERE name = 'look'", [.blob(Array("{}".utf8))])
      }
      await database.close()
      for name in ["a", "b", "c"] { services.retrieval.add(.added, name) }
      services.retrieval.add(.added, "d", of: "u")
      let follower = Task { await services.follower() }
      #expect(try await services.published(1, "g", tenant: "u").count == 1)
      #expect(try await services.published(3, "g").count == 3)
      let runs = try await services.runs.listRuns(.init(tenantID: "t")).runs
      #expect(runs.map(\.workflow) == ["other", "other", "other"])
      // It gives way to a version above it.
      await #expect(throws: Orchestrator.Refusal.self) { try await register("look") }
      try await register("look", version: 2)
      #expect(try await services.orchestrator.workflow("look", tenant: "t").version == 2)
      follower.cancel()
      await follower.value
    }
  }

  @Test("An event that names what memory does not take for a document costs no other its effect")
  func refused() async throws {
    try await with(.sqlite) { services in
      for name in ["a", "b", "c"] { try await services.keep(name) }
      // Before anybody follows, so that all are told at once.
      for name in ["a", String(repeating: "x", count: 5_000), "b"] {
        _ = try await services.runs.publishEvent(
          .init(
            tenantID: "t", name: "document-updated",
            payload: ["documentID": .init(kind: .stringValue(name))]))
      }
      let follower = Task { await services.follower() }
      for name in ["a", "b"] { try await eventually { try await !services.isKept(name) } }
      #expect(try await services.isKept("c"))
      follower.cancel()
      await follower.value
    }
  }

  @Test("After retrieval was restored from a backup what is new is published, and nothing twice")
  func restored() async throws {
    try await with(.sqlite) { services in
      services.retrieval.add(.added, "a")
      services.retrieval.add(.added, "b")
      let follower = Task { await services.follower() }
      _ = try await services.published(2, "first")
      services.retrieval.restore(1)
      // Another change takes the place of the one that is gone.
      services.retrieval.add(.added, "x", at: 9)
      let events = try await services.published(3, "second")
      #expect(
        events.compactMap { $0.payload?.fields["documentID"] ?? nil } == ["a", "b", "x"])
      follower.cancel()
      await follower.value
    }
  }
}
