internal import Synchronization
package import Transport

/// A connection that sends whatever bytes it is told and keeps the frames that come back.
package final class HostilePeer: Sendable {
  /// A frame that was received.
  package struct Frame: Sendable {
    package let head: FrameHead
    package let payload: [UInt8]

    /// The error code of a RST_STREAM or GOAWAY.
    package var code: UInt32? {
      let offset = head.kind == .goAway ? 4 : 0
      guard head.kind == .reset || head.kind == .goAway, payload.count >= offset + 4 else {
        return nil
      }
      return payload[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The last stream that the sender of a GOAWAY looks at.
    package var lastStreamID: UInt32 { payload.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }

    /// The text of a GOAWAY.
    package var text: String { String(decoding: payload.dropFirst(8), as: UTF8.self) }
  }

  private struct State {
    var bytes: [UInt8] = []
    var frames: [Frame] = []
    var isClosed = false
  }

  private static let loops: EventLoopGroup = {
    do { return try EventLoopGroup(count: 1, name: "hostile") } catch { fatalError("\(error)") }
  }()

  private let stream: ByteStream
  private let state = Mutex(State())

  /// Connects; a peer that is `polite` at first sends the preface and SETTINGS.
  package static func connect(
    to address: String, polite: Bool = true, settings: [(UInt16, UInt32)] = []
  ) async throws -> HostilePeer {
    let stream = try await Connector.connect(
      address: try SocketAddress(parsing: address), loop: loops.next(), timeout: .seconds(60))
    let peer = HostilePeer(stream)
    await peer.onLoop { peer.attach() }
    if polite { await peer.send(FrameBytes.preface + FrameBytes.settings(settings)) }
    return peer
  }

  private init(_ stream: ByteStream) { self.stream = stream }

  private func attach() {
    stream.onBytes = { [self] bytes in
      state.withLock { state in
        state.bytes.append(contentsOf: bytes)
        Self.cut(&state)
      }
    }
    stream.onClosed = { [self] _ in state.withLock { $0.isClosed = true } }
    stream.resumeReading()
  }

  private static func cut(_ state: inout State) {
    while state.bytes.count >= 9 {
      var scanner = FrameScanner(prefaceByteCount: 0)
      let head = state.bytes.withUnsafeBytes { bytes in
        var rest = bytes
        return scanner.next(&rest)!
      }
      guard state.bytes.count >= 9 + head.payloadByteCount else { return }
      let payload = Array(state.bytes[9..<9 + head.payloadByteCount])
      state.bytes.removeFirst(9 + head.payloadByteCount)
      state.frames.append(Frame(head: head, payload: payload))
    }
  }

  private func onLoop(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
      stream.loop.execute {
        body()
        continuation.resume()
      }
    }
  }

  /// Sends as much as the socket takes at once; the rest follows.
  package func send(_ bytes: [UInt8]) async {
    await onLoop { [stream] in
      stream.write(bytes)
      stream.flush()
    }
  }

  /// From now on takes nothing from the socket.
  package func stopReading() async { await onLoop { [stream] in stream.pauseReading() } }

  package func close() async { await onLoop { [stream] in stream.close() } }

  package var frames: [Frame] { state.withLock { $0.frames } }
  package var isClosed: Bool { state.withLock { $0.isClosed } }

  /// The first frame of a kind (on a stream), once it has come.
  package func first(_ kind: FrameHead.Kind, stream: UInt32? = nil) async throws -> Frame {
    try await wait("a frame of type \(kind.rawValue)") {
      frames.first {
        $0.head.kind == kind && $0.head.streamID == stream ?? $0.head.streamID
      }
    }
  }

  /// Returns once the server has closed the connection.
  package func closed() async throws { try await wait("the close") { isClosed ? () : nil } }

  /// The GOAWAY, once the connection has closed after it.
  package func goAway() async throws -> Frame {
    try await closed()
    return try await first(.goAway)
  }

  private struct Missed: Error { let what: String }

  /// The limit only bounds a failure.
  private func wait<T>(_ what: String, _ value: () -> T?) async throws -> T {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if let value = value() { return value }
      try await Task.sleep(for: .milliseconds(2))
    }
    throw Missed(what: what)
  }
}
