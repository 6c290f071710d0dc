import Foundation
import Orchestrator
import RPC
import Service
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

@Suite("Orchestrator", .timeLimit(.minutes(10)))
struct OrchestratorShellTests {
  private func kinds(_ updates: [RunWatch.Update]) -> [String] {
    updates.map { update in
      switch update {
      case .event(let entry): entry.name + (entry.event.step.map { " \($0)" } ?? "")
      case .text(let piece): "text \(piece.text)"
      case .ended(let machine): "ended \(machine.status)"
      }
    }
  }

  private var agents: [FakeAgent] { ["split", "echo", "join"].map { FakeAgent($0) } }

  @Test("An attempt begins with the transaction that records it, where its worker has a place")
  func beginsAtOnce() async throws {
    let fixture = try StoreFixture(.sqlite)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: agents, limits: .init(leaseDuration: .seconds(3_600)))
    try await withRunning(orchestrator) {
      // By its end the process has looked for what others left.
      _ = try await orchestrator.watchForTest(orchestrator.submitForTest("a b"))
      let before = store.commitCount
      _ = try await orchestrator.watchForTest(orchestrator.submitForTest("a b"))
      // Its submission and what came of each of five attempts.
      #expect(store.commitCount - before <= 6)
    }
    await store.close()
  }

  @Test(
    "Runs that are submitted at the same time are as many as there are keys, and as may be",
    arguments: SQLDialect.allCases, [1_000, 40])
  func submittedTogether(on dialect: SQLDialect, unfinishedCountMax: Int) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: agents, limits: .init(unfinishedCountMax: unfinishedCountMax))
    let ids = await withTaskGroup(of: (Int, String?).self) { group in
      for number in 0..<150 {
        // Those of one key side by side, so that they come into one transaction.
        group.addTask {
          (number / 3, try? await orchestrator.submitForTest("a b", key: "\(number / 3)"))
        }
      }
      return await group.reduce(into: [Int: Set<String?>]()) { $0[$1.0, default: []].insert($1.1) }
    }
    let taken = ids.values.filter { !$0.contains(nil) }
    let count = min(50, unfinishedCountMax)
    #expect(taken.count == count && taken.allSatisfy { $0.count == 1 })
    #expect(ids.values.count { $0 == [nil] } == 50 - count)
    try await withRunning(orchestrator) {
      for id in taken.compactMap(\.first) {
        let updates = try await orchestrator.watchForTest(id!)
        #expect(kinds(updates).last == "ended succeeded")
      }
    }
    await store.close()
  }

  @Test("A clock that jumps forth and back before anybody looks holds up no wait")
  func clockJumps() async throws {
    let fixture = try StoreFixture(.sqlite)
    let isAhead = Mutex(false)
    // Whoever asks next gets a time in the next hour, and everybody after it the right one.
    let store = try RunStore(at: fixture.location) {
      let jump = isAhead.withLock { isAhead in
        defer { isAhead = false }
        return isAhead ? 3_600_000 : 0
      }
      return RunStore.systemClock() + jump
    }
    let echo = FakeAgent("echo") { task, _ in
      isAhead.withLock { $0 = true }
      return TestWorkflows.result(of: task)
    }
    let waiting = """
      {"name": "diamond", "version": 1, "inputs": {"question": {"type": "string"}},
       "steps": [
        {"id": "first", "agent": "echo", "inputs": {"text": "$run.question"}},
        {"id": "pause", "after": ["first"], "wait": {"timer": {"milliseconds": 20}}}
       ],
       "report": {"text": "$first.text"}}
      """
    let orchestrator = try Orchestrator.forTest(store: store, agents: [echo], workflow: waiting)
    try await withRunning(orchestrator) {
      let updates = try await orchestrator.watchForTest(orchestrator.submitForTest("a"))
      #expect(kinds(updates).last == "ended succeeded")
    }
    await store.close()
  }

  @Test(
    "A run is performed and watched in causal order, from any position, also when it is over",
    arguments: SQLDialect.allCases)
  func performsARun(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let writer = FakeAgent("join") { task, emit in
      for text in ["A", "-", "B"] {
        emit(TokenPiece(step: task.step, attempt: task.attempt, text: text, tokenCount: 1))
      }
      return TestWorkflows.result(of: task)
    }
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: [FakeAgent("split"), FakeAgent("echo"), writer])
    let watched = Gate()
    let (id, updates, again) = try await withRunning(orchestrator, after: watched) {
      let id = try await orchestrator.submitForTest("a b")
      let updates = try await orchestrator.watchForTest(id, began: watched)
      return (id, updates, try await orchestrator.watchForTest(id, after: 3))
    }
    let seen = kinds(updates)
    #expect(seen.first == "RunSubmitted" && seen.last == "ended succeeded")
    #expect(seen.filter { $0 != "text A" }.count + 1 == seen.count)
    let join = try #require(seen.firstIndex(of: "StepStarted join"))
    for part in ["each[0]", "each[1]"] {
      let ended = try #require(seen.firstIndex(of: "StepCompleted \(part)"))
      #expect(try #require(seen.firstIndex(of: "StepStarted \(part)")) < ended && ended < join)
    }
    #expect(
      seen.suffix(from: join).filter { !$0.contains("side") } == [
        "StepStarted join", "text A", "text -", "text B", "StepCompleted join", "RunSucceeded",
        "ended succeeded",
      ])
    let sequences = again.compactMap {
      if case .event(let entry) = $0 { entry.sequence } else { nil }
    }
    #expect(sequences.first == 4 && sequences == Array(4...(3 + sequences.count)))
    let machine = try #require(try await store.run(tenant: "t", id: id))
    #expect(machine.phase == .succeeded(report: ["text": "A-B", "aside": "ASIDE"]))
    #expect(try await store.run(tenant: "other", id: id) == nil)
    await store.close()
  }

  @Test(
    "A watcher who comes late gets the history and the text so far, then what follows",
    arguments: SQLDialect.allCases)
  func watchesLate(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let (written, joined) = (Gate(), Gate())
    let writer = FakeAgent("join") { task, emit in
      for text in ["A", "-"] {
        emit(TokenPiece(step: task.step, attempt: task.attempt, text: text, tokenCount: 1))
      }
      written.open()
      await joined.wait()
      emit(TokenPiece(step: task.step, attempt: task.attempt, text: "B", tokenCount: 1))
      return TestWorkflows.result(of: task)
    }
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: [FakeAgent("split"), FakeAgent("echo"), writer])
    let updates = try await withRunning(orchestrator) {
      let id = try await orchestrator.submitForTest("a b")
      await written.wait()
      return try await orchestrator.watchForTest(id, began: joined)
    }
    let seen = kinds(updates)
    #expect(seen.first == "RunSubmitted")
    let join = try #require(seen.firstIndex(of: "StepStarted join"))
    #expect(
      seen.suffix(from: join).filter { !$0.contains("side") } == [
        "StepStarted join", "text A", "text -", "text B", "StepCompleted join", "RunSucceeded",
        "ended succeeded",
      ])
    await store.close()
  }

  @Test(
    "Stopped in the middle and started again, a run finishes without repeating a finished step",
    arguments: SQLDialect.allCases)
  func resumes(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let reached = Gate()
    let stuck = FakeAgent("join") { _, _ in
      reached.open()
      try await Task.sleep(for: .seconds(3600))
      throw CancellationError()
    }
    let first = try Orchestrator.forTest(
      store: store, agents: [FakeAgent("split"), FakeAgent("echo"), stuck])
    let id = try await withRunning(first) {
      let id = try await first.submitForTest("a b")
      await reached.wait()
      return id
    }
    await store.close()

    let reopened = try RunStore(at: fixture.location)
    let agents = agents
    let second = try Orchestrator.forTest(store: reopened, agents: agents)
    try await second.recover()
    let updates = try await withRunning(second) { try await second.watchForTest(id) }
    #expect(kinds(updates).last == "ended succeeded")
    // It said goodbye: the attempt is nobody's fault, and somebody else's.
    #expect(!kinds(updates).contains("StepInterrupted join"))
    #expect(agents[0].steps == [] && agents[2].steps == [StepID("join")])
    let machine = try #require(try await reopened.run(tenant: "t", id: id))
    #expect(machine.step(StepID("join"))?.attemptCount == 1)
    await reopened.close()
  }

  @Test("Cancelling stops the attempts in flight and records why", arguments: SQLDialect.allCases)
  func cancels(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let (reached, stopped) = (Gate(), Gate())
    let stuck = FakeAgent("join") { _, _ in
      reached.open()
      defer { stopped.open() }
      try await Task.sleep(for: .seconds(3600))
      throw CancellationError()
    }
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: [FakeAgent("split"), FakeAgent("echo"), stuck])
    let updates = try await withRunning(orchestrator) {
      let id = try await orchestrator.submitForTest("a b")
      async let watched = orchestrator.watchForTest(id)
      await reached.wait()
      let machine = try await orchestrator.cancel(tenant: "t", id: id, reason: "enough")
      #expect(machine.status == .cancelled)
      await stopped.wait()
      let again = try await orchestrator.cancel(tenant: "t", id: id, reason: "twice")
      #expect(again.reason == "enough")
      return try await watched
    }
    #expect(kinds(updates).suffix(2) == ["RunCancelled", "ended cancelled"])
    await #expect(throws: Orchestrator.Refusal.noSuchRun("r-0")) {
      try await orchestrator.cancel(tenant: "t", id: "r-0", reason: "")
    }
    await store.close()
  }

  @Test(
    "A service that is away is waited for; when it comes back the run goes on",
    arguments: SQLDialect.allCases)
  func retries(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let failures = Atomic(2)
    let flaky = FakeAgent("echo") { task, _ in
      if failures.subtract(1, ordering: .relaxed).oldValue > 0 {
        throw AgentFailure("retrieval is away", isRetryable: true)
      }
      return TestWorkflows.result(of: task)
    }
    let quick = TestWorkflows.diamond.replacing(
      #""agent": "echo","#,
      with:
        #""agent": "echo", "retry": {"attemptCountMax": 4, "initialDelayMilliseconds": 1, "delayMillisecondsMax": 4},"#
    )
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: [FakeAgent("split"), flaky, FakeAgent("join")], workflow: quick)
    let (good, bad) = try await withRunning(orchestrator) {
      let good = try await orchestrator.watchForTest(try await orchestrator.submitForTest("a"))
      failures.store(1000, ordering: .relaxed)
      let bad = try await orchestrator.watchForTest(try await orchestrator.submitForTest("a"))
      return (good, bad)
    }
    #expect(kinds(good).last == "ended succeeded")
    #expect(kinds(good).filter { $0.hasPrefix("StepAttemptFailed") }.count == 2)
    guard case .ended(let machine) = bad.last else {
      Issue.record("no end")
      return
    }
    #expect(machine.status == .failed)
    #expect(machine.reason.contains("after 4 attempts: retrieval is away"))
    await store.close()
  }

  @Test(
    "The same key is the same run, also when no further run would be taken",
    arguments: SQLDialect.allCases)
  func idempotencyAndBounds(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: agents, limits: .init(unfinishedCountMax: 2))
    let first = try await orchestrator.submitForTest("a", key: "k")
    let second = try await orchestrator.submitForTest("b")
    #expect(try await orchestrator.submitForTest("a", key: "k") == first)
    await #expect(throws: Orchestrator.Refusal.keyInUse("k", runID: first)) {
      try await orchestrator.submitForTest("other", key: "k")
    }
    await #expect(throws: Orchestrator.Refusal.full(2)) {
      try await orchestrator.submitForTest("c")
    }
    let ids = try await withRunning(orchestrator) {
      for id in [first, second] { _ = try await orchestrator.watchForTest(id) }
      return try await store.runs(tenant: "t", status: .succeeded, below: .max, countMax: 10)
        .map(\.id)
    }
    #expect(ids == [second, first])
    await #expect(throws: Orchestrator.Refusal.unknownWorkflow("x", known: ["diamond"])) {
      try await orchestrator.submit(
        tenant: "t", workflow: "x", question: "q", sessionID: "", idempotencyKey: "",
        traceparent: "")
    }
    await store.close()
  }

  @Test(
    "Attempts carry the submitter's trace and the step's deadline, also after a restart",
    arguments: SQLDialect.allCases)
  func traceIsKept(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let id = try await Orchestrator.forTest(store: store, agents: agents).submitForTest("a")
    await store.close()
    let reopened = try RunStore(at: fixture.location)
    let traces = Mutex<[String]>([])
    let spy = FakeAgent("split") { task, _ in
      let scope = try #require(CallScope.current)
      traces.withLock { $0.append(scope.trace.traceID) }
      #expect(scope.deadline != nil)
      return TestWorkflows.result(of: task)
    }
    let orchestrator = try Orchestrator.forTest(
      store: reopened, agents: [spy, FakeAgent("echo"), FakeAgent("join")])
    try await orchestrator.recover()
    _ = try await withRunning(orchestrator) { try await orchestrator.watchForTest(id) }
    #expect(traces.withLock { $0 } == ["0af7651916cd43dd8448eb211c80319c"])
    await reopened.close()
  }

  @Test(
    "Killed with SIGKILL at random points, runs finish, each finished step performed once",
    arguments: SQLDialect.allCases)
  func killed(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let killAfter = (0..<4).map { _ in Int.random(in: 1...12, using: &random) }
    for (round, count) in killAfter.enumerated() {
      await #expect(processExitsWith: .signal(SIGKILL), "seed \(seed), round \(round)") {
        [
          address = fixture.address as String, schema = fixture.schema as String,
          file = fixture.file as String, count = count as Int
        ] in
        try await KilledProcess.run(
          at: StoreLocation(address: address, schema: schema, file: file), killAfter: count)
      }
    }
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(store: store, agents: agents)
    try await orchestrator.recover()
    let runs = try await store.runs(tenant: "t", status: nil, below: .max, countMax: 1000)
    #expect(!runs.isEmpty, "seed \(seed)")
    try await withRunning(orchestrator) {
      for run in runs {
        let updates = try await orchestrator.watchForTest(run.id)
        expectOneEffectPerStep(updates, "seed \(seed)")
      }
    }
    await store.close()
  }
}

