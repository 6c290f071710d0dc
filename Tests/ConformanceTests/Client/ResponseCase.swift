import HostilePeer
import RPC
import RPCFixture
import Testing
import Transport

/// What a server answers, and the status that our client makes of it.
struct ResponseCase: Sendable, CustomTestStringConvertible {
  /// The largest response that the client of these cases accepts.
  static let byteCountMax = 1024

  let testDescription: String
  /// The frames of the answer on a stream.
  let frames: @Sendable (UInt32) -> [UInt8]
  /// Nil is OK.
  let code: RPCError.Code?
  /// The status message, or a part of it.
  var message = ""

  init(
    _ title: String, _ code: RPCError.Code?, _ message: String = "",
    _ frames: @escaping @Sendable (UInt32) -> [UInt8]
  ) {
    testDescription = title
    self.frames = frames
    self.code = code
    self.message = message
  }

  /// Headers that end the stream.
  init(
    _ title: String, _ code: RPCError.Code?, _ message: String = "", only block: [UInt8]
  ) {
    self.init(title, code, message) { FrameBytes.headers($0, block, endStream: true) }
  }

  /// Headers, messages and trailers; nil leaves something out.
  init(
    _ title: String, _ code: RPCError.Code?, _ message: String = "",
    headers: [UInt8] = Response.headers, data: [UInt8]? = Request.note(8),
    trailers: [UInt8] = Response.statusOK
  ) {
    self.init(title, code, message) { stream in
      FrameBytes.headers(stream, headers)
        + (data.map { FrameBytes.data(stream, $0) } ?? [])
        + FrameBytes.headers(stream, trailers, endStream: true)
    }
  }

  private static func status(_ value: String) -> [UInt8] { FrameBytes.field("grpc-status", value) }

  private static func message(_ value: String) -> [UInt8] {
    FrameBytes.field("grpc-message", value)
  }

  static let all = statuses + http + messages + resets + broken

  private static let statuses: [ResponseCase] = [
    .init("headers, message, trailers", nil),
    .init(
      "trailers only", .notFound, "gone", only: Response.headers + status("5") + message("gone")),
    .init(
      "trailers only with OK, where one message is due", .unimplemented,
      only: Response.headers + status("0")),
    .init("trailers without grpc-status", .unknown, trailers: FrameBytes.field("x-a", "b")),
    .init("trailers only without grpc-status", .unknown, only: Response.headers),
    .init("a grpc-status that is no number", .unknown, trailers: status("abc")),
    .init("an empty grpc-status", .unknown, trailers: status("")),
    .init("a negative grpc-status", .unknown, trailers: status("-1")),
    .init("a grpc-status that has no name", .init(rawValue: 99), trailers: status("99")),
    .init(
      "two grpc-status, of which the first counts", .notFound, trailers: status("5") + status("0")),
    .init(
      "grpc-message in percent-encoding", .aborted, "wörter % und\nZeilen",
      trailers: status("10") + message("w%C3%B6rter %25 und%0aZeilen")),
    .init(
      "grpc-message with escapes that are none", .aborted, "100% %zz %4 %",
      trailers: status("10") + message("100% %zz %4 %")),
    .init(
      "grpc-message that is no UTF-8", .aborted, "a\u{FFFD}b",
      trailers: status("10") + message("a%ffb")),
    .init(
      "an escape as the last character", .aborted, "aA", trailers: status("10") + message("a%41")),
    .init(
      "grpc-status-details-bin that is no base64", .aborted, "kept",
      trailers: status("10") + message("kept") + FrameBytes.field("grpc-status-details-bin", "*")),
  ]

  private static func http(_ status: Int, _ code: RPCError.Code) -> ResponseCase {
    .init(
      "HTTP \(status)", code, "HTTP status \(status)",
      only: FrameBytes.field(":status", "\(status)") + FrameBytes.field("content-type", "text/html")
    )
  }

  private static func type(_ value: String, _ code: RPCError.Code?) -> ResponseCase {
    .init(
      "content-type \(value)", code,
      headers: FrameBytes.field(":status", "200") + FrameBytes.field("content-type", value))
  }

