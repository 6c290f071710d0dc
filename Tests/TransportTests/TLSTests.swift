import Glibc
import TestSupport
import TLSFixture
import Testing

import Transport

@Suite(.blocksItsThread) struct TLSTests {
  private func withAuthority(_ body: (TestAuthority) async throws -> Void) async throws {
    try await withTemporaryDirectory { try await body(TestAuthority.make(in: $0)) }
  }

  @Test func encryptsAndNegotiates() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext())
      let client = try await connect(to: server.address, tls: authority.clientContext())
      await client.send("hello")
      try await eventually { client.text == "hello" }
      let peer = try await server.firstPeer()
      for side in [client, peer] {
        #expect(await side.onLoop { $0.negotiatedProtocol } == "h2")
        #expect(await side.onLoop { $0.isSecure })
      }
      #expect(await client.onLoop { $0.peerIdentity?.subject } == "CN=server")
      #expect(await peer.onLoop { $0.peerIdentity } == nil)
      await client.onLoop { $0.closeAfterFlush() }
      try await eventually { peer.reason != nil && client.reason != nil }
      #expect("\(peer.reason!)" == "closed by the peer")
      server.listener.close()
    }
  }

  @Test func aLargeTransferArrivesWholeBothWays() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext())
      let client = try await connect(to: server.address, tls: authority.clientContext())
      let content = pattern(4 << 20)
      await client.send(content)
      try await eventually { client.bytes.count == content.count }
      #expect(client.bytes == content)
      #expect(await client.onLoop { $0.queuedByteCount } == 0)
      server.listener.close()
    }
  }

  @Test func pausedReadingKeepsDecryptedBytesBack() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext()) { peer in
        peer.attach()
        let keep = peer.stream.onBytes
        peer.stream.onBytes = { bytes in
          keep(bytes)
          peer.stream.pauseReading()
        }
      }
      let client = try await connect(to: server.address, tls: authority.clientContext())
      // Several records that arrive in one read; the pause after the first must hold the rest.
      await client.send(pattern(60_000))
      let peer = try await server.firstPeer()
      try await eventually { !peer.bytes.isEmpty }
      try await TestLoops.group.next().sleep(for: .milliseconds(20))
      let first = peer.bytes.count
      #expect(first <= 16_384)
      var rounds = 0
      while peer.bytes.count < 60_000 {
        let before = peer.bytes.count
        await peer.onLoop { $0.resumeReading() }
        try await eventually { peer.bytes.count > before }
        rounds += 1
      }
      #expect(rounds >= 3)
      #expect(peer.bytes == pattern(60_000))
      server.listener.close()
    }
  }

  @Test func mutualTLSProvesTheClient() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext(mutual: true))
      let client = try await connect(
        to: server.address, tls: authority.clientContext(identity: "client"))
      await client.send("x")
      try await eventually { client.text == "x" }
      let peer = try await server.firstPeer()
      let identity = await peer.onLoop { $0.peerIdentity }
      #expect(identity?.subject == "CN=orders,O=Example")
      #expect(identity?.dnsNames == ["orders"])
      #expect(identity?.uris == ["spiffe://a/orders"])
      server.listener.close()
    }
  }

  @Test func aClientWithoutCertificateIsRefused() async throws {
    try await withAuthority { authority in
      let refusal = Shared<String?>(nil)
      var configuration = ListenerConfiguration()
      configuration.onRefused = { _, reason in refusal.withLock { $0 = "\(reason)" } }
      let server = try TestServer(
        tls: authority.serverContext(mutual: true), configuration: configuration)
      // With TLS 1.3 the client's own handshake is over before the server refuses.
      let client = try? await connect(to: server.address, tls: authority.clientContext())
      try await eventually { refusal.withLock { $0 } != nil }
      #expect(refusal.withLock { $0 }!.contains("peer did not return a certificate"))
      if let client { try await eventually { client.reason != nil } }
      #expect(server.accepted.isEmpty)
      #expect(server.listener.openConnectionCount == 0)
      server.listener.close()
    }
  }

  @Test func anUntrustedServerIsRefused() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext())
      let error = await #expect(throws: ConnectError.self) {
        try await connect(to: server.address, tls: authority.clientContext(trusting: "other-ca"))
      }
      #expect("\(error!)".contains("the peer's certificate was not accepted"))
      server.listener.close()
    }
  }

  @Test func aCertificateForAnotherNameIsRefused() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext())
      let context = try authority.clientContext()
      let named = try await connect(to: server.address, tls: context, serverName: "localhost")
      await named.onLoop { $0.close() }
      let error = await #expect(throws: ConnectError.self) {
        try await connect(to: server.address, tls: context, serverName: "example.org")
      }
      #expect("\(error!)".contains("hostname mismatch"))
      server.listener.close()
    }
  }

  @Test func anUnknownApplicationProtocolIsRefused() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext())
      let error = await #expect(throws: ConnectError.self) {
        try await connect(to: server.address, tls: authority.clientContext(protocols: ["spdy/3"]))
      }
      #expect("\(error!)".contains("no application protocol"))
      let silent = try await connect(
        to: server.address, tls: authority.clientContext(protocols: []))
      #expect(await silent.onLoop { $0.negotiatedProtocol } == nil)
      server.listener.close()
    }
  }

  @Test func plainTextOnATLSPortIsRefused() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext())
      let client = try await connect(to: server.address)
      await client.send("GET / HTTP/1.1\r\n\r\n")
      try await eventually { client.reason != nil }
      #expect(server.accepted.isEmpty)
      server.listener.close()
    }
  }

  @Test func aSilentClientRunsIntoTheHandshakeTimeout() async throws {
    try await withAuthority { authority in
      var configuration = ListenerConfiguration()
      configuration.handshakeTimeout = .milliseconds(30)
      let server = try TestServer(tls: authority.serverContext(), configuration: configuration)
      let client = try await connect(to: server.address)
      try await eventually { client.reason != nil }
      try await eventually { server.listener.openConnectionCount == 0 }
      server.listener.close()
    }
  }

  @Test func reloadedCertificatesServeNewConnectionsOnly() async throws {
    try await withAuthority { authority in
      let context = try authority.serverContext()
      let server = try TestServer(tls: context)
      let old = try await connect(to: server.address, tls: authority.clientContext())
      try authority.issue("server", subject: "/CN=renewed", names: "IP:127.0.0.1")
      try context.reload()
      let new = try await connect(to: server.address, tls: authority.clientContext())
      #expect(await new.onLoop { $0.peerIdentity?.subject } == "CN=renewed")
      await old.send("still here")
      try await eventually { old.text == "still here" }
      unlink(authority.path("server.pem"))
      #expect(throws: TLSError.self) { try context.reload() }
      let third = try await connect(to: server.address, tls: authority.clientContext())
      #expect(await third.onLoop { $0.peerIdentity?.subject } == "CN=renewed")
      server.listener.close()
    }
  }

  @Test func badFilesAreNamed() async throws {
    try await withAuthority { authority in
      func message(certificate: String, key: String, authorities: String? = nil) -> String {
        let configuration = TLSServerConfiguration(
          identity: TLSIdentityFiles(
            certificatePath: authority.path(certificate), keyPath: authority.path(key)),
          clientAuthoritiesPath: authorities.map(authority.path))
        do {
          _ = try TLSServerContext(configuration)
          return "accepted"
        } catch {
          return error.message.replacing(authority.directory + "/", with: "")
        }
      }
      #expect(message(certificate: "server.pem", key: "server.key") == "accepted")
      #expect(
        message(certificate: "gone.pem", key: "server.key")
          == "the certificate 'gone.pem' cannot be read: No such file or directory")
      #expect(
        message(certificate: "server.pem", key: "gone.key")
          == "the private key 'gone.key' cannot be read: No such file or directory")
      #expect(
        message(certificate: "server.pem", key: "client.key")
          == "the private key 'client.key' does not belong to the certificate 'server.pem'; "
          + "give the pair that was issued together")
      #expect(
        message(certificate: "server.key", key: "server.key").hasPrefix(
          "'server.key' holds no usable PEM certificate chain"))
      #expect(
        message(certificate: "server.pem", key: "server.csr").hasPrefix(
          "'server.csr' holds no usable PEM private key"))
      #expect(
        message(certificate: "server.pem", key: "server.key", authorities: "server.key").hasPrefix(
          "'server.key' holds no PEM certificates"))
    }
  }

  @Test func aMissingCloseNotifyIsATruncation() async throws {
    try await withAuthority { authority in
      let server = try TestServer(tls: authority.serverContext()) { $0.attach() }
      // A plain relay in front of the server lets the test cut the connection below TLS.
      let relay = try Relay(to: server.address)
      let client = try await connect(to: relay.address, tls: authority.clientContext())
      await client.send("x")
      let peer = try await server.firstPeer()
      try await eventually { peer.text == "x" }
      try await relay.cut()
      try await eventually { peer.reason != nil }
      #expect("\(peer.reason!)" == "TLS: the connection ended without close_notify")
      server.listener.close()
    }
  }
}

/// Passes bytes between one client and a server, until it is cut.
private final class Relay: Sendable {
  private let server: TestServer
  private let outward = Shared<Peer?>(nil)

  var address: SocketAddress { server.address }

  init(to target: SocketAddress) throws {
    let outward = self.outward
    server = try TestServer { inward in
      // Connects on the client's own loop, then couples both directions.
      Task {
        let stream = try await Connector.connect(
          address: target, loop: inward.stream.loop, timeout: .seconds(60))
        let other = Peer(stream)
        await other.onLoop { stream in
          stream.onBytes = { bytes in
            inward.stream.write(bytes)
            inward.stream.flush()
          }
          inward.stream.onBytes = { bytes in
            stream.write(bytes)
            stream.flush()
          }
          stream.resumeReading()
          inward.stream.resumeReading()
        }
        outward.withLock { $0 = other }
      }
    }
  }

  func cut() async throws {
    try await eventually { self.outward.withLock { $0 } != nil }
    await outward.withLock { $0 }!.onLoop { $0.close() }
  }
}
