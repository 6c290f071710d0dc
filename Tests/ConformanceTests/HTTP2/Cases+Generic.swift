import HostilePeer

/// What any server must take.
extension ConformanceCase {
  private static let test = Array("test".utf8)

  static let generic: [ConformanceCase] = [
    .init("generic/1/1", "the preface and SETTINGS", [], .settingsFirst),

    .init("generic/2/1", "PRIORITY on an idle stream", FrameBytes.priority(1), .ignored),
    .init(
      "generic/2/2", "WINDOW_UPDATE on a half-closed (remote) stream",
      Request.whole(1) + FrameBytes.windowUpdate(1, 1), .response(1)),
    .init(
      "generic/2/3", "PRIORITY on a half-closed (remote) stream",
      Request.whole(1) + FrameBytes.priority(1), .response(1)),
    .init(
      "generic/2/4", "RST_STREAM on a half-closed (remote) stream",
      Request.hanging(1) + FrameBytes.reset(1), .ignored),
    .init(
      "generic/2/5", "PRIORITY on a closed stream",
      [.send(Request.whole(1)), .ended(1), .send(FrameBytes.priority(1))], .ignored),

    .init("generic/3.1/1", "a call with one DATA frame", Request.whole(1), .response(1)),
    .init(
      "generic/3.1/2", "a call with a message in two DATA frames",
      FrameBytes.headers(1, Request.unary) + FrameBytes.data(1, Array(Request.note(8).prefix(7)))
        + FrameBytes.data(1, Array(Request.note(8).dropFirst(7)), endStream: true),
      .response(1)),
    .init(
      "generic/3.1/3", "a call with padded DATA",
      FrameBytes.headers(1, Request.unary)
        + FrameBytes.frame(
          0, flags: 0x9, stream: 1, [6] + Request.note(8) + Array(repeating: 0, count: 6)),
      .response(1)),
    .init(
      "generic/3.2/1", "HEADERS that end the stream",
      FrameBytes.headers(1, Request.unary, endStream: true), .response(1, status: 12)),
    .init(
      "generic/3.2/2", "padded HEADERS",
      FrameBytes.frame(
        1, flags: 0xd, stream: 1, [6] + Request.unary + Array(repeating: 0, count: 6)),
      .response(1, status: 12)),
    .init(
      "generic/3.2/3", "HEADERS with a priority",
      FrameBytes.frame(
        1, flags: 0x25, stream: 1,
        FrameBytes.dependency(on: 0, weight: 256) + Request.unary),
      .response(1, status: 12)),
    .init(
      "generic/3.3/1", "PRIORITY with weight 1",
      FrameBytes.priority(1, weight: 1) + Request.whole(1),
      .response(1)),
    .init(
      "generic/3.3/2", "PRIORITY with weight 256",
      FrameBytes.priority(1, weight: 256) + Request.whole(1), .response(1)),
    .init(
      "generic/3.3/3", "PRIORITY on another stream",
      FrameBytes.priority(1, on: 3) + Request.whole(1),
      .response(1)),
    .init(
      "generic/3.3/4", "exclusive PRIORITY",
      FrameBytes.priority(1, on: 3, isExclusive: true) + Request.whole(1), .response(1)),
    .init(
      "generic/3.3/5", "PRIORITY for an idle stream, then HEADERS on a lower one",
      FrameBytes.priority(5) + Request.whole(3), .response(3)),
    .init(
      "generic/3.4/1", "RST_STREAM", Request.hanging(1) + FrameBytes.reset(1), .ignored),
    .init("generic/3.5/1", "SETTINGS", FrameBytes.settings([(3, 100)]), .acknowledged(2)),
    .init(
      "generic/3.7/1", "PING", FrameBytes.ping([8, 7, 6, 5, 4, 3, 2, 1]),
      .pong([8, 7, 6, 5, 4, 3, 2, 1])),
    .init(
      "generic/3.8/1", "GOAWAY without open streams", FrameBytes.goAway(0, code: 0),
      .farewell(0)),
    .init(
      "generic/3.9/1", "WINDOW_UPDATE for the connection",
      FrameBytes.windowUpdate(0, 1) + Request.whole(1), .response(1)),
    .init(
      "generic/3.9/2", "WINDOW_UPDATE for a stream",
      FrameBytes.headers(1, Request.unary) + FrameBytes.windowUpdate(1, 1)
        + FrameBytes.data(1, Request.note(8), endStream: true),
      .response(1)),
    .init(
      "generic/3.10/1", "HEADERS and a CONTINUATION",
      FrameBytes.headers(1, Array(Request.unary.prefix(20)), endHeaders: false)
        + FrameBytes.continuation(1, Array(Request.unary.dropFirst(20)), endHeaders: true)
        + FrameBytes.data(1, Request.note(8), endStream: true),
      .response(1)),
    .init(
      "generic/3.10/2", "HEADERS and several CONTINUATIONs",
      FrameBytes.headers(1, Array(Request.unary.prefix(20)), endHeaders: false)
        + FrameBytes.continuation(1, Array(Request.unary[20..<40]))
        + FrameBytes.continuation(1, Array(Request.unary.dropFirst(40)), endHeaders: true)
        + FrameBytes.data(1, Request.note(8), endStream: true),
      .response(1)),

    .init(
      "generic/4/1", "a GET request",
      FrameBytes.headers(1, FrameBytes.request("GET", "/"), endStream: true),
      .response(1, http: 405, status: 13)),
    .init(
      "generic/4/2", "a HEAD request",
      FrameBytes.headers(1, FrameBytes.request("HEAD", "/"), endStream: true),
      .response(1, http: 405, status: 13)),
    .init(
      "generic/4/3", "a POST request that is no gRPC",
      FrameBytes.headers(1, FrameBytes.request("POST", "/"))
        + FrameBytes.data(1, test, endStream: true),
      .response(1, http: 415, status: 13)),
    .init(
      "generic/4/4", "a call with trailers",
      FrameBytes.headers(1, Request.unary + FrameBytes.field("trailer", "x-test"))
        + FrameBytes.data(1, Request.note(8))
        + FrameBytes.headers(1, FrameBytes.field("x-test", "ok"), endStream: true),
      .response(1)),
  ]

