import Foundation
import Orchestrator
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Sealed runs", .timeLimit(.minutes(10)))
struct SealedRunTests {
  @Test(
    "With a master key no question, input, result or reason is in any file, wherever a run stands",
    arguments: SQLDialect.allCases, [true, false])
  func nothingInFiles(on dialect: SQLDialect, isSealed: Bool) async throws {
    let marker = "marker\(UUID().uuidString.filter(\.isLetter))"
    let folder = try TemporaryFolder()
    let server = dialect == .postgres ? try PostgresServer() : nil
    let location = try StoreLocation(
      address: server?.url ?? "", schema: "runs", file: folder.file("runs.db"))
    let key = String(repeating: "0123456789abcdef", count: 4)
    let keys = isSealed ? try MasterKeys(text: key, file: "") : nil
    let store = try RunStore(at: location, masterKeys: keys)
    let (reached, waiting, scheduled) = (Gate(), marker.uppercased(), "later" + marker)
    // One run is complete, one fails, one waits for an agent that does not come back, one for an event.
    let join = FakeAgent("join") { task, _ in
      if task.inputs["parts"] == [["text": "STUCK"]] {
        reached.open()
        try await Task.sleep(for: .seconds(3600))
      }
      if task.inputs["parts"] == [["text": "FAIL"]] {
        throw AgentFailure("reason \(marker)", isRetryable: false)
      }
      return TestWorkflows.result(of: task)
    }
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: [FakeAgent("split"), FakeAgent("echo"), join])
    try await withRunning(orchestrator) {
      for question in [marker, "fail"] {
        _ = try await orchestrator.watchForTest(try await orchestrator.submitForTest(question))
      }
      _ = try await orchestrator.submitForTest("stuck")
      let waits = try WorkflowDefinition(
        json: """
          {"name": "waits", "version": 1, "inputs": {"question": {"type": "string"}},
           "steps": [{"id": "event",
             "wait": {"event": {"name": "e", "match": {"about": "$run.question"}}}},
            {"id": "time", "wait": {"timer": {"milliseconds": 3600000}}}]}
          """)
      _ = try await orchestrator.submit(
        waits, tenant: "t", inputs: ["question": .string(waiting)])
      // One is to begin by itself.
      _ = try await orchestrator.register(
        """
        {"name": "scheduled", "version": 1, "inputs": {"question": {"type": "string"}},
         "on": {"schedule": {"cron": "0 0 1 1 *", "inputs": {"question": "\(scheduled)"}}},
         "steps": [{"id": "a", "agent": "echo", "inputs": {"text": "$run.question"}}]}
        """, tenant: "t")
      await reached.wait()
      let listed = try await store.runs(tenant: "t", status: nil, below: .max, countMax: 10)
      #expect(listed.map(\.question) == [waiting, "stuck", "fail", marker])
      #expect(listed[2].reason.contains("reason \(marker)"))
    }
    _ = try server?.psql("CHECKPOINT")
    await store.close()
    for text in [marker, waiting, scheduled] {
      let found = try FileSearch(text, in: server?.dataFolder ?? folder.path)
      #expect(found.byteCount > 10_000)
      #expect(found.found.isEmpty == isSealed, "\(text): \(found.found)")
    }
    let reopened = try RunStore(at: location, masterKeys: keys)
    let again = try Orchestrator.forTest(
      store: reopened, agents: ["split", "echo", "join"].map { FakeAgent($0) })
    try await again.recover()
    let inputs = try await again.workflow("scheduled", tenant: "t").trigger?.schedule?.inputs
    #expect(inputs == ["question": .string(scheduled)])
    try await withRunning(again) {
      let ids = try await reopened.runs(tenant: "t", status: nil, below: .max, countMax: 10).map(
        \.id)
      guard case .ended(let machine) = try await again.watchForTest(ids[1]).last else {
        Issue.record("no end")
        return
      }
      #expect(machine.phase == .succeeded(report: ["text": "STUCK", "aside": "ASIDE"]))
    }
    await reopened.close()
  }
}
