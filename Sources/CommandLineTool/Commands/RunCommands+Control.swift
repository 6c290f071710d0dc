internal import Messages
internal import RPC
internal import Service

/// What people do to runs while they go on, or after.
extension RunCommands {
  static let control = [submit, signal, answer, pause, resume, retry, fork, explain]

  private static let by = OptionSpec.string(
    "by", value: "NAME", help: "Who asks, for the run's history.", default: "somebody")

  private static let submit = Command(
    path: ["runs", "submit"], summary: "Starts a run of a workflow and returns.",
    argumentNames: "WORKFLOW", argumentCount: 1...1, settings: GatewayLocation.settings,
    callOptions: [
      .string(
        "inputs", value: "JSON", help: "What the workflow takes, as an object.", default: "{}"),
      .string("key", help: "Makes a repeated call join the same run."),
      .integer(
        "priority", in: -100...100, help: "Its steps go before those of runs with a lower one.",
        default: 0),
    ],
    examples: [
      .init(
        line: #"apus runs submit publish --inputs '{"title": "news"}'"#, meaning: "prints its name")
    ],
    perform: { invocation in
      let inputs = try invocation.object("inputs")
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.submitRun(
          .init(
            workflow: invocation.arguments[0],
            idempotencyKey: invocation.values.string("key") ?? "", inputs: inputs,
            priority: Int32(invocation.values.integer("priority") ?? 0)),
          options: connection.options)
      }
      try show(response.run, invocation)
    })

