internal import Glibc
internal import RPC
internal import Service

/// The program `apus`: finds the command, performs it, and says how it went by its exit status.
package enum CommandLineTool {
  /// Never returns. SIGINT and SIGTERM cancel what runs; a second one ends the process at once.
  package static func main() async -> Never {
    signal(SIGPIPE, SIG_IGN)
    // Backups and copies of state are for nobody else's eyes.
    umask(0o077)
    let watcher = SignalWatcher.install()
    let task = Task {
      // Repaired text would be another question, or another file's name.
      if let place = ProcessArguments.placeOfBadUTF8() {
        Console(environment: [:], wantsJSON: false).complain(
          "argument \(place) is not text in UTF-8", code: "USAGE")
        return Int32(2)
      }
      let arguments = Array(CommandLine.arguments.dropFirst())
      return await run(arguments, environment: processEnvironment())
    }
    watcher.onFirstSignal { task.cancel() }
    exit(await task.value)
  }

  /// Performs a command line and returns the exit status.
  package static func run(_ arguments: [String], environment: [String: String]) async -> Int32 {
    let console = Console(environment: environment, wantsJSON: JSONOption.isSet(in: arguments))
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
      console.complain(error.description, code: "USAGE")
      return 2
    } catch let error as OptionError {
      console.complain(error.description, code: "USAGE")
      return 2
    } catch {
      let (code, text) = describe(error)
      console.complain(text, code: code)
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

  /// Any error, for programs and for people.
  private static func describe(_ error: any Error) -> (code: String, text: String) {
    if error is CancellationError || Task.isCancelled { return ("CANCELLED", "cancelled") }
    guard let error = error as? RPCError else { return ("FAILED", "\(error)") }
    let text =
      switch error.code {
      case .unavailable:
        "\(error.message)\nIs it running? 'apus status' shows the services, "
          + "'apus up' starts them, --gateway names another gateway."
      case .deadlineExceeded: "no answer in time (\(error.message)); --timeout allows more"
      default: error.description
      }
    return (error.code.name, text)
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

/// `--json`, which every command has. It is looked for before anything else is understood, so that
/// what is wrong with a command line is told in JSON too.
enum JSONOption {
  static let spec = OptionSpec.flag(
    "json", help: "Write JSON, one value a line, instead of text for people.")

  static func isSet(in arguments: [String]) -> Bool {
    let words = arguments.prefix { $0 != "--" }
    return words.last { $0 == "--json" || $0.hasPrefix("--json=") }
      .map { ["--json", "--json=true", "--json=1", "--json=yes", "--json=on"].contains($0) }
      ?? false
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
