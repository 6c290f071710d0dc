import Messages
import Orchestrator
import RPC
import Store
import StoreFixture
import TestSupport
import Testing

/// What cannot be read of one task or timer is nobody else's concern.
@Suite("Unreadable tasks and timers", .timeLimit(.minutes(10)))
struct UnreadableRowTests {
  /// Of a format to come, of a sealed value cut short, and sealed under a key that is not there.
  private static let damaged: [[UInt8]] = [
    [5], [1, 2, 3], [1] + [UInt8](repeating: 0, count: 7) + [9] + [UInt8](repeating: 7, count: 60),
  ]

  /// Runs the diamond to its end on a store that `prepare` wrote to before; then `check` looks at it.
  private func perform(
    on dialect: SQLDialect,
    after prepare: @escaping @Sendable (borrowing SQLConnection) throws -> Void,
    _ body: @escaping @Sendable (Orchestrator) async throws -> Void,
    check: @escaping @Sendable (borrowing SQLConnection) throws -> Void
  ) async throws {
    let fixture = try StoreFixture(dialect)
    func withDatabase(
      _ body: @escaping @Sendable (borrowing SQLConnection) throws -> Void
    ) async throws {
      let database = try Database(at: fixture.location, migrations: RunStore.schema.migrations)
      try await database.write(body)
      await database.close()
    }
    try await withDatabase(prepare)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) })
    try await withRunning(orchestrator) { try await body(orchestrator) }
    await store.close()
    try await withDatabase(check)
  }

  /// What operators are told of an agent.
  private static func agent(
    _ name: String, of orchestrator: Orchestrator
  ) async throws -> Apus.Orchestrator.V1.Agent? {
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [AgentServiceHandler(orchestrator: orchestrator)])
    let channel = Channel(target: "\(try await server.start())")
    let client = Apus.Orchestrator.V1.AgentServiceClient(channel: channel)
    let agents = try await client.listAgents(.init()).agents
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    return agents.first { $0.name == name }
  }

  @Test(
    "A task that cannot be read fails alone: damaged it is dead, with the reason",
    arguments: SQLDialect.allCases)
  func tasks(on dialect: SQLDialect) async throws {
    try await perform(on: dialect) { connection in
      for payload in Self.damaged {
        // Ahead of what is wanted.
        let task = NewTask(
          queue: "split", tenant: "t", payload: payload, priority: 9,
          retry: TaskRetry(
            attemptCountMax: 100, initialDelayMilliseconds: 1_000_000,
            delayMillisecondsMax: 1_000_000))
        _ = try TaskQueue.enqueue(task, now: 1, on: connection)
      }
    } _: { orchestrator in
      let id = try await orchestrator.submitForTest("a b")
      guard case .ended(let machine) = try await orchestrator.watchForTest(id).last else {
        Issue.record("no end")
        return
      }
      #expect(machine.status == .succeeded)
      let agent = try #require(try await Self.agent("split", of: orchestrator))
      #expect(agent.deadTasks == 1)
    } check: { connection in
      let dead = try TaskQueue.deadTasks(in: "split", countMax: 10, on: connection)
      #expect(dead.map(\.payload) == [Self.damaged[1]])
      #expect(dead.first?.attempts.map { $0.error.contains("corrupt") } == [true])
      // Another process may read the rest: they are tried again.
      let rest = try connection.query("SELECT id FROM tasks WHERE queue = 'split' AND state <> 3") {
        $0.int(0)
      }
      #expect(rest.count == 2)
      for task in rest {
        #expect(try !TaskQueue.attempts(of: task, on: connection).isEmpty)
      }
    }
  }

  @Test(
    "Timers that cannot be told do not hold up the others, however many they are",
    arguments: SQLDialect.allCases)
  func timers(on dialect: SQLDialect) async throws {
    // Full batches, so that all were postponed before the one that is wanted is reached.
    let count = 192
    try await perform(on: dialect) { connection in
      // Ahead of every other, some unreadable and some without sense.
      for number in 0..<count {
        let payload = (Self.damaged + [Array("nonsense".utf8)])[number % 4]
        try Timers.set(
          "bad/\(number)", of: "run", dueMilliseconds: 1, payload: payload, on: connection)
      }
    } _: { orchestrator in
      let workflow = try WorkflowDefinition(
        json: """
          {"name": "waits", "version": 1, "inputs": {"question": {"type": "string"}},
           "steps": [{"id": "time", "wait": {"timer": {"milliseconds": 1}}}]}
          """)
      let machine = try await orchestrator.submit(
        workflow, tenant: "t", inputs: ["question": "q"])
      guard
        case .ended(let machine) = try await orchestrator.watchForTest(
          machine.submission!.runID
        ).last
      else {
        Issue.record("no end")
        return
      }
      #expect(machine.status == .succeeded)
    } check: { connection in
      // All are there still, and later.
      let all = try Timers.due(of: "run", now: .max, countMax: 1_000, on: connection)
      #expect(all.count == count && all.allSatisfy { $0.dueMilliseconds > 1 })
    }
  }

  @Test("What happens often is told once a minute, with how often it did")
  func rareNews() {
    let (news, start) = (RareNews(), ContinuousClock.now)
    #expect(news.happened(now: start) == 1)
    for second in 1..<60 { #expect(news.happened(now: start + .seconds(second)) == nil) }
    #expect(news.happened(now: start + .seconds(60)) == 60)
    #expect(news.happened(now: start + .seconds(61)) == nil)
  }

  @Test("What fails waits longer each time, up to a bound, and anew after it was told")
  func backoff() {
    var backoff = TimerBackoff()
    #expect(
      (0..<8).map { _ in backoff.failed("a") }
        == [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
    #expect(backoff.failed("b") == 1_000)
    backoff.told("a")
    #expect(backoff.failed("a") == 1_000)
    for number in 0..<2 * TimerBackoff.countMax { _ = backoff.failed("\(number)") }
    #expect(backoff.knownCount == TimerBackoff.countMax)
  }
}
