internal import Foundation
internal import Glibc
internal import Messages
internal import RPC
internal import Service

/// `apus up`: the five services on this machine, and a question to them if one is given.
enum UpCommand {
  static let command = Command(
    path: ["up"], summary: "Starts the five services here and serves until Ctrl-C.",
    options: [
      .string("data", value: "DIRECTORY", help: "Where all state and logs go.", default: ".apus"),
      .string(
        "ingest", value: "PATH", help: "Store these documents once it serves; may be repeated."),
      IngestCommand.excludeOption,
      .string("ask", value: "QUESTION", help: "Ask this once the documents are stored."),
      .flag("once", help: "Stop after the answer instead of serving on."),
      ParentWatch.option,
      .choice(
        "ports", of: ["default", "auto"],
        help: "auto takes free ports; default those of the documentation.", default: "default"),
    ]
      + ServiceKind.allCases.map { kind in
        .integer(
          ServicePlan.portFlag(kind), in: 1...65535, help: "Port of \(kind.name).",
          default: kind.defaultPort)
      },
    repeatable: ["ingest", "exclude"],
    examples: [
      .init(line: "apus up", meaning: "serves until Ctrl-C"),
      .init(line: "apus up --ingest ~/notes", meaning: "with your notes"),
      .init(
        line: "apus up --ingest docs --ask \"What is X?\" --once", meaning: "one answer, then stop"),
      .init(line: "apus up --ports auto --data /tmp/a", meaning: "beside another one"),
    ],
    perform: { try await UpSession($0).run() })
}

/// One run of `apus up`.
private struct UpSession {
  /// How long the models may take to load.
  static let readyTimeout = Duration.seconds(120)
  static let pollInterval = Duration.milliseconds(100)

  let invocation: Invocation
  let console: Console
  let plan: ServicePlan

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    console = invocation.console
    let data = URL(fileURLWithPath: invocation.values.string("data") ?? ".apus").path
    var environment = invocation.environment
    // What configures `up` itself must not reach the services by the same name.
    for name in ["APUS_DATA", "APUS_GATEWAY", "APUS_API_KEY", "APUS_API_KEY_FILE"] {
      environment[name] = nil
    }
    let ports = Dictionary(
      uniqueKeysWithValues: ServiceKind.allCases.map { kind in
        (kind, invocation.values.integer(ServicePlan.portFlag(kind)) ?? kind.defaultPort)
      })
    plan = ServicePlan(
      executables: try Self.ownFolder(), data: data,
      ports: invocation.values.string("ports") == "auto" ? .automatic : .fixed(ports),
      environment: environment)
  }

  private static func ownFolder() throws -> String {
    let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return (path as NSString).deletingLastPathComponent
  }

  func run() async throws {
    if invocation.values.flag("exit-with-parent") { try ParentWatch.install() }
    let documents = try DocumentFinder.find(
      invocation.strings("ingest"), excluding: Set(invocation.strings("exclude")))
    for folder in ["logs", "run", "gateway"] { try makeFolder(folder) }
    let lock = try takeLock()
    defer { close(lock) }
    try plan.check()

    console.line(console.styled("Apus \(BuildInfo.version)", .bold) + "  data in \(plan.data)")
    let supervisor = Supervisor(plan: plan, console: console)
    do {
      try await supervisor.start()
      try await serve(supervisor, documents)
    } catch {
      await stop(supervisor)
      throw error
    }
    await stop(supervisor)
  }

  private func stop(_ supervisor: Supervisor) async {
    // Stopping goes on to its end although Ctrl-C has cancelled this task.
    await Task { await supervisor.stop() }.value
    try? FileManager.default.removeItem(atPath: plan.gatewayAddressFile)
  }

  private func serve(_ supervisor: Supervisor, _ documents: [FoundDocument]) async throws {
    let gateway = await supervisor.addresses[.gateway]?.rpc ?? ""
    try (gateway + "\n").write(
      toFile: plan.gatewayAddressFile, atomically: true, encoding: .utf8)
    guard let key = GatewayLocation.key(in: "\(plan.data)/gateway/api-key") else {
      throw CommandFailure("the gateway made no key in '\(plan.data)/gateway/api-key'")
    }
    let location = GatewayLocation(address: gateway, apiKey: key)
    try await GatewayConnection.open(location) { connection in
      StatusCommand.write(try await awaitReady(connection), to: console)
      if !documents.isEmpty { try await ingest(documents, connection) }
      if let question = invocation.values.string("ask") { try await ask(question, connection) }
    }
    if invocation.values.flag("once") { return }
    console.line("\nServing on \(gateway). In another terminal: apus ask \"...\"  Ctrl-C stops.")
    await waitForCancellation()
    console.line("\nStopping.")
  }

  /// Asks for the status until all are ready.
  private func awaitReady(
    _ connection: GatewayConnection
  ) async throws -> [Apus.Gateway.V1.ServiceStatus] {
    let deadline = ContinuousClock.now + Self.readyTimeout
    while true {
      var problem = "the gateway does not answer"
      do {
        let services = try await StatusCommand.fetch(connection, timeout: .seconds(5))
        let waiting = services.filter { !$0.ready }
        if waiting.isEmpty { return services }
        problem = waiting.map { "\($0.name): \($0.reason)" }.joined(separator: "; ")
      } catch let error as RPCError where error.code == .unavailable {
        problem = error.message
      }
      guard ContinuousClock.now < deadline else {
        throw CommandFailure(
          "not ready after \(Figures.duration(Self.readyTimeout)): \(problem) "
            + "(logs in \(plan.data)/logs)")
      }
      console.progress("waiting: \(problem.shortened(to: 70))")
      defer { console.endProgress() }
      try await Task.sleep(for: Self.pollInterval)
    }
  }

  private func ingest(_ documents: [FoundDocument], _ connection: GatewayConnection) async throws {
    console.line()
    let start = ContinuousClock.now
    let summary = try await IngestCommand.send(documents, over: connection, console: console)
    let took = Figures.duration(ContinuousClock.now - start)
    console.line("\(console.styled("ingested", .bold))  \(summary.text) in \(took)")
    for problem in summary.problems { console.line(console.styled("  \(problem)", .yellow)) }
  }

  private func ask(_ question: String, _ connection: GatewayConnection) async throws {
    console.line("\n\(console.styled("question", .bold))  \(question)")
    let run = try await AskCommand.ask(
      .init(question: question, idempotencyKey: AskCommand.newKey()), over: connection,
      console: console, output: .people(showsSteps: true))
    try AskCommand.check(run)
  }

  private func waitForCancellation() async {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
  }

  private func makeFolder(_ name: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: "\(plan.data)/\(name)", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o750])
    } catch {
      throw CommandFailure(
        "cannot create '\(plan.data)/\(name)': \(error.localizedDescription); "
          + "choose another place with --data")
    }
  }

  /// Of two `apus up` over the same data, the second one is told so.
  private func takeLock() throws -> Int32 {
    let descriptor = open(plan.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw CommandFailure(
        "another 'apus up' works in '\(plan.data)'; use it, stop it, or choose another --data")
    }
    return descriptor
  }
}
