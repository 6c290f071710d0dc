import Messages
import RPC
import RPCFixture
import Synchronization
import TLSFixture
import TestSupport
import Testing
import Transport

/// Calls over TLS: who calls, and certificates that change under way.
@Suite(.timeLimit(.minutes(5))) struct TLSCallTests {
  private struct Authority {
    let folder: TemporaryFolder
    let certificates: TestAuthority
  }

  private func authority() async throws -> Authority {
    let folder = try TemporaryFolder()
    return Authority(folder: folder, certificates: try await .make(in: folder.path))
  }

  private func client(_ authority: Authority, identity: String? = nil) throws
    -> ChannelConfiguration
  {
    var configuration = ChannelConfiguration()
    configuration.tls = try authority.certificates.clientContext(identity: identity)
    return configuration
  }

  /// Keeps what handlers are told of their caller.
  private final class Callers: ServerInterceptor {
    private let seen = Mutex<[(peer: String, identity: PeerIdentity?)]>([])
    var all: [(peer: String, identity: PeerIdentity?)] { seen.withLock { $0 } }

    func intercept(
      _ context: ServerContext, _ next: (ServerContext) async throws -> Void
    ) async throws {
      seen.withLock { $0.append((context.peer, context.peerIdentity)) }
      try await next(context)
    }
  }

  @Test func theHandlerKnowsWhoCalls() async throws {
    let authority = try await authority()
    var configuration = ServerConfiguration()
    configuration.tls = try authority.certificates.serverContext(mutual: true)
    let callers = Callers()
    try await withEchoServer(
      configuration: configuration, channelConfiguration: client(authority, identity: "client"),
      interceptors: [callers]
    ) { channel, _, server in
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
      let identity = try #require(callers.all.first?.identity)
      #expect(identity.subject == "CN=orders,O=Example")
      #expect(identity.dnsNames == ["orders"])
      #expect(identity.uris == ["spiffe://a/orders"])
      #expect(identity.emailAddresses == ["orders@example.org"])
      #expect(identity.ipAddresses == ["10.0.0.7", "2001:db8::7"])
      #expect(callers.all.first?.peer.hasSuffix(" (CN=orders,O=Example)") == true)
      // Without a certificate no call begins, and the reason is told.
      let anonymous = Channel(
        target: try #require(server.boundAddress), configuration: try client(authority))
      let error = await status {
        let _: Note = try await anonymous.unary(EchoService.path("Unary"), Note())
      }
      #expect(error?.code == .unavailable)
      #expect(callers.all.count == 1)
      await anonymous.shutdown()
    }
  }

  @Test func nobodyIsKnownWithoutMutualTLS() async throws {
    let authority = try await authority()
    var configuration = ServerConfiguration()
    configuration.tls = try authority.certificates.serverContext()
    let callers = Callers()
    try await withEchoServer(
      configuration: configuration, channelConfiguration: client(authority),
      interceptors: [callers]
    ) { channel, _, _ in
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
      #expect(callers.all.count == 1)
      #expect(callers.all.first?.identity == nil)
    }
  }

  /// The subject of the certificate that a new connection is shown.
  private func shownSubject(_ address: String, _ authority: Authority) async throws -> String? {
    let stream = try await Connector.connect(
      address: SocketAddress(parsing: address), loop: RPCLoops.shared.next(),
      tls: authority.certificates.clientContext(), serverName: "127.0.0.1", timeout: .seconds(60))
    return await withCheckedContinuation { continuation in
      stream.loop.execute {
        continuation.resume(returning: stream.peerIdentity?.subject)
        stream.close()
      }
    }
  }

  @Test func certificatesChangeUnderLoadWithoutAFailedCall() async throws {
    let authority = try await authority()
    let tls = try authority.certificates.serverContext()
    var configuration = ServerConfiguration(loopCount: 2)
    configuration.tls = tls
    // New connections all the time, beside those that outlive several certificates.
    configuration.connectionLimits.ageMax = .milliseconds(50)
    try await withEchoServer(
      configuration: configuration, channelConfiguration: client(authority)
    ) { channel, _, server in
      let address = try #require(server.boundAddress)
      let events = EventLog()
      let callCount = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
          group.addTask {
            var count = 0
            while events.count("done") == 0 {
              let reply: Note = try await channel.unary(
                EchoService.path("Unary"), Note(typeUrl: "\(count)"))
              #expect(reply.typeUrl == "\(count)")
              count += 1
            }
            return count
          }
        }
        // One call that lasts from the first certificate to the last.
        try await channel.bidirectionalStreaming(EchoService.path("Chat")) {
          (writer: RequestWriter<Note>, notes: ResponseStream<Note>) in
          var iterator = notes.makeAsyncIterator()
          for generation in 1...5 {
            try await BlockingThreads.shared.run { () throws(any Error) in
              try authority.certificates.issue(
                "server", subject: "/CN=generation-\(generation)", names: "IP:127.0.0.1")
            }
            try tls.reload()
            #expect(try await shownSubject(address, authority) == "CN=generation-\(generation)")
            try await writer.write(Note(typeUrl: "\(generation)"))
            #expect(try await iterator.next()?.typeUrl == "\(generation)")
          }
        }
        events.record("done")
        // A call that failed throws here.
        return try await group.reduce(0, +)
      }
      #expect(callCount > 20)
    }
  }
}
