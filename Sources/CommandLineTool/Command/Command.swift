internal import RPC
internal import Service

/// One thing that `apus` can do: how it is called, explained and performed.
struct Command: Sendable {
  struct Example: Sendable {
    var line: String
    var meaning: String
  }

  /// The words that call it: `["runs", "list"]`.
  var path: [String]
  /// One sentence for the list of commands.
  var summary: String
  /// Stands for its arguments in the usage line; empty when it takes none.
  var argumentNames = ""
  var argumentCount: ClosedRange<Int> = 0...0
  /// Options that hold for many calls, such as where the gateway is: environment variables too.
  var settings: [OptionSpec] = []
  /// Options that are said anew at each call.
  var callOptions: [OptionSpec] = []
  /// Options that may be given several times; each is one of `options`.
  var repeatable: Set<String> = []
  var examples: [Example]
  var perform: @Sendable (Invocation) async throws -> Void

  /// All options; every command has `--json`.
  var options: [OptionSpec] {
    settings + callOptions.map(\.perCall) + [JSONOption.spec.perCall]
  }

  var name: String { path.joined(separator: " ") }
}

/// A call of a command: its options and arguments, and where to write.
struct Invocation: Sendable {
  var values: OptionValues
  var repeated: [String: [String]]
  var environment: [String: String]
  var console: Console

  var arguments: [String] { values.arguments }
  var wantsJSON: Bool { console.wantsJSON }

  /// The values of an option that may be repeated.
  func strings(_ name: String) -> [String] { repeated[name] ?? [] }

  /// A number option as a `Double`.
  func number(_ name: String, in range: ClosedRange<Double>) throws -> Double? {
    guard let text = values.string(name) else { return nil }
    guard let number = Double(text), range.contains(number) else {
      throw UsageError(
        "'\(text)' is no value for --\(name): "
          + "write a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}

/// The command line cannot be understood; exit status 2.
struct UsageError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// The command was understood and did not succeed; exit status 1.
struct CommandFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
