import Messages
import Orchestrator
import RPC
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// What became of an attempt and can never be recorded, and what people do about it.
@Suite("Dead tasks", .timeLimit(.minutes(10)))
struct DeadTaskTests {
  private typealias API = Apus.Orchestrator.V1

  private struct Service: Sendable {
    let orchestrator: Orchestrator
    let client: API.AgentServiceClient

    func dead(_ agent: String = "split", tenant: String = "t") async throws -> [API.DeadTask] {
      try await client.listDeadTasks(.init(tenantID: tenant, agent: agent)).tasks
    }
  }

  private func withService(
    _ split: FakeAgent, on fixture: StoreFixture,
    _ body: @Sendable @escaping (Service) async throws -> Void
  ) async throws {
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: [split, FakeAgent("echo"), FakeAgent("join")])
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [AgentServiceHandler(orchestrator: orchestrator)])
    let channel = Channel(target: "\(try await server.start())")
    try await withRunning(orchestrator) {
      try await body(Service(orchestrator: orchestrator, client: .init(channel: channel)))
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
  }

  @Test("What came of an attempt of a damaged run is given up, with the reason; other runs go on")
  func damagedRun() async throws {
    let fixture = try StoreFixture(.postgres)
    let location = fixture.location
    let split = FakeAgent("split") { task, _ in
      if "\(task.inputs)".contains("damage") {
        // Somebody writes into the history what nobody can read.
        let other = try Database(at: location, migrations: RunStore.schema.migrations)
        try await other.write { connection in
          try EventLog.append(
            [NewEvent(kind: "Nonsense", payload: [1, 2, 3])], to: task.runID,
            expectedVersion: nil, now: 1, on: connection)
        }
        await other.close()
      }
      return TestWorkflows.result(of: task)
    }
    try await withService(split, on: fixture) { service in
      let damaged = try await service.orchestrator.submitForTest("damage")
      let sound = try await service.orchestrator.submitForTest("a b")
      guard case .ended(let machine) = try await service.orchestrator.watchForTest(sound).last
      else {
        Issue.record("no end")
        return
      }
      #expect(machine.status == .succeeded)
      try await eventually { try await !service.dead().isEmpty }
      let dead = try await service.dead()
      #expect(dead.map(\.runID) == [damaged] && dead[0].stepID == "split")
      let error = dead[0].attempts.last?.error ?? ""
      #expect(error.contains("what came of it cannot be recorded: corrupt"), "\(error)")
    }
  }

  @Test(
    "Dead tasks are listed in pages, tried again and removed, by their tenant alone",
    arguments: SQLDialect.allCases)
  func lettersOfTenants(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let performed = Mutex(0)
    let split = FakeAgent("split") { task, _ in
      performed.withLock { $0 += 1 }
      return TestWorkflows.result(of: task)
    }
    let former = try Database(at: fixture.location, migrations: RunStore.schema.migrations)
    try await former.write { try Self.bury(on: $0) }
    await former.close()
    try await withService(split, on: fixture) { service in
      let first = try await service.client.listDeadTasks(
        .init(tenantID: "t", agent: "split", pageSize: 2))
      #expect(first.tasks.count == 2 && !first.nextPageToken.isEmpty)
      let second = try await service.client.listDeadTasks(
        .init(tenantID: "t", agent: "split", pageSize: 2, pageToken: first.nextPageToken))
      #expect(second.tasks.count == 1 && second.nextPageToken.isEmpty)
      let ids = (first.tasks + second.tasks).map(\.taskID)
      #expect(Set(ids).count == 3)
      #expect(first.tasks[0].runID.isEmpty && first.tasks[0].attempts.map(\.error) == ["no"])
      let foreign = try await service.dead(tenant: "u")
      #expect(foreign.count == 1)

      // Of another tenant, and then none of those beside it.
      await refused("is no dead task of agent 'split'") {
        try await service.client.redriveDeadTasks(
          .init(tenantID: "t", agent: "split", taskIDs: [ids[0], foreign[0].taskID]))
      }
      await refused("is no dead task of agent 'split'") {
        try await service.client.removeDeadTask(
          .init(tenantID: "u", agent: "split", taskID: ids[0]))
      }
      await refused("there is no agent 'nobody'") {
        try await service.client.listDeadTasks(.init(tenantID: "t", agent: "nobody"))
      }
      await refused("page_token is not one") {
        try await service.client.listDeadTasks(
          .init(tenantID: "t", agent: "split", pageToken: "x"))
      }
      #expect(try await service.dead().count == 3)

      _ = try await service.client.removeDeadTask(
        .init(tenantID: "t", agent: "split", taskID: ids[0]))
      #expect(try await service.dead().map(\.taskID) == Array(ids[1...]))
      // Nobody can read them, so they die again, with one more attempt.
      let one = try await service.client.redriveDeadTasks(
        .init(tenantID: "t", agent: "split", taskIDs: [ids[1]]))
      #expect(one.taskCount == 1)
      try await eventually {
        try await service.dead().first { $0.taskID == ids[1] }?.attempts.count == 2
      }
      let all = try await service.client.redriveDeadTasks(.init(tenantID: "t", agent: "split"))
      #expect(all.taskCount == 2)
      try await eventually {
        try await service.dead().map(\.attempts.count).sorted() == [2, 3]
      }
      #expect(try await service.dead(tenant: "u") == foreign)
      #expect(performed.withLock(\.self) == 0)
    }
  }

  @Test("A page of dead tasks that say much ends before it is too large, and the next one goes on")
  func largePages() async throws {
    let fixture = try StoreFixture(.sqlite)
    let former = try Database(at: fixture.location, migrations: RunStore.schema.migrations)
    let error = String(repeating: "x", count: TaskQueue.errorByteCountMax)
    try await former.write { try Self.bury(400, error: error, on: $0) }
    await former.close()
    try await withService(FakeAgent("split"), on: fixture) { service in
      var request = API.ListDeadTasksRequest(tenantID: "t", agent: "split", pageSize: 1_000)
      var ids: [UInt64] = []
      var pageSizes: [Int] = []
      repeat {
        let page = try await service.client.listDeadTasks(request)
        ids += page.tasks.map(\.taskID)
        pageSizes.append(page.tasks.count)
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      #expect(ids.count == 399 && Set(ids).count == 399)
      #expect(pageSizes.count == 2 && pageSizes[0] * error.utf8.count <= 1 << 20)
    }
  }

  /// Damaged tasks of two tenants that have died.
  private static func bury(
    _ count: Int = 4, error: String = "no", on connection: borrowing SQLConnection
  ) throws {
    for number in 0..<count {
      let task = try TaskQueue.enqueue(
        NewTask(queue: "split", tenant: number == 1 ? "u" : "t", payload: [1, 2, 3]), now: 1,
        on: connection)
      let leased = try TaskQueue.lease(
        from: "split", for: "w", countMax: 1, durationMilliseconds: 10, now: 1, on: connection)
      #expect(leased.map(\.id) == [task.id])
      try TaskQueue.fail(
        task.id, epoch: 1, error: error, isPermanent: true, draw: 0, now: number, on: connection)
    }
  }

  private func refused<T>(
    _ reason: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> T
  ) async {
    do {
      _ = try await body()
      Issue.record("not refused", sourceLocation: sourceLocation)
    } catch {
      #expect("\(error)".contains(reason), "\(error)", sourceLocation: sourceLocation)
    }
  }
}
