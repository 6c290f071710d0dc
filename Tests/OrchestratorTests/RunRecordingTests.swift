import Foundation
import Orchestrator
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// What is decided about many runs at the same time is recorded in one transaction, and each gets what it would have got
/// alone.
@Suite("Recording of runs", .timeLimit(.minutes(10)))
struct RunRecordingTests {
  /// What happens to one of those that are recorded together.
  enum Mishap: CaseIterable, Sendable {
    /// Its task is somebody else's by now.
    case staleTask
    /// Its timer was taken already.
    case takenTimer
    /// The run has moved on since it was decided.
    case conflict
    /// One of its idempotency key comes with it.
    case sameKey
    /// Its tenant has no room for it.
    case full
  }

  /// None, each alone, all of them.
  private static let mishaps = [[]] + Mishap.allCases.map { [$0] } + [Mishap.allCases]

  private static let now = 1_000

  private struct Decided: Sendable {
    let draft: RunDraft
    let machine: RunMachine
    /// What it begins.
    let attempt: AgentTask?
  }

  /// One call, and what comes of it.
  private struct Call: Sendable {
    var decided: Decided
    /// Of a submission: how many runs its tenant may have.
    var countMax: Int?
    let expected: String

    var isRecorded: Bool { ["begun", "recorded"].contains(expected) }
  }

  private static func begin(
    _ id: String, tenant: String = "t", key: String = ""
  ) throws -> Decided {
    let workflow = try WorkflowDefinition(
      json: """
        {"name": "pair", "version": 1, "inputs": {"question": {"type": "string"}},
         "steps": [{"id": "one", "agent": "echo", "inputs": {"text": "$run.question"}},
                   {"id": "two", "agent": "echo", "inputs": {"text": "$one.text"}}]}
        """)
    let submission = RunSubmission(
      runID: id, tenant: tenant, workflow: workflow, inputs: ["question": .string(id)],
      idempotencyKey: key)
    return try decide(
      .requested(submission), RunMachine(), RunDraft(of: submission, at: now))
  }

  private static func decide(
    _ fact: RunFact, _ machine: RunMachine, _ draft: RunDraft, from: RunDraft.Closing? = nil
  ) throws -> Decided {
    var (machine, draft) = (machine, draft)
    var random = SystemRandomNumberGenerator()
    let decision = try draft.take(fact, from: from, &machine, using: &random)
    let attempts = decision.actions.compactMap { action in
      if case .perform(let task) = action { task } else { nil }
    }
    return Decided(draft: draft, machine: machine, attempt: attempts.first)
  }

  /// The writing thread, while a test has it.
  private final class Hold: Sendable {
    let isHeld = Atomic(false)
    let isReleased = Atomic(false)
  }

  /// A store with runs of tenant `t` whose first attempts are in somebody's hands.
  private struct Scene: Sendable {
    let fixture: StoreFixture
    let store: RunStore
    var runs: [String: Decided] = [:]
    var leases: [String: LeasedTask] = [:]

    init(_ fixture: StoreFixture, _ ids: [String]) async throws {
      self.fixture = fixture
      store = try RunStore(at: fixture.location)
      for id in ids {
        let run = try begin(id)
        _ = try await store.submit(run.draft, next: run.machine, unfinishedCountMax: 99)
        runs[id] = run
      }
      let leased = try await store.write(at: now) {
        try TaskQueue.lease(
          from: "echo", for: "w", countMax: 99, durationMilliseconds: 1_000_000, now: now, on: $0)
      }
      for lease in leased {
        let task = try JSONDecoder().decode(AgentTask.self, from: Data(lease.payload))
        leases[task.runID] = lease
      }
    }

