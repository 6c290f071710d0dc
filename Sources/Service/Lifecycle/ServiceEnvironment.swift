internal import Glibc
package import RPC
package import Transport

/// What a service's main gets to build its parts from.
package struct ServiceEnvironment: Sendable {
  /// The service's name: `memory`.
  package let name: String
  package let options: OptionValues
  package let logger: Logger
  package let metrics: MetricsRegistry
  package let readiness: Readiness
  /// The loops that serve connections; channels to other services use them too.
  package let loops: EventLoopGroup
  let channels: ChannelObserver
  /// How other services are called; nil is plain text.
  let backendTLS: TLSClientContext?

  /// How a channel to another service is made. With `mayWait` generations wait for a worker where
  /// `--wait-for-workers` says so.
  package func channelConfiguration(
    to target: String, mayWait: Bool = true
  ) -> ChannelConfiguration {
    var configuration = ServiceCalls.configuration(
      loops: loops,
      waitsForWorkers: mayWait && options.flag(ifDeclared: CommonOptions.waitForWorkers),
      onEvent: channels.observer(of: target))
    configuration.onHeldCalls = channels.heldCalls(of: target)
    configuration.tls = backendTLS
    return configuration
  }

  /// Where durable state lives; the directory exists when this returns.
  package var dataDirectory: String {
    get throws { try Directories.ensure(options.string("data")!, option: "data") }
  }

  /// What `--store` says, for the services that have it; empty for a file. It may hold a password.
  package var storeAddress: String { options.string(CommonOptions.store.name) ?? "" }

  /// What `--log-archive` says; nil where nothing is to be archived.
  package var logArchive: String? {
    options.string(CommonOptions.logArchive.name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where model files live; the directory exists when this returns.
  package var modelsDirectory: String {
    get throws { try Directories.ensure(modelsPath, option: "models") }
  }

  private var modelsPath: String {
    if let path = options.string("models") { return path }
    let home = getenv("HOME").map { String(cString: $0) } ?? ""
    return (home.isEmpty ? "." : home) + "/.cache/apus/models"
  }
}

/// What a service runs.
package struct ServiceParts: Sendable {
  /// Its gRPC services; health, reflection and status are added.
  package var services: [any RPCService]
  /// Around every call of them, after the runner's own (logs and metrics).
  package var interceptors: [any ServerInterceptor]
  /// Work beside the calls, such as expiry. Started once the server listens, cancelled after the
  /// drain. One that throws anything but `CancellationError` ends the process with status 1.
  package var background: [@Sendable () async throws -> Void]
  /// Called when the drain begins: stop taking work on, hand leases back. Awaited.
  package var onDrain: @Sendable () async -> Void
  /// Called last, when no call and no background work is left: close what they used. Awaited.
  package var onStop: @Sendable () async -> Void

  package init(
    services: [any RPCService], interceptors: [any ServerInterceptor] = [],
    background: [@Sendable () async throws -> Void] = [],
    onDrain: @escaping @Sendable () async -> Void = {},
    onStop: @escaping @Sendable () async -> Void = {}
  ) {
    self.services = services
    self.interceptors = interceptors
    self.background = background
    self.onDrain = onDrain
    self.onStop = onStop
  }
}

/// Something that keeps a service from starting, with the remedy. Printed; the exit status is 1.
package struct StartupError: Error, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

enum Directories {
  /// Creates the directory and its parents if they are missing.
  static func ensure(_ path: String, option: String) throws(StartupError) -> String {
    var partial = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      partial += "/" + part
      guard mkdir(partial, 0o755) != 0, errno != EEXIST else { continue }
      let reason = String(cString: strerror(errno))
      throw StartupError(
        "the directory '\(path)' cannot be created: \(reason) at '\(partial)'; "
          + "give a writable one with --\(option) or APUS_\(option.uppercased())")
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw StartupError(
        "'\(path)' is not a directory; give one with --\(option) or APUS_\(option.uppercased())")
    }
    return path
  }
}
