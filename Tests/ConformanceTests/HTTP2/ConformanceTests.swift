import HostilePeer
import Messages
import RPC
import RPCFixture
import Testing
import Transport

/// RFC 9113 and RFC 7541, frame by frame, over sockets: to one running server, and to our client.
@Suite(.timeLimit(.minutes(5))) struct ConformanceTests {
  @Test(arguments: ConformanceCase.server)
  func theServerAnswersAsTheProtocolSays(_ conformanceCase: ConformanceCase) async throws {
    let peer = try await HostilePeer.connect(
      to: try await ConformanceServer.shared.address, polite: conformanceCase.isPolite)
    try await conformanceCase.run(on: peer)
    await peer.close()
  }

  /// What holds attackers is announced first: streams at once, windows and headers.
  @Test func theServerAnnouncesWhatAClientMayDo() async throws {
    let peer = try await HostilePeer.connect(to: try await ConformanceServer.shared.address)
    #expect(try await peer.first(.settings).settings == [3: 100, 4: 256 << 10, 6: 16 << 10])
    #expect(try await peer.first(.windowUpdate, stream: 0).increment == 1 << 20 - 65535)
    await peer.close()
  }

  /// Each while the client has a call open, of which it reads nothing.
  @Test(arguments: ConformanceCase.client)
  func theClientAnswersAsTheProtocolSays(_ conformanceCase: ConformanceCase) async throws {
    let events = EventLog()
    try await withScriptedServer { server in
      defer { events.record("script ended") }
      let peer = try await server.connection()
      await peer.greet()
      _ = try await peer.wholeRequest()
      try await conformanceCase.run(on: peer)
      await peer.close()
    } _: { channel in
      try await channel.serverStreaming(EchoService.path("Expand"), Note()) {
        (_: ResponseStream<Note>) in
        await events.wait(for: "script ended")
      }
    }
  }
}
