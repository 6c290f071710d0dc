internal import Messages
internal import RPC
internal import Service

/// `apus runs ...`: what was asked, how far it is, how it ended.
enum RunCommands {
  static let all = [list, show, watch, cancel]

  private static let list = Command(
    path: ["runs", "list"], summary: "Lists runs, the newest first.",
    settings: GatewayLocation.settings,
    callOptions: [
      .choice(
        "state", of: ["queued", "running", "paused", "succeeded", "failed", "cancelled"],
        help: "Only runs in this state; paused ones are queued or running as well."),
      .integer("limit", in: 1...1000, help: "Most runs to list.", default: 20),
    ],
    examples: [
      .init(line: "apus runs list", meaning: "the newest twenty"),
      .init(line: "apus runs list --state failed --json", meaning: "what went wrong"),
    ],
    perform: { invocation in
      let state = invocation.values.string("state").flatMap {
        Apus.Orchestrator.V1.RunState.named[$0]
      }
      let limit = invocation.values.integer("limit") ?? 20
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.listRuns(
          .init(
            state: state ?? .unspecified, pageSize: UInt32(limit),
            paused: invocation.values.string("state") == "paused" ? true : nil),
          options: connection.options)
      }
      if invocation.wantsJSON {
        for run in response.runs { invocation.console.line(JSONValue.run(run)) }
        return
      }
      var table = Table(headings: ["RUN", "STATE", "SUBMITTED", "QUESTION"])
      for run in response.runs {
        table.rows.append([
          run.runID, run.paused ? "paused" : run.state.label,
          Figures.time(milliseconds: run.submittedAtMs),
          run.question.shortened(to: 60),
        ])
      }
      table.write(to: invocation.console)
    })

  private static let show = Command(
    path: ["runs", "show"], summary: "Shows a run with its steps, its answer and its sources.",
    argumentNames: "RUN", argumentCount: 1...1, settings: GatewayLocation.settings,
    examples: [.init(line: "apus runs show r-1a2b", meaning: "steps, answer, sources")],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.getRun(
          .init(runID: invocation.arguments[0]), options: connection.options)
      }
      guard let run = response.run else { throw CommandFailure("the gateway sent no run") }
      let console = invocation.console
      if invocation.wantsJSON { return console.line(JSONValue.run(run)) }
      console.line("\(console.styled(run.runID, .bold))  \(run.workflow)  \(run.state.label)")
      console.line(run.question.printable)
      if !run.reason.isEmpty { console.line(console.styled(run.reason.printable, .red)) }
      console.line()
      var table = Table(
        headings: ["STEP", "STATE", "ATTEMPTS", "TOOK", "SUMMARY"], rightAligned: [2, 3])
      for step in run.steps {
        var took = ""
        if let start = step.startedAtMs, let end = step.endedAtMs {
          took = Figures.duration(.milliseconds(end - start))
        }
        table.rows.append([
          step.stepID, step.state.label, String(step.attempts), took,
          (step.reason.isEmpty ? step.summary : step.reason).shortened(to: 70),
        ])
      }
      table.write(to: console)
      var transcript = AnswerTranscript(console: console, showsSteps: false)
      transcript.ended(run)
    })

  private static let watch = Command(
    path: ["runs", "watch"], summary: "Follows a run until it ends.", argumentNames: "RUN",
    argumentCount: 1...1,
    settings: GatewayLocation.settings,
    callOptions: [
      .integer(
        "after", in: 0...Int(Int32.max), help: "Only events after this sequence number.",
        default: 0),
      .string(
        "continue", value: "TOKEN",
        help: "Go on after the event that this token came with; --json shows tokens."),
    ],
    examples: [
      .init(line: "apus runs watch r-1a2b", meaning: "its history, then what happens"),
      .init(line: "apus runs watch r-1a2b --after 7", meaning: "what happens after event 7"),
    ],
    perform: { invocation in
      let run = try await GatewayConnection.open(invocation) { connection in
        try await watch(
          .init(
            runID: invocation.arguments[0],
            afterSequence: UInt64(invocation.values.integer("after") ?? 0),
            continuationToken: invocation.values.string("continue") ?? ""), over: connection,
          invocation)
      }
      try AskCommand.check(run)
    })

  /// How often a watch goes on when the gateway goes away; each event begins the count anew.
  private static let resumptionCountMax = 20
  private static let resumptionPause = Duration.milliseconds(500)

  private static func watch(
    _ request: Apus.Gateway.V1.WatchRunRequest, over connection: GatewayConnection,
    _ invocation: Invocation
  ) async throws -> Apus.Orchestrator.V1.Run {
    var request = request
    var transcript = AnswerTranscript(console: invocation.console, showsSteps: true)
    var attempt = 0
    while true {
      do {
        return try await connection.client.watchRun(request, options: connection.options) {
          try await follow($0, &transcript, invocation) { token in
            (request.continuationToken, request.afterSequence) = (token, 0)
            attempt = 0
          }
        }
      } catch let error as RPCError
        where error.code == .unavailable && attempt < resumptionCountMax
        && !request.continuationToken.isEmpty
      {
        if attempt == 0 { invocation.console.note("\(error.message); going on with the run") }
        attempt += 1
        try await Task.sleep(for: resumptionPause)
      }
    }
  }

  private static func follow(
    _ updates: ResponseStream<Apus.Gateway.V1.WatchRunResponse>,
    _ transcript: inout AnswerTranscript, _ invocation: Invocation,
    _ reached: (_ token: String) -> Void
  ) async throws -> Apus.Orchestrator.V1.Run {
    for try await message in updates {
      let token = message.update?.continuationToken ?? ""
      if !token.isEmpty { reached(token) }
      switch message.update?.update {
      case .event(let event) where invocation.wantsJSON:
        invocation.console.line(
          .fields([
            "event": .event(event), "continuation_token": token.isEmpty ? nil : .string(token),
          ]))
      case .event(let event): transcript.eventRecorded(event)
      case .tokens(let tokens) where invocation.wantsJSON:
        invocation.console.line(.fields(["tokens": .string(tokens.text)]))
      case .tokens(let tokens): transcript.tokensArrived(tokens)
      case .ended(let run):
        if invocation.wantsJSON {
          invocation.console.line(.fields(["ended": .run(run)]))
        } else {
          transcript.ended(run)
        }
        return run
      case nil: continue
      }
    }
    throw CommandFailure("the gateway ended the stream without saying how the run ended")
  }

  private static let cancel = Command(
    path: ["runs", "cancel"], summary: "Stops a run and the work that it has in flight.",
    argumentNames: "RUN", argumentCount: 1...1,
    settings: GatewayLocation.settings,
    callOptions: [
      .string("reason", help: "Why, for the run's history.", default: "cancelled by hand")
    ],
    examples: [.init(line: "apus runs cancel r-1a2b", meaning: "stops it")],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.cancelRun(
          .init(
            runID: invocation.arguments[0], reason: invocation.values.string("reason") ?? ""),
          options: connection.options)
      }
      guard let run = response.run else { throw CommandFailure("the gateway sent no run") }
      if invocation.wantsJSON { return invocation.console.line(JSONValue.run(run)) }
      invocation.console.line("\(run.runID) \(run.state.label)")
    })
}

extension String {
  /// On one line, with an ellipsis when it is longer than `width`.
  func shortened(to width: Int) -> String {
    let line = printable.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= width ? line : line.prefix(width - 1) + "…"
  }
}
