import Messages
import Orchestrator
import RPC
import Service
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// Workflows and the control of runs, over real sockets.
@Suite("Control over RPC", .timeLimit(.minutes(10)))
struct ControlServiceTests {
  private typealias Proto = Apus.Orchestrator.V1

  private struct Clients {
    let runs: Apus.Orchestrator.V1.OrchestratorServiceClient
    let workflows: Apus.Orchestrator.V1.WorkflowServiceClient

    func ended(_ id: String) async throws -> Apus.Orchestrator.V1.Run {
      try await runs.watchRun(.init(runID: id)) { updates in
        for try await update in updates {
          if case .ended(let run) = update.update { return run }
        }
        throw CancellationError()
      }
    }

    /// Returns once a step of the run is in this state.
    func wait(
      for step: String, of id: String, toBe state: Apus.Orchestrator.V1.StepState
    ) async throws {
      try await eventually {
        let run = try await runs.getRun(.init(runID: id)).run ?? .init()
        return run.steps.contains { $0.stepID == step && $0.state == state }
      }
    }
  }

  /// Whether agents are asked in vain.
  private final class Outage: Sendable {
    let isOn = Atomic(false)
  }

  /// Runs `body` with an orchestrator that listens on a real port.
  private func with(
    _ dialect: SQLDialect, outage: Outage = Outage(),
    _ body: @Sendable @escaping (Clients) async throws -> Void
  ) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store,
      agents: ["split", "echo", "join"].map { name in
        FakeAgent(name) { task, _ in
          if outage.isOn.load(ordering: .relaxed), task.inputs["text"] == "fragile" {
            throw AgentFailure("there is an outage", isRetryable: false)
          }
          return TestWorkflows.result(of: task)
        }
      })
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [
        OrchestratorServiceHandler(orchestrator: orchestrator),
        WorkflowServiceHandler(orchestrator: orchestrator),
      ])
    let channel = Channel(target: "\(try await server.start())")
    try await withRunning(orchestrator) {
      try await body(Clients(runs: .init(channel: channel), workflows: .init(channel: channel)))
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
  }

  private static let publish = """
    {"name": "publish", "version": 1, "description": "Asks before it publishes.",
     "inputs": {"title": {"type": "string"}, "loud": {"type": "boolean", "default": false}},
     "steps": [
      {"id": "draft", "agent": "echo", "inputs": {"text": "$run.title"}},
      {"id": "approval", "wait": {"person": {"question": "$draft.text", "from": ["editors"],
        "accepts": "boolean"}}},
      {"id": "paid", "wait": {"event": {"name": "payment", "match": {"title": "$run.title"}}},
       "after": ["approval"]},
      {"id": "go", "wait": {"signal": {"name": "go"}}, "after": ["paid"]},
      {"id": "child", "workflow": "inner", "inputs": {"text": "$draft.text"}, "after": ["go"]}
     ],
     "report": {"text": "$child.text", "by": "$approval.by"}}
    """

  private static let inner = """
    {"name": "inner", "version": 1, "inputs": {"text": {"type": "string"}},
     "steps": [{"id": "echo", "agent": "echo@1", "inputs": {"text": "$run.text"}}],
     "report": {"text": "$echo.text"}}
    """

  private func expect(
    _ code: RPCError.Code, _ message: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
  ) async {
    do {
      try await body()
      Issue.record("no error", sourceLocation: sourceLocation)
    } catch let error as RPCError {
      #expect(error.code == code, sourceLocation: sourceLocation)
      #expect(error.message.contains(message), "\(error.message)", sourceLocation: sourceLocation)
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
  }

  @Test(
    "A workflow is checked, registered, and runs with what people and events give it",
    arguments: SQLDialect.allCases)
  func registersAndRuns(on dialect: SQLDialect) async throws {
    try await with(dialect) { clients in
      let bad = try await clients.workflows.checkWorkflow(.init(document: Self.publish))
      #expect(
        bad.problems == [
          "step 'child' names the unknown workflow 'inner'; known are 'diamond', 'publish'"
        ])
      await expect(.invalidArgument, "names the unknown workflow 'inner'") {
        _ = try await clients.workflows.registerWorkflow(.init(document: Self.publish))
      }
      _ = try await clients.workflows.registerWorkflow(.init(document: Self.inner))
      #expect(
        try await clients.workflows.checkWorkflow(.init(document: Self.publish)).problems == [])
      for _ in 0..<2 {
        let registered = try await clients.workflows.registerWorkflow(.init(document: Self.publish))
        #expect(registered.workflow?.name == "publish" && registered.workflow?.version == 1)
      }
      await expect(.failedPrecondition, "give it 2") {
        _ = try await clients.workflows.registerWorkflow(
          .init(document: Self.publish.replacing("Asks", with: "Begs")))
      }
      await expect(.failedPrecondition, "comes with the program") {
        _ = try await clients.workflows.registerWorkflow(.init(document: TestWorkflows.diamond))
      }
      let listed = try await clients.workflows.listWorkflows(.init()).workflows
      #expect(listed.map(\.name) == ["diamond", "inner", "publish"])
      #expect(listed.map(\.builtIn) == [true, false, false])
      // They are the tenant's own.
      #expect(
        try await clients.workflows.listWorkflows(.init(tenantID: "other")).workflows.map(\.name)
          == ["diamond"])
      await expect(.notFound, "there is no workflow 'x'; there are 'diamond', 'inner', 'publish'") {
        _ = try await clients.workflows.getWorkflow(.init(name: "x"))
      }
      let document = try await clients.workflows.getWorkflow(.init(name: "publish")).workflow?
        .document
      #expect(
        try WorkflowDefinition(json: document ?? "") == WorkflowDefinition(json: Self.publish))

      await expect(.invalidArgument, "its input 'title' is a number; give a string") {
        _ = try await clients.runs.submitRun(.init(workflow: "publish", inputs: ["title": 1]))
      }
      await expect(.invalidArgument, "priority is -101; -100 to 100 are taken") {
        _ = try await clients.runs.submitRun(
          .init(workflow: "publish", inputs: ["title": "news"], priority: -101))
      }
      let id =
        try await clients.runs.submitRun(
          .init(workflow: "publish", inputs: ["title": "news"], priority: 100)
        ).run?.runID ?? ""
      try await clients.wait(for: "approval", of: id, toBe: .waiting)
      await expect(.failedPrecondition, "step approval asks 'editors', not 'eve'") {
        _ = try await clients.runs.answerStep(
          .init(runID: id, by: "eve", stepID: "approval", answer: true))
      }
      _ = try await clients.runs.answerStep(
        .init(runID: id, by: "ann", stepID: "approval", answer: true, groups: ["editors"]))
      await expect(.failedPrecondition, "was answered by 'ann' already") {
        _ = try await clients.runs.answerStep(
          .init(runID: id, by: "editors", stepID: "approval", answer: true))
      }
      #expect(
        try await clients.runs.publishEvent(.init(name: "payment", payload: ["title": "other"]))
          .stepCount == 0)
      #expect(
        try await clients.runs.publishEvent(.init(name: "payment", payload: ["title": "news"]))
          .stepCount == 1)
      await expect(.failedPrecondition, "waits for the signal 'stop'") {
        _ = try await clients.runs.signalRun(.init(runID: id, name: "stop"))
      }
      _ = try await clients.runs.signalRun(.init(runID: id, by: "ann", name: "go"))
      let run = try await clients.ended(id)
      #expect(run.state == .succeeded, "\(run.reason)")
      #expect(run.outputs == ["text": "NEWS", "by": "ann"])
    }
  }

  @Test(
    "A run is paused, resumed, forked and explained", arguments: SQLDialect.allCases)
  func controls(on dialect: SQLDialect) async throws {
    try await with(dialect) { clients in
      _ = try await clients.workflows.registerWorkflow(
        .init(
          document: """
            {"name": "two", "version": 1, "inputs": {"text": {"type": "string"}},
             "steps": [
              {"id": "first", "wait": {"signal": {"name": "go", "accepts": {"object": {"text": "string"}}}}},
              {"id": "second", "agent": "echo", "inputs": {"text": "$first.text"}},
              {"id": "third", "agent": "echo", "inputs": {"text": "$run.text"}, "after": ["second"]}
             ],
             "report": {"second": "$second.text", "third": "$third.text"}}
            """))
      let id =
        try await clients.runs.submitRun(
          .init(workflow: "two", inputs: ["text": "x"])
        ).run?.runID ?? ""
      #expect(try await clients.runs.pauseRun(.init(runID: id, by: "ann")).run?.paused == true)
      let signalled = try await clients.runs.signalRun(
        .init(runID: id, by: "bob", name: "go", payload: ["text": "hello"]))
      // The wait is over, and nothing new starts.
      #expect(signalled.run?.steps.map(\.state) == [.succeeded])
      #expect(try await clients.runs.resumeRun(.init(runID: id, by: "ann")).run?.paused == false)
      let run = try await clients.ended(id)
      #expect(run.outputs == ["second": "HELLO", "third": "X"])
      await expect(.failedPrecondition, "the run has ended") {
        _ = try await clients.runs.pauseRun(.init(runID: id))
      }
      await expect(.failedPrecondition, "fork this one instead") {
        _ = try await clients.runs.retryRun(.init(runID: id))
      }

      let fork = Apus.Orchestrator.V1.ForkRunRequest(
        runID: id, stepID: "third", inputs: ["text": "y"], idempotencyKey: "k")
      let forked = try await clients.runs.forkRun(fork).run ?? .init()
      #expect(forked.originRunID == id && forked.runID != id)
      #expect(try await clients.runs.forkRun(fork).run?.runID == forked.runID)
      #expect(try await clients.ended(forked.runID).outputs == ["second": "HELLO", "third": "Y"])
      await expect(.failedPrecondition, "there is no step 'x'") {
        _ = try await clients.runs.forkRun(.init(runID: id, stepID: "x"))
      }

      let graph = try await clients.runs.explainRun(.init(runID: id))
      #expect(graph.outcome == "succeeded")
      #expect(graph.points.map(\.id) == ["run", "first", "signal go 4", "second", "third"])
      #expect(
        graph.links.map { "\($0.from) -> \($0.to): \($0.role)" } == [
          "signal go 4 -> first: signal", "first -> second: input 'text'",
          "run -> third: input 'text'", "second -> third: after",
        ])
      await expect(.notFound, "there is no run 'r-0'") {
        _ = try await clients.runs.explainRun(.init(runID: "r-0"))
      }
    }
  }

  @Test(
    "A run that fails or is cancelled undoes what it did, and does it again when it is retried",
    arguments: SQLDialect.allCases)
  func retriesAndCompensates(on dialect: SQLDialect) async throws {
    let outage = Outage()
    try await with(dialect, outage: outage) { clients in
      _ = try await clients.workflows.registerWorkflow(
        .init(
          document: """
            {"name": "trip", "version": 1,
             "steps": [
              {"id": "book", "agent": "echo", "inputs": {"text": "x"},
               "compensate": {"agent": "echo", "inputs": {"text": "$output.text"}}},
              {"id": "pay", "agent": "echo", "inputs": {"text": "fragile"}, "after": ["book"]},
              {"id": "wait", "wait": {"signal": {"name": "go"}}, "after": ["pay"]}
             ]}
            """))
      outage.isOn.store(true, ordering: .relaxed)
      let id = try await clients.runs.submitRun(.init(workflow: "trip")).run?.runID ?? ""
      let failed = try await clients.ended(id)
      #expect(failed.state == .failed && failed.reason == "step pay failed: there is an outage")
      #expect(failed.steps.map(\.state) == [.undone, .failed])

      outage.isOn.store(false, ordering: .relaxed)
      await expect(.failedPrecondition, "there is no step 'x'") {
        _ = try await clients.runs.retryRun(.init(runID: id, stepID: "x"))
      }
      #expect(try await clients.runs.retryRun(.init(runID: id, by: "ann")).run?.state == .running)
      try await clients.wait(for: "wait", of: id, toBe: .waiting)
      _ = try await clients.runs.cancelRun(.init(runID: id, reason: "enough"))
      let cancelled = try await clients.ended(id)
      #expect(cancelled.state == .cancelled && cancelled.reason == "enough")
      #expect(cancelled.steps.map(\.state) == [.undone, .succeeded, .cancelled])
      #expect(cancelled.steps.map(\.attempts) == [4, 2, 1])
    }
  }
}
