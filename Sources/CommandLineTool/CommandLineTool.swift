internal import Glibc
internal import RPC
internal import Service

/// The program `apus`: finds the command, performs it, and says how it went by its exit status.
package enum CommandLineTool {
  /// Never returns. SIGINT and SIGTERM cancel what runs; a second one ends the process at once.
  package static func main() async -> Never {
    signal(SIGPIPE, SIG_IGN)
    let watcher = SignalWatcher.install()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let task = Task { await run(arguments, environment: processEnvironment()) }
    watcher.onFirstSignal { task.cancel() }
    exit(await task.value)
  }

  /// Performs a command line and returns the exit status.
  package static func run(_ arguments: [String], environment: [String: String]) async -> Int32 {
    let console = Console(environment: environment)
    do {
      switch try CommandTable.resolve(arguments) {
      case .help(nil): console.write(HelpText.overview())
      case .help(let command?): console.write(HelpText.command(command))
      case .group(let commands): console.write(HelpText.group(commands))
      case .perform(let command, let rest):
        try await command.perform(
          try invocation(of: command, rest, environment: environment, console: console))
      }
      return 0
    } catch let error as UsageError {
      console.complain(error.description)
      return 2
    } catch let error as OptionError {
      console.complain(error.description)
      return 2
    } catch {
      console.complain(describe(error))
      return 1
    }
  }

  private static func invocation(
    of command: Command, _ arguments: [String], environment: [String: String], console: Console
  ) throws -> Invocation {
    let repeated = RepeatedOptions.collect(command.repeatable, from: arguments)
    let values = try OptionParser(command.options, allowsArguments: true)
      .parse(arguments, environment: environment)
    guard command.argumentCount.contains(values.arguments.count) else {
      let found = values.arguments.count
      throw UsageError(
        "'apus \(command.name)' takes \(command.argumentNames.isEmpty ? "no arguments" : command.argumentNames)"
          + ", found \(found) argument\(found == 1 ? "" : "s") (apus \(command.name) --help)")
    }
    return Invocation(
      values: values, repeated: repeated, environment: environment, console: console)
  }

  /// One line for people about any error.
  private static func describe(_ error: any Error) -> String {
    if error is CancellationError || Task.isCancelled { return "cancelled" }
    guard let error = error as? RPCError else { return "\(error)" }
    switch error.code {
    case .unavailable:
      return "\(error.message)\nIs it running? 'apus status' shows the services, "
        + "'apus up' starts them, --gateway names another gateway."
    case .deadlineExceeded: return "no answer in time (\(error.message)); --timeout allows more"
    default: return error.description
    }
  }

  private static func processEnvironment() -> [String: String] {
    var result: [String: String] = [:]
    var cursor = environ
    while let entry = cursor.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        result[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      cursor += 1
    }
    return result
  }
}

/// All values of options that may be given several times; the parser itself keeps the last one.
package enum RepeatedOptions {
  package static func collect(_ names: Set<String>, from arguments: [String]) -> [String: [String]]
  {
    var result: [String: [String]] = [:]
    var index = 0
    while index < arguments.count, arguments[index] != "--" {
      for name in names {
        if arguments[index] == "--\(name)", index + 1 < arguments.count {
          result[name, default: []].append(arguments[index + 1])
        } else if arguments[index].hasPrefix("--\(name)=") {
          result[name, default: []].append(String(arguments[index].dropFirst(name.count + 3)))
        }
      }
      index += 1
    }
    return result
  }
}
