import Orchestrator
import RPC
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Results that cannot be recorded", .timeLimit(.minutes(5)))
struct UnrecordableResultTests {
  /// JSON has no number for what `count` gives for the last of these.
  private static let workflow = """
    {"name": "diamond", "version": 1, "inputs": {"question": {"type": "string"}},
     "steps": [
      {"id": "split", "agent": "split", "inputs": {"text": "$run.question"}},
      {"id": "each", "agent": "count", "forEach": "$split.parts", "inputs": {"list": ["$item"]},
       "retry": {"attemptCountMax": 1}},
      {"id": "join", "agent": "count", "inputs": {"list": "$each"}}
     ],
     "report": {"number": "$join"}}
    """

  @Test("The run is told that its step has failed, and why; nothing is buried")
  func theRunIsTold() async throws {
    let fixture = try StoreFixture(.sqlite)
    let store = try RunStore(at: fixture.location)
    let arrived = Gate()
    let orchestrator = try Orchestrator.forTest(
      store: store,
      agents: [
        FakeAgent("split"),
        FakeAgent("count") { task, _ in
          let isBad = task.inputs["list"]?.list?.first?.string == "bad"
          // All at once, so that they are told together.
          if isBad { arrived.open() } else { await arrived.wait() }
          return AgentResult(output: .number(isBad ? .nan : 1), summary: "counted")
        },
      ], workflow: Self.workflow)
    try await withRunning(orchestrator) {
      let id = try await orchestrator.submitForTest("a b c bad")
      guard case .ended(let run) = try await orchestrator.watchForTest(id).last else {
        Issue.record("it did not end")
        return
      }
      #expect(run.status == .failed)
      #expect(run.reason.contains("cannot be recorded"), "\(run.reason)")
    }
    await store.close()
    let database = try Database(at: fixture.location, migrations: RunStore.schema.migrations)
    let deadCount = try await database.read { connection in
      try TaskQueue.states(on: connection).map(\.deadCount).reduce(0, +)
    }
    #expect(deadCount == 0)
    await database.close()
  }

  @Test(
    "What a newer version has recorded is none of this one's to give up", arguments: [true, false])
  func newerHistory(isSound: Bool) async throws {
    let fixture = try StoreFixture(.sqlite)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "count"].map { FakeAgent($0) }, workflow: Self.workflow)
    let id = try await orchestrator.submitForTest("a")
    let payload = isSound ? #"{"runDanced":{"happily":true}}"# : "{"
    try await store.write(at: 1) { connection in
      _ = try EventLog.append(
        [NewEvent(kind: "RunDanced", payload: Array(payload.utf8))], to: id, tenant: "t",
        expectedVersion: nil, now: 1, on: connection)
    }
    let error = await #expect(throws: StoreError.self) { try await store.run(tenant: "t", id: id) }
    #expect(error?.code == (isSound ? .schemaMismatch : .corrupt))
    #expect(ReportBackoff.isForGood(try #require(error)) == !isSound)
    await store.close()
  }
}
