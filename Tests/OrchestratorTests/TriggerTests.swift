import Messages
import Orchestrator
import RPC
import Service
import Store
import StoreFixture
import TestSupport
import Testing

/// Runs that events start, over real sockets.
@Suite("Triggers", .timeLimit(.minutes(10)))
struct TriggerTests {
  private typealias API = Apus.Orchestrator.V1

  /// An orchestrator that listens: one of the processes.
  private struct Replica: Sendable {
    let runs: API.OrchestratorServiceClient
    let workflows: API.WorkflowServiceClient
    let events: API.EventServiceClient
    let channel: Channel
    let server: Server
    let store: RunStore
    let work: Task<Void, Never>

    init(_ fixture: StoreFixture, unfinishedCountMax: Int = 1_000) async throws {
      let store = try RunStore(at: fixture.location)
      let orchestrator = try Orchestrator.forTest(
        store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) },
        limits: .init(unfinishedCountMax: unfinishedCountMax))
      server = Server(
        configuration: ServerConfiguration(listen: "127.0.0.1:0"),
        services: [
          OrchestratorServiceHandler(orchestrator: orchestrator),
          WorkflowServiceHandler(orchestrator: orchestrator),
          EventServiceHandler(orchestrator: orchestrator),
        ])
      channel = Channel(target: "\(try await server.start())")
      (runs, workflows, events) = (
        .init(channel: channel), .init(channel: channel), .init(channel: channel)
      )
      self.store = store
      work = Task { await orchestrator.run() }
    }

    func stop() async {
      work.cancel()
      await work.value
      await channel.shutdown()
      await server.beginGracefulShutdown(grace: .zero)
      await store.close()
    }

    func register(_ name: String, version: Int = 1, on trigger: String, wait: Bool = false)
      async throws
    {
      let work =
        wait
        ? #""wait": {"signal": {"name": "go"}}"#
        : #""agent": "echo", "inputs": {"text": "$run.text"}"#
      _ = try await workflows.registerWorkflow(
        .init(
          document: """
            {"name": "\(name)", "version": \(version),
             "on": \(trigger),
             "inputs": {"text": {"type": "string"}, "loud": {"type": "boolean", "default": true}},
             "steps": [{"id": "a", \(work)}], "report": {"text": "$run.text", "loud": "$run.loud"}}
            """))
    }

    func ended(_ id: String) async throws -> API.Run? {
      try await runs.watchRun(.init(runID: id)) { updates in
        for try await update in updates {
          if case .ended(let run) = update.update { return run }
        }
        return nil
      }
    }

    func all() async throws -> [API.Run] { try await runs.listRuns(.init()).runs }
  }

  @Test(
    "An event starts a run of each workflow that it is for, with what it says, and starts it once",
    arguments: SQLDialect.allCases)
  func starts(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let replica = try await Replica(fixture)
    try await replica.register("first", on: #"{"event": "paid"}"#)
    try await replica.register("second", on: #"{"event": "paid", "match": {"country": "NL"}}"#)
    try await replica.register("third", on: #"{"event": "shipped"}"#)
    let payload: Google.Protobuf.Struct = ["text": "hello", "country": "NL", "loud": false]
    let event = API.PublishEventRequest(name: "paid", payload: payload, idempotencyKey: "k")
    let started = try await replica.runs.publishEvent(event)
    #expect(started.runIDs.count == 2)
    var reports: [Google.Protobuf.Struct?] = []
    for id in started.runIDs { reports.append(try await replica.ended(id)?.outputs) }
    #expect(reports == [["text": "hello", "loud": false], ["text": "hello", "loud": false]])
    // The same event again starts nothing, and an event of another country only the first one.
    #expect(try await replica.runs.publishEvent(event).runIDs.isEmpty)
    let other = try await replica.runs.publishEvent(
      .init(name: "paid", payload: ["text": "hi", "country": "BE"]))
    #expect(other.runIDs.count == 1)
    #expect(try await replica.ended(other.runIDs[0])?.workflow == "first")
    // Nor does one of another tenant, whose workflows these are not.
    let foreign = try await replica.runs.publishEvent(
      .init(tenantID: "other", name: "paid", payload: payload))
    #expect(foreign.runIDs.isEmpty)
    // What has no text cannot start it, and is published all the same.
    let unfit = try await replica.runs.publishEvent(.init(name: "shipped", payload: ["text": 1]))
    #expect(unfit.runIDs.isEmpty && unfit.sequence == 3)
    // A new version says anew what starts it.
    try await replica.register("first", version: 2, on: #"{"event": "returned"}"#)
    let later = try await replica.runs.publishEvent(.init(name: "paid", payload: ["text": "x"]))
    #expect(later.runIDs.isEmpty)
    #expect(try await replica.all().count == 3)
    await replica.stop()
    withExtendedLifetime(fixture) {}
  }

  @Test(
    "Where a run that it starts would be one too many the event is refused, and nothing is published",
    arguments: SQLDialect.allCases)
  func isAllOrNothing(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let replica = try await Replica(fixture, unfinishedCountMax: 1)
    try await replica.register("a", on: #"{"event": "e"}"#, wait: true)
    try await replica.register("b", on: #"{"event": "e", "match": {"both": true}}"#, wait: true)
    let error = await #expect(throws: RPCError.self) {
      try await replica.runs.publishEvent(.init(name: "e", payload: ["text": "x", "both": true]))
    }
    #expect(error?.code == .resourceExhausted)
    #expect(try await replica.all().isEmpty)
    let taken = try await replica.runs.publishEvent(.init(name: "e", payload: ["text": "x"]))
    #expect(taken.sequence == 1 && taken.runIDs.count == 1)
    await replica.stop()
    withExtendedLifetime(fixture) {}
  }

  @Test("Published at two orchestrators at the same time, an event starts its run once")
  func once() async throws {
    let fixture = try StoreFixture(.postgres)
    let (first, second) = (try await Replica(fixture), try await Replica(fixture))
    try await first.register("w", on: #"{"event": "e"}"#)
    var runs: [[String]] = []
    for number in 0..<20 {
      let event = API.PublishEventRequest(
        name: "e", payload: ["text": "x"], idempotencyKey: "\(number)")
      async let one = first.runs.publishEvent(event)
      async let other = second.runs.publishEvent(event)
      let (a, b) = (try await one, try await other)
      #expect(a.sequence == b.sequence && a.isDuplicate != b.isDuplicate)
      runs.append(a.runIDs + b.runIDs)
    }
    #expect(runs.allSatisfy { $0.count == 1 } && Set(runs.flatMap(\.self)).count == 20)
    for id in runs.flatMap(\.self) { #expect(try await second.ended(id)?.state == .succeeded) }
    #expect(try await first.all().count == 20)
    await first.stop()
    await second.stop()
  }
}
