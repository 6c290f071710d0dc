import HostilePeer
import Transport

/// Requests and their fields: RFC 9113 section 8. Header compression: RFC 7541.
extension ConformanceCase {
  private static func malformed(_ id: String, _ sent: String, _ block: [UInt8]) -> ConformanceCase {
    .init(id, sent, FrameBytes.headers(1, block, endStream: true), .streamError(1, .protocolError))
  }

  /// The fields of a call, of which some are left out or given differently.
  private static func call(
    without omitted: String? = nil, _ changed: [String: String] = [:]
  ) -> [UInt8] {
    let pseudo = [
      (":method", "POST"), (":scheme", "http"), (":path", Request.path("Unary")),
      (":authority", "test"),
    ]
    return pseudo.filter { $0.0 != omitted }.flatMap {
      FrameBytes.field($0.0, changed[$0.0] ?? $0.1)
    } + FrameBytes.callFields
  }

  private static func twice(_ name: String, _ value: String) -> [UInt8] {
    FrameBytes.field(name, value) + Request.unary
  }

  static let exchanges: [ConformanceCase] = [
    .init(
      "http2/8.1/1", "second HEADERS that do not end the stream",
      Request.open(1) + FrameBytes.headers(1, FrameBytes.field("x-late", "1")),
      .streamError(1, .protocolError)),
    malformed(
      "http2/8.1.2/1", "a name in upper case", Request.unary + FrameBytes.field("X-TEST", "ok")),
    malformed(
      "http2/8.1.2.1/1", "an unknown pseudo-header",
      FrameBytes.field(":test", "ok") + Request.unary),
    malformed(
      "http2/8.1.2.1/2", "the pseudo-header of responses",
      FrameBytes.field(":status", "200") + Request.unary),
    .init(
      "http2/8.1.2.1/3", "a pseudo-header in trailers",
      FrameBytes.headers(1, FrameBytes.call(Request.path("Hang")))
        + FrameBytes.data(1, Request.note(8))
        + FrameBytes.headers(1, FrameBytes.field(":method", "POST"), endStream: true),
      .streamError(1, .protocolError)),
    malformed(
      "http2/8.1.2.1/4", "a pseudo-header after a regular field",
      call(without: ":path") + FrameBytes.field(":path", Request.path("Unary"))),
    malformed(
      "http2/8.1.2.2/1", "a connection-specific field",
      Request.unary + FrameBytes.field("connection", "keep-alive")),
    malformed(
      "http2/8.1.2.2/2", "te with another value than trailers",
      Request.unary + FrameBytes.field("te", "trailers, deflate")),
    malformed("http2/8.1.2.3/1", "an empty :path", call([":path": ""])),
    malformed("http2/8.1.2.3/2", "no :method", call(without: ":method")),
    malformed("http2/8.1.2.3/3", "no :scheme", call(without: ":scheme")),
    malformed("http2/8.1.2.3/4", "no :path", call(without: ":path")),
    malformed("http2/8.1.2.3/5", "two :method", twice(":method", "POST")),
    malformed("http2/8.1.2.3/6", "two :scheme", twice(":scheme", "http")),
    malformed("http2/8.1.2.3/7", "two :path", twice(":path", Request.path("Unary"))),
    .init(
      "http2/8.1.2.6/1", "a content-length that the DATA does not have",
      FrameBytes.headers(1, Request.unary + FrameBytes.field("content-length", "1"))
        + FrameBytes.data(1, Request.note(8), endStream: true),
      .streamError(1, .protocolError)),
    .init(
      "http2/8.1.2.6/2", "a content-length that two DATA together do not have",
      FrameBytes.headers(1, Request.unary + FrameBytes.field("content-length", "1"))
        + FrameBytes.data(1, Array(Request.note(8).prefix(7)))
        + FrameBytes.data(1, Array(Request.note(8).dropFirst(7)), endStream: true),
      .streamError(1, .protocolError)),
    .init(
      "http2/8.2/1", "PUSH_PROMISE of a client",
      Request.open(1) + FrameBytes.frame(5, flags: 4, stream: 1, [0, 0, 0, 2] + Request.unary),
      .connectionError(.protocolError)),
  ]

  private static func undecodable(_ id: String, _ sent: String, _ end: [UInt8]) -> ConformanceCase {
    .init(
      id, sent, FrameBytes.headers(1, Request.unary + end, endStream: true),
      .connectionError(.compressionError))
  }

  /// A literal with a new name whose value has the Huffman bytes `value`.
  private static func huffman(_ value: [UInt8]) -> [UInt8] {
    [0] + FrameBytes.string("x-test") + [0x80 | UInt8(value.count)] + value
  }

  static let hpack: [ConformanceCase] = [
    undecodable("hpack/2.3.3/1", "an indexed field with an index beyond both tables", [0xc6]),
    undecodable(
      "hpack/2.3.3/2", "a literal with an index beyond both tables",
      [0x7e] + FrameBytes.string("empty")),
    undecodable("hpack/4.2/1", "a table size update after the first field", [0x21]),
    undecodable(
      "hpack/5.2/1", "a Huffman string with a byte of padding too much",
      huffman(HuffmanCode.encode("test") + [0xff])),
    undecodable(
      "hpack/5.2/2", "a Huffman string padded with zeros",
      // The five bits of `a`, 00011, and three zeros.
      huffman([0x18])),
    undecodable(
      "hpack/5.2/3", "a Huffman string with the symbol for the end",
      huffman(HuffmanCode.encode(symbols: [97, HuffmanCode.endOfString]))),
    undecodable("hpack/6.1/1", "an indexed field with the index 0", [0x80]),
    .init(
      "hpack/6.3/1", "a table size update beyond SETTINGS_HEADER_TABLE_SIZE",
      FrameBytes.headers(1, [0x3f, 0xe2, 0x1f] + Request.unary, endStream: true),
      .connectionError(.compressionError)),
  ]
}