/// A history of the diamond on "a b" that ends well, with one result for each step and no attempt after it.
func expectOneEffectPerStep(
  _ updates: [RunWatch.Update], _ comment: Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard case .ended(let machine) = updates.last else {
    Issue.record("no end: \(comment)", sourceLocation: sourceLocation)
    return
  }
  #expect(
    machine.phase == .succeeded(report: ["text": "A-B", "aside": "ASIDE"]), comment,
    sourceLocation: sourceLocation)
  var completed: [StepID: Int] = [:]
  for case .event(let entry) in updates {
    guard let step = entry.event.step else { continue }
    if case .stepCompleted = entry.event { completed[step, default: 0] += 1 }
    if case .attemptStarted = entry.event {
      #expect(
        completed[step] == nil, "\(step) started after it completed; \(comment)",
        sourceLocation: sourceLocation)
    }
  }
  #expect(completed.count == 5, comment, sourceLocation: sourceLocation)
  #expect(completed.values.allSatisfy { $0 == 1 }, comment, sourceLocation: sourceLocation)
}

/// What the process that will be killed does: it takes up what the one before left, adds runs, and
/// is killed after a number of attempts.
private enum KilledProcess {
  static func run(at location: StoreLocation, killAfter: Int) async throws {
    let store = try RunStore(at: location)
    let count = Atomic(0)
    let agents = ["split", "echo", "join"].map { name in
      FakeAgent(name) { task, _ in
        if count.add(1, ordering: .relaxed).newValue == killAfter { kill(getpid(), SIGKILL) }
        return TestWorkflows.result(of: task)
      }
    }
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: agents, limits: .init(leaseDuration: .milliseconds(500)))
    try await orchestrator.recover()
    try await withRunning(orchestrator) {
      for _ in 0..<8 { _ = try await orchestrator.submitForTest("a b") }
      try await Task.sleep(for: .seconds(60))
    }
  }
}
