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
  private var keepers: [Task<Void, Never>] = []

  init(plan: ServicePlan, console: Console) {
    self.plan = plan
    self.console = console
  }

  var addresses: [ServiceKind: ServiceAddresses] { running }

  /// Starts all services, each after the ones that it calls; returns when all listen.
  func start() async throws {
    // Those that call nobody start side by side.
    let leaves = ServiceKind.allCases.filter(\.targets.isEmpty)
    for kind in leaves { try launch(kind) }
    for kind in leaves { try await awaitListening(kind) }
    for kind in ServiceKind.allCases where !kind.targets.isEmpty {
      try launch(kind)
      try await awaitListening(kind)
    }
    for kind in ServiceKind.allCases {
      keepers.append(Task { await self.keep(kind) })
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
      if let addresses = Self.addresses(in: plan.portFile(kind)) {
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

  private static func addresses(in portFile: String) -> ServiceAddresses? {
    guard let data = FileManager.default.contents(atPath: portFile),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let rpc = object["rpc"] as? String, let admin = object["admin"] as? String
    else { return nil }
    return ServiceAddresses(rpc: rpc, admin: admin)
  }

  /// Starts a service again whenever it ends by itself, on the same ports.
  private func keep(_ kind: ServiceKind) async {
    var policy = RestartPolicy()
    while let process = processes[kind] {
      let startedAt = ContinuousClock.now
      let exit = await process.waitForExit()
      guard !isStopping else { return }
      let delay = policy.serviceEnded(uptime: ContinuousClock.now - startedAt)
      console.note(
        "\(kind.name) ended with \(exit); starting it again in \(Figures.duration(delay)) "
          + "(log: \(plan.log(kind)))")
      try? await Task.sleep(for: delay)
      guard !isStopping else { return }
      do {
        try launch(kind)
        // One that ends or hangs while it starts again is dealt with by the next turn.
        try await awaitListening(kind)
      } catch {
        console.note("\(error)")
        processes[kind]?.send(SIGKILL)
      }
    }
  }

  /// Ends all services, the outermost first, so that none loses one that it calls.
  func stop() async {
    isStopping = true
    for kind in ServiceKind.allCases.reversed() {
      guard let process = processes[kind] else { continue }
      process.send(SIGTERM)
      let killer = Task {
        try await Task.sleep(for: Self.stopTimeout)
        process.send(SIGKILL)
      }
      let exit = await process.waitForExit()
      killer.cancel()
      if exit != .status(0) { console.note("\(kind.name) ended with \(exit)") }
    }
    for keeper in keepers { keeper.cancel() }
    for keeper in keepers { await keeper.value }
  }
}
