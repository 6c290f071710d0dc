internal import Dispatch
internal import Glibc
internal import Messages
internal import RPC
internal import RPCServices
internal import Transport

/// A running service: owns its loops, ports and signals.
struct ServiceProcess: Sendable {
  private let name: String
  private let start: ContinuousClock.Instant
  private let environment: ServiceEnvironment
  private let calls: CallMetrics
  private let connections: ConnectionMetrics
  private let limits: LimitObserver
  private let certificates: Certificates
  private let admin: AdminServer
  /// Probes and signals have a loop of their own: they are answered while the others are busy.
  private let adminLoops: EventLoopGroup
  private let descriptors = DescriptorBudget.raise()
  private let shutdown = ShutdownRequest()

  init(
    name: String, options: OptionValues, logger: Logger, log: LogQueue,
    start: ContinuousClock.Instant
  ) throws {
    self.name = name
    self.start = start
    let metrics = MetricsRegistry()
    ProcessMetrics.register(in: metrics, service: name)
    calls = CallMetrics(metrics)
    connections = ConnectionMetrics(metrics)
    limits = LimitObserver(metrics, logger)
    metrics.counter(
      "apus_log_lines_dropped_total",
      help: "Log lines lost because nobody read them fast enough."
    ) { Double(log.droppedLineCount) }
    let readiness = Readiness()
    readiness.block("service", "starting")
    metrics.gauge("apus_ready", help: "1 when the service takes work, else 0.") {
      readiness.isReady ? 1 : 0
    }
    certificates = try TLSOptions.certificates(options)
    adminLoops = try EventLoopGroup(count: 1, name: "apus-admin")
    let address = try SocketAddress(parsing: options.string("admin-listen")!)
    do {
      admin = try AdminServer.start(
        address: address, loops: adminLoops,
        connectionCountMax: descriptors.adminConnectionCount, metrics: metrics,
        readiness: readiness)
    } catch let error as ListenError {
      throw StartupError("--admin-listen: \(error)")
    }
    environment = ServiceEnvironment(
      name: name, options: options, logger: logger, metrics: metrics, readiness: readiness,
      loops: try EventLoopGroup(count: options.integer("loops")!, name: "apus-rpc"),
      channels: ChannelObserver(metrics, logger), backendTLS: certificates.client)
    try installSignals(on: adminLoops.loops[0])
    if options.flag("exit-with-parent") { try ParentWatch.install() }
  }

  private func installSignals(on loop: EventLoop) throws {
    let logger = environment.logger
    try TerminationSignals.install(
      on: loop,
      terminate: { [shutdown] count in
        if count > 1 {
          logger.warning("second signal: leaving at once")
          exit(1)
        }
        guard shutdown.make("signal") else {
          // Nothing is served yet: there is nothing to drain.
          logger.info("stopped while starting")
          exit(0)
        }
      },
      reload: { [certificates] in certificates.reload(logger) })
  }

  func run(
    _ make: @escaping @Sendable (ServiceEnvironment) async throws -> ServiceParts
  ) async throws {
    await Self.startGlobalExecutor()
    // Before the parts: whoever probes is told that the process is starting.
    let probes = try await startProbes()
    let parts = try await make(environment)
    let standard = StandardServices(beside: parts.services + [status])
    let server = makeServer(standard, parts)
    let address = try await listen(server)
    environment.readiness.unblock("service")
    mirrorReadiness(in: standard.health, of: parts)
    // Whoever reads the port file may send SIGTERM at once, and means a drain.
    shutdown.promiseWaiter()
    try announce(address, probes)
    try await serve(server, standard.health, parts)
    environment.logger.info("stopped")
  }

