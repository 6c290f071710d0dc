/// Writes HTTP/2 frames (RFC 9113 section 4.1), right or wrong, and the simplest HPACK.
package enum FrameBytes {
  package static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  package static func frame(
    _ type: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = []
  ) -> [UInt8] {
    Array(bigEndian(UInt32(payload.count)).dropFirst()) + [type, flags] + bigEndian(stream)
      + payload
  }

  package static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  package static func data(
    _ stream: UInt32, _ payload: [UInt8] = [], endStream: Bool = false
  ) -> [UInt8] {
    frame(0, flags: endStream ? 1 : 0, stream: stream, payload)
  }

  package static func headers(
    _ stream: UInt32, _ block: [UInt8], endStream: Bool = false, endHeaders: Bool = true
  ) -> [UInt8] {
    frame(1, flags: (endStream ? 1 : 0) | (endHeaders ? 4 : 0), stream: stream, block)
  }

  /// `weight` as it is meant, 1 to 256.
  package static func priority(
    _ stream: UInt32, on other: UInt32 = 0, isExclusive: Bool = false, weight: Int = 16
  ) -> [UInt8] {
    frame(2, stream: stream, dependency(on: other, isExclusive: isExclusive, weight: weight))
  }

  /// The payload of a PRIORITY frame, and the first fields of HEADERS with the flag 0x20.
  package static func dependency(
    on other: UInt32, isExclusive: Bool = false, weight: Int = 16
  ) -> [UInt8] {
    bigEndian(other | (isExclusive ? 0x8000_0000 : 0)) + [UInt8(weight - 1)]
  }

  package static func reset(_ stream: UInt32, code: UInt32 = 8) -> [UInt8] {
    frame(3, stream: stream, bigEndian(code))
  }

  /// Entries as (identifier, value).
  package static func settings(_ entries: [(UInt16, UInt32)] = [], ack: Bool = false) -> [UInt8] {
    frame(
      4, flags: ack ? 1 : 0,
      entries.flatMap { [UInt8($0.0 >> 8), UInt8($0.0 & 0xff)] + bigEndian($0.1) })
  }

  package static func ping(
    ack: Bool = false, _ payload: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
  ) -> [UInt8] {
    frame(6, flags: ack ? 1 : 0, payload)
  }

  package static func goAway(_ lastStream: UInt32, code: UInt32, _ text: String = "") -> [UInt8] {
    frame(7, bigEndian(lastStream) + bigEndian(code) + Array(text.utf8))
  }

  package static func windowUpdate(_ stream: UInt32, _ increment: UInt32) -> [UInt8] {
    frame(8, stream: stream, bigEndian(increment))
  }

  package static func continuation(
    _ stream: UInt32, _ block: [UInt8] = [], endHeaders: Bool = false
  ) -> [UInt8] {
    frame(9, flags: endHeaders ? 4 : 0, stream: stream, block)
  }

  /// A field that is not indexed (`0x00`), or put into the table (`0x40`); no Huffman code.
  package static func field(_ name: String, _ value: String, indexed: Bool = false) -> [UInt8] {
    [indexed ? 0x40 : 0x00] + string(name) + string(value)
  }

  /// A string of HPACK (RFC 7541 section 5.2).
  package static func string(_ text: String, huffman: Bool = false) -> [UInt8] {
    let bytes = huffman ? HuffmanCode.encode(text) : Array(text.utf8)
    return integer(bytes.count, prefixBitCount: 7, first: huffman ? 0x80 : 0) + bytes
  }

  /// An integer of HPACK (RFC 7541 section 5.1) after the bits of `first` that are not its own.
  package static func integer(_ value: Int, prefixBitCount: Int, first: UInt8) -> [UInt8] {
    let mask = 1 << prefixBitCount - 1
    guard value >= mask else { return [first | UInt8(value)] }
    var bytes = [first | UInt8(mask)]
    var rest = value - mask
    while rest >= 128 {
      bytes.append(UInt8(rest % 128 + 128))
      rest /= 128
    }
    return bytes + [UInt8(rest)]
  }

  /// A message of gRPC behind its prefix.
  package static func message(_ body: [UInt8], flag: UInt8 = 0) -> [UInt8] {
    [flag] + bigEndian(UInt32(body.count)) + body
  }

  /// The header block of a request without a content type.
  package static func request(_ method: String, _ path: String) -> [UInt8] {
    field(":method", method) + field(":scheme", "http") + field(":path", path)
      + field(":authority", "test")
  }

  /// The header block of a gRPC call.
  package static func call(_ path: String) -> [UInt8] {
    request("POST", path) + callFields
  }

  /// What a gRPC call adds to a request.
  package static let callFields =
    field("content-type", "application/grpc") + field("te", "trailers")
}
