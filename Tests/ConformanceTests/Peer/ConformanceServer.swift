import RPC
import RPCFixture
import Transport

/// The server that all cases are sent to; it lives as long as the process.
final class ConformanceServer: Sendable {
  static let shared = ConformanceServer()

  /// The largest request that it takes.
  static let byteCountMax = 64 * 1024

  private let running: Task<(Server, String), any Error>

  private init() {
    running = Task {
      let server = Server(
        configuration: ServerConfiguration(
          loopCount: 1, requestByteCountMax: Self.byteCountMax), services: [EchoService()])
      return (server, "\(try await server.start())")
    }
  }

  var address: String { get async throws { try await running.value.1 } }
}
