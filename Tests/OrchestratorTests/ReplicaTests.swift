import Orchestrator
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// Several orchestrators on one PostgreSQL; each has a store of its own, as processes have.
@Suite("Orchestrators on one PostgreSQL", .timeLimit(.minutes(10)))
struct ReplicaTests {
  /// One of the processes.
  private struct Replica: Sendable {
    let store: RunStore
    let orchestrator: Orchestrator
    let work: Task<Void, Never>

    init(
      _ fixture: StoreFixture, agents: [FakeAgent], leaseDuration: Duration = .seconds(2)
    ) async throws {
      store = try RunStore(at: fixture.location)
      orchestrator = try Orchestrator.forTest(
        store: store, agents: agents,
        limits: .init(capacities: [.execution: 8], leaseDuration: leaseDuration))
      try await orchestrator.recover()
      work = Task { [orchestrator] in await orchestrator.run() }
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

  @Test(
    "Three share the tasks; one of them dies, and all runs end, each step's effect recorded once")
  func oneDies() async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let fixture = try StoreFixture(.postgres)
    let performed = Atomic(0)
    let delays = Mutex(SeededGenerator(seed: seed))
    let agents = ["split", "echo", "join"].map { name in
      FakeAgent(name) { task, _ in
        performed.add(1, ordering: .relaxed)
        let delay = delays.withLock { Int.random(in: 0...20, using: &$0) }
        try await Task.sleep(for: .milliseconds(delay))
        return TestWorkflows.result(of: task)
      }
    }
    var replicas: [Replica] = []
    for _ in 0..<3 { replicas.append(try await Replica(fixture, agents: agents)) }
    var ids: [String] = []
    for number in 0..<45 {
      ids.append(try await replicas[number % 3].orchestrator.submitForTest("a b"))
    }
    // In the middle: of the 225 attempts some are over, and each process has runs that wait.
    let fatal = Int.random(in: 20...120, using: &random)
    try await eventually { performed.load(ordering: .relaxed) >= fatal }
    let victim = replicas.remove(at: Int.random(in: 0..<3, using: &random))
    await victim.stopHard()
    let unfinished = try await replicas[0].store.runs(
      tenant: "t", status: nil, below: .max, countMax: 100
    ).filter { $0.endedAt == nil }
    #expect(!unfinished.isEmpty, "seed \(seed): nothing was in the middle")
    for (number, id) in ids.enumerated() {
      // Asked of either, whoever performed it.
      let updates = try await replicas[number % 2].orchestrator.watchForTest(id)
      expectOneEffectPerStep(updates, "seed \(seed), run \(number)")
    }
    for replica in replicas {
      await replica.stop()
    }
  }

