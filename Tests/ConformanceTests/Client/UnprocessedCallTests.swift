import HostilePeer
import Messages
import RPC
import RPCFixture
import TestSupport
import Testing
import Transport

/// Calls that a server says it has not looked at are sent again by themselves; others are not
/// (RFC 9113 section 8.7, gRPC's PROTOCOL-HTTP2.md, "GOAWAY Frame").
@Suite(.timeLimit(.minutes(5))) struct UnprocessedCallTests {
  private func call(_ channel: Channel) async throws -> Note {
    try await channel.unary(
      EchoService.path("Unary"), Note(value: [1]), options: CallOptions(timeout: .seconds(60)))
  }

  @Test func goAwayThatLeavesACallOut() async throws {
    try await withScriptedServer { server in
      let first = try await server.connection(0)
      await first.greet()
      _ = try await first.wholeRequest()
      await first.send(FrameBytes.goAway(0, code: 0))
      let second = try await server.connection(1)
      await second.greet()
      await second.send(Response.whole(try await second.wholeRequest()))
    } _: { channel in
      let reply = try await call(channel)
      #expect(reply.value.count == 8)
    }
  }

  @Test func refusedStream() async throws {
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet()
      await peer.send(FrameBytes.reset(try await peer.wholeRequest(0), code: 7))
      await peer.send(Response.whole(try await peer.wholeRequest(1)))
    } _: { channel in
      let reply = try await call(channel)
      #expect(reply.value.count == 8)
    }
  }

  /// A call above the server's limit of streams waits on the connection and dies with it unseen: it is sent
  /// on the next one, while the call that the server may have looked at fails.
  @Test func aCallThatNeverLeftItsConnection() async throws {
    let log = EventLog()
    // A connection that ends within the first pause would count as a failed attempt to connect.
    let configuration = ChannelConfiguration(backoffInitial: .milliseconds(1))
    try await withScriptedServer(configuration: configuration) { server in
      let first = try await server.connection(0)
      await first.greet([(3, 1)])
      _ = try await first.wholeRequest()
      await log.wait(for: "both are on the connection")
      await first.close()
      let second = try await server.connection(1)
      await second.greet()
      await second.send(Response.whole(try await second.wholeRequest()))
      #expect(first.blocks.count == 1, "the second call left on the first connection")
    } _: { channel in
      let seen = Task { try await call(channel) }
      try await eventually { await Self.openedCount(channel) == 1 }
      async let unseen = call(channel)
      try await eventually { await Self.openedCount(channel) == 2 }
      log.record("both are on the connection")
      let error = await #expect(throws: RPCError.self) { try await seen.value }
      #expect(error?.code == .unavailable)
      let reply = try await unseen
      #expect(reply.value.count == 8)
    }
  }

  private static func openedCount(_ channel: Channel) async -> Int {
    await channel.snapshot().subchannels.reduce(0) { $0 + $1.counts.started }
  }

  /// The server may have done what it was asked for: nobody sends it again.
  @Test(arguments: [[], FrameBytes.goAway(1, code: 1, "confused")])
  func aConnectionThatBreaksIsUnavailable(_ last: [UInt8]) async throws {
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet()
      _ = try await peer.wholeRequest()
      await peer.send(last)
      await peer.close()
    } _: { channel in
      let error = await #expect(throws: RPCError.self) { try await call(channel) }
      #expect(error?.code == .unavailable)
    }
  }
}
