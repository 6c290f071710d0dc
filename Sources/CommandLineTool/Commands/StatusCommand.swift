internal import Messages
internal import RPC
internal import Service

/// `apus status`: the five services at a glance.
enum StatusCommand {
  static let command = Command(
    path: ["status"], summary: "Shows how each of the five services is.",
    settings: GatewayLocation.settings,
    examples: [
      .init(line: "apus status", meaning: "a table"),
      .init(line: "apus status --json", meaning: "one object a line"),
    ],
    perform: { invocation in
      let services = try await GatewayConnection.open(invocation) { try await fetch($0) }
      if invocation.wantsJSON {
        for service in services { invocation.console.line(JSONValue.service(service)) }
      } else {
        write(services, to: invocation.console)
      }
      let waiting = services.filter { !$0.ready }.map(\.name)
      guard waiting.isEmpty else {
        throw CommandFailure("not ready: \(waiting.joined(separator: ", "))")
      }
    })

  /// The status of all services; the gateway itself is where we reached it.
  static func fetch(
    _ connection: GatewayConnection, timeout: Duration? = nil
  ) async throws -> [Apus.Gateway.V1.ServiceStatus] {
    var options = connection.options
    if let timeout { options.timeout = timeout }
    var services = try await connection.client.getStatus(.init(), options: options).services
    for index in services.indices where services[index].name == "gateway" {
      services[index].address = connection.location.address
    }
    return services
  }

  static func write(_ services: [Apus.Gateway.V1.ServiceStatus], to console: Console) {
    var table = Table(
      headings: ["SERVICE", "VERSION", "READY", "UPTIME", "LOAD", "ADDRESS"], rightAligned: [3, 4])
    for service in services {
      let calls = service.callsInFlight
      table.rows.append([
        service.name, service.version, service.ready ? "yes" : "no",
        service.ready ? Figures.uptime(seconds: service.uptimeS) : "",
        "\(calls) call\(calls == 1 ? "" : "s")", service.address,
      ])
    }
    table.write(to: console)
    for service in services where !service.ready {
      console.line(console.styled("\(service.name): \(service.reason)", .red))
    }
  }
}
