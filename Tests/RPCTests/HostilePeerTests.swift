import HostilePeer
import Messages
import RPC
import RPCFixture
import Testing
import Transport

/// Attacks over a real socket, each while another client calls the same server on the same loop.
@Suite(.timeLimit(.minutes(10))) struct HostilePeerTests {
  /// Runs `attack` against a server and checks that the other client never noticed.
  private func withVictim(
    _ change: (inout ServerConfiguration) -> Void = { _ in },
    _ attack: (_ address: String, _ limits: EventLog, EchoService) async throws -> Void
  ) async throws {
    let limits = EventLog()
    var configuration = ServerConfiguration(loopCount: 1)
    configuration.onLimit = { limit, _ in limits.record(limit.name) }
    change(&configuration)
    try await withEchoServer(configuration: configuration) { channel, service, server in
      let address = try #require(server.boundAddress)
      let call: @Sendable () async throws -> Void = {
        let reply: Note = try await channel.unary(
          EchoService.path("Unary"), Note(typeUrl: "bystander"),
          options: CallOptions(timeout: .seconds(30)))
        #expect(reply.typeUrl == "bystander")
      }
      try await call()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { while !Task.isCancelled { try await call() } }
        try await attack(address, limits, service)
        group.cancelAll()
        // Cancelled in the middle of a call, or between two.
        do { try await group.waitForAll() } catch let error as RPCError
          where error.code == .cancelled
        {}
      }
      try await call()
    }
  }

  private static let floods = Flood.all(callPath: "/\(EchoService.name)/Hang")

  @Test(arguments: floods)
  func floodsEndWithGoAway(_ flood: Flood) async throws {
    try await withVictim { address, limits, _ in
      let peer = try await HostilePeer.connect(to: address)
      await peer.send(flood.bytes)
      let goAway = try await peer.goAway()
      #expect(goAway.code == HTTP2ErrorCode.enhanceYourCalm.rawValue)
      #expect(goAway.text == flood.message)
      #expect(limits.count(flood.limit) == 1)
    }
  }

  @Test func emptyDataResetsItsStreamFirst() async throws {
    try await withVictim { address, limits, _ in
      let peer = try await HostilePeer.connect(to: address)
      let call = FrameBytes.call("/\(EchoService.name)/Chat")
      await peer.send(
        FrameBytes.headers(1, call) + (0..<11).flatMap { _ in FrameBytes.data(1) })
      let reset = try await peer.first(.reset, stream: 1)
      #expect(reset.code == HTTP2ErrorCode.enhanceYourCalm.rawValue)
      #expect(limits.count("empty_data") == 1)
      #expect(!peer.isClosed)
      await peer.close()
    }
  }

  @Test func streamsAboveTheLimitAreRefused() async throws {
    try await withVictim { address, _, _ in
      let peer = try await HostilePeer.connect(to: address)
      let call = FrameBytes.call("/\(EchoService.name)/Chat")
      await peer.send((0..<101).flatMap { FrameBytes.headers(UInt32($0) * 2 + 1, call) })
      let reset = try await peer.first(.reset)
      #expect(reset.head.streamID == 201)
      #expect(reset.code == HTTP2ErrorCode.refusedStream.rawValue)
      await peer.close()
    }
  }

  /// Handlers that ignore their cancellation keep their place.
  @Test func cancellingCallsDoesNotMakeRoomForMoreHandlers() async throws {
    try await withVictim({ $0.concurrentStreamCountMax = 4 }) { address, limits, service in
      let peer = try await HostilePeer.connect(to: address)
      let call = FrameBytes.call("/\(EchoService.name)/Drip")
      for id in stride(from: UInt32(1), through: 17, by: 2) {
        await peer.send(FrameBytes.headers(id, call) + FrameBytes.reset(id))
      }
      await peer.send(FrameBytes.headers(19, call))
      let reset = try await peer.first(.reset, stream: 19)
      #expect(reset.code == HTTP2ErrorCode.refusedStream.rawValue)
      #expect(limits.count("handlers") == 2)
      service.events.record("drip may read")
      await peer.close()
    }
  }

  // MARK: Time-outs

  @Test(arguments: [[], Array(FrameBytes.preface.prefix(10)), FrameBytes.preface + [0, 0]])
  func aSlowPrefaceIsCutOff(_ bytes: [UInt8]) async throws {
    try await withVictim({ $0.connectionLimits.prefaceTimeout = .milliseconds(60) }) {
      address, limits, _ in
      let peer = try await HostilePeer.connect(to: address, polite: false)
      await peer.send(bytes)
      #expect(try await peer.goAway().code == HTTP2ErrorCode.settingsTimeout.rawValue)
      #expect(limits.count("preface_timeout") == 1)
    }
  }

  @Test(arguments: [
    [0, 0, 4], FrameBytes.headers(1, [], endHeaders: false),
    Array(FrameBytes.data(1, Array(repeating: 0, count: 100)).dropLast()),
  ])
  func aSlowFrameIsCutOff(_ bytes: [UInt8]) async throws {
    try await withVictim({ $0.connectionLimits.frameTimeout = .milliseconds(60) }) {
      address, limits, _ in
      let peer = try await HostilePeer.connect(to: address)
      let call = FrameBytes.call("/\(EchoService.name)/Chat")
      let isOpen = bytes.count > 100
      await peer.send((isOpen ? FrameBytes.headers(1, call) : []) + bytes)
      #expect(try await peer.goAway().text == "a frame was not completed in time")
      #expect(limits.count("frame_timeout") == 1)
    }
  }

  @Test func aSilentPeerIsAskedAndThenCutOff() async throws {
    try await withVictim({
      $0.connectionLimits.keepaliveInterval = .milliseconds(40)
      // Long enough for the other client to answer, whatever else the machine does.
      $0.connectionLimits.keepaliveTimeout = .seconds(2)
    }) { address, limits, _ in
      let peer = try await HostilePeer.connect(to: address)
      _ = try await peer.first(.ping)
      try await peer.closed()
      #expect(limits.count("keepalive_timeout") >= 1)
    }
  }

  @Test func anIdleConnectionIsDrained() async throws {
    try await withVictim({ $0.connectionLimits.idleTimeout = .milliseconds(60) }) {
      address, _, _ in
      let peer = try await HostilePeer.connect(to: address)
      // The answer to the PING between the two steps of the drain.
      let ping = try await peer.first(.ping)
      await peer.send(FrameBytes.frame(6, flags: 1, ping.payload))
      _ = try await peer.goAway()
      let last = try #require(peer.frames.last { $0.head.kind == .goAway })
      #expect(last.code == HTTP2ErrorCode.noError.rawValue)
      #expect(last.text == "max_idle")
    }
  }

  /// Windows are open wide, but nobody reads: the socket fills, then at most 64 KiB for the stream and
  /// 256 KiB for the connection wait here, and the handler is suspended.
  private func stallTheSocket(_ address: String, _ service: EchoService) async throws -> HostilePeer
  {
    let window: UInt32 = 0x7fff_ffff
    let peer = try await HostilePeer.connect(to: address, settings: [(4, window)])
    await peer.stopReading()
    await peer.send(
      FrameBytes.windowUpdate(0, window - 65535)
        + FrameBytes.headers(1, FrameBytes.call("/\(EchoService.name)/Flood"))
        + FrameBytes.data(1, [0, 0, 0, 0, 0], endStream: true))
    await settle { service.events.count("flood wrote") }
    #expect(service.events.count("flood wrote") > 0)
    return peer
  }

  @Test func aStalledWriteIsCutOff() async throws {
    try await withVictim({ $0.connectionLimits.writeTimeout = .milliseconds(200) }) {
      address, limits, service in
      let peer = try await stallTheSocket(address, service)
      await limits.wait(for: "write_timeout")
      await service.events.wait(for: "flood ended")
      await peer.close()
    }
  }

  @Test func whatWaitsForAPeerThatDoesNotReadIsBounded() async throws {
    try await withVictim { address, limits, service in
      let peer = try await stallTheSocket(address, service)
      // Each opens a stream that must be reset; none of the resets can leave.
      let call = FrameBytes.call("/\(EchoService.name)/Chat")
      for first in stride(from: UInt32(3), to: 2000, by: 200) {
        await peer.send(
          stride(from: first, to: first + 200, by: 2).flatMap {
            FrameBytes.headers($0, call) + FrameBytes.windowUpdate($0, 0x7fff_ffff)
          })
      }
      await limits.wait(for: "queued_frames")
      await service.events.wait(for: "flood ended")
      await peer.close()
    }
  }
}
