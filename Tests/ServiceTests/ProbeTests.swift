import Glibc
import Messages
import RPC
import TLSFixture
import TestSupport
import Testing
import Transport

/// The health port, as a kubelet asks it.
@Suite(.timeLimit(.minutes(5))) struct ProbeTests {
  private typealias Client = Grpc.Health.V1.HealthServiceClient
  private typealias Status = Grpc.Health.V1.HealthCheckResponse.ServingStatus

  private static let listen = ["--health-listen", "127.0.0.1:0"]

  /// What startup, readiness and liveness say; nil for what the port does not answer.
  private static func ask(_ address: String, _ service: String) async throws -> Status {
    let channel = Channel(target: address)
    let reply: Result<Grpc.Health.V1.HealthCheckResponse, any Error>
    do {
      reply = .success(try await Client(channel: channel).check(.init(service: service)))
    } catch { reply = .failure(error) }
    await channel.shutdown()
    return try reply.get().status
  }

  private static func ask(_ address: String) async throws -> [Status] {
    var statuses: [Status] = []
    for service in ["startup", "readiness", "liveness"] {
      statuses.append(try await ask(address, service))
    }
    return statuses
  }

  @Test func aServiceThatIsNotReadyLivesButHasNotStarted() async throws {
    let fixture = try Fixture(Self.listen + ["--block-readiness"])
    let address = try #require(try await fixture.ports().health)
    #expect(try await Self.ask(address) == [.notServing, .notServing, .serving])
  }

  @Test func aServiceThatDrainsLivesAndHasStarted() async throws {
    let fixture = try Fixture(Self.listen + ["--hang-drain"])
    let address = try #require(try await fixture.ports().health)
    #expect(try await Self.ask(address) == [.serving, .serving, .serving])
    kill(fixture.pid, SIGTERM)
    try await eventually { fixture.log.contains("parts drained") }
    #expect(try await Self.ask(address) == [.serving, .notServing, .serving])
  }

  @Test func theHealthPortIsPlainTextUnderMutualTLS() async throws {
    let folder = try TemporaryFolder()
    let authority = try await TestAuthority.make(in: folder.path)
    let fixture = try Fixture(
      Self.listen + [
        "--tls-cert", authority.path("server.pem"), "--tls-key", authority.path("server.key"),
        "--tls-ca", authority.authorities,
      ])
    let ports = try await fixture.ports()
    #expect(try await Self.ask(try #require(ports.health)) == [.serving, .serving, .serving])
    await #expect(throws: RPCError.self) { try await Self.ask(ports.rpc) }
  }

  @Test func withoutTheOptionThereIsNoSuchPort() async throws {
    let fixture = try Fixture()
    #expect(try await fixture.ports().health == nil)
  }

  @Test func certificatesThatAreReplacedAreReadWithoutASignal() async throws {
    let folder = try TemporaryFolder()
    let authority = try await TestAuthority.make(in: folder.path)
    let fixture = try Fixture([
      "--tls-cert", authority.path("server.pem"), "--tls-key", authority.path("server.key"),
    ])
    _ = try await fixture.ports()
    try await BlockingThreads.shared.run { () throws(any Error) in
      try authority.issue("server", subject: "/CN=renewed", names: "IP:127.0.0.1")
    }
    try await eventually { fixture.log.contains("certificates reloaded") }
  }
}
