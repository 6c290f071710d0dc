import Foundation
import Gateway
import Messages
import Orchestrator
import RPC
import Service
import Store
import TestSupport
import Testing

/// `apus workflow` and `apus runs` against a real gateway and a real orchestrator, over sockets.
@Suite("Workflow commands", .timeLimit(.minutes(10)))
struct WorkflowCommandTests {
  /// Gives the text that it is given, in capitals; "fail" it refuses.
  private struct Echo: Agent {
    let name = "echo"
    let kind = AgentKind.execution
    let signature = AgentSignature(inputs: ["text": .string], output: .object(["text": .string]))

    func perform(
      _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
    ) async throws -> AgentResult {
      guard let text = task.inputs["text"]?.string, text != "fail" else {
        throw AgentFailure("it was told to", isRetryable: false)
      }
      return AgentResult(output: ["text": .string(text.uppercased())], summary: "echoed \(text)")
    }
  }

  private static let document = """
    {"name": "publish", "version": 1, "description": "Asks first.",
     "inputs": {"title": {"type": "string"}},
     "steps": [
      {"id": "draft", "agent": "echo", "inputs": {"text": "$run.title"}},
      {"id": "approval", "wait": {"person": {"question": "$draft.text", "from": ["editors"]}}},
      {"id": "go", "wait": {"signal": {"name": "go"}}, "after": ["approval"]},
      {"id": "send", "agent": "echo", "inputs": {"text": "$draft.text"}, "after": ["go"]}
     ],
     "report": {"text": "$send.text", "by": "$approval.by"}}
    """

  /// The commands, with a gateway and an orchestrator to talk to.
  private struct Terminal: Sendable {
    let address: String
    let folder: TemporaryFolder

    func apus(_ arguments: String...) async throws -> ProgramOutcome {
      try await Program.apus(
        arguments + ["--gateway", address], environment: ["APUS_API_KEY": "key"])
    }

    /// What it prints when it succeeds.
    func output(
      _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
      let outcome = try await Program.apus(
        arguments + ["--gateway", address], environment: ["APUS_API_KEY": "key"])
      #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
      return outcome.output
    }

    func file(_ name: String, _ text: String) throws -> String {
      let path = folder.file(name)
      try Data(text.utf8).write(to: URL(filePath: path))
      return path
    }
  }

