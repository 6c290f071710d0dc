import Foundation
import Orchestrator
import RPC
import Store
import TestSupport
import Testing

/// The example that users begin with, as it stands in the documentation.
@Suite("The example agent in Python", .timeLimit(.minutes(5)))
struct PythonAgentTests {
  @Test("It connects, performs a step, and its successor is given what it left")
  func performs() async throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let python =
      ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"]
      ?? root.appending(path: ".cache/venv/bin/python").path
    let folder = try TemporaryFolder()
    let store = try RunStore(at: .sqlite(path: folder.file("runs.db")))
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) })
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [AgentServiceHandler(orchestrator: orchestrator)])
    let address = "\(try await server.start())"
    let example = root.appending(path: "docs/examples/agents/python/agent.py").path
    let output = folder.file("agent.log")
    @Sendable func start() throws -> ChildProcess {
      try ChildProcess(python, [example, address], output: output)
    }
    try await withRunning(orchestrator) {
      let workflow = try WorkflowDefinition(
        json: """
          {"name": "count", "version": 1, "inputs": {"question": {"type": "string"}},
           "steps": [{"id": "count", "agent": "word-count", "inputs": {"text": "$run.question"}}],
           "report": {"words": "$count.words", "most": "$count.most"}}
          """)
      func end(_ question: String) async throws -> RunMachine.Phase? {
        let id = try await orchestrator.submit(
          workflow, tenant: "t", inputs: ["question": .string(question)]
        ).submission!.runID
        guard case .ended(let machine) = try await orchestrator.watchForTest(id).last else {
          return nil
        }
        return machine.phase
      }
      let first = try start()
      let report: Value = ["words": 3, "most": ["the", "quick"]]
      #expect(try await end("the quick the") == .succeeded(report: report))
      first.send(SIGKILL)
      let second = try start()
      #expect(try await end("a") == .succeeded(report: ["words": 1, "most": ["a"]]))
      second.send(SIGKILL)
      _ = try await second.waitForExit()
      let log = try String(contentsOfFile: output, encoding: .utf8)
      #expect(log.hasPrefix("connected as python-example/"), "\(log)")
    }
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
  }
}
