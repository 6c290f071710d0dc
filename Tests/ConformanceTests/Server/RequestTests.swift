import HostilePeer
import RPCFixture
import Testing
import Transport

/// gRPC's rules at the edges, of a server: requests byte by byte, and what it answers.
@Suite(.timeLimit(.minutes(5))) struct RequestTests {
  private func connect() async throws -> HostilePeer {
    let peer = try await HostilePeer.connect(
      to: try await ConformanceServer.shared.address, settings: [(4, 1 << 20)])
    await peer.send(FrameBytes.windowUpdate(0, 1 << 20))
    return peer
  }

  @Test(arguments: RequestCase.all)
  func theAnswer(_ request: RequestCase) async throws {
    let peer = try await connect()
    await peer.send(request.frames)
    try await peer.ended(1)
    let blocks = peer.blocks(1)
    let (head, trailers) = (try #require(blocks.first), try #require(blocks.last))
    #expect(head[":status"] == "\(request.http)")
    #expect(trailers["grpc-status"] == "\(request.status)", "\(trailers["grpc-message"] ?? "")")
    #expect(trailers["grpc-message"]?.contains(request.message) ?? request.message.isEmpty)
    #expect(trailers.endsStream)
    let type = request.http == 200 ? "application/grpc" : "text/plain"
    #expect(head["content-type"] == type)
    for (name, values) in request.fields { #expect(head.values(name) == values, "\(name)") }
    if let reply = request.reply { #expect(peer.data(1).flatMap(\.self) == reply) }
    if let given = request.secondsGiven {
      // Behind the message's prefix, its tag and the text's length.
      let text = peer.data(1).flatMap(\.self).dropFirst(7).prefix { (0x30...0x39).contains($0) }
      let left = try #require(Int(String(decoding: text, as: UTF8.self)))
      // As long as this test waits for an answer, or anything else.
      #expect((given - 59...given).contains(left))
    }
    // A call refused by its headers has no headers of its own: trailers only.
    if request.http != 200 { #expect(blocks.count == 1) }
    await peer.close()
  }

  /// PROTOCOL-HTTP2.md, "Early Server Closure".
  @Test func aCallRefusedBeforeItsEndIsResetWithNoError() async throws {
    let peer = try await connect()
    await peer.send(FrameBytes.headers(1, FrameBytes.call("/no.Service/Method")))
    #expect(try await peer.first(.reset, stream: 1).code == HTTP2ErrorCode.noError.rawValue)
    #expect(peer.blocks(1).last?["grpc-status"] == "12")
    await peer.close()
  }

  @Test func messagesPassBothWaysBeforeTheHalfCloseAndAnswersAfterIt() async throws {
    let peer = try await connect()
    await peer.send(Request.open(1))
    for count in 1...3 {
      await peer.send(FrameBytes.data(1, Request.note(count)))
      try await peer.wait("echo \(count)") { peer.data(1).count == count ? () : nil }
      #expect(peer.data(1).last == Request.note(count))
    }
    await peer.send(FrameBytes.data(1, Request.note(4), endStream: true))
    try await peer.ended(1)
    #expect(peer.data(1).flatMap(\.self) == (1...4).flatMap { Request.note($0) })
    #expect(peer.blocks(1).last?["grpc-status"] == "0")
    await peer.close()
  }

  @Test func statusMessagesArePercentEncoded() async throws {
    let peer = try await connect()
    let body = FrameBytes.message([0x0a, 1, UInt8(ascii: "5")])
    await peer.send(
      FrameBytes.headers(1, FrameBytes.call(Request.path("Fail")))
        + FrameBytes.data(1, body, endStream: true))
    try await peer.ended(1)
    #expect(peer.blocks(1).last?["grpc-message"] == "w%C3%B6rter %25 und%0AZeilen")
    await peer.close()
  }
}
