import HostilePeer
import RPC
import Transport

/// Runs `script`, which plays the server of one channel, while `body` calls.
///
/// A script that fails fails the test; whatever waits in it is dropped when `body` is done.
func withScriptedServer<Result: Sendable>(
  configuration: ChannelConfiguration = ChannelConfiguration(),
  _ script: @escaping @Sendable (HostileServer) async throws -> Void,
  _ body: (Channel) async throws -> Result
) async throws -> Result {
  let server = try HostileServer()
  let channel = Channel(target: server.address, configuration: configuration)
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await script(server) }
    let result: Swift.Result<Result, any Error>
    do {
      result = .success(try await body(channel))
    } catch {
      result = .failure(error)
    }
    await channel.shutdown()
    try await group.waitForAll()
    return try result.get()
  }
}

/// What a scripted server answers with.
enum Response {
  static let headers = FrameBytes.field(":status", "200") + type
  static let type = FrameBytes.field("content-type", "application/grpc")
  static let statusOK = FrameBytes.field("grpc-status", "0")

  /// A whole answer with one message.
  static func whole(_ stream: UInt32, _ message: [UInt8] = Request.note(8)) -> [UInt8] {
    FrameBytes.headers(stream, headers) + FrameBytes.data(stream, message)
      + FrameBytes.headers(stream, statusOK, endStream: true)
  }
}

/// The side of a server.
extension HostilePeer {
  private static let windowMax: UInt32 = 0x7fff_ffff

  /// Sends SETTINGS and opens the windows wide.
  func greet(_ settings: [(UInt16, UInt32)] = []) async {
    await send(
      FrameBytes.settings([(4, Self.windowMax)] + settings) + FrameBytes.settings(ack: true)
        + FrameBytes.windowUpdate(0, Self.windowMax - 65535))
  }

  /// The headers of the request of this number, counted from 0, once they have come.
  func request(_ index: Int = 0) async throws -> HeaderBlock {
    try await wait("request \(index)") {
      let requests = blocks
      return requests.indices.contains(index) ? requests[index] : nil
    }
  }

  /// Returns the stream of a request once the client has ended its side.
  func wholeRequest(_ index: Int = 0) async throws -> UInt32 {
    let stream = try await request(index).streamID
    try await ended(stream)
    return stream
  }

  /// Sends DATA frames as far as the client's windows let it, and the rest as they open.
  func send(
    data frames: [(payload: [UInt8], paddingByteCount: Int?)], on stream: UInt32
  ) async throws {
    var sentByteCount = 0
    var rest = frames[...]
    while !rest.isEmpty {
      let window = windowByteCount(stream)
      var bytes: [UInt8] = []
      while let (payload, padding) = rest.first {
        let byteCount = payload.count + (padding.map { $0 + 1 } ?? 0)
        guard sentByteCount + byteCount <= window else { break }
        sentByteCount += byteCount
        rest.removeFirst()
        let frame = padding.map { [UInt8($0)] + payload + Array(repeating: 0, count: $0) }
        bytes += FrameBytes.frame(
          0, flags: padding == nil ? 0 : 0x8, stream: stream, frame ?? payload)
      }
      if bytes.isEmpty {
        try await wait("a WINDOW_UPDATE") { windowByteCount(stream) > window ? () : nil }
      } else {
        await send(bytes)
      }
    }
  }

  /// How much the client has allowed on a stream since it opened.
  private func windowByteCount(_ stream: UInt32) -> Int {
    let frames = frames
    let initial = frames.first { $0.head.kind == .settings }?.settings[4] ?? 65535
    let allowed = { (id: UInt32, initial: Int) in
      frames.filter { $0.head.kind == .windowUpdate && $0.head.streamID == id }
        .reduce(initial) { $0 + $1.increment }
    }
    return min(allowed(stream, Int(initial)), allowed(0, 65535))
  }
}
