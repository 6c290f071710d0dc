import Foundation
import Orchestrator
import RPC
import Service
import Store
import Synchronization
import TestSupport
import Testing

@Suite("Orchestrator", .timeLimit(.minutes(10)))
struct OrchestratorShellTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("orchestrator.db")
  }

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

  @Test("A run is performed and watched in causal order, from any position, also when it is over")
  func performsARun() async throws {
    let store = try RunStore(path: path)
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

  @Test("A watcher who comes late gets the history and the text so far, then what follows")
  func watchesLate() async throws {
    let store = try RunStore(path: path)
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

  @Test("Stopped in the middle and started again, a run finishes without repeating a finished step")
  func resumes() async throws {
    let store = try RunStore(path: path)
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

    let reopened = try RunStore(path: path)
    let agents = agents
    let second = try Orchestrator.forTest(store: reopened, agents: agents)
    #expect(try await second.recover() == 1)
    let updates = try await withRunning(second) { try await second.watchForTest(id) }
    #expect(kinds(updates).last == "ended succeeded")
    #expect(kinds(updates).contains("StepInterrupted join"))
    #expect(agents[0].steps == [] && agents[2].steps == [StepID("join")])
    let machine = try #require(try await reopened.run(tenant: "t", id: id))
    #expect(machine.step(StepID("join"))?.attemptCount == 2)
    await reopened.close()
  }

  @Test("Cancelling stops the attempts in flight and records why")
  func cancels() async throws {
    let store = try RunStore(path: path)
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

  @Test("A service that is away is waited for; when it comes back the run goes on")
  func retries() async throws {
    let store = try RunStore(path: path)
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

  @Test("The same key is the same run, also when no further run would be taken")
  func idempotencyAndBounds() async throws {
    let store = try RunStore(path: path)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: agents, limits: .init(runningCountMax: 1, queuedCountMax: 1))
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

  @Test("Attempts carry the submitter's trace and the step's deadline, also after a restart")
  func traceIsKept() async throws {
    let store = try RunStore(path: path)
    let id = try await Orchestrator.forTest(store: store, agents: agents).submitForTest("a")
    await store.close()
    let reopened = try RunStore(path: path)
    let traces = Mutex<[String]>([])
    let spy = FakeAgent("split") { task, _ in
      let scope = try #require(CallScope.current)
      traces.withLock { $0.append(scope.trace.traceID) }
      #expect(scope.deadline != nil)
      return TestWorkflows.result(of: task)
    }
    let orchestrator = try Orchestrator.forTest(
      store: reopened, agents: [spy, FakeAgent("echo"), FakeAgent("join")])
    _ = try await orchestrator.recover()
    _ = try await withRunning(orchestrator) { try await orchestrator.watchForTest(id) }
    #expect(traces.withLock { $0 } == ["0af7651916cd43dd8448eb211c80319c"])
    await reopened.close()
  }

  @Test("Killed with SIGKILL at random points, runs finish, each finished step performed once")
  func killed() async throws {
    let performed = folder.file("performed")
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let killAfter = (0..<4).map { _ in Int.random(in: 1...12, using: &random) }
    for (round, count) in killAfter.enumerated() {
      await #expect(processExitsWith: .signal(SIGKILL), "seed \(seed), round \(round)") {
        [path = path as String, performed = performed as String, count = count as Int] in
        try await KilledProcess.run(path: path, performed: performed, killAfter: count)
      }
    }
    let store = try RunStore(path: path)
    let orchestrator = try Orchestrator.forTest(store: store, agents: agents)
    let count = try await orchestrator.recover()
    #expect(count > 0, "seed \(seed)")
    let runs = try await store.runs(tenant: "t", status: nil, below: .max, countMax: 1000)
    try await withRunning(orchestrator) {
      for run in runs {
        let updates = try await orchestrator.watchForTest(run.id)
        guard case .ended(let machine) = updates.last else {
          Issue.record("seed \(seed): \(run.id) has not ended")
          return
        }
        #expect(
          machine.phase == .succeeded(report: ["text": "A-B", "aside": "ASIDE"]), "seed \(seed)")
        var completed: [StepID: Int] = [:]
        for case .event(let entry) in updates {
          guard let step = entry.event.step else { continue }
          if case .stepCompleted = entry.event { completed[step, default: 0] += 1 }
          if case .attemptStarted = entry.event {
            #expect(completed[step] == nil, "seed \(seed): \(step) started after it completed")
          }
        }
        #expect(completed.values.allSatisfy { $0 == 1 }, "seed \(seed)")
      }
    }
    await store.close()
  }
}

/// What the process that will be killed does: it takes up what the one before left, adds runs, and
/// is killed after a number of attempts.
private enum KilledProcess {
  static func run(path: String, performed: String, killAfter: Int) async throws {
    let store = try RunStore(path: path)
    let count = Atomic(0)
    let agents = ["split", "echo", "join"].map { name in
      FakeAgent(name) { task, _ in
        if count.add(1, ordering: .relaxed).newValue == killAfter { kill(getpid(), SIGKILL) }
        return TestWorkflows.result(of: task)
      }
    }
    let orchestrator = try Orchestrator.forTest(store: store, agents: agents)
    _ = try await orchestrator.recover()
    try await withRunning(orchestrator) {
      for _ in 0..<8 { _ = try await orchestrator.submitForTest("a b") }
      try await Task.sleep(for: .seconds(60))
    }
  }
}
