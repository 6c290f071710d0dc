import HostilePeer
import Testing
import Transport

/// Peers that take their time, and those that make the service hold what it cannot send or use.
extension Attack {
  private static let windowMax: UInt32 = 0x7fff_ffff

  /// 50 connections that begin with `bytes` and then fall silent.
  private static func slowPreface(_ what: String, _ bytes: [UInt8]) -> Attack {
    Attack(
      title: "slow preface (\(what))", limit: "preface_timeout", growthMax: 8, attackerCount: 1,
      options: ["--preface-timeout", "200ms"]
    ) { service in
      let peers = try await HostilePeer.connect(50, to: service.address)
      for peer in peers { await peer.send(bytes) }
      try await HostilePeer.wait(peers, toClose: peers.count)
      #expect(try await peers[0].goAway().code == HTTP2ErrorCode.settingsTimeout.rawValue)
    }
  }

  /// A frame or header block that does not end.
  private static func slowFrame(_ what: String, _ bytes: [UInt8]) -> Attack {
    Attack(
      title: "slow frame (\(what))", limit: "frame_timeout", growthMax: 8,
      options: ["--frame-timeout", "200ms"]
    ) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      await peer.send(open(1) + bytes)
      #expect(try await peer.goAway().text == "a frame was not completed in time")
    }
  }

  /// A client that opens its windows wide, asks for a stream without end and takes nothing: the socket
  /// fills, then 256 KiB for the connection and 64 KiB for each stream, and the handlers are suspended.
  private static func stalled(
    _ address: String, streamCount: Int = 1
  ) async throws -> HostilePeer {
    let peer = try await HostilePeer.connect(to: address, settings: [(4, windowMax)])
    await peer.stopReading()
    await peer.send(
      FrameBytes.windowUpdate(0, windowMax - 65535)
        + streams(streamCount) {
          open($0, "Flood") + FrameBytes.data($0, FrameBytes.message([]), endStream: true)
        })
    return peer
  }

  /// Asks for streams without end with so small a window.
  private static func floods(_ address: String, window: UInt32) async throws -> HostilePeer {
    let peer = try await HostilePeer.connect(to: address, settings: [(4, window)])
    await peer.send(
      streams(100) {
        open($0, "Flood") + FrameBytes.data($0, FrameBytes.message([]), endStream: true)
      })
    // The headers of the last one: all handlers run.
    _ = try await peer.first(.headers, stream: 199)
    return peer
  }

  static let slow: [Attack] = [
    slowPreface("nothing", []),
    slowPreface("half of it", Array(FrameBytes.preface.prefix(10))),
    slowPreface("no frame after it", FrameBytes.preface + [0, 0]),
    // Half of the connections say nothing, which TLS leaves them ten seconds for; the others lie.
    Attack(
      title: "broken TLS handshake", limit: "handshakes", growthMax: 16, attackerCount: 1,
      isSecure: true
    ) { service in
      let peers = try await HostilePeer.connect(100, to: service.address)
      let hello: [UInt8] = [0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]
      for peer in peers[..<50] { await peer.send(hello) }
      try await HostilePeer.wait(peers, toClose: 50)
      for peer in peers { await peer.close() }
    },
    slowFrame("its head", [0, 0, 4]),
    slowFrame("its payload", Array(FrameBytes.data(1, Array(repeating: 0, count: 100)).dropLast())),
    slowFrame("its header block", FrameBytes.headers(3, call("Chat"), endHeaders: false)),
    Attack(
      title: "silent peer", limit: "keepalive_timeout", growthMax: 8,
      // Long enough for the honest client to answer, whatever else the machine does.
      options: ["--keepalive-interval", "100ms", "--keepalive-timeout", "1s"]
    ) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      _ = try await peer.first(.ping)
      try await peer.closed()
    },
    Attack(
      title: "stalled write", limit: "write_timeout", growthMax: 16, attackerCount: 1,
      options: ["--write-timeout", "400ms"]
    ) { service in
      let count = try await service.count(of: "write_timeout")
      let peer = try await stalled(service.address, streamCount: 50)
      try await service.wait(for: "write_timeout", above: count)
      await peer.close()
    },
    Attack(
      title: "frames to answer while nothing is read", limit: "queued_frames", growthMax: 16,
      attackerCount: 1
    ) { service in
      let count = try await service.count(of: "queued_frames")
      let peer = try await stalled(service.address)
      try await service.rest(of: "flood wrote")
      // Each opens a stream that must be reset; none of the resets can leave.
      for first in stride(from: UInt32(3), to: 2000, by: 200) {
        await peer.send(
          stride(from: first, to: first + 200, by: 2).flatMap {
            open($0) + FrameBytes.windowUpdate($0, windowMax)
          })
      }
      try await service.wait(for: "queued_frames", above: count)
      await peer.close()
    },
    Attack(title: "slow read (a window opened byte by byte)", limit: "idle_frames", growthMax: 48) {
      service in
      let peer = try await floods(service.address, window: 1)
      await peer.send((0..<40).flatMap { _ in streams(100) { FrameBytes.windowUpdate($0, 1) } })
      #expect(try await peer.goAway().text == "too many frames that carry nothing")
    },
    Attack(
      title: "slow read (a window that stays shut)", limit: nil, growthMax: 12, attackerCount: 1
    ) { service in
      let peer = try await floods(service.address, window: 0)
      await peer.send(FrameBytes.ping())
      _ = try await peer.first(.ping)
      #expect(peer.data(1).isEmpty)
      await peer.close()
    },
    Attack(
      title: "requests that no handler reads", limit: nil, growthMax: 32, attackerCount: 1
    ) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      _ = try await peer.first(.settings)
      await peer.send(FrameBytes.settings(ack: true))
      let block = [UInt8](repeating: 0, count: 1 << 14)
      // The whole of every window, which is 25 MiB.
      for id in stride(from: UInt32(1), to: 200, by: 2) {
        await peer.send(open(id, "Drip") + (0..<16).flatMap { _ in FrameBytes.data(id, block) })
      }
      await peer.send(FrameBytes.ping())
      _ = try await peer.first(.ping)
      #expect(!peer.frames.contains { $0.head.kind == .reset || $0.head.kind == .goAway })
      await peer.close()
    },
  ]
}