  private static let signal = Command(
    path: ["runs", "signal"], summary: "Gives a run a signal that a step of it waits for.",
    argumentNames: "RUN NAME", argumentCount: 2...2, settings: GatewayLocation.settings,
    callOptions: [
      .string("payload", value: "JSON", help: "What the step gives on.", default: "null"), by,
    ],
    examples: [
      .init(line: "apus runs signal r-1a2b go --payload '{\"n\": 1}'", meaning: "now or later")
    ],
    perform: { invocation in
      let payload = try invocation.json("payload")
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.signalRun(
          .init(
            request: .init(
              runID: invocation.arguments[0], by: invocation.by, name: invocation.arguments[1],
              payload: payload)),
          options: connection.options)
      }
      try show(response.response?.run, invocation)
    })

  private static let answer = Command(
    path: ["runs", "answer"], summary: "Answers what a step of a run asks, once.",
    argumentNames: "RUN STEP JSON", argumentCount: 3...3, settings: GatewayLocation.settings,
    callOptions: [
      by,
      .string("group", value: "NAME", help: "A group that NAME belongs to; may be repeated."),
    ], repeatable: ["group"],
    examples: [
      .init(line: "apus runs answer r-1a2b approval true --by ann", meaning: "the run goes on")
    ],
    perform: { invocation in
      let answer = try JSONText.value(invocation.arguments[2], "JSON")
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.answerStep(
          .init(
            request: .init(
              runID: invocation.arguments[0], by: invocation.by, stepID: invocation.arguments[1],
              answer: answer, groups: invocation.strings("group"))),
          options: connection.options)
      }
      try show(response.response?.run, invocation)
    })

  private static let pause = Command(
    path: ["runs", "pause"],
    summary: "Lets nothing new start in a run; what is in flight finishes.",
    argumentNames: "RUN", argumentCount: 1...1, settings: GatewayLocation.settings,
    callOptions: [by],
    examples: [.init(line: "apus runs pause r-1a2b", meaning: "until it is resumed")],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.pauseRun(
          .init(request: .init(runID: invocation.arguments[0], by: invocation.by)),
          options: connection.options)
      }
      try show(response.response?.run, invocation)
    })

  private static let resume = Command(
    path: ["runs", "resume"], summary: "Lets a paused run go on.",
    argumentNames: "RUN", argumentCount: 1...1, settings: GatewayLocation.settings,
    callOptions: [by],
    examples: [.init(line: "apus runs resume r-1a2b", meaning: "with what was due meanwhile")],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.resumeRun(
          .init(request: .init(runID: invocation.arguments[0], by: invocation.by)),
          options: connection.options)
      }
      try show(response.response?.run, invocation)
    })

  private static let retry = Command(
    path: ["runs", "retry"], summary: "Has a run that failed or was cancelled go on.",
    argumentNames: "RUN", argumentCount: 1...1, settings: GatewayLocation.settings,
    callOptions: [
      .string(
        "from", value: "STEP", help: "Perform this step again too, and what follows from it."),
      by,
    ],
    examples: [
      .init(line: "apus runs retry r-1a2b", meaning: "with what had not completed"),
      .init(line: "apus runs retry r-1a2b --from synthesis", meaning: "and that step again"),
    ],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.retryRun(
          .init(
            request: .init(
              runID: invocation.arguments[0], by: invocation.by,
              stepID: invocation.values.string("from") ?? "")),
          options: connection.options)
      }
      try show(response.response?.run, invocation)
    })

  private static let fork = Command(
    path: ["runs", "fork"],
    summary: "Begins a run that has the results of another one up to a step.",
    argumentNames: "RUN STEP", argumentCount: 2...2, settings: GatewayLocation.settings,
    callOptions: [
      .string("inputs", value: "JSON", help: "Other inputs for what is performed, as an object."),
      .string("key", help: "Makes a repeated call join the same run."),
    ],
    examples: [
      .init(line: "apus runs fork r-1a2b synthesis", meaning: "that step and the rest, once more")
    ],
    perform: { invocation in
      let inputs =
        invocation.values.string("inputs") == nil ? nil : try invocation.object("inputs")
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.forkRun(
          .init(
            request: .init(
              runID: invocation.arguments[0], stepID: invocation.arguments[1], inputs: inputs,
              idempotencyKey: invocation.values.string("key") ?? "")),
          options: connection.options)
      }
      try show(response.response?.run, invocation)
    })

  private static let explain = Command(
    path: ["runs", "explain"], summary: "Tells what led to what in a run.",
    argumentNames: "RUN", argumentCount: 1...1, settings: GatewayLocation.settings,
    examples: [
      .init(line: "apus runs explain r-1a2b", meaning: "each step, and what it was given by which"),
      .init(line: "apus runs explain r-1a2b --json", meaning: "the whole graph"),
    ],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.explainRun(
          .init(request: .init(runID: invocation.arguments[0])), options: connection.options)
      }
      guard let graph = response.response else { throw CommandFailure("the gateway sent no graph") }
      let console = invocation.console
      if invocation.wantsJSON { return console.line(JSONValue.explanation(graph)) }
      let causes = Dictionary(grouping: graph.links, by: \.to)
      for point in graph.points {
        let outcome = point.outcome.isEmpty ? "under way" : point.outcome
        console.line(
          "\(console.styled(point.id, .bold))  \(point.by.printable)  \(outcome.printable)")
        for link in causes[point.id] ?? [] {
          console.line("  <- \(link.from)  \(link.role.printable)")
        }
        for attempt in point.attempts where point.attempts.count > 1 || attempt.role != "step" {
          let outcome = attempt.outcome.isEmpty ? "under way" : attempt.outcome
          console.line("  attempt \(attempt.number) (\(attempt.role)): \(outcome.printable)")
        }
        let note = point.reason.isEmpty ? point.summary : point.reason
        if !note.isEmpty { console.line("  \(note.shortened(to: 90))") }
      }
      if !graph.outcome.isEmpty { console.line("the run \(graph.outcome.printable)") }
    })

  private static func show(
    _ run: Apus.Orchestrator.V1.Run?, _ invocation: Invocation
  ) throws {
    guard let run else { throw CommandFailure("the gateway sent no run") }
    if invocation.wantsJSON { return invocation.console.line(JSONValue.run(run)) }
    invocation.console.line("\(run.runID) \(run.paused ? "paused" : run.state.label)")
  }
}

extension Invocation {
  fileprivate var by: String { values.string("by") ?? "" }
}
