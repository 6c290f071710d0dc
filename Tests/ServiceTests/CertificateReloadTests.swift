import Glibc
import Messages
import RPC
import RPCFixture
import TLSFixture
import TestSupport
import Testing
import Transport

/// SIGHUP gives a running service new certificates.
@Suite(.timeLimit(.minutes(5))) struct CertificateReloadTests {
  @Test func sighupChangesCertificatesWithoutAFailedCall() async throws {
    let folder = try TemporaryFolder()
    let authority = try await TestAuthority.make(in: folder.path)
    let fixture = try Fixture([
      "--tls-cert", authority.path("server.pem"), "--tls-key", authority.path("server.key"),
      "--tls-ca", authority.authorities, "--access-log", "0", "--max-connection-age", "50ms",
    ])
    let address = try await fixture.ports().rpc
    var configuration = ChannelConfiguration()
    configuration.tls = try authority.clientContext(identity: "client")
    let channel = Channel(target: address, configuration: configuration)
    let events = EventLog()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          while events.count("done") == 0 {
            let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
          }
        }
      }
      for generation in 1...3 {
        try await BlockingThreads.shared.run { () throws(any Error) in
          try authority.issue(
            "server", subject: "/CN=generation-\(generation)", names: "IP:127.0.0.1")
        }
        kill(fixture.pid, SIGHUP)
        try await eventually {
          try await Self.shownSubject(address, authority) == "CN=generation-\(generation)"
        }
      }
      // The service also looks at the files by itself, but not at those that did not change.
      let reloads = fixture.count("certificates reloaded")
      kill(fixture.pid, SIGHUP)
      try await eventually { fixture.count("certificates reloaded") == reloads + 1 }
      // A file that is no certificate changes nothing, and says so.
      let refusals = fixture.count("certificates not reloaded")
      unlink(authority.path("server.key"))
      kill(fixture.pid, SIGHUP)
      try await eventually { fixture.count("certificates not reloaded") == refusals + 1 }
      #expect(try await Self.shownSubject(address, authority) == "CN=generation-3")
      events.record("done")
      // A call that failed throws here.
      try await group.waitForAll()
    }
    await channel.shutdown()
    kill(fixture.pid, SIGTERM)
    #expect(try await fixture.exitStatus() == 0)
  }

  private static func shownSubject(
    _ address: String, _ authority: TestAuthority
  ) async throws -> String? {
    let stream = try await Connector.connect(
      address: SocketAddress(parsing: address), loop: TestLoops.group.next(),
      tls: authority.clientContext(identity: "client"), serverName: "127.0.0.1",
      timeout: .seconds(60))
    return await withCheckedContinuation { continuation in
      stream.loop.execute {
        continuation.resume(returning: stream.peerIdentity?.subject)
        stream.close()
      }
    }
  }
}

extension Fixture {
  /// How often a text stands in the log.
  fileprivate func count(_ text: String) -> Int { log.split(separator: text).count - 1 }
}
