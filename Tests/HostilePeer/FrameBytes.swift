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

  package static func priority(_ stream: UInt32) -> [UInt8] {
    frame(2, stream: stream, [0, 0, 0, 0, 15])
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

  package static func ping(ack: Bool = false) -> [UInt8] {
    frame(6, flags: ack ? 1 : 0, [1, 2, 3, 4, 5, 6, 7, 8])
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

  private static func string(_ text: String) -> [UInt8] {
    var count = text.utf8.count
    guard count >= 127 else { return [UInt8(count)] + Array(text.utf8) }
    var bytes: [UInt8] = [127]
    count -= 127
    while count >= 128 {
      bytes.append(UInt8(count % 128 + 128))
      count /= 128
    }
    return bytes + [UInt8(count)] + Array(text.utf8)
  }

  /// The header block of a gRPC call.
  package static func call(_ path: String) -> [UInt8] {
    field(":method", "POST") + field(":scheme", "http") + field(":path", path)
      + field(":authority", "test") + field("content-type", "application/grpc")
      + field("te", "trailers")
  }
}
