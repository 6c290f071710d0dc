package import Transport
internal import Synchronization

/// A connection that sends whatever bytes it is told and keeps the frames that come back. Either end
/// of one: it connects, or a `HostileServer` accepts it.
package final class HostilePeer: Sendable {
  private struct State {
    var preface: Int
    var bytes: [UInt8] = []
    var frames: [ReceivedFrame] = []
    var blocks: [HeaderBlock] = []
    var partial = HeaderBlock()
    var decoder = HPACKDecoder()
    var isClosed = false
  }

  static let loops: EventLoopGroup = {
    do { return try EventLoopGroup(count: 1, name: "hostile") } catch { fatalError("\(error)") }
  }()

  private let stream: ByteStream
  private let state: Mutex<State>

  /// Connects; a peer that is `polite` at first sends the preface and SETTINGS.
  package static func connect(
    to address: String, polite: Bool = true, settings: [(UInt16, UInt32)] = []
  ) async throws -> HostilePeer {
    let stream = try await Connector.connect(
      address: try SocketAddress(parsing: address), loop: loops.next(), timeout: .seconds(60))
    let peer = HostilePeer(stream, prefaceByteCount: 0)
    await peer.onLoop { peer.attach() }
    if polite { await peer.send(FrameBytes.preface + FrameBytes.settings(settings)) }
    return peer
  }

  /// `prefaceByteCount`: what the other side sends before its first frame.
  init(_ stream: ByteStream, prefaceByteCount: Int) {
    self.stream = stream
    state = Mutex(State(preface: prefaceByteCount))
  }

  /// To be called on the stream's loop.
  func attach() {
    stream.onBytes = { [self] bytes in
      state.withLock { state in
        let skipped = min(state.preface, bytes.count)
        state.preface -= skipped
        state.bytes.append(contentsOf: bytes.dropFirst(skipped))
        Self.cut(&state)
      }
    }
    stream.onClosed = { [self] _ in state.withLock { $0.isClosed = true } }
    stream.resumeReading()
  }

  private static func cut(_ state: inout State) {
    var used = 0
    while state.bytes.count >= used + 9 {
      var scanner = FrameScanner(prefaceByteCount: 0)
      let head = state.bytes.withUnsafeBytes { bytes in
        var rest = UnsafeRawBufferPointer(rebasing: bytes[used...])
        return scanner.next(&rest)!
      }
      let end = used + 9 + head.payloadByteCount
      guard state.bytes.count >= end else { break }
      let frame = ReceivedFrame(head: head, payload: Array(state.bytes[used + 9..<end]))
      used = end
      state.frames.append(frame)
      if state.partial.received(frame, &state.decoder) {
        state.blocks.append(state.partial)
        state.partial = HeaderBlock()
      }
    }
    state.bytes.removeFirst(used)
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

  package var frames: [ReceivedFrame] { state.withLock { $0.frames } }
  package var isClosed: Bool { state.withLock { $0.isClosed } }

  /// The header blocks of a stream so far: the headers first, then trailers.
  package func blocks(_ stream: UInt32) -> [HeaderBlock] {
    state.withLock { $0.blocks.filter { $0.streamID == stream } }
  }

  /// All header blocks so far.
  package var blocks: [HeaderBlock] { state.withLock { $0.blocks } }

  /// What came on a stream in DATA frames so far.
  package func data(_ stream: UInt32) -> [[UInt8]] {
    frames.filter { $0.head.kind == .data && $0.head.streamID == stream }.map(\.payload)
  }

  /// The first frame of a kind (on a stream), once it has come.
  package func first(_ kind: FrameHead.Kind, stream: UInt32? = nil) async throws -> ReceivedFrame {
    try await wait("a frame of type \(kind.rawValue)") {
      frames.first {
        $0.head.kind == kind && $0.head.streamID == stream ?? $0.head.streamID
      }
    }
  }

  /// Returns once the other side has ended a stream, or reset it.
  package func ended(_ stream: UInt32) async throws {
    try await wait("the end of stream \(stream)") {
      frames.contains { $0.head.streamID == stream && $0.endsStream } ? () : nil
    }
  }

  /// Returns once the other side has acknowledged so many SETTINGS.
  package func acknowledged(_ count: Int) async throws {
    try await wait("\(count) SETTINGS ACK") {
      frames.count { $0.head.kind == .settings && $0.isAcknowledgement } >= count ? () : nil
    }
  }

  /// Returns once the other side has closed the connection.
  package func closed() async throws { try await wait("the close") { isClosed ? () : nil } }

  /// The GOAWAY, once the connection has closed after it.
  package func goAway() async throws -> ReceivedFrame {
    try await closed()
    return try await first(.goAway)
  }

  /// What was waited for did not come.
  package struct Missed: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
  }

  /// The value, once it is there. The limit only bounds a failure.
  package func wait<T>(
    _ what: String, survivesClose: Bool = false, _ value: () -> T?
  ) async throws -> T {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if let value = value() { return value }
      // Nothing comes any more.
      if isClosed, !survivesClose { break }
      try await Task.sleep(for: .milliseconds(2))
    }
    if let value = value() { return value }
    let end = isClosed ? "; the connection was closed" : ""
    throw Missed(description: "\(what) did not come; what came: \(frames)\(end)")
  }
}