  /// grpc/doc/http-grpc-status-mapping.md.
  private static let http: [ResponseCase] = [
    http(301, .unknown), http(400, .internalError), http(401, .unauthenticated),
    http(403, .permissionDenied), http(404, .unimplemented), http(418, .unknown),
    http(429, .unavailable), http(431, .internalError), http(500, .unknown),
    http(502, .unavailable), http(503, .unavailable), http(504, .unavailable),
    .init(
      "HTTP 503 with a body", .unavailable,
      headers: FrameBytes.field(":status", "503") + FrameBytes.field("content-type", "text/plain"),
      data: Array("upstream is down".utf8)),
    .init(
      "HTTP 500 with a grpc-status, which counts", .dataLoss,
      only: FrameBytes.field(":status", "500") + Response.type + status("15")),
    type("application/grpc+proto", nil), type("application/grpc;charset=utf-8", nil),
    type("application/grpcx", .unknown), type("text/html", .unknown),
    .init("no content-type", .unknown, headers: FrameBytes.field(":status", "200")),
    .init("no :status", .internalError, headers: Response.type),
    .init("informational headers first", nil) { stream in
      FrameBytes.headers(stream, FrameBytes.field(":status", "103"))
        + FrameBytes.headers(stream, FrameBytes.field(":status", "100")) + Response.whole(stream)
    },
  ]

  /// A message of so many bytes, three of them the tag and the length of its value.
  private static func message(byteCount: Int) -> [UInt8] { Request.note(byteCount - 3) }

  private static func encoded(_ name: String) -> [UInt8] {
    Response.headers + FrameBytes.field("grpc-encoding", name)
  }

  private static let messages: [ResponseCase] = [
    .init("an empty message", nil, data: FrameBytes.message([])),
    .init("a message of the greatest size", nil, data: message(byteCount: byteCountMax)),
    .init("a byte more", .resourceExhausted, data: message(byteCount: byteCountMax + 1)),
    .init(
      "a prefix that announces 4 GiB", .resourceExhausted, data: [0, 0xff, 0xff, 0xff, 0xff]),
    .init("no message", .unimplemented, data: nil),
    .init("two messages", .unimplemented, data: Request.note(1) + Request.note(2)),
    .init(
      "a message cut short, then OK", .internalError, data: Array(Request.note(8).dropLast())),
    .init("a prefix cut short, then OK", .internalError, data: [0, 0, 0]),
    .init("a flag that is neither 0 nor 1", .internalError, data: FrameBytes.message([1], flag: 2)),
    .init(
      "a compressed message without grpc-encoding", .internalError,
      data: FrameBytes.message([1], flag: 1)),
    .init(
      "a compressed message with grpc-encoding identity", .internalError,
      headers: encoded("identity"), data: FrameBytes.message([1], flag: 1)),
    .init("an unknown grpc-encoding", .internalError, "snappy", headers: encoded("snappy")),
    .init(
      "gzip that is none", .internalError, headers: encoded("gzip"),
      data: FrameBytes.message([1, 2, 3], flag: 1)),
    .init("grpc-encoding gzip and a message as it is", nil, headers: encoded("gzip")),
    .init(
      "a varint that does not end", .internalError,
      data: FrameBytes.message([0x12] + Array(repeating: 0xff, count: 11))),
    .init("text that is no UTF-8", .internalError, data: FrameBytes.message([0x0a, 1, 0xff])),
  ]

  /// PROTOCOL-HTTP2.md, "Errors", which leaves STREAM_CLOSED (5) out: no stream is open then that could have a
  /// status. A call that was refused (7) is sent again, which is tested with others of that kind.
  private static let resets: [ResponseCase] = [
    (0, .internalError), (1, .internalError), (2, .internalError), (3, .internalError),
    (4, .internalError), (6, .internalError), (8, .cancelled), (9, .internalError),
    (10, .internalError), (11, .resourceExhausted), (12, .permissionDenied), (0xff, .internalError),
  ].map { (code: UInt32, status: RPCError.Code) in
    .init("RST_STREAM \(HTTP2ErrorCode(rawValue: code))", status) {
      FrameBytes.reset($0, code: code)
    }
  }

  private static let broken: [ResponseCase] = [
    .init("END_STREAM on DATA", .internalError, "without a status") { stream in
      FrameBytes.headers(stream, Response.headers)
        + FrameBytes.data(stream, Request.note(8), endStream: true)
    },
    .init("trailers that do not end the stream", .internalError) { stream in
      FrameBytes.headers(stream, Response.headers) + FrameBytes.data(stream, Request.note(8))
        + FrameBytes.headers(stream, Response.statusOK)
    },
    // Not a stream error with libnghttp2: the connection ends.
    .init("DATA before HEADERS", .unavailable) { FrameBytes.data($0, Request.note(8)) },
    .init("a message after the end", nil) { stream in
      Response.whole(stream) + FrameBytes.data(stream, Request.note(8))
    },
    .init(
      "a connection-specific field", .internalError,
      headers: Response.headers + FrameBytes.field("connection", "close")),
    .init(
      "headers above 16 KiB", .resourceExhausted,
      headers: Response.headers + FrameBytes.field("x-a", String(repeating: "a", count: 16_280))),
    .init(
      "trailers above 16 KiB", .resourceExhausted,
      trailers: Response.statusOK + FrameBytes.field("x-a", String(repeating: "a", count: 16_320))),
  ]
}
