import HostilePeer
import Testing
import Transport

/// What a case does on a connection, and what must come of it.
extension ConformanceCase {
  func run(on peer: HostilePeer) async throws {
    for step in steps { try await take(step, peer) }
    try await check(outcome, peer)
  }

  private func take(_ step: Step, _ peer: HostilePeer) async throws {
    switch step {
    case .send(let bytes): await peer.send(bytes)
    case .acknowledged(let count): try await peer.acknowledged(count)
    case .ended(let stream): try await peer.ended(stream)
    case .data(let stream, let count):
      try await peer.wait("\(count) DATA") { peer.data(stream).count >= count ? () : nil }
    }
  }

  private func check(_ outcome: Outcome, _ peer: HostilePeer) async throws {
    switch outcome {
    case .connectionError(let code):
      #expect(try await peer.goAway().code == code.rawValue, "\(peer.frames)")
      return #expect(peer.frames.last?.head.kind == .goAway, "\(peer.frames)")
    case .farewell(let stream):
      if stream != 0 { try await checkResponse(peer, stream) }
      let farewell = try await peer.goAway()
      #expect(farewell.code == HTTP2ErrorCode.noError.rawValue, "\(peer.frames)")
      #expect(farewell.lastStreamID == stream)
      #expect(!peer.frames.contains { $0.head.kind == .reset }, "\(peer.frames)")
      return #expect(peer.frames.last?.head.kind == .goAway, "\(peer.frames)")
    case .tableSize(let byteCount, let stream):
      try await checkResponse(peer, stream)
      #expect(peer.blocks.first?.tableSizes == [byteCount])
      #expect(peer.blocks.dropFirst().flatMap { $0.tableSizes }.isEmpty)
    case .streamError(let stream, let code):
      #expect(try await peer.first(.reset, stream: stream).code == code.rawValue)
    case .response(let stream, let http, let status, let fields):
      try await checkResponse(peer, stream, http, status, fields)
    case .data(let stream, let byteCounts):
      try await peer.wait("\(byteCounts.count) DATA") {
        peer.data(stream).count >= byteCounts.count ? () : nil
      }
    case .settingsFirst:
      _ = try await peer.first(.settings)
      #expect(peer.frames.first?.head.kind == .settings)
      #expect(peer.frames.first?.isAcknowledgement == false)
    case .acknowledged(let count): try await peer.acknowledged(count)
    case .pong(let payload): #expect(try await peer.first(.ping).payload == payload)
    case .ignored: break
    }
    try await expectConnectionLives(peer, after: outcome)
  }

  private func checkResponse(
    _ peer: HostilePeer, _ stream: UInt32, _ http: Int = 200, _ status: Int? = 0,
    _ fields: [String: String] = [:]
  ) async throws {
    try await peer.ended(stream)
    let blocks = peer.blocks(stream)
    #expect(blocks.first?[":status"] == "\(http)", "\(peer.frames)")
    #expect(blocks.last?["grpc-status"] == status.map(String.init), "\(blocks)")
    for (name, value) in fields { #expect(blocks.first?[name] == value, "\(blocks)") }
  }

  /// Whatever comes in order before the answer to a last PING is all that comes.
  private func expectConnectionLives(
    _ peer: HostilePeer, after outcome: Outcome
  ) async throws {
    let payload: [UInt8] = [0x6c, 0x61, 0x73, 0x74, 0, 0, 0, 0]
    await peer.send(FrameBytes.ping(payload))
    _ = try await peer.wait("the answer to the last PING") {
      peer.frames.first { $0.head.kind == .ping && $0.payload == payload }
    }
    var unexpected = peer.frames.filter { $0.head.kind == .goAway || $0.head.kind == .reset }
    switch outcome {
    case .streamError(let stream, _):
      let count = unexpected.count
      unexpected.removeAll { $0.head.kind == .reset && $0.head.streamID == stream }
      #expect(unexpected.count == count - 1, "one RST_STREAM is enough")
    case .data(let stream, let byteCounts):
      #expect(peer.data(stream).map(\.count) == byteCounts)
    // A server that answers before the end of a request says that it needs no more of it.
    case .response(let stream, _, _, _):
      unexpected.removeAll {
        $0.head.streamID == stream && $0.code == HTTP2ErrorCode.noError.rawValue
      }
    default: break
    }
    #expect(unexpected.isEmpty, "\(peer.frames)")
  }
}
