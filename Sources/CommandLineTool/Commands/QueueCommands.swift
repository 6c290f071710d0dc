internal import Messages
internal import RPC
internal import Service

/// `apus queue ...`: tasks that nobody is given any more.
enum QueueCommands {
  static let all = [dead, redrive, remove]

  private static let dead = Command(
    path: ["queue", "dead"],
    summary: "Lists the tasks of an agent that failed for good, with how each attempt ended.",
    argumentNames: "AGENT", argumentCount: 1...1, settings: GatewayLocation.settings,
    callOptions: [
      .integer("limit", in: 1...1_000_000, help: "Most tasks to list.", default: 20)
    ],
    examples: [
      .init(line: "apus queue dead search", meaning: "those that died first, and why"),
      .init(line: "apus queue dead search --json", meaning: "with all that is kept of them"),
    ],
    perform: { invocation in
      let console = invocation.console
      var request = Apus.Orchestrator.V1.ListDeadTasksRequest(agent: invocation.arguments[0])
      var remainingCount = invocation.values.integer("limit") ?? 20
      var isEmpty = true
      try await GatewayConnection.open(invocation) { connection in
        // A page has fewer where its tasks say much.
        repeat {
          request.pageSize = UInt32(min(remainingCount, 1_000))
          let page = try await connection.client.listDeadTasks(
            .init(request: request), options: connection.options
          ).response
          let tasks = page?.tasks ?? []
          for task in tasks { show(task, to: invocation) }
          isEmpty = isEmpty && tasks.isEmpty
          remainingCount -= tasks.count
          request.pageToken = page?.nextPageToken ?? ""
        } while remainingCount > 0 && !request.pageToken.isEmpty
      }
      if invocation.wantsJSON { return }
      if isEmpty { return console.line("no task of it is dead") }
      if !request.pageToken.isEmpty { console.note("there are more; see --limit") }
    })

  private static func show(
    _ task: Apus.Orchestrator.V1.DeadTask, to invocation: Invocation
  ) {
    let console = invocation.console
    if invocation.wantsJSON { return console.line(JSONValue.deadTask(task)) }
    let what = task.runID.isEmpty ? "unreadable" : "\(task.runID) \(task.stepID)"
    console.line(
      "\(console.styled(String(task.taskID), .bold))  \(what.printable)  "
        + Figures.time(milliseconds: task.diedAtMs))
    for attempt in task.attempts {
      console.line(
        "  \(Figures.time(milliseconds: attempt.endedAtMs))  "
          + "\(attempt.worker.shortened(to: 40)): \(attempt.error.shortened(to: 200))")
    }
  }

  private static let redrive = Command(
    path: ["queue", "redrive"],
    summary: "Has dead tasks of an agent tried again, with all their attempts.",
    argumentNames: "AGENT [TASK...]", argumentCount: 1...1_001,
    settings: GatewayLocation.settings,
    examples: [
      .init(line: "apus queue redrive search", meaning: "all, at most 1,000 at a time"),
      .init(line: "apus queue redrive search 17 23", meaning: "these two"),
    ],
    perform: { invocation in
      let tasks = try invocation.arguments.dropFirst().map(number)
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.redriveDeadTasks(
          .init(request: .init(agent: invocation.arguments[0], taskIDs: tasks)),
          options: connection.options)
      }
      let count = response.response?.taskCount ?? 0
      if invocation.wantsJSON {
        return invocation.console.line(.fields(["task_count": .integer(Int64(count))]))
      }
      invocation.console.line(count == 1 ? "1 task waits again" : "\(count) tasks wait again")
    })

  private static let remove = Command(
    path: ["queue", "remove"],
    summary:
      "Forgets a dead task; the run that it is of waits on until it is cancelled or retried.",
    argumentNames: "AGENT TASK", argumentCount: 2...2, settings: GatewayLocation.settings,
    examples: [.init(line: "apus queue remove search 17", meaning: "nobody will try it again")],
    perform: { invocation in
      let task = try number(invocation.arguments[1])
      _ = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.removeDeadTask(
          .init(request: .init(agent: invocation.arguments[0], taskID: task)),
          options: connection.options)
      }
      if invocation.wantsJSON { return invocation.console.line(.fields([:])) }
      invocation.console.line("task \(task) removed")
    })

  private static func number(_ text: String) throws(UsageError) -> UInt64 {
    guard let number = UInt64(text) else {
      throw UsageError("'\(text)' is no number of a task; apus queue dead shows them")
    }
    return number
  }
}

extension JSONValue {
  fileprivate static func deadTask(_ task: Apus.Orchestrator.V1.DeadTask) -> JSONValue {
    .fields([
      "task_id": .integer(Int64(clamping: task.taskID)),
      "run_id": task.runID.isEmpty ? nil : .string(task.runID),
      "step_id": task.stepID.isEmpty ? nil : .string(task.stepID),
      "died_at_ms": .integer(task.diedAtMs),
      "attempts": .array(
        task.attempts.map { attempt in
          .fields([
            "worker": .string(attempt.worker), "leased_at_ms": .integer(attempt.leasedAtMs),
            "ended_at_ms": .integer(attempt.endedAtMs), "error": .string(attempt.error),
          ])
        }),
    ])
  }
}
