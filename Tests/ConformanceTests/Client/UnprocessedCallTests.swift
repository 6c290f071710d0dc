import HostilePeer
import Messages
import RPC
import RPCFixture
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
