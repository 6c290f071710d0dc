import Foundation
import Interop
import TestSupport
import Testing

/// `interop-server` and `interop-client` as processes.
@Suite(.serialized, .timeLimit(.minutes(5))) struct InteropProgramTests {
  static func program(_ name: String) -> String {
    "\(BuildProducts.folder)/\(name)"
  }

  private func runClient(_ port: Int, _ arguments: [String]) async throws -> ProgramOutcome {
    try await ProgramOutcome(
      of: Self.program("interop-client"),
      [
        "--server_host=127.0.0.1", "--server_port=\(port)",
        "--soak_per_iteration_max_acceptable_latency_ms=30000", "--soak_overall_timeout_seconds=60",
      ] + arguments)
  }

  @Test func allCasesPassAndTheServerEndsWhenItIsTold() async throws {
    let server = try await PeerServer(
      Self.program("interop-server"), ["--port", "0", "--loops", "2"])
    let client = try await runClient(server.port, ["--test_case=all"])
    #expect(client.status == 0, "\(client.output)")
    let passed = client.output.split(separator: "\n").filter { $0.hasPrefix("ok ") }
    #expect(passed.count == InteropCase.allCases.count)
    server.process.send(SIGTERM)
    #expect(try await server.process.waitForExit() == 0)
  }

  @Test func aServerThatAsksForACertificateServesWhoeverShowsOne() async throws {
    let peer = try await RubyPeer()
    let server = try await PeerServer(
      Self.program("interop-server"),
      [
        "--port", "0", "--tls-cert", peer.certificate("server1.pem"), "--tls-key",
        peer.certificate("server1.key"), "--client-ca", peer.certificate("ca.pem"),
      ])
    let anonymous = [
      "--test_case=ping_pong", "--use_tls=true", "--ca_file=\(peer.certificate("ca.pem"))",
      "--server_host_override=\(RubyPeer.serverName)",
    ]
    let refused = try await runClient(server.port, anonymous)
    #expect(refused.status == 1)
    #expect(refused.output.hasPrefix("FAILED ping_pong: UNAVAILABLE"), "\(refused.output)")
    let known = try await runClient(
      server.port,
      anonymous + [
        "--client_cert=\(peer.certificate("client.pem"))",
        "--client_key=\(peer.certificate("client.key"))",
      ])
    #expect(known.status == 0, "\(known.output)")
  }

  @Test(arguments: [
    ("interop-client", ["--test_case", "nothing"], "large_unary"),
    ("interop-client", ["--server_pot", "1"], "--server_port"),
    ("interop-server", ["--port", "0", "--tls-cert", "x"], "--tls-key"),
  ])
  func aWrongCommandLineIsRefusedWithTheRemedy(
    name: String, arguments: [String], remedy: String
  ) async throws {
    let outcome = try await ProgramOutcome(of: Self.program(name), arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
  }
}
