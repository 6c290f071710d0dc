internal import Glibc
internal import RPC
internal import Transport

/// The life of a service's process.
///
/// 1. *starting*: options, logs, loops and the admin port; `/readyz` says "starting".
/// 2. The service's parts are made and the RPC server listens.
/// 3. *ready*: unless a part still blocks readiness, such as a model that loads.
/// 4. *draining*, at the first SIGTERM or SIGINT: readiness and health are off, clients are told to
///    go away, calls in flight finish within `--drain-timeout`, background work is cancelled.
/// 5. Exit with status 0. A second signal exits at once with status 1.
package enum ServiceRunner {
  /// Runs a service until it is told to stop; `make` builds its parts. Never returns: the exit
  /// status is 0 after a drain, 2 for a command line that cannot be understood, otherwise 1.
  package static func main(
    name: String, defaultPort: Int, options: [OptionSpec] = [],
    _ make: @escaping @Sendable (ServiceEnvironment) async throws -> ServiceParts
  ) async -> Never {
    let start = ContinuousClock.now
    // Databases, keys and port files are the owner's alone, whatever the shell's mask is; SQLite, for
    // one, takes no mode for the files that it creates.
    umask(0o077)
    let values = CommandLineValues.read(name: name, defaultPort: defaultPort, options: options)
    let level = LogLevel(name: values.string("log-level")!) ?? .info
    var logger = Logger(service: name, level: level)
    do {
      let log = try StandardErrorLog.start(service: name)
      logger = Logger(service: name, level: level, queue: log)
      let process = try ServiceProcess(
        name: name, options: values, logger: logger, log: log, start: start)
      try await process.run(make)
      exit(0)
    } catch {
      logger.error("cannot go on", ["error": .string("\(error)")])
      exit(error is OptionError || error is AddressError ? 2 : 1)
    }
  }
}

/// Reads the process's own command line.
enum CommandLineValues {
  /// Prints help, the version or what is wrong, and exits, unless there are values to go on with.
  static func read(name: String, defaultPort: Int, options: [OptionSpec]) -> OptionValues {
    let parser = OptionParser(options + CommonOptions.specs(defaultPort: defaultPort))
    let arguments = Array(CommandLine.arguments.dropFirst())
    // Help must work whatever else is on the line.
    if arguments.contains("--help") || arguments.contains("-h") {
      print("Usage: \(name) [OPTION]...\n\nOptions (a flag wins over its environment variable):")
      print(parser.helpText(), terminator: "")
      exit(0)
    }
    do throws(OptionError) {
      let values = try parser.parse(arguments, environment: environment())
      guard values.flag("version") else { return values }
      print("\(name) \(BuildInfo.version)")
      exit(0)
    } catch {
      let text = "\(name): \(error)\n"
      write(2, text, text.utf8.count)
      exit(2)
    }
  }

  /// The process's environment; entries that are not UTF-8 are repaired.
  static func environment() -> [String: String] {
    var values: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let parts = String(cString: entry).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
      next += 1
    }
    return values
  }
}
