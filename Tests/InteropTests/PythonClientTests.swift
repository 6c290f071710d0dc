import RPC
import RPCFixture
import RPCServices
import TestSupport
import Testing

/// Google's gRPC for Python calls our server.
@Suite(.timeLimit(.minutes(10)), .serialized) struct PythonClientTests {
  @Test(arguments: [
    "unary", "large", "server_streaming", "client_streaming", "bidirectional", "deadline",
    "cancel", "metadata", "status", "unimplemented", "gzip", "health", "reflection", "many",
    "slow_reader",
  ])
  func caseOfThePythonClientPasses(_ name: String) async throws {
    let echo = EchoService()
    let standard = StandardServices(beside: [echo])
    let server = Server(configuration: ServerConfiguration(), services: standard.all)
    let address = try await server.start()
    let outcome = try await PythonPeer.run("client.py", ["\(address)", name])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    if ["deadline", "cancel"].contains(name) { await echo.events.wait(for: "hang cancelled") }
    standard.health.beginDraining()
    await server.beginGracefulShutdown(grace: .zero)
  }
}
