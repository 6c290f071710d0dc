internal import Service

/// Help that teaches: what it does, how it is called, an example for each need.
enum HelpText {
  static func overview() -> String {
    let width = CommandTable.all.map { $0.name.count }.max() ?? 0
    let lines = CommandTable.all.map { command in
      "  \(command.name.padded(to: width))  \(command.summary)"
    }
    return """
      apus answers questions from your own documents with your own models.

      usage: apus COMMAND [OPTIONS]

      \(lines.joined(separator: "\n"))

      Begin with:
        apus up                                    start the five services
        apus ingest ~/notes                        store documents, in another terminal
        apus ask "What did we decide about X?"     get an answer with its sources

      'apus COMMAND --help' explains a command. Settings that last, such as --gateway, are also
      environment variables, APUS_GATEWAY. Exit status: 0 fine, 2 usage, 1 anything else.

      """
  }

  static func group(_ commands: [Command]) -> String {
    let width = commands.map { $0.name.count }.max() ?? 0
    let lines = commands.map { "  apus \($0.name.padded(to: width))  \($0.summary)" }
    return lines.joined(separator: "\n") + "\n\n'apus \(commands[0].name) --help' explains one.\n"
  }

  static func command(_ command: Command) -> String {
    let arguments = command.argumentNames.isEmpty ? "" : " \(command.argumentNames)"
    var text = "\(command.summary)\n\nusage: apus \(command.name)\(arguments) [OPTIONS]\n\n"
    if !command.examples.isEmpty {
      let width = command.examples.map { $0.line.count }.max() ?? 0
      text += "examples:\n"
      for example in command.examples {
        text += "  \(example.line.padded(to: width))  # \(example.meaning)\n"
      }
      text += "\n"
    }
    return text + "options:\n" + OptionParser(command.options).helpText()
  }
}

extension String {
  /// Filled with spaces to at least `width` characters.
  func padded(to width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }

  /// Filled with spaces on the left.
  func paddedLeft(to width: Int) -> String {
    count >= width ? self : String(repeating: " ", count: width - count) + self
  }
}