  private static let metadata = FrameBytes.call(Request.path("Metadata"))

  /// A call of the method that answers with the metadata it got.
  private static func field(
    _ id: String, _ sent: String, _ field: [UInt8], _ fields: [String: String]
  ) -> ConformanceCase {
    .init(id, sent, Request.whole(1, metadata + field), .response(1, fields: fields))
  }

  private static let agent = ["seen-user-agent": "custom-value"]
  private static let custom = ["seen-custom-key": "custom-value"]

  /// A literal whose name is that of entry 58 of the static table, `user-agent`.
  private static func agent(first: UInt8, prefixBitCount: Int, huffman: Bool = false) -> [UInt8] {
    FrameBytes.integer(58, prefixBitCount: prefixBitCount, first: first)
      + FrameBytes.string("custom-value", huffman: huffman)
  }

  private static func custom(first: UInt8, huffman: Bool = false) -> [UInt8] {
    [first] + FrameBytes.string("custom-key", huffman: huffman)
      + FrameBytes.string("custom-value", huffman: huffman)
  }

  static let genericHPACK: [ConformanceCase] = [
    .init(
      "generic/5/1", "an indexed field",
      Request.whole(
        1,
        [0x83, 0x86] + FrameBytes.field(":path", Request.path("Unary"))
          + FrameBytes.field(":authority", "test") + FrameBytes.callFields),
      .response(1)),
    field(
      "generic/5/2", "a literal with indexing, indexed name", agent(first: 0x40, prefixBitCount: 6),
      agent),
    field(
      "generic/5/3", "a literal with indexing, indexed name, Huffman",
      agent(first: 0x40, prefixBitCount: 6, huffman: true), agent),
    field("generic/5/4", "a literal with indexing, new name", custom(first: 0x40), custom),
    field(
      "generic/5/5", "a literal with indexing, new name, Huffman",
      custom(first: 0x40, huffman: true), custom),
    field(
      "generic/5/6", "a literal without indexing, indexed name",
      agent(first: 0, prefixBitCount: 4), agent),
    field(
      "generic/5/7", "a literal without indexing, indexed name, Huffman",
      agent(first: 0, prefixBitCount: 4, huffman: true), agent),
    field("generic/5/8", "a literal without indexing, new name", custom(first: 0), custom),
    field(
      "generic/5/9", "a literal without indexing, new name, Huffman",
      custom(first: 0, huffman: true), custom),
    field(
      "generic/5/10", "a literal never indexed, indexed name",
      agent(first: 0x10, prefixBitCount: 4), agent),
    field(
      "generic/5/11", "a literal never indexed, indexed name, Huffman",
      agent(first: 0x10, prefixBitCount: 4, huffman: true), agent),
    field("generic/5/12", "a literal never indexed, new name", custom(first: 0x10), custom),
    field(
      "generic/5/13", "a literal never indexed, new name, Huffman",
      custom(first: 0x10, huffman: true), custom),
    .init(
      "generic/5/14", "a dynamic table size update",
      Request.whole(1, [0x20] + Request.unary), .response(1)),
    .init(
      "generic/5/15", "two dynamic table size updates",
      Request.whole(1, [0x20, 0x3f, 0xe1, 0x1f] + Request.unary), .response(1)),
  ]
}
