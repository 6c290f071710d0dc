internal import Glibc
internal import Service

/// What the two programs share: reading their command line and speaking to whoever started them.
struct Program {
  let name: String
  private let parser: OptionParser

  init(_ name: String, _ options: [OptionSpec]) {
    self.name = name
    parser = OptionParser(options.map(\.perCall))
  }

  /// The values of the process's own command line; prints help, or what is wrong, and exits.
  func parse() -> OptionValues {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.contains("--help") || arguments.contains("-h") {
      print("Usage: \(name) [OPTION]...\n\nOptions:\n\(parser.helpText())", terminator: "")
      exit(0)
    }
    do throws(OptionError) {
      return try parser.parse(arguments)
    } catch {
      fail(error)
    }
  }

  func say(_ line: String) { write(line, to: STDOUT_FILENO) }

  func complain(_ line: String) { write("\(name): \(line)", to: STDERR_FILENO) }

  /// Unbuffered: whoever reads it sees each line at once.
  private func write(_ line: String, to descriptor: Int32) {
    let text = line + "\n"
    _ = Glibc.write(descriptor, text, text.utf8.count)
  }

  /// Says what is wrong and exits: with 2 when it is the command line, otherwise with 1.
  func fail(_ error: any Error) -> Never {
    complain("\(error)")
    exit(error is OptionError ? 2 : 1)
  }
}
