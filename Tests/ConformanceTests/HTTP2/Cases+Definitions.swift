import HostilePeer
import Transport

/// Definitions of frames: RFC 9113 section 6 and 7.
extension ConformanceCase {
  private static let test = Array("test".utf8)
  private static let firstHalf = Array(Request.unary.prefix(20))
  private static let secondHalf = Array(Request.unary.dropFirst(20))

  static let definitions: [ConformanceCase] = [
    .init(
      "http2/6.1/1", "DATA on stream 0", FrameBytes.data(0, test, endStream: true),
      .connectionError(.protocolError)),
    .init(
      "http2/6.1/2", "DATA on a stream that has ended",
      [.send(Request.whole(1)), .ended(1), .send(FrameBytes.data(1, test, endStream: true))],
      .connectionError(.streamClosed)),
    .init(
      "http2/6.1/3", "DATA with more padding than payload",
      FrameBytes.headers(1, Request.unary) + FrameBytes.frame(0, flags: 0x9, stream: 1, [6] + test),
      .connectionError(.protocolError)),

    .init(
      "http2/6.2/1", "PRIORITY after HEADERS without END_HEADERS",
      FrameBytes.headers(1, firstHalf, endHeaders: false) + FrameBytes.priority(1),
      .connectionError(.protocolError)),
    .init(
      "http2/6.2/2", "HEADERS of another stream after HEADERS without END_HEADERS",
      FrameBytes.headers(1, firstHalf, endHeaders: false) + FrameBytes.headers(3, Request.unary),
      .connectionError(.protocolError)),
    .init(
      "http2/6.2/3", "HEADERS on stream 0", FrameBytes.headers(0, Request.unary, endStream: true),
      .connectionError(.protocolError)),
    .init(
      "http2/6.2/4", "HEADERS with more padding than payload",
      FrameBytes.frame(
        1, flags: 0xd, stream: 1, [UInt8(Request.unary.count + 1)] + Request.unary),
      .connectionError(.protocolError)),

    .init(
      "http2/6.3/1", "PRIORITY on stream 0", FrameBytes.priority(0),
      .connectionError(.protocolError)),
    .init(
      "http2/6.3/2", "PRIORITY of 4 bytes",
      Request.open(1) + FrameBytes.frame(2, stream: 1, [0, 0, 0, 1]),
      .connectionError(.frameSizeError)),

    .init(
      "http2/6.4/1", "RST_STREAM on stream 0", FrameBytes.reset(0),
      .connectionError(.protocolError)),
    .init(
      "http2/6.4/2", "RST_STREAM on an idle stream", FrameBytes.reset(1),
      .connectionError(.protocolError)),
    .init(
      "http2/6.4/3", "RST_STREAM of 3 bytes",
      Request.open(1) + FrameBytes.frame(3, stream: 1, [0, 0, 0]),
      .connectionError(.frameSizeError)),

    .init(
      "http2/6.7/1", "PING", FrameBytes.ping([1, 1, 2, 3, 5, 8, 13, 21]),
      .pong([1, 1, 2, 3, 5, 8, 13, 21])),
    .init(
      "http2/6.7/2", "PING ACK, then PING: only the second is answered",
      FrameBytes.ping(ack: true, [1, 1, 1, 1, 1, 1, 1, 1])
        + FrameBytes.ping([2, 2, 2, 2, 2, 2, 2, 2]),
      .pong([2, 2, 2, 2, 2, 2, 2, 2])),
    .init(
      "http2/6.7/3", "PING on a stream", FrameBytes.frame(6, stream: 1, [1, 2, 3, 4, 5, 6, 7, 8]),
      .connectionError(.protocolError)),
    .init(
      "http2/6.7/4", "PING of 6 bytes", FrameBytes.frame(6, [1, 2, 3, 4, 5, 6]),
      .connectionError(.frameSizeError)),

    .init(
      "http2/6.8/1", "GOAWAY on a stream",
      FrameBytes.frame(7, stream: 1, Array(repeating: 0, count: 8)),
      .connectionError(.protocolError)),

    .init(
      "http2/6.10/1", "HEADERS and several CONTINUATIONs",
      FrameBytes.headers(1, firstHalf, endHeaders: false)
        + FrameBytes.continuation(1, Array(secondHalf.prefix(30)))
        + FrameBytes.continuation(1, Array(secondHalf.dropFirst(30)), endHeaders: true)
        + FrameBytes.data(1, Request.note(8), endStream: true),
      .response(1)),
    .init(
      "http2/6.10/2", "DATA inside a header block",
      FrameBytes.headers(1, firstHalf, endHeaders: false) + FrameBytes.continuation(1)
        + FrameBytes.data(1, test, endStream: true),
      .connectionError(.protocolError)),
    .init(
      "http2/6.10/3", "CONTINUATION on stream 0",
      FrameBytes.headers(1, firstHalf, endHeaders: false)
        + FrameBytes.continuation(0, secondHalf, endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "http2/6.10/4", "CONTINUATION after HEADERS with END_HEADERS",
      Request.open(1)
        + FrameBytes.continuation(1, FrameBytes.field("x-late", "1"), endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "http2/6.10/5", "CONTINUATION after a CONTINUATION with END_HEADERS",
      FrameBytes.headers(1, firstHalf, endHeaders: false)
        + FrameBytes.continuation(1, secondHalf, endHeaders: true)
        + FrameBytes.continuation(1, FrameBytes.field("x-late", "1"), endHeaders: true),
      .connectionError(.protocolError)),
    .init(
      "http2/6.10/6", "CONTINUATION after DATA",
      Request.open(1) + FrameBytes.data(1, Request.note(8))
        + FrameBytes.continuation(1, FrameBytes.field("x-late", "1"), endHeaders: true),
      .connectionError(.protocolError)),

    .init(
      "http2/7/1", "GOAWAY with an unknown code", FrameBytes.goAway(0, code: 0xff),
      .farewell(0)),
    .init(
      "http2/7/2", "RST_STREAM with an unknown code",
      Request.open(1) + FrameBytes.reset(1, code: 0xff), .ignored),
  ]
}
