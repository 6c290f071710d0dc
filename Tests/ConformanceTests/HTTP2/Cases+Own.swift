import HostilePeer
import Transport

/// What the list lacks, by the sections of RFC 9113 and RFC 7541.
extension ConformanceCase {
  private static func malformed(_ id: String, _ sent: String, _ block: [UInt8]) -> ConformanceCase {
    .init(id, sent, FrameBytes.headers(1, block, endStream: true), .streamError(1, .protocolError))
  }

  private static let metadata = FrameBytes.call(Request.path("Metadata"))

  private static func pseudo(_ fields: [(String, String)]) -> [UInt8] {
    fields.flatMap { FrameBytes.field($0.0, $0.1) } + FrameBytes.callFields
  }

  private static let methodAndScheme = [(":method", "POST"), (":scheme", "http")]

  static let own = ownFields + ownStreams + ownHPACK

  private static let ownFields: [ConformanceCase] = [
    malformed(
      "rfc9113/8.2.1/1", "a value with NUL", Request.unary + FrameBytes.field("x-test", "a\0b")),
    malformed(
      "rfc9113/8.2.1/2", "a value with a line feed",
      Request.unary + FrameBytes.field("x-test", "a\nb: c")),
    malformed(
      "rfc9113/8.2.1/3", "a name with a space", Request.unary + FrameBytes.field("x test", "a")),
    malformed(
      "rfc9113/8.2.1/4", "a name with a colon", Request.unary + FrameBytes.field("x:test", "a")),
    malformed("rfc9113/8.2.1/5", "an empty name", Request.unary + FrameBytes.field("", "a")),
    .init(
      "rfc9113/8.2.1/6",
      "a value between spaces, which gRPC lets a server strip where HTTP calls it malformed",
      Request.whole(1, metadata + FrameBytes.field("x-test", " \ta b ")),
      .response(1, fields: ["seen-x-test": "a b"])),
    malformed(
      "rfc9113/8.2.2/1", "keep-alive", Request.unary + FrameBytes.field("keep-alive", "1")),
    malformed(
      "rfc9113/8.2.2/2", "proxy-connection",
      Request.unary + FrameBytes.field("proxy-connection", "close")),
    malformed(
      "rfc9113/8.2.2/3", "transfer-encoding",
      Request.unary + FrameBytes.field("transfer-encoding", "chunked")),
    malformed("rfc9113/8.2.2/4", "upgrade", Request.unary + FrameBytes.field("upgrade", "h2c")),
    .init(
      "rfc9113/8.3.1/1", "host instead of :authority",
      Request.whole(
        1,
        pseudo(methodAndScheme + [(":path", Request.path("Unary"))])
          + FrameBytes.field("host", "test")),
      .response(1)),
    malformed(
      "rfc9113/8.3.1/2", "two :authority", FrameBytes.field(":authority", "test") + Request.unary),
    malformed(
      "rfc9113/8.3.1/3", "a :path without its slash",
      pseudo(methodAndScheme + [(":path", "apus.test.Echo/Unary"), (":authority", "test")])),
    malformed(
      "rfc9113/8.5/1", "CONNECT with :scheme and :path",
      FrameBytes.request("CONNECT", Request.path("Unary")) + FrameBytes.callFields),
    .init(
      "rfc9113/8.5/2", "CONNECT",
      FrameBytes.headers(
        1, FrameBytes.field(":method", "CONNECT") + FrameBytes.field(":authority", "test:1")),
      .response(1, http: 405, status: 13)),
    .init(
      "rfc9113/8.1.1/1", "two content-length",
      FrameBytes.headers(
        1,
        Request.unary + FrameBytes.field("content-length", "15")
          + FrameBytes.field("content-length", "15")),
      .streamError(1, .protocolError)),
    malformed(
      "rfc9113/8.1.1/2", "a content-length that is no number",
      Request.unary + FrameBytes.field("content-length", "-1")),
    .init(
      "rfc9113/8.1.1/3", "a content-length that is right",
      Request.whole(1, Request.unary + FrameBytes.field("content-length", "15")), .response(1)),
  ]

