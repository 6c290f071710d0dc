import HostilePeer
import Transport

/// Frames and streams: RFC 9113 sections 3 to 5. The list counts by the sections of RFC 7540.
extension ConformanceCase {
  private static let test = Array("test".utf8)
  /// A literal whose Huffman string is longer than the block.
  private static let brokenBlock: [UInt8] = [0x00, 0x85, 0xf2, 0xb2]

  /// HEADERS that leave their block open.
  private static func unfinished(_ stream: UInt32) -> [UInt8] {
    FrameBytes.headers(stream, Request.unary, endHeaders: false)
  }

  static let frames: [ConformanceCase] = [
    .init("http2/3.5/1", "the preface", [], .settingsFirst),
    .init(
      "http2/3.5/2", "another preface", isPolite: false,
      [.send(Array("GET / HTTP/1.1\r\nHost: test\r\n\r\n".utf8))], .connectionError(.protocolError)),

    .init(
      "http2/4.1/1", "a frame of unknown type", FrameBytes.frame(0xff, stream: 0, [0, 1, 2]),
      .ignored),
    .init(
      "http2/4.1/2", "PING with flags that mean nothing",
      FrameBytes.frame(6, flags: 0xfe, [1, 2, 3, 4, 5, 6, 7, 8]), .pong([1, 2, 3, 4, 5, 6, 7, 8])),
    .init(
      "http2/4.1/3", "PING with the reserved bit set",
      FrameBytes.frame(6, stream: 0x8000_0000, [1, 2, 3, 4, 5, 6, 7, 8]),
      .pong([1, 2, 3, 4, 5, 6, 7, 8])),

    .init(
      "http2/4.2/1", "DATA of 2^14 bytes",
      FrameBytes.headers(1, Request.unary)
        + FrameBytes.data(1, Request.large(byteCount: 1 << 14), endStream: true),
      .response(1)),
    .init(
      "http2/4.2/2", "DATA of 2^14 + 1 bytes",
      FrameBytes.headers(1, Request.unary)
        + FrameBytes.data(1, Request.large(byteCount: 1 << 14 + 1), endStream: true),
      .connectionError(.frameSizeError)),
    .init(
      "http2/4.2/3", "HEADERS of more than 2^14 bytes",
      FrameBytes.headers(
        1, Request.unary + FrameBytes.field("x-large", String(repeating: "a", count: 1 << 14))),
      .connectionError(.frameSizeError)),

    .init(
      "http2/4.3/1", "a header block that cannot be decoded", FrameBytes.headers(1, brokenBlock),
      .connectionError(.compressionError)),
    .init(
      "http2/4.3/2", "PRIORITY inside a header block",
      unfinished(1) + FrameBytes.priority(1) + FrameBytes.continuation(1, endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "http2/4.3/3", "HEADERS of another stream inside a header block",
      unfinished(1) + FrameBytes.headers(3, Request.unary), .connectionError(.protocolError)),
  ]

  static let streams: [ConformanceCase] = [
    .init(
      "http2/5.1/1", "DATA on an idle stream", FrameBytes.data(1, test, endStream: true),
      .connectionError(.protocolError)),
    .init(
      "http2/5.1/2", "RST_STREAM on an idle stream", FrameBytes.reset(1),
      .connectionError(.protocolError)),
    .init(
      "http2/5.1/3", "WINDOW_UPDATE on an idle stream", FrameBytes.windowUpdate(1, 100),
      .connectionError(.protocolError)),
    .init(
      "http2/5.1/4", "CONTINUATION on an idle stream",
      FrameBytes.continuation(1, Request.unary, endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "http2/5.1/5", "DATA on a half-closed (remote) stream",
      Request.hanging(1) + FrameBytes.data(1, test, endStream: true),
      .connectionError(.streamClosed)),
    .init(
      "http2/5.1/6", "HEADERS on a half-closed (remote) stream",
      Request.hanging(1) + FrameBytes.headers(1, Request.unary, endStream: true),
      .connectionError(.streamClosed)),
    .init(
      "http2/5.1/7", "CONTINUATION on a half-closed (remote) stream",
      Request.hanging(1) + FrameBytes.continuation(1, Request.unary, endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "http2/5.1/8", "DATA after RST_STREAM",
      Request.open(1) + FrameBytes.reset(1) + FrameBytes.data(1, test, endStream: true),
      .connectionError(.streamClosed)),
    .init(
      "http2/5.1/9", "HEADERS after RST_STREAM",
      Request.open(1) + FrameBytes.reset(1)
        + FrameBytes.headers(1, Request.unary, endStream: true),
      .connectionError(.streamClosed)),
    .init(
      "http2/5.1/10", "CONTINUATION after RST_STREAM",
      Request.open(1) + FrameBytes.reset(1)
        + FrameBytes.continuation(1, FrameBytes.field("x-late", "1"), endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "http2/5.1/11", "DATA on a closed stream",
      [.send(Request.whole(1)), .ended(1), .send(FrameBytes.data(1, test, endStream: true))],
      .connectionError(.streamClosed)),
    .init(
      "http2/5.1/12", "HEADERS on a closed stream",
      [
        .send(Request.whole(1)), .ended(1),
        .send(FrameBytes.headers(1, Request.unary, endStream: true)),
      ], .connectionError(.streamClosed)),
    .init(
      "http2/5.1/13", "CONTINUATION on a closed stream",
      [
        .send(Request.whole(1)), .ended(1),
        .send(FrameBytes.continuation(1, FrameBytes.field("x-late", "1"), endHeaders: true)),
      ], .connectionError(.protocolError)),

    .init(
      "http2/5.1.1/1", "a stream with an even number", Request.whole(2),
      .connectionError(.protocolError)),
    .init(
      "http2/5.1.1/2", "a stream with a smaller number than the last",
      Request.whole(5) + Request.whole(3), .connectionError(.protocolError)),
    .init(
      "http2/5.1.2/1", "one stream more than the acknowledged limit of 100",
      FrameBytes.settings(ack: true)
        + (0...100).flatMap { Request.open(UInt32($0) * 2 + 1) },
      .connectionError(.protocolError)),

    .init(
      "http2/5.3.1/1", "HEADERS that depend on their own stream",
      FrameBytes.frame(
        1, flags: 0x25, stream: 1, FrameBytes.dependency(on: 1) + Request.unary),
      .connectionError(.protocolError)),
    .init(
      "http2/5.3.1/2", "PRIORITY that depends on its own stream",
      FrameBytes.priority(2, on: 2), .connectionError(.protocolError)),

    .init(
      "http2/5.4.1/1", "PING of 6 bytes: the connection must close",
      FrameBytes.frame(6, [0, 0, 0, 0, 0, 0]), .connectionError(.frameSizeError)),
    .init(
      "http2/5.4.1/2", "PING of 6 bytes: GOAWAY comes before that",
      FrameBytes.frame(6, [0, 0, 0, 0, 0, 0]), .connectionError(.frameSizeError)),
    .init(
      "http2/5.5/1", "a frame of an unknown extension", FrameBytes.frame(0x16, stream: 0, test),
      .ignored),
    .init(
      "http2/5.5/2", "a frame of an unknown extension inside a header block",
      unfinished(1) + FrameBytes.frame(0x16, stream: 0, test), .connectionError(.protocolError)),
  ]
}
