package import Transport

/// A frame that was received.
package struct ReceivedFrame: Sendable, CustomStringConvertible {
  package let head: FrameHead
  package let payload: [UInt8]

  /// The error code of a RST_STREAM or GOAWAY.
  package var code: UInt32? {
    let offset = head.kind == .goAway ? 4 : 0
    guard head.kind == .reset || head.kind == .goAway, payload.count >= offset + 4 else {
      return nil
    }
    return number(at: offset)
  }

  /// The last stream that the sender of a GOAWAY looks at.
  package var lastStreamID: UInt32 { number(at: 0) }

  /// The text of a GOAWAY.
  package var text: String { String(decoding: payload.dropFirst(8), as: UTF8.self) }

  /// The increment of a WINDOW_UPDATE.
  package var increment: Int { Int(number(at: 0) & 0x7fff_ffff) }

  /// The entries of a SETTINGS.
  package var settings: [UInt16: UInt32] {
    let starts = stride(from: 0, to: payload.count - 5, by: 6)
    let entries = starts.map {
      (UInt16(payload[$0]) << 8 | UInt16(payload[$0 + 1]), number(at: $0 + 2))
    }
    return Dictionary(entries, uniquingKeysWith: { $1 })
  }

  package var isAcknowledgement: Bool { head.has(FrameHead.endStreamOrAck) }

  /// Whether nothing follows on its stream.
  package var endsStream: Bool {
    head.kind == .reset
      || (head.kind == .data || head.kind == .headers) && head.has(FrameHead.endStreamOrAck)
  }

  private func number(at offset: Int) -> UInt32 {
    payload[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  package var description: String {
    let code = self.code.map { " \(HTTP2ErrorCode(rawValue: $0))" } ?? ""
    let text = head.kind == .goAway ? " '\(self.text)'" : ""
    return "\(head.kind)[\(head.streamID)] \(head.payloadByteCount) bytes"
      + " flags \(head.flags)\(code)\(text)"
  }
}
