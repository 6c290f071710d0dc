internal import Messages
internal import RPC
internal import RPCServices
package import Transport

/// gRPC health for a kubelet's probes, on a port of its own and in plain text: a kubelet speaks no TLS and has
/// no certificate. It serves nothing else.
///
/// | Service | SERVING |
/// |---|---|
/// | `startup` | from the first time on that the process was ready, for good |
/// | `readiness` | while the process takes work, with its model loaded; not while it drains |
/// | `liveness` | while the process answers, draining included |
package struct ProbeServer: Sendable {
  package enum Probe: String, CaseIterable, Sendable {
    case startup, readiness, liveness
  }

  /// More than a kubelet, and whoever looks beside it, have open.
  private static let connectionCountMax = 16

  /// The bound address.
  package let address: SocketAddress
  private let server: Server

  /// Serves on `listen` with `loops` for as long as the process lives; throws what `Server.start` throws.
  package static func start(
    listen: String, loops: EventLoopGroup, readiness: Readiness
  ) async throws -> ProbeServer {
    let health = HealthService(services: Probe.allCases.map(\.rawValue))
    health.setStatus(.notServing, of: Probe.startup.rawValue)
    readiness.observe { isReady in
      let status: HealthService.Status = isReady ? .serving : .notServing
      for name in ["", Probe.readiness.rawValue] { health.setStatus(status, of: name) }
      if isReady { health.setStatus(.serving, of: Probe.startup.rawValue) }
    }
    var configuration = ServerConfiguration(
      listen: listen, connectionCountMax: connectionCountMax)
    configuration.loops = loops
    let server = Server(configuration: configuration, services: [health])
    return ProbeServer(address: try await server.start(), server: server)
  }
}
