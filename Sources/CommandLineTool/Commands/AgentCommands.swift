internal import Messages
internal import RPC
internal import Service

/// `apus agents ...`: who performs steps, for those who operate the orchestrator.
enum AgentCommands {
  static let all = [list, pause, resume]

  private typealias Client = Apus.Orchestrator.V1.AgentServiceClient

  private static let target = ServiceConnection.targetOption(
    "An orchestrator; without it, the one that 'apus up' started.")

  private static let list = Command(
    path: ["agents", "list"],
    summary: "Lists agents: what waits for each, and why nobody performs it.",
    settings: ServiceConnection.settings, callOptions: [target],
    examples: [.init(line: "apus agents list", meaning: "a line each, versions apart")],
    perform: { invocation in
      let agents = try await call(invocation) {
        try await $0.listAgents(.init(), options: $1).agents
      }
      var table = Table(
        headings: ["AGENT", "VERSION", "WAITING", "IN HAND", "DEAD", "STATE"],
        rightAligned: [1, 2, 3, 4])
      for agent in agents {
        if invocation.wantsJSON {
          invocation.console.line(JSONValue.agent(agent))
          continue
        }
        table.rows.append([
          agent.name.shortened(to: 40), agent.version == 0 ? "any" : String(agent.version),
          String(agent.waitingTasks), String(agent.leasedTasks), String(agent.deadTasks),
          agent.isPaused ? "paused" : agent.obstacle.isEmpty ? "" : agent.obstacle.printable,
        ])
      }
      if !invocation.wantsJSON { table.write(to: invocation.console) }
    })

  private static let pause = Command(
    path: ["agents", "pause"],
    summary: "Keeps an agent's tasks waiting; what is being performed goes on, and so do others.",
    argumentNames: "AGENT", argumentCount: 1...1, settings: ServiceConnection.settings,
    callOptions: [target],
    examples: [.init(line: "apus agents pause synthesist", meaning: "until it is resumed")],
    perform: { invocation in
      let agent = invocation.arguments[0]
      _ = try await call(invocation) {
        try await $0.pauseAgent(.init(agent: agent), options: $1)
      }
      write(agent, isPaused: true, to: invocation)
    })

  private static let resume = Command(
    path: ["agents", "resume"], summary: "Lets a paused agent's tasks be performed again.",
    argumentNames: "AGENT", argumentCount: 1...1, settings: ServiceConnection.settings,
    callOptions: [target],
    examples: [.init(line: "apus agents resume synthesist", meaning: "what waited is performed")],
    perform: { invocation in
      let agent = invocation.arguments[0]
      _ = try await call(invocation) {
        try await $0.resumeAgent(.init(agent: agent), options: $1)
      }
      write(agent, isPaused: false, to: invocation)
    })

  private static func write(_ agent: String, isPaused: Bool, to invocation: Invocation) {
    if invocation.wantsJSON {
      return invocation.console.line(
        .fields(["agent": .string(agent), "is_paused": .bool(isPaused)]))
    }
    invocation.console.line("\(agent.printable) \(isPaused ? "is paused" : "goes on")")
  }

  private static func call<T>(
    _ invocation: Invocation, _ body: (Client, CallOptions) async throws -> T
  ) async throws -> T {
    let target = try ServiceConnection.targets(invocation, [.orchestrator])[0]
    return try await ServiceConnection.open(target, invocation) { connection in
      try await body(.init(channel: connection.channel), connection.options)
    }
  }
}

extension JSONValue {
  fileprivate static func agent(_ agent: Apus.Orchestrator.V1.Agent) -> JSONValue {
    .fields([
      "name": .string(agent.name), "version": .integer(Int64(agent.version)),
      "description": agent.description.isEmpty ? nil : .string(agent.description),
      "is_built_in": .bool(agent.isBuiltIn), "is_paused": .bool(agent.isPaused),
      "waiting_tasks": .integer(Int64(clamping: agent.waitingTasks)),
      "leased_tasks": .integer(Int64(clamping: agent.leasedTasks)),
      "dead_tasks": .integer(Int64(clamping: agent.deadTasks)),
      "obstacle": agent.obstacle.isEmpty ? nil : .string(agent.obstacle),
    ])
  }
}
