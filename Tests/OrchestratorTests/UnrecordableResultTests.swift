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
}
