internal import Foundation
internal import Glibc
internal import Messages
internal import RPC
internal import Service

/// `apus up`: the five services on this machine, and a question to them if one is given.
enum UpCommand {
  static let command = Command(
    path: ["up"], summary: "Starts the five services here and serves until Ctrl-C.",
    settings: [
      .string("data", value: "DIRECTORY", help: "Where all state and logs go.", default: ".apus"),
      .choice(
        "ports", of: ["default", "auto"],
        help: "auto takes free ports where none is given; default those of the documentation.",
        default: "default"),
      .string(
        "log-archive", value: "DIRECTORY",
        help:
          "Archive here what is committed, about once a second; given the folder of the backups, "
          + "`apus backup restore --at` then restores any moment."),
    ]
      + ServiceKind.allCases.map { kind in
        .integer(
          ServicePlan.portFlag(kind), in: 1...65535,
          help: "Port of \(kind.name); without it \(kind.defaultPort), or as --ports says.")
      },
    callOptions: [
      .string(
        "ingest", value: "PATH", help: "Store these documents once it serves; may be repeated."),
      IngestCommand.excludeOption,
      .string("ask", value: "QUESTION", help: "Ask this once the documents are stored."),
      .flag("once", help: "Stop after the answer instead of serving on."),
      ParentWatch.option,
    ],
    repeatable: ["ingest", "exclude"],
    examples: [
      .init(line: "apus up", meaning: "serves until Ctrl-C"),
      .init(line: "apus up --ingest ~/notes", meaning: "with your notes"),
      .init(
        line: "apus up --ingest docs --ask \"What is X?\" --once", meaning: "one answer, then stop"),
      .init(line: "apus up --ports auto --data /tmp/a", meaning: "beside another one"),
      .init(line: "apus up --json", meaning: "for a program that starts it"),
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
  let report: UpReport
  let plan: ServicePlan

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    console = invocation.console
    report = UpReport(console: console)
    let data = URL(fileURLWithPath: invocation.values.string("data") ?? ".apus").path
    var environment = invocation.environment
    // What configures `up` itself must not reach the services by the same name.
    for name in [
      "APUS_DATA", "APUS_GATEWAY", "APUS_API_KEY", "APUS_API_KEY_FILE", "APUS_LOG_ARCHIVE",
    ] {
      environment[name] = nil
    }
    let isAutomatic = invocation.values.string("ports") == "auto"
    let ports = ServiceKind.allCases.map { kind in
      let given = invocation.values.integer(ServicePlan.portFlag(kind))
      return (
        kind,
        ServicePlan.Ports(
          rpc: given ?? (isAutomatic ? 0 : kind.defaultPort),
          admin: isAutomatic ? 0 : kind.defaultAdminPort)
      )
    }
    plan = ServicePlan(
      executables: try Self.ownFolder(), data: data,
      ports: Dictionary(uniqueKeysWithValues: ports),
      logArchive: invocation.values.string("log-archive").flatMap { folder in
        folder.isEmpty ? nil : URL(fileURLWithPath: folder).path
      }, environment: environment)
  }

  private static func ownFolder() throws -> String {
    let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return (path as NSString).deletingLastPathComponent
  }

  func run() async throws {
    if invocation.values.flag("exit-with-parent") { try ParentWatch.install() }
    let question = try invocation.values.string("ask").map(AskCommand.checked)
    let documents = try DocumentFinder(
      invocation.strings("ingest"), excluding: Set(invocation.strings("exclude")))
    let folder = try DataFolder(plan)
    try plan.check()

    report.starting(data: plan.data)
    // The address file tells where a gateway is that serves; none does when this is over.
    defer { unlink(plan.gatewayAddressFile) }
    do {
      try await Supervisor(plan: plan, console: console).run { addresses in
        try await serve(addresses[.gateway]?.rpc ?? "", documents, question)
      }
    } catch {
      guard Task.isCancelled, onlyServes else { throw error }
      // It was told to end before all was ready, and leaves nothing undone.
      report.stopping()
    }
    extendLifetime(folder)
  }

  /// Whether there is nothing that whoever started it waits for.
  private var onlyServes: Bool {
    invocation.strings("ingest").isEmpty && invocation.values.string("ask") == nil
      && !invocation.values.flag("once")
  }

  private func serve(
    _ gateway: String, _ documents: DocumentFinder, _ question: String?
  ) async throws {
    try (gateway + "\n").write(
      toFile: plan.gatewayAddressFile, atomically: true, encoding: .utf8)
    guard let key = GatewayLocation.key(in: "\(plan.data)/gateway/api-key") else {
      throw CommandFailure("the gateway made no key in '\(plan.data)/gateway/api-key'")
    }
    let location = GatewayLocation(address: gateway, apiKey: key)
    try await GatewayConnection.open(location) { connection in
      report.ready(try await awaitReady(connection))
      let refused =
        invocation.strings("ingest").isEmpty
        ? 0 : try await ingest(documents, connection).problems.count
      if let question { try await ask(question, connection) }
      // Whoever waits for the end learns of it; whoever goes on being served has read it.
      if refused > 0, invocation.values.flag("once") {
        throw CommandFailure("\(refused) of the documents were refused")
      }
    }
    if invocation.values.flag("once") { return }
    report.serving(on: gateway)
    await waitForCancellation()
    report.stopping()
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
      report.waiting(for: problem)
      defer { console.endProgress() }
      try await Task.sleep(for: Self.pollInterval)
    }
  }

  private func ingest(
    _ documents: DocumentFinder, _ connection: GatewayConnection
  ) async throws -> Ingestion.Summary {
    if !console.wantsJSON { console.line() }
    let start = ContinuousClock.now
    let summary = try await IngestCommand.send(
      documents, over: connection, console: console, wrap: UpReport.document)
    report.ingested(summary, took: ContinuousClock.now - start)
    return summary
  }

  private func ask(_ question: String, _ connection: GatewayConnection) async throws {
    report.asking(question)
    let run = try await AskCommand.ask(
      .init(question: question, idempotencyKey: AskCommand.newKey()), over: connection,
      console: console, showsSteps: true)
    report.answered(run)
    try AskCommand.check(run)
  }

  private func waitForCancellation() async {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
  }
}
