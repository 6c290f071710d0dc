import Messages
import Orchestrator
import RPC
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// Runs that begin by the clock, which these tests turn by hand.
@Suite("Schedules of workflows", .timeLimit(.minutes(10)))
struct ScheduleTests {
  private static let minute = 60_000

  private final class Clock: Sendable {
    /// Half past a minute of 2027.
    private let milliseconds = Mutex(1_800_000_000_000 / minute * minute + minute / 2)

    var now: Int { milliseconds.withLock(\.self) }
    func advance(minutes: Int) { milliseconds.withLock { $0 += minutes * minute } }
  }

  /// One of the processes.
  private struct Replica: Sendable {
    let store: RunStore
    let orchestrator: Orchestrator
    let work: Task<Void, Never>

    init(
      _ fixture: StoreFixture, _ clock: Clock, unfinishedCountMax: Int = 100,
      masterKeys: MasterKeys? = nil
    ) throws {
      store = try RunStore(at: fixture.location, masterKeys: masterKeys) { clock.now }
      orchestrator = try Orchestrator.forTest(
        store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) },
        limits: .init(
          unfinishedCountMax: unfinishedCountMax, leaseDuration: .seconds(300)))
      work = Task { [orchestrator] in await orchestrator.run() }
    }

    func runs(_ tenant: String = "t") async throws -> [RunSummary] {
      try await store.runs(tenant: tenant, status: nil, below: .max, countMax: 1_000)
    }

    func register(
      _ trigger: String, version: Int = 1, waits: Bool = false, tenant: String = "t"
    ) async throws {
      let work =
        waits
        ? #""wait": {"signal": {"name": "go"}}"#
        : #""agent": "echo", "inputs": {"text": "$run.question"}"#
      _ = try await orchestrator.register(
        """
        {"name": "daily", "version": \(version), "inputs": {"question": {"type": "string"}},
         \(trigger) "steps": [{"id": "a", \(work)}]}
        """, tenant: tenant)
    }

    /// Ends it without a goodbye: nothing that it does from now on reaches the server.
    func stopHard() async {
      await store.close()
      work.cancel()
      await work.value
    }

    func stop() async {
      work.cancel()
      await work.value
      await store.close()
    }
  }

  /// Looks at the store from outside.
  private static func write<T: Sendable>(
    _ fixture: StoreFixture,
    _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T
  ) async throws -> T {
    let database = try Database(at: fixture.location, migrations: RunStore.schema.migrations)
    let result = try await database.write(body)
    await database.close()
    return result
  }

  /// A start that has been due for long.
  private static func set(
    _ key: String, of tenant: String, on connection: borrowing SQLConnection
  ) throws {
    let name = "\(tenant.utf8.count):\(tenant)/\(key)"
    let start = """
      {"tenant": "\(tenant)", "workflow": "daily", "cause": "event", "inputs": {"question": "\(key)"},
       "idempotencyKey": "\(key)", "traceparent": "", "failureCount": 0}
      """
    try Timers.set(
      name, of: "start", dueMilliseconds: 1, beginMilliseconds: 1,
      payload: connection.seal(
        Array(start.utf8), for: tenant, at: SealedPlace("run_starts", .text(name))),
      on: connection)
  }

  /// Of the starts that wait, those that were tried.
  private static func triedCount(_ fixture: StoreFixture) async throws -> Int {
    try await write(fixture) { connection in
      try Timers.due(of: "start", now: .max, countMax: 10_000, on: connection).count { timer in
        let payload = try connection.open(
          timer.payload, at: SealedPlace("run_starts", .text(timer.name)))
        return !String(decoding: payload, as: UTF8.self).filter { $0 != " " }
          .contains(#""failureCount":0"#)
      }
    }
  }

  private static let everyMinute =
    #""on": {"schedule": {"cron": "* * * * *", "inputs": {"question": "again"}}},"#

  @Test("Of three orchestrators one starts each tick's run, and when it dies the next one does")
  func threeReplicas() async throws {
    let fixture = try StoreFixture(.postgres)
    let clock = Clock()
    var replicas = try (0..<3).map { _ in try Replica(fixture, clock) }
    try await replicas[0].register(Self.everyMinute)
    try await replicas[1].register(Self.everyMinute, tenant: "u")
    var leaders: Set<String> = []
    func leader() async throws -> String {
      let database = try Database(at: fixture.location, migrations: RunStore.schema.migrations)
      let lease = try await database.read {
        try Leadership.current(Scheduler.leadership, on: $0)
      }
      await database.close()
      return lease?.holder ?? ""
    }
    for tick in 1...3 {
      clock.advance(minutes: 1)
      let replica = replicas[tick % 3]
      try await eventually {
        let counts = [try await replica.runs().count, try await replica.runs("u").count]
        return counts == [tick, tick]
      }
      leaders.insert(try await leader())
    }
    #expect(leaders.count == 1)
    let index = try #require(
      replicas.firstIndex { leaders.contains($0.orchestrator.process) })
    await replicas.remove(at: index).stopHard()
    // Longer than its lease: of the ticks that nobody took the latest one counts.
    clock.advance(minutes: 7)
    for tick in 4...6 {
      try await eventually { [replicas] in try await replicas[0].runs().count == tick }
      leaders.insert(try await leader())
      clock.advance(minutes: 1)
    }
    try await eventually { [replicas] in try await replicas[1].runs().count == 7 }
    #expect(leaders.count == 2)
    for run in try await replicas[0].runs() {
      guard case .ended(let machine) = try await replicas[1].orchestrator.watchForTest(run.id).last
      else {
        Issue.record("no end")
        return
      }
      #expect(machine.status == .succeeded && run.question == "again")
    }
    for replica in replicas { await replica.stop() }
    // Whoever was slow has started nothing more.
    let last = try RunStore(at: fixture.location)
    for tenant in ["t", "u"] {
      let runs = try await last.runs(tenant: tenant, status: nil, below: .max, countMax: 99)
      #expect(runs.count == 7)
    }
    await last.close()
  }

  @Test(
    "The newest version says when; what finds no room begins when there is some",
    arguments: SQLDialect.allCases)
  func versions(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let clock = Clock()
    let replica = try Replica(fixture, clock, unfinishedCountMax: 1)
    try await replica.register(Self.everyMinute, waits: true)
    clock.advance(minutes: 1)
    try await eventually { try await replica.runs().count == 1 }
    // The next tick's run is one too many, and is tried again until the first one has ended.
    clock.advance(minutes: 1)
    try await replica.register(Self.everyMinute, tenant: "u")
    clock.advance(minutes: 1)
    try await eventually { try await replica.runs("u").count == 1 }
    #expect(try await replica.runs().count == 1)
    _ = try await replica.orchestrator.cancel(
      tenant: "t", id: try await replica.runs()[0].id, reason: "enough")
    try await eventually {
      clock.advance(minutes: 1)
      return try await replica.runs().count >= 2
    }
    // A version without a schedule starts nothing.
    try await replica.register("", version: 2)
    try await replica.register("", version: 2, tenant: "u")
    await replica.stop()
    let database = try Database(at: fixture.location, migrations: RunStore.schema.migrations)
    #expect(try await database.read { try CronSchedules.all(on: $0) }.isEmpty)
    await database.close()
  }

  @Test(
    "A full tenant's starts, however many, are asked for with one and hold up no tick of another",
    arguments: SQLDialect.allCases)
  func fullTenant(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let (clock, count) = (Clock(), 3_000)
    let first = try Replica(fixture, clock)
    for tenant in ["t", "u"] {
      try await first.register(Self.everyMinute, waits: true, tenant: tenant)
    }
    await first.stop()
    try await Self.write(fixture) { connection in
      for number in 0..<count { try Self.set("\(number)", of: "t", on: connection) }
    }
    // As long as the first one may lead.
    clock.advance(minutes: 6)
    let replica = try Replica(fixture, clock, unfinishedCountMax: 1)
    try await eventually {
      let counts = [try await replica.runs().count, try await replica.runs("u").count]
      return counts == [1, 1]
    }
    await replica.stop()
    let names = try await Self.write(fixture) { connection in
      try Timers.due(of: "start", now: .max, countMax: 10_000, on: connection).map(\.name)
    }
    // One was begun; the tick's was one too many.
    #expect(names.count == count - 1 && names.allSatisfy { !$0.contains("schedule") })
    #expect((1..<64).contains(try await Self.triedCount(fixture)))
  }

  @Test("After the clock was a day ahead each minute's tick comes again, once")
  func clockWasAhead() async throws {
    let fixture = try StoreFixture(.postgres)
    let clock = Clock()
    let replica = try Replica(fixture, clock)
    try await replica.register(Self.everyMinute)
    clock.advance(minutes: 1_440)
    try await eventually { try await replica.runs().count == 1 }
    clock.advance(minutes: -1_440)
    try await eventually {
      let next = try await Self.write(fixture) { try CronSchedules.nextDue(on: $0) }
      return next == clock.now + Self.minute / 2
    }
    for count in 2...3 {
      clock.advance(minutes: 1)
      try await eventually { try await replica.runs().count == count }
    }
    await replica.stop()
    let last = try RunStore(at: fixture.location)
    let runs = try await last.runs(tenant: "t", status: nil, below: .max, countMax: 9)
    #expect(runs.count == 3)
    await last.close()
  }

  @Test(
    "A tenant whose key is damaged holds up no tick of another", arguments: SQLDialect.allCases)
  func damagedKey(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let keys = try MasterKeys(text: String(repeating: "0123456789abcdef", count: 4), file: "")
    let clock = Clock()
    let first = try Replica(fixture, clock, masterKeys: keys)
    for tenant in ["t", "u"] { try await first.register(Self.everyMinute, tenant: tenant) }
    await first.stop()
    let store = try RunStore(at: fixture.location, masterKeys: keys)
    try await store.write(at: 1) { connection in
      let zeros = [UInt8](repeating: 0, count: 60)
      try connection.execute(
        "UPDATE store_data_keys SET wrapped = ? WHERE tenant = 't'", [.blob(zeros)])
    }
    await store.close()
    clock.advance(minutes: 6)
    let replica = try Replica(fixture, clock, masterKeys: keys)
    for count in 1...2 {
      try await eventually { try await replica.runs("u").count == count }
      clock.advance(minutes: 1)
    }
    await replica.stop()
  }

  @Test("A start whose workflow this process cannot read waits for one that can")
  func unreadableWorkflow() async throws {
    let fixture = try StoreFixture(.postgres)
    let clock = Clock()
    let former = try Replica(fixture, clock)
    try await former.register("")
    let document = try await Self.write(fixture) { connection in
      let document = try connection.first("SELECT document FROM workflows") { $0.text(0) }
      try connection.execute("UPDATE workflows SET document = '{\"later\": 1}'")
      try Self.set("waits", of: "t", on: connection)
      return document
    }
    clock.advance(minutes: 1)
    try await eventually {
      try await Self.write(fixture) { connection in
        try Timers.due(of: "start", now: .max, countMax: 9, on: connection)[0].dueMilliseconds > 1
      }
    }
    // It has not failed: nothing counts how often it waits.
    #expect(try await Self.triedCount(fixture) == 0)
    // Nor does it hide the others from the list.
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [WorkflowServiceHandler(orchestrator: former.orchestrator)])
    let channel = Channel(target: "\(try await server.start())")
    let client = Apus.Orchestrator.V1.WorkflowServiceClient(channel: channel)
    let listed = try await client.listWorkflows(.init(tenantID: "t")).workflows
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    #expect(listed.map(\.name) == ["daily", "diamond"])
    #expect(listed[0].description.contains("version 1 of workflow 'daily' cannot be read"))
    try await Self.write(fixture) { connection in
      try connection.execute("UPDATE workflows SET document = ?", [.optional(document)])
    }
    try await eventually {
      clock.advance(minutes: 1)
      return try await former.runs().map(\.question) == ["waits"]
    }
    await former.stop()
  }

  @Test(
    "A start that this process cannot read waits for one that can", arguments: SQLDialect.allCases)
  func unreadable(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    // Of versions to come: a format of sealed values, and fields.
    try await Self.write(fixture) { connection in
      for (name, payload) in [("1:t/sealed", [3, 1, 2]), ("1:t/later", Array("{}".utf8))] {
        try Timers.set(name, of: "start", dueMilliseconds: 1, payload: payload, on: connection)
      }
    }
    let clock = Clock()
    let former = try Replica(fixture, clock)
    try await former.register("")
    try await former.register(Self.everyMinute, tenant: "u")
    clock.advance(minutes: 1)
    try await eventually { try await former.runs("u").count == 1 }
    await former.stop()
    let due = try await Self.write(fixture) {
      try Timers.due(of: "start", now: .max, countMax: 9, on: $0)
    }
    #expect(due.map(\.name).sorted() == ["1:t/later", "1:t/sealed"])
    #expect(due.allSatisfy { $0.dueMilliseconds > 1 })
    // To the next process one of them is readable.
    try await Self.write(fixture) { try Self.set("sealed", of: "t", on: $0) }
    let next = try Replica(fixture, clock)
    try await eventually { try await next.runs().map(\.question) == ["sealed"] }
    await next.stop()
  }

  @Test(
    "A schedule that cannot be read stops no other", arguments: SQLDialect.allCases)
  func damagedSchedules(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    try await Self.write(fixture) { connection in
      for (name, expression) in [("a", "nonsense"), ("b", "* * * * *")] {
        try connection.execute(
          "INSERT INTO cron_schedules (name, expression, payload, missed, next_ms) VALUES (?, ?, ?, 0, 1)",
          [.text(name), .text(expression), .blob([1])])
      }
    }
    let clock = Clock()
    let replica = try Replica(fixture, clock)
    try await replica.register(Self.everyMinute)
    for count in 1...2 {
      clock.advance(minutes: 1)
      try await eventually { try await replica.runs().count == count }
    }
    await replica.stop()
  }
}
