internal import Messages
internal import RPC
internal import Service

/// `apus models`: what answers now.
enum ModelsCommand {
  static let command = Command(
    path: ["models"], summary: "Lists the models that answer now.",
    settings: GatewayLocation.settings,
    examples: [.init(line: "apus models", meaning: "name, size, hash")],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.listModels(.init(), options: connection.options)
      }
      if invocation.wantsJSON {
        for model in response.models { invocation.console.line(JSONValue.model(model)) }
        return
      }
      var table = Table(
        headings: ["MODEL", "ARCHITECTURE", "WEIGHTS", "CONTEXT", "SHA256"], rightAligned: [2, 3])
      for model in response.models {
        let millions = Figures.decimal(Double(model.parameterCount) / 1e6, digits: 0)
        table.rows.append([
          model.name, model.architecture, "\(millions) M", String(model.contextLength),
          model.sha256,
        ])
      }
      table.write(to: invocation.console)
    })
}

/// `apus version`.
enum VersionCommand {
  static let command = Command(
    path: ["version"], summary: "Shows the version.",
    examples: [.init(line: "apus version", meaning: "the version of this program")],
    perform: { invocation in
      if invocation.wantsJSON {
        invocation.console.line(.fields(["version": .string(BuildInfo.version)]))
      } else {
        invocation.console.line("apus \(BuildInfo.version)")
      }
    })
}
