import Orchestrator
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Owners of runs")
struct OwnerTests {
  @Test("Who misses five beats is dead, counted by the reader's own readings")
  func watch() {
    var watch = OwnerWatch()
    for reading in 1...4 {
      watch.observed(["me": reading, "other": 7])
      #expect(watch.dead == [:])
    }
    // A beat, and it counts anew.
    for reading in 5...9 {
      watch.observed(["me": reading, "other": 8])
      #expect(watch.dead == [:])
    }
    watch.observed(["me": 10, "other": 8, "new": 1])
    #expect(watch.dead == ["other": 8])
    watch.observed(["me": 11, "new": 2])
    #expect(watch.dead == [:])
  }

  /// Submits a run of `owner`'s.
  private func submit(_ id: String, owner: String, in store: RunStore) async throws -> RunMachine {
    var submission = try TestWorkflows.submission(question: "a b")
    submission.runID = id
    return try await store.submit(submission, owner: owner).machine
  }

  private func record(
    _ fact: RunFact, _ machine: RunMachine, lease: RunLease?, in store: RunStore
  ) async throws -> RunMachine {
    var random = SeededGenerator(seed: 0)
    var next = machine
    let decision = next.decide(fact, now: 0, using: &random)
    try await store.record(
      decision, next, runID: machine.submission!.runID, after: machine.eventCount, at: 0,
      lease: lease)
    return next
  }

  @Test("Once a run was taken nothing of its former owner is recorded, and only then")
  func fencing() async throws {
    let fixture = try StoreFixture(.postgres)
    let store = try RunStore(at: fixture.location)
    var machine = try await submit("r", owner: "slow", in: store)
    let first = RunLease(owner: "slow", epoch: 1)
    // It has beaten since: it lives.
    _ = try await store.beat("slow", declaringDead: [:], takingAtMost: 0)
    let spared = try await store.beat("other", declaringDead: ["slow": 0], takingAtMost: 10)
    #expect(spared.takenCount == 0 && spared.beats["slow"] != nil)

    let taken = try await store.beat("other", declaringDead: spared.beats, takingAtMost: 10)
    #expect(taken.takenCount == 1 && taken.beats.keys.sorted() == ["other"])
    #expect(try await store.runs(of: "other").map(\.epoch) == [2])
    let result = RunFact.attemptSucceeded(
      step: StepID("split"), attempt: 1,
      result: AgentResult(output: ["parts": .list([.string("a")])], summary: ""))
    for lost in [first, RunLease(owner: "slow", epoch: 2), RunLease(owner: "other", epoch: 1)] {
      await #expect(throws: RunLeaseLost()) {
        try await record(result, machine, lease: lost, in: store)
      }
    }
    #expect(try await store.history(of: "r", after: 0).count == machine.eventCount)
    machine = try await record(
      result, machine, lease: RunLease(owner: "other", epoch: 2), in: store)

    let lost = RunFact.attemptLost(step: StepID("side"), attempt: 1)
    // Whoever says goodbye leaves its runs at once; the former owner may have them again.
    try await store.leave("other")
    let again = try await store.beat("slow", declaringDead: [:], takingAtMost: 10)
    #expect(again.takenCount == 1)
    await #expect(throws: RunLeaseLost()) {
      try await record(lost, machine, lease: first, in: store)
    }
    _ = try await record(
      lost, machine, lease: RunLease(owner: "slow", epoch: 3), in: store)
    await store.close()
  }

  @Test("Free runs are shared out, the oldest first")
  func shares() async throws {
    let fixture = try StoreFixture(.postgres)
    let store = try RunStore(at: fixture.location)
    for number in 0..<7 { _ = try await submit("r\(number)", owner: "gone", in: store) }
    try await store.leave("gone")
    try await store.leave("nobody")
    for owner in ["a", "b", "c"] {
      _ = try await store.beat(owner, declaringDead: [:], takingAtMost: 0)
    }
    var counts: [Int] = []
    for owner in ["a", "b", "c", "a", "b"] {
      counts.append(
        try await store.beat(owner, declaringDead: [:], takingAtMost: 10).takenCount)
    }
    #expect(counts == [3, 2, 1, 1, 0])
    #expect(try await store.runs(of: "a").map(\.id) == ["r0", "r1", "r2", "r6"])
    await store.close()
  }
}
