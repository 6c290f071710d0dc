import HostilePeer
import Messages
import RPC
import RPCFixture
import Testing
import Transport

/// gRPC's list of negative HTTP/2 cases (`doc/http2-interop-test-descriptions.md` of the grpc project):
/// a server that misbehaves, and what our client makes of it. Requests and responses have the sizes of
/// the list.
@Suite(.timeLimit(.minutes(5))) struct NegativeInteropTests {
  private static let requestByteCount = 271_828
  private static let responseByteCount = 314_159
  private static let response = Request.note(responseByteCount)

  private func call(_ channel: Channel) async throws {
    let reply: Note = try await channel.unary(
      EchoService.path("Unary"), Note(value: Array(repeating: 0, count: Self.requestByteCount)),
      options: CallOptions(timeout: .seconds(120)))
    #expect(reply.value.count == Self.responseByteCount)
  }

  /// The response in DATA frames of so many bytes.
  private static func frames(
    of byteCount: Int, padding: Int? = nil, part: Double = 1
  ) -> [(payload: [UInt8], paddingByteCount: Int?)] {
    stride(from: 0, to: Int(Double(response.count) * part), by: byteCount).map {
      (Array(response[$0..<min($0 + byteCount, response.count)]), padding)
    }
  }

  @Test func goaway() async throws {
    try await withScriptedServer { server in
      let first = try await server.connection(0)
      await first.greet()
      let stream = try await first.wholeRequest()
      await first.send(
        FrameBytes.goAway(stream, code: 0) + FrameBytes.headers(stream, Response.headers))
      try await first.send(data: Self.frames(of: 1 << 14), on: stream)
      await first.send(FrameBytes.headers(stream, Response.statusOK, endStream: true))
      let second = try await server.connection(1)
      await second.greet()
      let next = try await second.wholeRequest()
      await second.send(FrameBytes.headers(next, Response.headers))
      try await second.send(data: Self.frames(of: 1 << 14), on: next)
      await second.send(FrameBytes.headers(next, Response.statusOK, endStream: true))
      // The first connection was left when its last call was done.
      try await first.closed()
      #expect(first.blocks.count == 1)
    } _: { channel in
      try await call(channel)
      try await call(channel)
    }
  }

  /// How far the answer comes before RST_STREAM with NO_ERROR. PROTOCOL-HTTP2.md maps that to INTERNAL.
  @Test("rst_after_header, rst_during_data, rst_after_data", arguments: [0, 0.5, 1])
  func reset(afterPart part: Double) async throws {
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet()
      let stream = try await peer.wholeRequest()
      await peer.send(FrameBytes.headers(stream, Response.headers))
      try await peer.send(data: Self.frames(of: 1 << 14, part: part), on: stream)
      await peer.send(FrameBytes.reset(stream, code: 0))
    } _: { channel in
      let error = await #expect(throws: RPCError.self) { try await call(channel) }
      #expect(error?.code == .internalError)
      #expect(error?.message.contains("NO_ERROR") == true)
    }
  }

  @Test func ping() async throws {
    let pings: [[UInt8]] = (0..<4).map { Array(repeating: $0, count: 8) }
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet()
      let stream = try await peer.wholeRequest()
      await peer.send(
        FrameBytes.ping(pings[0]) + FrameBytes.headers(stream, Response.headers)
          + FrameBytes.ping(pings[1]))
      try await peer.send(data: Self.frames(of: 1 << 14), on: stream)
      await peer.send(
        FrameBytes.ping(pings[2]) + FrameBytes.headers(stream, Response.statusOK, endStream: true)
          + FrameBytes.ping(pings[3]))
      try await peer.closed()
      let answered = peer.frames.filter { $0.head.kind == .ping && $0.isAcknowledgement }
      #expect(answered.map(\.payload) == pings)
    } _: { channel in
      try await call(channel)
    }
  }

  @Test func maxStreams() async throws {
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet([(3, 1)])
      for index in 0..<11 {
        let stream = try await peer.wholeRequest(index)
        // One at a time: the next one comes only after this answer.
        #expect(peer.blocks.count == index + 1)
        await peer.send(FrameBytes.headers(stream, Response.headers))
        try await peer.send(data: Self.frames(of: 1 << 14), on: stream)
        #expect(peer.blocks.count == index + 1)
        await peer.send(FrameBytes.headers(stream, Response.statusOK, endStream: true))
      }
      #expect(server.connectionCount == 1)
    } _: { channel in
      try await call(channel)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<10 { group.addTask { try await call(channel) } }
        try await group.waitForAll()
      }
    }
  }

  /// Frames of five bytes; the padded ones weigh 261 bytes on the windows, 16 MiB in all.
  @Test("data_frame_padding, no_df_padding_sanity_test", arguments: [255, nil])
  func smallFrames(padding: Int?) async throws {
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet()
      let stream = try await peer.wholeRequest()
      await peer.send(FrameBytes.headers(stream, Response.headers))
      try await peer.send(data: Self.frames(of: 5, padding: padding), on: stream)
      await peer.send(FrameBytes.headers(stream, Response.statusOK, endStream: true))
    } _: { channel in
      try await call(channel)
    }
  }
}