  private static let ownStreams: [ConformanceCase] = [
    .init(
      "rfc9113/5.1.2/1", "one stream more than the limit of 100 before it was acknowledged",
      (0...100).flatMap { Request.open(UInt32($0) * 2 + 1) }, .streamError(201, .refusedStream)),
    .init(
      "rfc9113/5.2/1", "a byte more than the stream's window of 256 KiB, which nobody reads",
      [
        .acknowledged(1),
        .send(
          FrameBytes.settings(ack: true)
            + FrameBytes.headers(1, FrameBytes.call(Request.path("Drip")))
            + (0..<16).flatMap { _ in FrameBytes.data(1, Array(repeating: 0, count: 1 << 14)) }
            + FrameBytes.data(1, [0])),
      ], .streamError(1, .flowControlError)),
    .init(
      "rfc9113/6.5.2/1", "SETTINGS_MAX_FRAME_SIZE of 2^14 and a call that is answered with more",
      [
        .send(FrameBytes.settings([(5, 1 << 14)])), .acknowledged(2),
        .send(
          FrameBytes.headers(1, Request.unary)
            + FrameBytes.data(1, Array(Request.large(byteCount: 40_000).prefix(1 << 14)))
            + FrameBytes.data(
              1, Array(Request.large(byteCount: 40_000)[(1 << 14)..<(2 << 14)]))
            + FrameBytes.data(
              1, Array(Request.large(byteCount: 40_000).dropFirst(2 << 14)), endStream: true)),
        .ended(1),
      ], .data(1, byteCounts: [1 << 14, 1 << 14, 40_000 - 2 << 14])),
    .init(
      "rfc9113/6.8/1", "GOAWAY while a call is open, then the rest of the call",
      FrameBytes.headers(1, Request.unary) + FrameBytes.goAway(0, code: 0)
        + FrameBytes.data(1, Request.note(8), endStream: true),
      .farewell(1)),
    .init(
      "rfc9113/6.8/2", "GOAWAY after a call was answered",
      [.send(Request.whole(1)), .ended(1), .send(FrameBytes.goAway(0, code: 0))], .farewell(1)),
  ]

  /// Puts `custom-key: custom-value` into the table; 62 is the newest entry.
  private static let indexed = FrameBytes.field("custom-key", "custom-value", indexed: true)

  private static func tableSize(_ byteCount: Int) -> [UInt8] {
    FrameBytes.integer(byteCount, prefixBitCount: 5, first: 0x20)
  }

  private static let ownHPACK: [ConformanceCase] = [
    .init(
      "rfc7541/2.3.2/1", "a field of the dynamic table, put there by an earlier request",
      Request.whole(1, metadata + indexed) + Request.whole(3, metadata + [0xbe]),
      .response(3, fields: ["seen-custom-key": "custom-value"])),
    .init(
      "rfc7541/4.4/1", "a field larger than the table, which empties it, and an index into it",
      Request.whole(
        1,
        metadata + indexed
          + FrameBytes.field("x-large", String(repeating: "a", count: 4096), indexed: true))
        + Request.whole(3, metadata + [0xbe]),
      .connectionError(.compressionError)),
    .init(
      "rfc7541/4.3/1", "a table of 0 bytes, and an index into it",
      Request.whole(1, metadata + indexed) + Request.whole(3, [0x20] + metadata + [0xbe]),
      .connectionError(.compressionError)),
    .init(
      "rfc7541/4.2/2", "SETTINGS_HEADER_TABLE_SIZE of 0 and two calls",
      [
        .send(FrameBytes.settings([(1, 0)])), .acknowledged(2),
        .send(Request.whole(1) + Request.whole(3)),
      ], .tableSize(0, 3)),
    .init(
      "rfc7541/4.2/3", "a table size update to just SETTINGS_HEADER_TABLE_SIZE",
      Request.whole(1, tableSize(4096) + Request.unary), .response(1)),
    .init(
      "rfc7541/4.2/4", "two table size updates, of which the second is beyond it",
      FrameBytes.headers(1, tableSize(0) + tableSize(4097) + Request.unary, endStream: true),
      .connectionError(.compressionError)),
    .init(
      "rfc7541/5.1/1", "an integer that does not end",
      FrameBytes.headers(1, [0xff] + Array(repeating: 0xff, count: 12), endStream: true),
      .connectionError(.compressionError)),
    .init(
      "rfc7541/5.2/4", "a string that is longer than the block",
      FrameBytes.headers(1, Request.unary + [0x00, 0x06] + Array("x-te".utf8), endStream: true),
      .connectionError(.compressionError)),
  ]
}
