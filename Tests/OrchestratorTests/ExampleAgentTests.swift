import Foundation
import Orchestrator
import RPC
import Store
import TestSupport
import Testing

/// The examples that users begin with, as they stand in the documentation.
@Suite("The example agents", .timeLimit(.minutes(5)))
struct ExampleAgentTests {
  @Test("The one in Python connects, performs a step, and its successor is given what it left")
  func python() async throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let python =
      ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"]
      ?? root.appending(path: ".cache/venv/bin/python").path
    try await check(
      [python, root.appending(path: "docs/examples/agents/python/agent.py").path],
      named: "python-example",
      of: """
        {"name": "count", "version": 1, "inputs": {"question": {"type": "string"}},
         "steps": [{"id": "count", "agent": "word-count", "inputs": {"text": "$run.question"}}],
         "report": {"words": "$count.words", "most": "$count.most"}}
        """,
      [
        ("the quick the", ["words": 3, "most": ["the", "quick"]]),
        ("a", ["words": 1, "most": ["a"]]),
      ])
  }

  @Test("The one in Swift connects, performs a step, and its successor is given what it left")
  func swift() async throws {
    try await check(
      ["\(BuildProducts.folder)/example-agent"], named: "swift-example",
      of: """
        {"name": "loud", "version": 1, "inputs": {"question": {"type": "string"}},
         "steps": [{"id": "loud", "agent": "capitals", "inputs": {"text": "$run.question"}}],
         "report": {"text": "$loud.text"}}
        """, [("the quick", ["text": "THE QUICK"]), ("straße", ["text": "STRASSE"])])
  }

  /// Two runs, of which the first one's agent is killed before the second one begins.
  private func check(
    _ command: [String], named name: String, of document: String,
    _ expected: [(question: String, report: Value)]
  ) async throws {
    let folder = try TemporaryFolder()
    let store = try RunStore(at: .sqlite(path: folder.file("runs.db")))
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) })
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [AgentServiceHandler(orchestrator: orchestrator)])
    let address = "\(try await server.start())"
    let output = folder.file("agent.log")
    @Sendable func start() throws -> ChildProcess {
      try ChildProcess(command[0], command.dropFirst() + [address], output: output)
    }
    try await withRunning(orchestrator) {
      let workflow = try WorkflowDefinition(json: document)
      func end(_ question: String) async throws -> RunMachine.Phase? {
        let id = try await orchestrator.submit(
          workflow, tenant: "t", inputs: ["question": .string(question)]
        ).submission!.runID
        guard case .ended(let machine) = try await orchestrator.watchForTest(id).last else {
          return nil
        }
        return machine.phase
      }
      for (question, report) in expected {
        let agent = try start()
        #expect(try await end(question) == .succeeded(report: report))
        agent.send(SIGKILL)
        _ = try await agent.waitForExit()
      }
      let log = try String(contentsOfFile: output, encoding: .utf8)
      #expect(log.hasPrefix("connected as \(name)/"), "\(log)")
    }
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
  }
}