  /// Runs something on a thread of libdispatch, which is Swift's global executor. It opens descriptors
  /// when its first thread starts, and ends the process when it cannot: let that be now, and not when
  /// clients have taken them all.
  private static func startGlobalExecutor() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume() }
    }
  }

  private func listen(_ server: Server) async throws -> SocketAddress {
    do {
      return try await server.start()
    } catch let error as ListenError {
      throw StartupError("--listen: \(error)")
    }
  }

  private func startProbes() async throws -> ProbeServer? {
    guard let listen = environment.options.string("health-listen") else { return nil }
    do {
      return try await ProbeServer.start(
        listen: listen, loops: adminLoops, readiness: environment.readiness)
    } catch let error as ListenError {
      throw StartupError("--health-listen: \(error)")
    }
  }

  private enum Outcome: Sendable {
    case backgroundEnded
    case backgroundFailed(any Error)
    case drained
  }

  /// Runs the background work until the drain is over. Work that fails begins the drain too, and its
  /// error is thrown after it.
  private func serve(
    _ server: Server, _ health: HealthService, _ parts: ServiceParts
  ) async throws {
    let failure = await withTaskGroup(of: Outcome.self) { group -> (any Error)? in
      for work in parts.background { group.addTask { await Self.outcome(of: work) } }
      group.addTask { [self] in
        await certificates.run(on: adminLoops.loops[0], environment.logger)
        return .backgroundEnded
      }
      group.addTask { [self] in
        let reason = await shutdown.wait()
        await drain(server, health, parts, because: reason)
        return .drained
      }
      var failure: (any Error)?
      while let outcome = await group.next() {
        switch outcome {
        case .backgroundEnded: break
        case .backgroundFailed(let error):
          failure = failure ?? error
          shutdown.make("background work failed")
        case .drained: group.cancelAll()
        }
      }
      return failure
    }
    await parts.onStop()
    if let failure { throw failure }
  }

  private static func outcome(of work: @Sendable () async throws -> Void) async -> Outcome {
    do {
      try await work()
      return .backgroundEnded
    } catch is CancellationError {
      return .backgroundEnded
    } catch {
      return .backgroundFailed(error)
    }
  }

  private var status: StatusAnswer {
    StatusAnswer(name: name, readiness: environment.readiness, calls: calls, start: start)
  }

  private func makeServer(_ standard: StandardServices, _ parts: ServiceParts) -> Server {
    var configuration = ServerConfiguration(listen: environment.options.string("listen")!)
    configuration.loops = environment.loops
    configuration.tls = certificates.server
    configuration.onLimit = limits.reached
    ServerOptions.apply(environment.options, to: &configuration)
    configuration.connectionCountMax = min(
      configuration.connectionCountMax, descriptors.connectionCount)
    let accessLog = AccessLog(
      environment.logger, interval: environment.options.integer("access-log")!)
    configuration.makeObserver = { [calls, connections] methods in
      ServiceObserver(methods: methods, calls, connections, accessLog)
    }
    return Server(
      configuration: configuration, services: standard.all, interceptors: parts.interceptors)
  }

  /// gRPC health says what `/readyz` says, for the server as a whole and for each service.
  private func mirrorReadiness(in health: HealthService, of parts: ServiceParts) {
    let names = [""] + parts.services.map { $0.definition.name }
    environment.readiness.observe { isReady in
      for name in names { health.setStatus(isReady ? .serving : .notServing, of: name) }
    }
  }

  private func announce(_ address: SocketAddress, _ probes: ProbeServer?) throws {
    if let path = environment.options.string("port-file") {
      try PortFile.write(
        path, rpc: "\(address)", admin: admin.address, health: probes.map { "\($0.address)" })
    }
    let elapsed = (ContinuousClock.now - start) / .milliseconds(1)
    environment.logger.info(
      "listening",
      [
        "rpc": .string("\(address)"), "admin": .string(admin.address),
        "version": .string(BuildInfo.version), "startup_ms": .number((elapsed * 10).rounded() / 10),
      ])
  }

  private func drain(
    _ server: Server, _ health: HealthService, _ parts: ServiceParts, because reason: String
  ) async {
    let timeout = environment.options.duration("drain-timeout")!
    environment.logger.info(
      "draining", ["reason": .string(reason), "timeout": .string("\(timeout)")])
    environment.readiness.block("service", "draining")
    health.beginDraining()
    await parts.onDrain()
    await server.beginGracefulShutdown(grace: timeout)
  }
}
