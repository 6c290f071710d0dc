import HostilePeer
import Testing

/// What a client asks for on stream 1, and what our server must answer.
struct RequestCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let frames: [UInt8]
  var http = 200
  let status: Int
  /// A part of the status message.
  var message = ""
  /// Values that the response's headers have, in this order.
  var fields: [String: [String]] = [:]
  /// The response's message; nil does not look.
  var reply: [UInt8]?
  /// The seconds that the caller has given, of which most are left when the response's message tells them.
  var secondsGiven: Int?

  init(
    _ title: String, _ status: Int, _ message: String = "", http: Int = 200,
    fields: [String: [String]] = [:], reply: [UInt8]? = nil, frames: [UInt8]
  ) {
    testDescription = title
    self.frames = frames
    self.http = http
    self.status = status
    self.message = message
    self.fields = fields
    self.reply = reply
  }

  /// A call of a method with further fields and these bytes in DATA frames, the last of which ends it.
  init(
    _ title: String, _ status: Int, _ message: String = "", http: Int = 200,
    _ method: String = "Unary", adding fields: [UInt8] = [], data: [UInt8] = Request.note(8),
    expecting expected: [String: [String]] = [:], reply: [UInt8]? = nil
  ) {
    self.init(
      title, status, message, http: http, fields: expected, reply: reply,
      frames: FrameBytes.headers(1, FrameBytes.call(Request.path(method)) + fields)
        + Self.dataFrames(data))
  }

  static func dataFrames(_ data: [UInt8]) -> [UInt8] {
    let starts = stride(from: 0, to: max(1, data.count), by: 1 << 14)
    return starts.flatMap { start in
      let end = min(start + 1 << 14, data.count)
      return FrameBytes.data(1, Array(data[start..<end]), endStream: end == data.count)
    }
  }

  static let all = heads + timeouts + lengths + encodings + halfCloses + metadata

  private static func field(_ name: String, _ value: String) -> [UInt8] {
    FrameBytes.field(name, value)
  }

  private static func head(
    _ title: String, _ status: Int, http: Int = 200, _ fields: [(String, String)]
  ) -> RequestCase {
    .init(
      title, status, http: http,
      frames: FrameBytes.headers(1, fields.flatMap { field($0.0, $0.1) })
        + FrameBytes.data(1, Request.note(8), endStream: true))
  }

  private static func call(
    method: String = "POST", path: String = Request.path("Unary"),
    type: String? = "application/grpc", te: String? = "trailers"
  ) -> [(String, String)] {
    [(":method", method), (":scheme", "http"), (":path", path), (":authority", "test")]
      + (type.map { [("content-type", $0)] } ?? []) + (te.map { [("te", $0)] } ?? [])
  }

  private static let heads: [RequestCase] = [
    head("a call", 0, call()),
    head("content-type application/grpc+proto", 0, call(type: "application/grpc+proto")),
    head("content-type with a parameter", 0, call(type: "application/grpc;charset=utf-8")),
    head("content-type of another protocol", 13, http: 415, call(type: "application/grpc-web")),
    head("content-type application/json", 13, http: 415, call(type: "application/json")),
    head("no content-type", 13, http: 415, call(type: nil)),
    head("GET", 13, http: 405, call(method: "GET")),
    head("PUT", 13, http: 405, call(method: "PUT")),
    // Proxies drop it, as they must with fields for one hop.
    head("no te", 0, call(te: nil)),
    head("an unknown method", 12, call(path: Request.path("Nothing"))),
    head("an unknown service", 12, call(path: "/no.Service/Unary")),
    head("a path in another case", 12, call(path: Request.path("unary"))),
    head("a path of one part", 12, call(path: "/Unary")),
    head("a path with a query", 12, call(path: Request.path("Unary?x=1"))),
  ]

  private static func timeout(_ value: String, seconds: Int) -> RequestCase {
    var request = RequestCase(
      "grpc-timeout \(value)", 0, "", "Deadline", adding: field("grpc-timeout", value),
      data: FrameBytes.message([]))
    request.secondsGiven = seconds
    return request
  }

  /// However short it is: the method never answers.
  private static func passed(_ value: String) -> RequestCase {
    .init("grpc-timeout \(value)", 4, "", "Hang", adding: field("grpc-timeout", value))
  }

  /// Eight digits at most and one of six units.
  private static let timeouts: [RequestCase] =
    [
      timeout("90000000u", seconds: 90), timeout("90000m", seconds: 90),
      timeout("90S", seconds: 90), timeout("2M", seconds: 120), timeout("1H", seconds: 3600),
      timeout("00000090S", seconds: 90), timeout("99999999H", seconds: 3_153_600_000),
      .init(
        "no grpc-timeout", 0, "", "Deadline", data: FrameBytes.message([]),
        reply: FrameBytes.message([])),
      passed("99999999n"), passed("1n"), passed("1u"), passed("1m"), passed("0n"), passed("0S"),
      passed("00000000H"),
    ]
    + ["", "5", "S", "1s", "1h", "100000000S", "-1S", "+1S", "1.5S", "1 S", "0x1S", "1SS"].map {
      .init(
        "grpc-timeout '\($0)'", 13, "grpc-timeout", adding: field("grpc-timeout", $0))
    }

  private static let lengths: [RequestCase] = [
    .init("an empty message", 0, data: FrameBytes.message([]), reply: FrameBytes.message([])),
    .init(
      "a message of the greatest size", 0,
      data: Request.note(ConformanceServer.byteCountMax - 4)),
    .init("a byte more", 8, "65537", data: Request.note(ConformanceServer.byteCountMax - 3)),
    .init(
      "a prefix that announces 4 GiB", 8, "4294967295", data: [0, 0xff, 0xff, 0xff, 0xff, 1, 2]),
    .init("a prefix cut short", 13, "inside a message", data: [0, 0, 0]),
    .init(
      "a message cut short", 13, "inside a message", data: Array(Request.note(8).dropLast())),
    .init("no message where one is due", 12, "none came", data: []),
    .init("two messages where one is due", 12, "second", data: Request.note(1) + Request.note(2)),
    .init(
      "a varint that does not end", 13,
      data: FrameBytes.message([0x12] + Array(repeating: 0xff, count: 11))),
    .init(
      "a length beyond the message", 13, data: FrameBytes.message([0x12, 0x7f, 1])),
    .init("text that is no UTF-8", 13, data: FrameBytes.message([0x0a, 1, 0xff])),
  ]

  private static func encoding(_ name: String) -> [UInt8] { field("grpc-encoding", name) }

  /// `Request.note(8)` as gzip stores it: a deflate block without compression.
  private static let gzipped: [UInt8] = [
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1, 10, 0, 0xf5, 0xff, 0x12, 8, 1, 1, 1, 1, 1, 1, 1, 1,
    0x01, 0x66, 0x8a, 0x30, 0x0a, 0x00, 0x00, 0x00,
  ]

  private static let encodings: [RequestCase] = [
    .init(
      "gzip", 0, adding: encoding("gzip"), data: FrameBytes.message(gzipped, flag: 1),
      reply: Request.note(8)),
    .init("grpc-encoding gzip and a message as it is", 0, adding: encoding("gzip")),
    .init("grpc-encoding identity", 0, adding: encoding("identity")),
    .init(
      "an unknown grpc-encoding", 12, "snappy", adding: encoding("snappy"),
      expecting: ["grpc-accept-encoding": ["identity,gzip"]]),
    .init(
      "a compressed message without grpc-encoding", 13, "grpc-encoding",
      data: FrameBytes.message(gzipped, flag: 1)),
    .init(
      "a compressed message with grpc-encoding identity", 13, adding: encoding("identity"),
      data: FrameBytes.message(gzipped, flag: 1)),
    .init("a flag that is neither 0 nor 1", 13, "flag", data: FrameBytes.message([], flag: 2)),
    .init(
      "gzip that is none", 13, adding: encoding("gzip"), data: FrameBytes.message([1, 2], flag: 1)),
    .init(
      "gzip cut short", 13, adding: encoding("gzip"),
      data: FrameBytes.message(Array(gzipped.dropLast(9)), flag: 1)),
    .init(
      "gzip with a wrong checksum", 13, adding: encoding("gzip"),
      data: FrameBytes.message(gzipped.dropLast(8) + [0, 0, 0, 0, 10, 0, 0, 0], flag: 1)),
    .init(
      "grpc-accept-encoding without gzip: the answer is not compressed", 0,
      adding: encoding("gzip") + field("grpc-accept-encoding", "identity,br"),
      data: Request.note(1000), reply: Request.note(1000)),
  ]

  private static let collect = FrameBytes.headers(1, FrameBytes.call(Request.path("Collect")))

  private static let halfCloses: [RequestCase] = [
    .init(
      "an empty DATA ends the stream", 0,
      frames: collect + FrameBytes.data(1, Request.note(8)) + FrameBytes.data(1, endStream: true)),
    .init(
      "trailers end the stream", 0,
      frames: collect + FrameBytes.data(1, Request.note(8))
        + FrameBytes.headers(1, field("x-after", "1"), endStream: true)),
    .init(
      "HEADERS end a stream of messages", 0,
      frames: FrameBytes.headers(1, FrameBytes.call(Request.path("Collect")), endStream: true)),
    .init(
      "a stream of messages that ends inside one", 13, "inside a message",
      frames: collect + FrameBytes.data(1, Request.note(8) + [0, 0], endStream: true)),
    .init(
      "messages cut across frames", 0,
      frames: collect
        + (Request.note(3) + Request.note(0) + Request.note(200)).flatMap {
          FrameBytes.data(1, [$0])
        } + FrameBytes.data(1, endStream: true)),
  ]

  /// What the method that echoes metadata got.
  private static func seen(
    _ title: String, _ fields: [UInt8], _ expected: [String: [String]]
  ) -> RequestCase {
    .init(title, 0, "", "Metadata", adding: fields, expecting: expected)
  }

  private static let metadata: [RequestCase] = [
    seen(
      "a name twice", field("x-a", "1") + field("x-b", "2") + field("x-a", "3"),
      ["seen-x-a": ["1", "3"], "seen-x-b": ["2"]]),
    seen("an empty value", field("x-a", ""), ["seen-x-a": [""]]),
    seen(
      "bytes with padding, without, and two in a field",
      field("x-a-bin", "AAE=") + field("x-a-bin", "AAE") + field("x-a-bin", "AAE,Ag"),
      ["seen-x-a-bin": ["AAE", "AAE", "AAE", "Ag"]]),
    seen(
      "a value that is no ASCII but a field value of HTTP", field("x-a", "Zürich"),
      ["seen-x-a": ["Z??rich"]]),
    seen(
      "names that gRPC keeps to itself",
      field("grpc-future", "1") + field("grpc-message", "1") + field("grpc-status", "1"),
      ["seen-grpc-future": [], "seen-grpc-message": [], "seen-grpc-status": []]),
    seen(
      "300 fields", (0..<300).flatMap { field("x-\($0)", "\($0)") }, ["seen-x-299": ["299"]]),
    .init(
      "metadata above 16 KiB", 8, "16384 bytes", http: 431,
      adding: field("x-a", String(repeating: "a", count: 16_200))),
    seen(
      "metadata of 8 KiB", field("x-a", String(repeating: "a", count: 8000)),
      ["seen-x-a": [String(repeating: "a", count: 8000)]]),
  ]
}
