internal import Messages
internal import RPC
internal import Service

/// `apus workflow ...`: what runs are submitted of.
enum WorkflowCommands {
  static let all = [check, register, list, show]

  private static let check = Command(
    path: ["workflow", "check"], summary: "Tells what is wrong with a workflow document.",
    argumentNames: "FILE", argumentCount: 1...1, settings: GatewayLocation.settings,
    examples: [
      .init(line: "apus workflow check publish.json", meaning: "one line for each mistake")
    ],
    perform: { invocation in
      let document = try invocation.text(ofFile: invocation.arguments[0], "workflow")
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.checkWorkflow(
          .init(request: .init(document: document)), options: connection.options)
      }
      let problems = response.response?.problems ?? []
      if invocation.wantsJSON {
        invocation.console.line(.fields(["problems": .strings(problems)]))
      } else {
        for problem in problems { invocation.console.line(problem.printable) }
      }
      guard problems.isEmpty else {
        throw CommandFailure(
          "'\(invocation.arguments[0])' has \(problems.count) mistake\(problems.count == 1 ? "" : "s")"
        )
      }
      if !invocation.wantsJSON { invocation.console.line("nothing is wrong with it") }
    })

  private static let register = Command(
    path: ["workflow", "register"],
    summary: "Registers a workflow, or a new version of it, for runs to be submitted of.",
    argumentNames: "FILE", argumentCount: 1...1, settings: GatewayLocation.settings,
    examples: [
      .init(
        line: "apus workflow register publish.json", meaning: "runs that have begun keep theirs")
    ],
    perform: { invocation in
      let document = try invocation.text(ofFile: invocation.arguments[0], "workflow")
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.registerWorkflow(
          .init(request: .init(document: document)), options: connection.options)
      }
      guard let workflow = response.response?.workflow else {
        throw CommandFailure("the gateway sent no workflow")
      }
      if invocation.wantsJSON { return invocation.console.line(JSONValue.workflow(workflow)) }
      invocation.console.line("\(workflow.name) version \(workflow.version)")
    })

  private static let list = Command(
    path: ["workflow", "list"], summary: "Lists the workflows that runs can be submitted of.",
    settings: GatewayLocation.settings,
    examples: [.init(line: "apus workflow list", meaning: "the newest version of each")],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.listWorkflows(.init(), options: connection.options)
      }
      let workflows = response.response?.workflows ?? []
      if invocation.wantsJSON {
        for workflow in workflows { invocation.console.line(JSONValue.workflow(workflow)) }
        return
      }
      var table = Table(headings: ["WORKFLOW", "VERSION", "DESCRIPTION"], rightAligned: [1])
      for workflow in workflows {
        table.rows.append([
          workflow.name, String(workflow.version), workflow.description.shortened(to: 70),
        ])
      }
      table.write(to: invocation.console)
    })

  private static let show = Command(
    path: ["workflow", "show"], summary: "Shows the document of a workflow.",
    argumentNames: "NAME", argumentCount: 1...1, settings: GatewayLocation.settings,
    examples: [.init(line: "apus workflow show research > mine.json", meaning: "to begin with")],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.getWorkflow(
          .init(request: .init(name: invocation.arguments[0])), options: connection.options)
      }
      guard let workflow = response.response?.workflow else {
        throw CommandFailure("the gateway sent no workflow")
      }
      invocation.console.line(workflow.document)
    })
}
