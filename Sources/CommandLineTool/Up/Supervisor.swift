internal import Foundation
internal import Glibc

/// Starts the five services, keeps them running, and stops them in the reverse order.
actor Supervisor {
  /// The longest that a service may take to listen.
  static let startTimeout = Duration.seconds(60)
  /// The longest that one may take to stop before it is killed.
  static let stopTimeout = Duration.seconds(15)
  static let pollInterval = Duration.milliseconds(20)

  private let plan: ServicePlan
  private let console: Console
  private var running: [ServiceKind: ServiceAddresses] = [:]
  private var processes: [ServiceKind: ChildProcess] = [:]
  private var isStopping = false

  init(plan: ServicePlan, console: Console) {
    self.plan = plan
    self.console = console
  }

  /// Starts all services, runs `body` with their addresses while it keeps them running, and stops
  /// them, however `body` ends. Call once.
  func run(
    _ body: @Sendable @escaping ([ServiceKind: ServiceAddresses]) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let result: Result<Void, any Error>
      do {
        try await start()
        for kind in ServiceKind.allCases { group.addTask { await self.keep(kind) } }
        result = .success(try await body(running))
      } catch {
        result = .failure(error)
      }
      // The keepers that wait wake and see it.
      isStopping = true
      group.cancelAll()
      // Ctrl-C has cancelled this task and whatever is a child of it, yet stopping must go on to its
      // end: so this one is no child. It is waited for here, and bounded by `stopTimeout` a service.
      await Task { await self.stop() }.value
      try await group.waitForAll()
      return try result.get()
    }
  }

  /// Starts all services, each after the ones that it calls; returns when all listen.
  private func start() async throws {
    // Those that call nobody start side by side.
    let leaves = ServiceKind.allCases.filter(\.targets.isEmpty)
    for kind in leaves { try launch(kind) }
    for kind in leaves { try await awaitListening(kind) }
    for kind in ServiceKind.allCases where !kind.targets.isEmpty {
      try launch(kind)
      try await awaitListening(kind)
    }
  }

  private func launch(_ kind: ServiceKind) throws {
    try? FileManager.default.removeItem(atPath: plan.portFile(kind))
    ServiceLog.rotate(plan.log(kind))
    let listen = plan.listenAddresses(kind, bound: running[kind])
    processes[kind] = try ChildProcess.start(
      path: plan.executable(kind),
      arguments: plan.arguments(kind, listen: listen, running: running),
      environment: plan.environment, logPath: plan.log(kind))
  }

  /// Waits for the port file, which a service writes once it listens.
  private func awaitListening(_ kind: ServiceKind) async throws {
    let deadline = ContinuousClock.now + Self.startTimeout
    while true {
      if let addresses = ServiceAddresses(portFile: plan.portFile(kind)) {
        running[kind] = addresses
        return
      }
      if let exit = processes[kind]?.exit {
        throw CommandFailure(
          "\(kind.name) ended with \(exit) while it started:\n\(ServiceLog.tail(plan.log(kind)))")
      }
      guard ContinuousClock.now < deadline else {
        throw CommandFailure(
          "\(kind.name) does not listen after \(Figures.duration(Self.startTimeout)):\n"
            + ServiceLog.tail(plan.log(kind)))
      }
      try await Task.sleep(for: Self.pollInterval)
    }
  }

  /// Starts a service again whenever it ends by itself, on the same ports, until all are stopped.
  private func keep(_ kind: ServiceKind) async {
    var policy = RestartPolicy()
    while let process = processes[kind] {
      let startedAt = ContinuousClock.now
      let exit = await process.waitForExit()
      guard !isEnding else { return }
      let delay = policy.serviceEnded(uptime: ContinuousClock.now - startedAt)
      console.note(
        "\(kind.name) ended with \(exit); starting it again in \(Figures.duration(delay)) "
          + "(log: \(plan.log(kind)))")
      try? await Task.sleep(for: delay)
      guard !isEnding else { return }
      do {
        try launch(kind)
        // One that ends or hangs while it starts again is dealt with by the next turn.
        try await awaitListening(kind)
      } catch {
        // `stop` ends the process.
        guard !isEnding else { return }
        console.note("\(error)")
        processes[kind]?.send(SIGKILL)
      }
    }
  }

  /// Ctrl-C comes as a cancellation, a moment before the services are stopped.
  private var isEnding: Bool { isStopping || Task.isCancelled }

  /// Ends all services, the outermost first, so that none loses one that it calls.
  private func stop() async {
    for kind in ServiceKind.allCases.reversed() {
      guard let process = processes[kind] else { continue }
      process.send(SIGTERM)
      let exit = await withTaskGroup(of: Void.self) { group in
        group.addTask {
          do { try await Task.sleep(for: Self.stopTimeout) } catch { return }
          process.send(SIGKILL)
        }
        defer { group.cancelAll() }
        return await process.waitForExit()
      }
      if exit != .status(0) { console.note("\(kind.name) ended with \(exit)") }
    }
  }
}
