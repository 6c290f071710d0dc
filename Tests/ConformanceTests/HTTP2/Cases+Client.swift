import HostilePeer
import Transport

/// What a server may and may not send to our client, which waits for the answer to its call on stream 1.
/// The numbers are those of the list's part for clients.
extension ConformanceCase {
  private static let test = Array("test".utf8)
  private static let headers = Response.headers
  private static let late = FrameBytes.field("x-late", "1")
  private static let zeros = [UInt8](repeating: 0, count: 8)

  private static func unfinished(_ block: [UInt8]) -> [UInt8] {
    FrameBytes.headers(1, block, endHeaders: false)
  }

  static let client = clientFrames + clientStreams + clientDefinitions + clientSettings

  private static let clientFrames: [ConformanceCase] = [
    .init("client/1/1", "the preface of a server", [], .acknowledged(1)),
    .init(
      "client/4.1/1", "a frame of unknown type", FrameBytes.frame(0xff, zeros), .ignored),
    .init(
      "client/4.1/2", "PING with flags that mean nothing", FrameBytes.frame(6, flags: 0xfe, zeros),
      .pong(zeros)),
    .init(
      "client/4.1/3", "PING with the reserved bit set",
      FrameBytes.frame(6, stream: 0x8000_0000, zeros), .pong(zeros)),
    .init(
      "client/4.2/1", "DATA of 2^14 bytes",
      FrameBytes.headers(1, headers)
        + FrameBytes.data(1, Request.large(byteCount: 1 << 14))
        + FrameBytes.headers(1, Response.statusOK, endStream: true),
      .ignored),
    .init(
      "client/4.2/2", "DATA of 2^14 + 1 bytes",
      FrameBytes.headers(1, headers) + FrameBytes.data(1, Request.large(byteCount: 1 << 14 + 1)),
      .connectionError(.frameSizeError)),
    .init(
      "client/4.2/3", "HEADERS of more than 2^14 bytes",
      FrameBytes.headers(
        1, headers + FrameBytes.field("x-large", String(repeating: "a", count: 1 << 14))),
      .connectionError(.frameSizeError)),
    .init(
      "client/4.3/1", "a header block that cannot be decoded",
      FrameBytes.headers(1, [0x00, 0x85, 0xf2, 0xb2]), .connectionError(.compressionError)),
    .init(
      "client/5.4.1/1", "PING of 6 bytes: the connection must close",
      FrameBytes.frame(6, [0, 0, 0, 0, 0, 0]), .connectionError(.frameSizeError)),
    .init(
      "client/5.4.1/2", "PING of 6 bytes: GOAWAY comes before that",
      FrameBytes.frame(6, [0, 0, 0, 0, 0, 0]), .connectionError(.frameSizeError)),
    .init(
      "client/5.5/1", "a frame of an unknown extension", FrameBytes.frame(0x16, test), .ignored),
  ]

  /// The answer, and then something more.
  private static func afterAnswer(
    _ id: String, _ sent: String, _ bytes: [UInt8], _ outcome: Outcome
  ) -> ConformanceCase {
    .init(id, sent, Response.whole(1) + bytes, outcome)
  }

  private static func afterReset(
    _ id: String, _ sent: String, _ bytes: [UInt8], _ outcome: Outcome
  ) -> ConformanceCase {
    .init(id, sent, FrameBytes.reset(1) + bytes, outcome)
  }

  private static let clientStreams: [ConformanceCase] = [
    .init(
      "client/5.1.1/1", "HEADERS on a stream that nobody opened",
      FrameBytes.headers(101, headers), .connectionError(.protocolError)),
    .init(
      "client/5.1/1", "DATA on an idle stream", FrameBytes.data(101, test),
      .connectionError(.protocolError)),
    .init(
      "client/5.1/2", "RST_STREAM on an idle stream", FrameBytes.reset(101),
      .connectionError(.protocolError)),
    .init(
      "client/5.1/3", "WINDOW_UPDATE on an idle stream", FrameBytes.windowUpdate(101, 100),
      .connectionError(.protocolError)),
    .init(
      "client/5.1/4", "CONTINUATION on an idle stream",
      FrameBytes.continuation(101, late, endHeaders: true), .connectionError(.protocolError)),
    afterReset("client/5.1/5", "DATA after RST_STREAM", FrameBytes.data(1, test), .ignored),
    afterReset(
      "client/5.1/6", "HEADERS after RST_STREAM", FrameBytes.headers(1, headers), .ignored),
    afterReset(
      "client/5.1/7", "CONTINUATION after RST_STREAM",
      FrameBytes.continuation(1, late, endHeaders: true), .connectionError(.protocolError)),
    afterAnswer("client/5.1/8", "DATA on a closed stream", FrameBytes.data(1, test), .ignored),
    afterAnswer(
      "client/5.1/9", "HEADERS on a closed stream", FrameBytes.headers(1, headers), .ignored),
    afterAnswer(
      "client/5.1/10", "CONTINUATION on a closed stream",
      FrameBytes.continuation(1, late, endHeaders: true), .connectionError(.protocolError)),
  ]

