internal import Service

/// Every command, in the order in which the help shows them.
enum CommandTable {
  static let all: [Command] =
    [
      UpCommand.command, AskCommand.command, IngestCommand.command, GenerateCommand.command,
      ScoreCommand.command,
    ]
    + RunCommands.all + RunCommands.control + WorkflowCommands.all + AgentCommands.all
    + QueueCommands.all + EventCommands.all
    + SessionCommands.all
    + [StatusCommand.command, ModelsCommand.command, AuditCommand.verify]
    + MemoryCommands.all + BackupCommands.all + StoreCommands.all + KeyCommands.all
    + [BenchCommand.command, VersionCommand.command]

  /// What a command line asks for.
  enum Request {
    case perform(Command, [String])
    case help(Command?)
    /// A first word alone, such as `runs`: the commands that begin with it.
    case group([Command])
  }

  /// Finds the command that `arguments` begin with.
  static func resolve(_ arguments: [String]) throws(UsageError) -> Request {
    guard let first = arguments.first else { return .help(nil) }
    if first == "--help" || first == "-h" { return .help(nil) }
    if first == "--version" { return .perform(VersionCommand.command, []) }
    if first == "help" { return try help(Array(arguments.dropFirst())) }
    let candidates = all.filter { $0.path[0] == first }
    guard !candidates.isEmpty else { throw unknown(first, among: all.map { $0.path[0] }) }
    if candidates.count == 1, candidates[0].path.count == 1 {
      return request(candidates[0], Array(arguments.dropFirst()))
    }
    guard arguments.count > 1, !["--help", "-h"].contains(arguments[1]) else {
      return .group(candidates)
    }
    guard let command = candidates.first(where: { $0.path[1] == arguments[1] }) else {
      throw unknown(arguments[1], after: first, among: candidates.map { $0.path[1] })
    }
    return request(command, Array(arguments.dropFirst(2)))
  }

  private static func request(_ command: Command, _ arguments: [String]) -> Request {
    let options = arguments.prefix { $0 != "--" }
    let wantsHelp = options.contains("--help") || options.contains("-h")
    return wantsHelp ? .help(command) : .perform(command, arguments)
  }

  private static func help(_ words: [String]) throws(UsageError) -> Request {
    guard !words.isEmpty else { return .help(nil) }
    if let command = all.first(where: { $0.path == words }) { return .help(command) }
    let group = all.filter { $0.path[0] == words[0] }
    guard !group.isEmpty else { throw unknown(words[0], among: all.map { $0.path[0] }) }
    return .group(group)
  }

  private static func unknown(
    _ word: String, after group: String? = nil, among words: [String]
  ) -> UsageError {
    let hint = Nearest.word(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
    let place = group.map { " after '\($0)'" } ?? ""
    return UsageError("unknown command '\(word)'\(place)\(hint) (apus --help lists all commands)")
  }
}