  @Test(
    "One that starts while the store is slow ends no lease that another one was given meanwhile")
  func startsSlowly() async throws {
    let fixture = try StoreFixture(.postgres)
    let holder = try Database(at: fixture.location, migrations: RunStore.schema.migrations)
    let store = try RunStore(at: fixture.location)
    var leased: LeasedTask?
    // On a machine that is too busy the one that starts does not come to wait in time: then once more.
    while leased == nil {
      let orchestrator = try Orchestrator.forTest(
        store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) })
      try await orchestrator.recover()
      let isHeld = Mutex(false)
      async let lease = leaseWhenOneWaits(fixture, holder) { isHeld.withLock { $0 = true } }
      try await eventually { isHeld.withLock(\.self) }
      let work = Task { await orchestrator.run() }
      leased = try await lease
      // Behind what it writes when it starts.
      _ = try await orchestrator.watchForTest(orchestrator.submitForTest("a"))
      work.cancel()
      await work.value
    }
    let id = try #require(leased?.id)
    let end = try await holder.read { connection in
      try connection.first("SELECT state_ms FROM tasks WHERE id = ?", [.int(id)]) { $0.int(0) }
    }
    #expect(end == leased?.leasedUntilMilliseconds)
    await store.close()
    await holder.close()
  }

  /// Alone in the schema until another one waits for its turn; then it leases. Nil where nobody waits before PostgreSQL would
  /// end the connection.
  private func leaseWhenOneWaits(
    _ fixture: StoreFixture, _ holder: Database, isHeld: @Sendable @escaping () -> Void
  ) async throws -> LeasedTask? {
    let server = try PostgresServer.shared
    return try await holder.write { connection -> LeasedTask? in
      _ = try TaskQueue.enqueue(
        NewTask(queue: "held", tenant: "t", payload: []), now: 0, on: connection)
      isHeld()
      let deadline = ContinuousClock.now + .seconds(4)
      while try server.psql(
        """
        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND (classid::bigint << 32) + objid::bigint = '\(fixture.schema)'::regnamespace::oid::bigint
        """) == "0"
      {
        if ContinuousClock.now > deadline { return nil }
      }
      return try TaskQueue.lease(
        from: "held", for: "holder", countMax: 1, durationMilliseconds: 60_000,
        now: RunStore.systemClock(), on: connection
      ).first
    }
  }

  @Test("Whoever watches misses nothing that others recorded before this process followed them")
  func followsLate() async throws {
    let fixture = try StoreFixture(.postgres)
    let agents = ["split", "echo", "join"].map { FakeAgent($0) }
    // It records the first events and keeps them, and does not follow the others yet.
    let store = try RunStore(at: fixture.location)
    let late = try Orchestrator.forTest(store: store, agents: agents)
    let id = try await late.submitForTest("a b")
    let began = Gate()
    async let first = late.watchForTest(id, began: began)
    await began.wait()
    let other = try await Replica(fixture, agents: agents)
    let updates = try await other.orchestrator.watchForTest(id)
    guard case .ended(let run) = updates.last, run.status == .succeeded else {
      Issue.record("\(String(describing: updates.last))")
      return
    }
    await other.stop()
    // Who begins now knows of all that, and who began before is told as soon as this process follows.
    #expect(try await late.watchForTest(id) == updates)
    let work = Task { await late.run() }
    #expect(try await first == updates)
    work.cancel()
    await work.value
    await store.close()
  }

  @Test("A run is cancelled and watched wherever one asks; the attempt in flight stops")
  func cancelledElsewhere() async throws {
    let fixture = try StoreFixture(.postgres)
    let (reached, stopped) = (Gate(), Gate())
    let stuck = FakeAgent("join") { task, emit in
      emit(TokenPiece(step: task.step, attempt: task.attempt, text: "live", tokenCount: 1))
      reached.open()
      defer { stopped.open() }
      try await Task.sleep(for: .seconds(3600))
      throw CancellationError()
    }
    let agents = [FakeAgent("split"), FakeAgent("echo"), stuck]
    let first = try await Replica(fixture, agents: agents, leaseDuration: .seconds(10))
    let second = try await Replica(fixture, agents: agents, leaseDuration: .seconds(10))
    let id = try await first.orchestrator.submitForTest("a b")
    let watching = Task { try await second.orchestrator.watchForTest(id) }
    await reached.wait()
    let machine = try await second.orchestrator.cancel(tenant: "t", id: id, reason: "enough")
    #expect(machine.status == .cancelled)
    await stopped.wait()
    let updates = try await watching.value
    guard case .ended(let ended) = updates.last else {
      Issue.record("no end")
      return
    }
    #expect(ended.reason == "enough")
    await first.stop()
    await second.stop()
  }

  @Test("Whoever stops in order hands its tasks over at once")
  func handsOver() async throws {
    let fixture = try StoreFixture(.postgres)
    let reached = Gate()
    let stuck = FakeAgent("join") { _, _ in
      reached.open()
      try await Task.sleep(for: .seconds(3600))
      throw CancellationError()
    }
    let others = [FakeAgent("split"), FakeAgent("echo")]
    // Leases that never run out: without the goodbye nobody would get the task.
    let first = try await Replica(fixture, agents: others + [stuck], leaseDuration: .seconds(3600))
    let id = try await first.orchestrator.submitForTest("a b")
    await reached.wait()
    await first.stop()
    let second = try await Replica(
      fixture, agents: others + [FakeAgent("join")], leaseDuration: .seconds(3600))
    let updates = try await second.orchestrator.watchForTest(id)
    expectOneEffectPerStep(updates, "handed over")
    await second.stop()
  }
}
