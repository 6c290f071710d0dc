import HostilePeer
import Messages
import RPC
import RPCFixture
import Synchronization
import TestSupport
import Testing
import Transport

/// The connections that calls came on.
private final class PeerLog: ServerInterceptor {
  private let peers = Mutex<Set<String>>([])

  var count: Int { peers.withLock { $0.count } }

  func intercept(
    _ context: ServerContext, _ next: (ServerContext) async throws -> Void
  ) async throws {
    peers.withLock { _ = $0.insert(context.peer) }
    try await next(context)
  }
}

/// Connections end by age without anybody noticing (gRFC A9).
@Suite(.timeLimit(.minutes(5))) struct ConnectionAgeTests {
  private func configuration(age: Duration, grace: Duration? = nil) -> ServerConfiguration {
    var configuration = ServerConfiguration(loopCount: 2)
    configuration.connectionLimits.ageMax = age
    configuration.connectionLimits.ageGrace = grace
    return configuration
  }

  @Test func clientsThatKeepCallingLoseNoCallToTheAge() async throws {
    let peers = PeerLog()
    try await withEchoServer(
      configuration: configuration(age: .milliseconds(100)), interceptors: [peers]
    ) { channel, _, server in
      let other = Channel(target: try #require(server.boundAddress))
      try await withThrowingTaskGroup(of: Int.self) { group in
        for caller in 0..<8 {
          let channel = caller < 4 ? channel : other
          group.addTask { try await Self.call(channel, while: { peers.count < 20 }) }
        }
        // Any call that fails throws here.
        let callCount = try await group.reduce(0, +)
        #expect(callCount > 20)
      }
      await other.shutdown()
    }
    #expect(peers.count >= 20)
  }

  /// One call of each kind after another; returns how many there were.
  private static func call(_ channel: Channel, while condition: @Sendable () -> Bool) async throws
    -> Int
  {
    var count = 0
    while condition() {
      let text = "\(count)"
      let reply: Note = try await channel.unary(EchoService.path("Unary"), Note(typeUrl: text))
      #expect(reply.typeUrl == text)
      let messages = try await channel.serverStreaming(
        EchoService.path("Expand"), Note(typeUrl: "20")
      ) { (notes: ResponseStream<Note>) in
        var messages = 0
        for try await _ in notes { messages += 1 }
        return messages
      }
      #expect(messages == 20)
      let echoed = try await channel.bidirectionalStreaming(EchoService.path("Chat")) {
        (writer: RequestWriter<Note>, notes: ResponseStream<Note>) in
        var iterator = notes.makeAsyncIterator()
        for index in 0..<5 {
          try await writer.write(Note(typeUrl: "\(index)"))
          #expect(try await iterator.next()?.typeUrl == "\(index)")
        }
        try await writer.finish()
        return try await iterator.next() == nil
      }
      #expect(echoed)
      count += 3
    }
    return count
  }

  /// RFC 9113 section 6.8: what the client sent before it heard of the end still counts.
  @Test func theDrainHasTwoSteps() async throws {
    var configuration = configuration(age: .milliseconds(50))
    // Only the answer to the PING brings the second step.
    configuration.drainAnnouncementMax = .seconds(1000)
    try await withEchoServer(configuration: configuration) { _, _, server in
      let peer = try await HostilePeer.connect(to: try #require(server.boundAddress))
      let chat = FrameBytes.call("/\(EchoService.name)/Chat")
      await peer.send(FrameBytes.headers(1, chat))
      let announced = try await peer.first(.goAway)
      #expect(announced.lastStreamID == 0x7fff_ffff)
      #expect(announced.code == HTTP2ErrorCode.noError.rawValue)
      // It has heard the announcement, but not said so yet: this call is served.
      let ping = try await peer.first(.ping)
      let kinds = peer.frames.map(\.head.kind)
      #expect(
        kinds.firstIndex(of: .goAway)! < kinds.firstIndex(of: .ping)!,
        "whoever answers has read the announcement")
      await peer.send(FrameBytes.headers(3, chat) + FrameBytes.data(3, endStream: true))
      #expect(try await peer.first(.headers, stream: 3).head.streamID == 3)
      await peer.send(FrameBytes.frame(6, flags: 1, ping.payload))
      try await eventually { peer.frames.count { $0.head.kind == .goAway } == 2 }
      let final = try #require(peer.frames.last { $0.head.kind == .goAway })
      #expect(final.lastStreamID == 3)
      #expect(final.text == "max_age")
      // The call that was open goes on; one that comes after is not looked at.
      await peer.send(FrameBytes.headers(5, chat) + FrameBytes.data(5, endStream: true))
      await peer.send(FrameBytes.data(1, [0, 0, 0, 0, 2, 0x0a, 0]))
      _ = try await peer.first(.data, stream: 1)
      #expect(!peer.isClosed)
      await peer.send(FrameBytes.data(1, endStream: true))
      try await peer.closed()
      #expect(!peer.frames.contains { $0.head.streamID == 5 })
    }
  }

  @Test func callsThatOutlastTheGraceEndWithUnavailable() async throws {
    try await withEchoServer(
      configuration: configuration(age: .milliseconds(100), grace: .milliseconds(30))
    ) { channel, service, _ in
      var error: RPCError?
      // On a busy machine a connection may end before a call has begun on it.
      while service.events.count("hang started") == 0 {
        error = await status {
          let _: Note = try await channel.unary(EchoService.path("Hang"), Note())
        }
      }
      #expect(error?.code == .unavailable)
      #expect(error?.message.contains("age limit") == true)
      await service.events.wait(for: "hang cancelled")
    }
  }

  @Test func aConnectionWithoutCallsIsDrained() async throws {
    var configuration = ServerConfiguration(loopCount: 1)
    configuration.connectionLimits.idleTimeout = .milliseconds(60)
    try await withEchoServer(configuration: configuration) { _, _, server in
      let peer = try await HostilePeer.connect(to: try #require(server.boundAddress))
      // The answer to the PING between the two steps of the drain.
      let ping = try await peer.first(.ping)
      await peer.send(FrameBytes.ping(ack: true, ping.payload))
      _ = try await peer.goAway()
      let last = try #require(peer.frames.last { $0.head.kind == .goAway })
      #expect(last.code == HTTP2ErrorCode.noError.rawValue)
      #expect(last.text == "max_idle")
    }
  }

  @Test func agesDifferByATenth() throws {
    let limits = ConnectionLimits(ageMax: .seconds(100))
    var generator = SystemRandomNumberGenerator()
    let ages = (0..<1000).compactMap { _ in limits.age(using: &generator) }
    #expect(ages.allSatisfy { (.seconds(90) ... .seconds(110)).contains($0) })
    #expect(ages.min()! < .seconds(92))
    #expect(ages.max()! > .seconds(108))
    #expect(ConnectionLimits().age(using: &generator) == nil)
  }
}
