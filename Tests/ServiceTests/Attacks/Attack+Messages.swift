import Compression
import HostilePeer
import Testing
import Transport

/// Messages that are not what they seem. Each call ends with a status, the connection goes on.
extension Attack {
  /// 100 calls with the same bytes, which must end with this status.
  private static func calls(
    _ title: String, _ limit: String, growthMax: Int = 8, status: Int, encoding: String? = nil,
    _ bytes: [UInt8]
  ) -> Attack {
    let block = call("Unary") + (encoding.map { FrameBytes.field("grpc-encoding", $0) } ?? [])
    return Attack(title: title, limit: limit, growthMax: growthMax, attackerCount: 2) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      await peer.send(FrameBytes.windowUpdate(0, 1 << 24))
      for id in stride(from: UInt32(1), to: 200, by: 2) {
        let starts = stride(from: 0, to: bytes.count, by: 1 << 14)
        await peer.send(
          FrameBytes.headers(id, block)
            + starts.flatMap { start in
              let end = min(start + 1 << 14, bytes.count)
              return FrameBytes.data(id, Array(bytes[start..<end]), endStream: end == bytes.count)
            })
        try await peer.ended(id)
        #expect(peer.blocks(id).last?["grpc-status"] == "\(status)", "call \(id)")
      }
      #expect(!peer.isClosed)
      await peer.close()
    }
  }

  /// 64 MiB of zeros, in 64 KiB.
  private static let bomb = FrameBytes.message(
    Gzip.compress(Array(repeating: 0, count: 64 << 20), level: 9), flag: 1)

  static let messages: [Attack] = [
    calls("gzip bomb", "request_size", growthMax: 16, status: 8, encoding: "gzip", bomb),
    calls("oversize message", "request_size", status: 8, [0, 0xff, 0xff, 0xff, 0xff, 1]),
    Attack(
      title: "messages announced and not sent", limit: nil, growthMax: 8, attackerCount: 2
    ) { service in
      let peer = try await HostilePeer.connect(to: service.address)
      // Four mebibytes each, which is allowed, and one byte of them. Memory that nobody has touched is
      // not resident, so what was set aside is looked at as well.
      let before = try service.memory.data()
      await peer.send(
        streams(100) { open($0, "Unary") + FrameBytes.data($0, [0, 0, 0x40, 0, 0, 1]) })
      await peer.send(FrameBytes.ping())
      _ = try await peer.first(.ping)
      #expect(!peer.frames.contains { $0.head.kind == .reset || $0.head.kind == .headers })
      #expect(try service.memory.data() - before < 64 << 20)
      await peer.close()
    },
    calls(
      "bad varint", "request_encoding", status: 13,
      FrameBytes.message([0x12] + Array(repeating: 0xff, count: 11))),
    calls("bad UTF-8", "request_encoding", status: 13, FrameBytes.message([0x0a, 2, 0xc3, 0x28])),
    calls(
      "truncated message", "request_encoding", status: 13,
      Array(FrameBytes.message([0x12, 1, 1]).dropLast())),
    calls(
      "corrupt gzip", "request_encoding", status: 13, encoding: "gzip",
      FrameBytes.message([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff], flag: 1)),
    calls("bad flag", "request_encoding", status: 13, FrameBytes.message([], flag: 7)),
    calls(
      "undeclared compression", "request_encoding", status: 13, FrameBytes.message([1], flag: 1)),
    // Either the connection ends with it, or it waits for the rest until its time is over.
    Attack(
      title: "truncated frame", limit: "truncated_frame", growthMax: 8,
      options: ["--frame-timeout", "200ms"]
    ) { service in
      let bytes =
        open(1) + FrameBytes.data(1, Array(repeating: 0, count: 1 << 14)).dropLast(9000)
      let count = try await service.count(of: "truncated_frame")
      for _ in 0..<20 {
        let peer = try await HostilePeer.connect(to: service.address)
        await peer.send(bytes)
        _ = try await peer.first(.settings)
        await peer.close()
      }
      try await service.wait(for: "truncated_frame", above: count + 19)
      let silent = try await HostilePeer.connect(to: service.address)
      await silent.send(bytes)
      #expect(try await silent.goAway().text == "a frame was not completed in time")
      // No handler is left of either.
      try await service.fixture.wait(
        for: "apus_rpc_server_in_flight{method=\"\(path("Chat"))\"}", 0)
    },
  ]
}
