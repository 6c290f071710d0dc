import HostilePeer
import Testing
import Transport

/// Floods that cost their sender little.
extension Attack {
  /// Sends `bytes` and is told to go away. All are above their limit by a third or more, so that the time
  /// they take does not matter.
  private static func flood(
    _ title: String, _ limit: String, _ message: String,
    code: HTTP2ErrorCode = .enhanceYourCalm, _ bytes: [UInt8]
  ) -> Attack {
    Attack(title: title, limit: limit, growthMax: 8) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      await peer.send(bytes)
      let goAway = try await peer.goAway()
      #expect(goAway.code == code.rawValue)
      #expect(goAway.text == message)
    }
  }

  private static let nothing = "too many frames that carry nothing"

  /// A field of 3 KB in the table, and a byte for each time that it is meant; 62 is the newest entry.
  private static let bomb =
    call("Chat") + FrameBytes.field("x-bomb", String(repeating: "b", count: 3000), indexed: true)
    + Array(repeating: 0x80 | 62, count: 8000)

  static let floods: [Attack] = [
    flood(
      "rapid reset", "stream_resets", "too many stream resets",
      streams(1400) { open($0) + FrameBytes.reset($0) }),
    flood(
      "mistakes that force resets", "stream_resets", "too many stream resets",
      streams(2800) { open($0, "Hang") + FrameBytes.windowUpdate($0, 0x7fff_ffff) }),
    flood(
      "CONTINUATION flood", "continuations", "too many CONTINUATION frames",
      FrameBytes.headers(1, call("Chat"), endHeaders: false)
        + streams(12) { _ in FrameBytes.continuation(1) }),
    flood("header bomb", "header_list", "header list too large", FrameBytes.headers(1, bomb)),
    flood("PING flood", "pings", "too_many_pings", streams(6) { _ in FrameBytes.ping() }),
    flood(
      "SETTINGS flood", "queued_acks", "too many frames to acknowledge",
      streams(900) { _ in FrameBytes.settings() }),
    flood(
      "empty DATA on many streams", "idle_frames", nothing,
      streams(100) { open($0, "Hang") }
        + (0..<30).flatMap { _ in streams(100) { FrameBytes.data($0) } }),
    flood("PRIORITY flood", "idle_frames", nothing, streams(3000) { FrameBytes.priority($0) }),
    flood(
      "WINDOW_UPDATE flood", "idle_frames", nothing,
      streams(3000) { _ in FrameBytes.windowUpdate(0, 1) }),
    flood(
      "frames of unknown types", "idle_frames", nothing,
      streams(3000) { _ in FrameBytes.frame(0xfa) }
    ),
    flood(
      "frames for streams that have ended", "ended_stream",
      "a frame for a stream that its sender has ended", code: .streamClosed,
      open(1) + FrameBytes.reset(1) + streams(1000) { _ in FrameBytes.data(1, [1]) }),
    flood(
      "streams out of order", "stream_order", "a stream below one that was opened",
      code: .protocolError, open(99) + streams(10) { open($0) }),
    Attack(title: "empty DATA on one stream", limit: "empty_data", growthMax: 8) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      await peer.send(open(1) + streams(11) { _ in FrameBytes.data(1) })
      let reset = try await peer.first(.reset, stream: 1)
      #expect(reset.code == HTTP2ErrorCode.enhanceYourCalm.rawValue)
      #expect(!peer.isClosed)
      await peer.close()
    },
  ]

  /// Many of something that each is right by itself.
  static let crowds: [Attack] = [
    Attack(title: "streams", limit: "streams", growthMax: 16) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      await peer.send(streams(300) { open($0) })
      _ = try await peer.wait("200 refusals") {
        peer.frames.count { $0.head.kind == .reset } == 200 ? () : nil
      }
      let resets = peer.frames.filter { $0.head.kind == .reset }
      #expect(resets.first?.head.streamID == 201)
      #expect(resets.allSatisfy { $0.code == HTTP2ErrorCode.refusedStream.rawValue })
      await peer.close()
    },
    // Who has acknowledged the limit knows it.
    Attack(title: "streams above an acknowledged limit", limit: "streams", growthMax: 16) {
      service in
      let peer = try await HostilePeer.connect(to: service.address)
      _ = try await peer.first(.settings)
      await peer.send(FrameBytes.settings(ack: true) + streams(300) { open($0) })
      #expect(try await peer.goAway().code == HTTP2ErrorCode.protocolError.rawValue)
    },
    // Handlers that do not heed their cancellation keep their place: eight at most with four streams.
    Attack(
      title: "handlers of cancelled calls", limit: "handlers", growthMax: 8,
      options: ["--max-connection-calls", "4"]
    ) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      for index in 0..<8 {
        let id = UInt32(index) * 2 + 1
        // One that is cancelled in the same breath would never run.
        await peer.send(open(id, "Drip") + FrameBytes.settings())
        try await peer.acknowledged(index + 2)
        await peer.send(FrameBytes.reset(id))
      }
      await peer.send(open(17, "Drip"))
      let reset = try await peer.first(.reset, stream: 17)
      #expect(reset.code == HTTP2ErrorCode.refusedStream.rawValue)
      await peer.close()
    },
    Attack(
      title: "connections", limit: "connections", growthMax: 8, attackerCount: 1,
      options: ["--max-connections", "50"]
    ) { service in
      let peers = try await HostilePeer.connect(150, to: service.address)
      try await HostilePeer.wait(peers, toClose: 101)
      for peer in peers { await peer.close() }
    },
    Attack(title: "metadata over 16 KiB", limit: "metadata_size", growthMax: 8) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      let block = call("Chat") + FrameBytes.field("x-a", String(repeating: "a", count: 16_200))
      for id in stride(from: UInt32(1), to: 100, by: 2) {
        await peer.send(FrameBytes.headers(id, block))
      }
      try await peer.ended(99)
      #expect(peer.blocks(99).first?[":status"] == "431")
      #expect(peer.blocks(99).first?["grpc-status"] == "8")
      await peer.close()
    },
  ]
}

extension HostilePeer {
  /// So many connections, none of which says a word.
  static func connect(_ count: Int, to address: String) async throws -> [HostilePeer] {
    var peers: [HostilePeer] = []
    for _ in 0..<count {
      peers.append(try await HostilePeer.connect(to: address, polite: false))
    }
    return peers
  }

  /// Returns once so many of `peers` were closed by the other side.
  static func wait(_ peers: [HostilePeer], toClose count: Int) async throws {
    try await peers[0].wait("\(count) of \(peers.count) closes", survivesClose: true) {
      peers.count(where: \.isClosed) >= count ? () : nil
    }
  }
}