  private func with(
    after prepare: @escaping @Sendable (borrowing SQLConnection) throws -> Void = { _ in },
    _ body: (Terminal) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let former = try Database(
      at: .sqlite(path: folder.file("orchestrator.db")), migrations: RunStore.schema.migrations)
    try await former.write(prepare)
    await former.close()
    let store = try RunStore(at: .sqlite(path: folder.file("orchestrator.db")))
    let orchestrator = try Orchestrator(
      store: store, agents: [Echo()], workflows: [], loops: RPCLoops.shared,
      logger: Logger(service: "test", level: .error), metrics: MetricsRegistry())
    let backend = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [
        OrchestratorServiceHandler(orchestrator: orchestrator),
        WorkflowServiceHandler(orchestrator: orchestrator),
        EventServiceHandler(orchestrator: orchestrator),
        AgentServiceHandler(orchestrator: orchestrator),
      ])
    let target = "\(try await backend.start())"
    let backends = Backends(
      orchestratorTarget: target, memoryTarget: target, retrievalTarget: target,
      inferenceTarget: target)
    let door = AccessControl(
      keys: [APIKey(text: "key", tenantID: "acme")], callsPerSecond: 1_000, burst: 1_000)
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [GatewayAPI(backends: backends, ownStatus: { .init(name: "gateway") })],
      interceptors: [door])
    let terminal = Terminal(address: "\(try await server.start())", folder: folder)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await orchestrator.run() }
      try await body(terminal)
      group.cancelAll()
    }
    await server.beginGracefulShutdown(grace: .zero)
    await backends.shutdown()
    await backend.beginGracefulShutdown(grace: .zero)
    await store.close()
  }

  @Test("A document is checked, registered, listed and shown")
  func workflows() async throws {
    try await with { terminal in
      let bad = try terminal.file(
        "bad.json", Self.document.replacing("$draft.text", with: "$drft.text"))
      let outcome = try await terminal.apus("workflow", "check", bad)
      #expect(outcome.status == 1)
      #expect(
        outcome.output.contains(
          "question of step 'approval' refers to the step 'drft', which does not exist"))
      #expect(outcome.errors.contains("has 2 mistakes"), "\(outcome.errors)")
      let good = try terminal.file("good.json", Self.document)
      #expect(try await terminal.output("workflow", "check", good) == "nothing is wrong with it\n")
      #expect(try await terminal.output("workflow", "register", good) == "publish version 1\n")
      let listed = try await terminal.output("workflow", "list")
      #expect(listed.contains("publish") && listed.contains("Asks first."))
      let shown = try await terminal.output("workflow", "show", "publish")
      #expect(try WorkflowDefinition(json: shown) == WorkflowDefinition(json: Self.document))
    }
  }

  @Test("A run is submitted, paused, resumed, answered, signalled, explained, forked and retried")
  func runs() async throws {
    try await with { terminal in
      let file = try terminal.file("w.json", Self.document)
      _ = try await terminal.output("workflow", "register", file)
      let submitted = try await terminal.output(
        "runs", "submit", "publish", "--inputs", #"{"title": "news"}"#)
      let id = String(submitted.prefix { $0 != " " })
      #expect(try await terminal.output("runs", "pause", id, "--by", "ann") == "\(id) paused\n")
      let paused = try await terminal.output("runs", "list", "--state", "paused")
      #expect(paused.contains(id) && paused.contains("  paused  "), "\(paused)")
      #expect(try await terminal.output("runs", "resume", id) == "\(id) running\n")
      let unpaused = try await terminal.output("runs", "list", "--state", "paused")
      #expect(!unpaused.contains(id), "\(unpaused)")
      try await eventually {
        try await terminal.output("runs", "show", id).contains("waiting")
      }
      let refused = try await terminal.apus("runs", "answer", id, "approval", "true", "--by", "eve")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("step approval asks 'editors', not 'eve'"))
      _ = try await terminal.output(
        "runs", "answer", id, "approval", "true", "--by", "ann", "--group", "editors")
      _ = try await terminal.output("runs", "signal", id, "go", "--payload", #"{"n": [1, null]}"#)
      _ = try await terminal.apus("runs", "watch", id)
      // From the middle: an event's token shows what came after it, and nothing before.
      let whole = try await terminal.output("runs", "watch", id, "--json")
      let lines = whole.split(separator: "\n")
      let token = try #require(
        lines[1].firstMatch(of: /"continuation_token":"([^"]+)"/)?.output.1)
      let rest = try await terminal.output("runs", "watch", id, "--json", "--continue", "\(token)")
      func events(_ lines: some Sequence<Substring>) -> [Substring] {
        // Each token is drawn anew.
        lines.map {
          $0.prefix(upTo: $0.firstRange(of: ",\"continuation_token\"")?.lowerBound ?? $0.endIndex)
        }
      }
      #expect(events(rest.split(separator: "\n")) == events(lines.dropFirst(2)), "\(whole) \(rest)")
      let changed = try await terminal.apus("runs", "watch", id, "--continue", "\(token)x")
      #expect(changed.status == 1)
      #expect(changed.errors.contains("continuation_token was changed"), "\(changed.errors)")
      let both = try await terminal.apus(
        "runs", "watch", id, "--continue", "\(token)", "--after", "1")
      #expect(both.status == 1 && both.errors.contains("are both given"), "\(both.errors)")
      let run = try await terminal.output("runs", "show", id, "--json")
      #expect(run.contains(#""outputs":{"by":"ann","text":"NEWS"}"#), "\(run)")

      let explained = try await terminal.output("runs", "explain", id)
      #expect(explained.contains("<- draft  question"), "\(explained)")
      #expect(explained.contains("<- go  after") && explained.contains("the run succeeded"))
      let graph = try await terminal.output("runs", "explain", id, "--json")
      #expect(graph.contains(#"{"from":"draft","to":"send","role":"input 'text'"}"#), "\(graph)")

      let forked = try await terminal.output(
        "runs", "fork", id, "draft", "--inputs", #"{"title": "fail"}"#)
      let fork = String(forked.prefix { $0 != " " })
      #expect(fork != id)
      try await eventually {
        try await terminal.output("runs", "show", fork).contains(
          "step draft failed: it was told to")
      }
      #expect(
        try await terminal.output("runs", "retry", fork, "--from", "draft") == "\(fork) running\n")
    }
  }

  @Test("Dead tasks are shown with their errors, tried again, and removed")
  func deadTasks() async throws {
    try await with { connection in
      for tenant in ["acme", "other", "acme"] {
        // Nobody can read it.
        let task = try TaskQueue.enqueue(
          NewTask(queue: "echo", tenant: tenant, payload: [1, 2, 3]), now: 1, on: connection)
        _ = try TaskQueue.lease(
          from: "echo", for: "w", countMax: 1, durationMilliseconds: 10, now: 1, on: connection)
        try TaskQueue.fail(
          task.id, epoch: 1, error: "no way", isPermanent: true, draw: 0, now: task.id,
          on: connection)
      }
    } _: { terminal in
      let shown = try await terminal.output("queue", "dead", "echo")
      #expect(
        shown.contains("1  unreadable  1970-01-01") && shown.contains("w: no way"), "\(shown)")
      #expect(shown.contains("3  unreadable") && !shown.contains("2  unreadable"), "\(shown)")
      let json = try await terminal.output("queue", "dead", "echo", "--json", "--limit", "1")
      #expect(
        json.hasPrefix(#"{"task_id":1,"died_at_ms":1,"attempts":[{"worker":"w","leased_at_ms":1,"#),
        "\(json)")
      #expect(try await terminal.output("queue", "remove", "echo", "3") == "task 3 removed\n")
      #expect(try await terminal.output("queue", "redrive", "echo", "1") == "1 task waits again\n")
      try await eventually {
        try await terminal.output("queue", "dead", "echo").contains("corrupt")
      }
      #expect(try await terminal.output("queue", "redrive", "echo") == "1 task waits again\n")
      let foreign = try await terminal.apus("queue", "remove", "echo", "2")
      #expect(foreign.status == 1)
      #expect(
        foreign.errors.contains("task 2 is no dead task of agent 'echo'"), "\(foreign.errors)")
      #expect(try await terminal.apus("queue", "redrive", "echo", "x").status == 2)
      #expect(
        try await terminal.apus("queue", "dead", "nobody").errors.contains("there is no agent"))
    }
  }

  @Test("Events are published, printed by each group, counted and replayed")
  func events() async throws {
    try await with { terminal in
      #expect(
        try await terminal.output(
          "events", "publish", "paid", "--payload", #"{"order": 1}"#, "--key", "k")
          == "1  0 steps waited for it\n")
      #expect(
        try await terminal.output(
          "events", "publish", "paid", "--payload", #"{"order": 1}"#, "--key", "k")
          == "1  published before\n")
      _ = try await terminal.output("events", "publish", "shipped")
      let first = try await terminal.output("events", "subscribe", "billing", "--count", "2")
      #expect(first.contains(#"  paid  {"order":1}"#) && first.contains("2  "), "\(first)")
      #expect(
        try await terminal.output(
          "events", "subscribe", "audit", "--count", "1", "--name", "shipped", "--json"
        ).hasPrefix(#"{"sequence":2,"name":"shipped","payload":{},"#))
      let groups = try await terminal.output("events", "groups", "--json")
      #expect(groups.contains(#""group":"audit","names":["shipped"],"cursor":2,"#), "\(groups)")
      #expect(groups.contains(#""last_sequence":2,"lag":0,"#), "\(groups)")
      #expect(
        try await terminal.output("events", "seek", "billing", "first")
          == "billing  after 0  2 to come\n")
      #expect(
        try await terminal.output("events", "subscribe", "billing", "--count", "2") == first)
      #expect(try await terminal.output("events", "delete", "billing") == "billing deleted\n")
      let missing = try await terminal.apus("events", "seek", "billing", "1")
      #expect(missing.status == 1)
      #expect(missing.errors.contains("there is no consumer group 'billing'"), "\(missing.errors)")
      #expect(try await terminal.apus("events", "seek", "audit", "here").status == 2)
    }
  }
}