  private static let clientDefinitions: [ConformanceCase] = [
    .init(
      "client/6.1/1", "DATA on stream 0", FrameBytes.data(0, test), .connectionError(.protocolError)
    ),
    afterAnswer(
      "client/6.1/2", "DATA on a stream that has ended", FrameBytes.data(1, test), .ignored),
    .init(
      "client/6.1/3", "DATA with more padding than payload",
      FrameBytes.headers(1, headers) + FrameBytes.frame(0, flags: 0x8, stream: 1, [6] + test),
      .connectionError(.protocolError)),
    .init(
      "client/6.2/1", "PRIORITY after HEADERS without END_HEADERS",
      unfinished(headers) + FrameBytes.priority(1), .connectionError(.protocolError)),
    .init(
      "client/6.2/2", "HEADERS on stream 0", FrameBytes.headers(0, headers),
      .connectionError(.protocolError)),
    .init(
      "client/6.2/3", "HEADERS with more padding than payload",
      FrameBytes.frame(1, flags: 0xc, stream: 1, [UInt8(headers.count + 1)] + headers),
      .connectionError(.protocolError)),
    .init(
      "client/6.3/1", "PRIORITY on stream 0", FrameBytes.priority(0),
      .connectionError(.protocolError)),
    .init(
      "client/6.3/2", "PRIORITY of 4 bytes", FrameBytes.frame(2, stream: 1, [0, 0, 0, 1]),
      .connectionError(.frameSizeError)),
    .init(
      "client/6.4/1", "RST_STREAM on stream 0", FrameBytes.reset(0),
      .connectionError(.protocolError)),
    .init(
      "client/6.4/2", "RST_STREAM on an idle stream", FrameBytes.reset(101),
      .connectionError(.protocolError)),
    .init(
      "client/6.4/3", "RST_STREAM of 3 bytes", FrameBytes.frame(3, stream: 1, [0, 0, 0]),
      .connectionError(.frameSizeError)),
    .init(
      "client/6.7/1", "PING", FrameBytes.ping([1, 1, 2, 3, 5, 8, 13, 21]),
      .pong([1, 1, 2, 3, 5, 8, 13, 21])),
    .init(
      "client/6.7/2", "PING ACK, then PING: only the second is answered",
      FrameBytes.ping(ack: true, zeros) + FrameBytes.ping([2, 2, 2, 2, 2, 2, 2, 2]),
      .pong([2, 2, 2, 2, 2, 2, 2, 2])),
    .init(
      "client/6.7/3", "PING on a stream", FrameBytes.frame(6, stream: 1, zeros),
      .connectionError(.protocolError)),
    .init(
      "client/6.7/4", "PING of 6 bytes", FrameBytes.frame(6, [1, 2, 3, 4, 5, 6]),
      .connectionError(.frameSizeError)),
    .init(
      "client/6.8/1", "GOAWAY on a stream", FrameBytes.frame(7, stream: 1, zeros),
      .connectionError(.protocolError)),
    .init(
      "client/6.9/1", "WINDOW_UPDATE of 0 for the connection", FrameBytes.windowUpdate(0, 0),
      .connectionError(.protocolError)),
    .init(
      "client/6.9/2", "WINDOW_UPDATE of 0 for a stream", FrameBytes.windowUpdate(1, 0),
      .connectionError(.protocolError)),
    .init(
      "client/6.9/3", "WINDOW_UPDATE of 3 bytes", FrameBytes.frame(8, [0, 0, 1]),
      .connectionError(.frameSizeError)),
    // The script has opened both windows wide before.
    .init(
      "client/6.9.1/1", "WINDOW_UPDATE of the connection beyond 2^31 - 1",
      FrameBytes.windowUpdate(0, 0x7fff_ffff), .connectionError(.flowControlError)),
    .init(
      "client/6.9.1/2", "WINDOW_UPDATE of a stream beyond 2^31 - 1",
      FrameBytes.windowUpdate(1, 0x7fff_ffff), .streamError(1, .flowControlError)),
    .init(
      "client/6.10/1", "HEADERS and several CONTINUATIONs",
      unfinished(Array(headers.prefix(5)))
        + FrameBytes.continuation(1, Array(headers[5..<9]))
        + FrameBytes.continuation(1, Array(headers.dropFirst(9)), endHeaders: true)
        + FrameBytes.data(1, Request.note(8))
        + FrameBytes.headers(1, Response.statusOK, endStream: true),
      .ignored),
    .init(
      "client/6.10/2", "DATA inside a header block",
      unfinished(headers) + FrameBytes.continuation(1) + FrameBytes.data(1, test),
      .connectionError(.protocolError)),
    .init(
      "client/6.10/3", "CONTINUATION on stream 0",
      unfinished(headers) + FrameBytes.continuation(0, late, endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "client/6.10/4", "CONTINUATION after HEADERS with END_HEADERS",
      FrameBytes.headers(1, headers) + FrameBytes.continuation(1, late, endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "client/6.10/5", "CONTINUATION after a CONTINUATION with END_HEADERS",
      unfinished(headers) + FrameBytes.continuation(1, endHeaders: true)
        + FrameBytes.continuation(1, late, endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "client/6.10/6", "CONTINUATION after DATA",
      FrameBytes.headers(1, headers) + FrameBytes.data(1, Request.note(8))
        + FrameBytes.continuation(1, late, endHeaders: true),
      .connectionError(.protocolError)),
  ]

  private static let clientSettings: [ConformanceCase] = [
    .init(
      "client/6.5/1", "SETTINGS ACK with a payload",
      FrameBytes.frame(4, flags: 1, [0, 3, 0, 0, 0, 100]), .connectionError(.frameSizeError)),
    .init(
      "client/6.5/2", "SETTINGS on a stream", FrameBytes.frame(4, stream: 1, [0, 3, 0, 0, 0, 100]),
      .connectionError(.protocolError)),
    .init(
      "client/6.5/3", "SETTINGS of 3 bytes", FrameBytes.frame(4, [0, 3, 0]),
      .connectionError(.frameSizeError)),
    .init(
      "client/6.5.2/1", "SETTINGS_INITIAL_WINDOW_SIZE of 2^31",
      FrameBytes.settings([(4, 0x8000_0000)]), .connectionError(.flowControlError)),
    .init(
      "client/6.5.2/2", "SETTINGS_MAX_FRAME_SIZE below 2^14", FrameBytes.settings([(5, 16383)]),
      .connectionError(.protocolError)),
    .init(
      "client/6.5.2/3", "SETTINGS_MAX_FRAME_SIZE of 2^24", FrameBytes.settings([(5, 1 << 24)]),
      .connectionError(.protocolError)),
    .init(
      "client/6.5.2/4", "a setting that nobody knows", FrameBytes.settings([(0xff, 1)]), .ignored),
    .init("client/6.5.3/1", "SETTINGS", FrameBytes.settings([(3, 100)]), .acknowledged(2)),
    .init(
      "rfc9113-client/8.4/1", "PUSH_PROMISE, which the client has switched off",
      FrameBytes.frame(5, flags: 4, stream: 1, [0, 0, 0, 2] + FrameBytes.request("GET", "/")),
      .connectionError(.protocolError)),
    .init(
      "rfc9113-client/8.4/2", "SETTINGS_ENABLE_PUSH of 1, which no server may send",
      FrameBytes.settings([(2, 1)]), .connectionError(.protocolError)),
    .init(
      "rfc9113-client/8.2.1/1", "a value with a line feed",
      FrameBytes.headers(1, headers + FrameBytes.field("x-a", "a\nb: c")),
      .streamError(1, .protocolError)),
    .init(
      "rfc9113-client/5.2/1", "a byte more than the stream's window of 256 KiB, which nobody reads",
      FrameBytes.headers(1, headers)
        + (0..<16).flatMap { _ in FrameBytes.data(1, Array(repeating: 0, count: 1 << 14)) }
        + FrameBytes.data(1, [0]),
      .streamError(1, .flowControlError)),
  ]
}