    /// The run's first step has succeeded.
    func succeed(_ id: String, epochsLater: Int = 0) throws -> Decided {
      let (run, lease) = (try #require(runs[id]), try #require(leases[id]))
      let attempt = try #require(run.attempt)
      return try decide(
        .attemptSucceeded(
          step: attempt.step, attempt: attempt.attempt, result: TestWorkflows.result(of: attempt)),
        run.machine, RunDraft(on: run.machine, at: now),
        from: .task(id: lease.id, epoch: lease.epoch + epochsLater))
    }

    func pause(_ id: String, from origin: RunDraft.Closing? = nil) throws -> Decided {
      let run = try #require(runs[id])
      return try decide(
        .pauseRequested(by: "p"), run.machine, RunDraft(on: run.machine, at: now), from: origin)
    }

    func make(_ call: Call) async -> String {
      let decided = call.decided
      do {
        guard let countMax = call.countMax else {
          try await store.commit(decided.draft, next: decided.machine)
          return "recorded"
        }
        let recorded = try await store.submit(
          decided.draft, next: decided.machine, unfinishedCountMax: countMax)
        return recorded.known.map { "known \($0.submission?.runID ?? "")" } ?? "begun"
      } catch let error as RunStore.ClosingIsOver {
        return "over \(error.closing == .timer("gone") ? "timer" : "task")"
      } catch Orchestrator.Refusal.full(let count) {
        return "full \(count)"
      } catch {
        return (error as? StoreError).map { "\($0.code)" } ?? "\(error)"
      }
    }

    /// Makes all calls while nobody writes, in their order, so that one transaction takes them all.
    func makeTogether(_ calls: [Call]) async throws -> [String] {
      let store = store
      let hold = Hold()
      return try await withThrowingTaskGroup(of: (Int, String).self) { group in
        group.addTask {
          try await store.write(at: now) { connection in
            hold.isHeld.store(true, ordering: .releasing)
            // A server ends the session of whoever says nothing in the middle of a transaction.
            while !hold.isReleased.load(ordering: .acquiring) {
              _ = try connection.first("SELECT 1") { $0.int(0) }
            }
          }
          return (-1, "")
        }
        defer { hold.isReleased.store(true, ordering: .releasing) }
        try await eventually { hold.isHeld.load(ordering: .acquiring) }
        for (index, call) in calls.enumerated() {
          group.addTask { (index, await make(call)) }
          try await eventually { store.queuedWriteCount == index + 1 }
        }
        hold.isReleased.store(true, ordering: .releasing)
        return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
          .filter { $0.key >= 0 }.sorted { $0.key < $1.key }.map(\.value)
      }
    }
  }

  private static func calls(of mishaps: [Mishap], in scene: Scene) throws -> [Call] {
    var calls = [
      Call(decided: try scene.succeed("good"), expected: "recorded"),
      Call(decided: try begin("new", key: "k"), countMax: 99, expected: "begun"),
    ]
    for mishap in mishaps {
      switch mishap {
      case .staleTask:
        calls.append(
          Call(decided: try scene.succeed("stale", epochsLater: 1), expected: "over task"))
      case .takenTimer:
        calls.append(
          Call(decided: try scene.pause("timer", from: .timer("gone")), expected: "over timer"))
      case .conflict:
        calls.append(Call(decided: try scene.succeed("moved"), expected: "version conflict"))
      case .sameKey:
        calls.append(
          Call(decided: try begin("twin", key: "k"), countMax: 99, expected: "known new"))
      case .full:
        // One tenant has its runs already, another one room for the first of these.
        for (id, tenant, expected) in [
          ("f2", "f", "full 1"), ("g1", "g", "begun"), ("g2", "g", "full 1"),
        ] {
          calls.append(
            Call(decided: try begin(id, tenant: tenant), countMax: 1, expected: expected))
        }
      }
    }
    calls.append(Call(decided: try scene.succeed("last"), expected: "recorded"))
    return calls
  }

  @Test(
    "Each of those that are recorded together gets what is its own", arguments: SQLDialect.allCases,
    mishaps)
  func together(on dialect: SQLDialect, _ mishaps: [Mishap]) async throws {
    var scene = try await Scene(
      StoreFixture(dialect), ["good", "stale", "timer", "moved", "last"])
    let store = scene.store
    let full = try Self.begin("f1", tenant: "f")
    _ = try await store.submit(full.draft, next: full.machine, unfinishedCountMax: 1)
    let calls = try Self.calls(of: mishaps, in: scene)
    let moved = try scene.pause("moved")
    try await store.commit(moved.draft, next: moved.machine)
    scene.runs["moved"] = moved

    let commitCount = store.commitCount
    #expect(try await scene.makeTogether(calls) == calls.map(\.expected))
    #expect(store.commitCount == commitCount + 2, "that which held them up, and one more")

    for call in calls {
      let id = try #require(call.decided.machine.submission?.runID)
      let tenant = try #require(call.decided.machine.submission?.tenant)
      let expected = call.isRecorded ? call.decided.machine : scene.runs[id]?.machine
      let found = try await store.run(tenant: tenant, id: id)
      #expect(found == expected, "run \(id)")
    }
    let (counts, queue) = try await store.write(at: Self.now) { connection in
      let counts = try connection.query(
        "SELECT tenant, unfinished FROM run_counts ORDER BY tenant", []
      ) { "\($0.text(0)) \($0.int(1))" }
      return (counts, try TaskQueue.states(on: connection).first)
    }
    #expect(counts == (["f 1", "t 6"] + (mishaps.contains(.full) ? ["g 1"] : [])).sorted())
    // The two that succeeded, and those that began.
    let begunCount = calls.count { $0.expected == "begun" }
    #expect(queue?.leasedCount == 3 && queue?.waitingCount == 2 + 1 + begunCount)
    await store.close()
    // Its folder goes with it.
    withExtendedLifetime(scene) {}
  }
}
