/// The head of a frame (RFC 9113 section 4.1).
package struct FrameHead: Equatable, Sendable {
  /// A type of frame; the protocol lets peers ignore those they do not know.
  package struct Kind: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let data = Kind(rawValue: 0)
    package static let headers = Kind(rawValue: 1)
    package static let priority = Kind(rawValue: 2)
    package static let reset = Kind(rawValue: 3)
    package static let settings = Kind(rawValue: 4)
    package static let ping = Kind(rawValue: 6)
    package static let goAway = Kind(rawValue: 7)
    package static let windowUpdate = Kind(rawValue: 8)
    package static let continuation = Kind(rawValue: 9)

    private static let names = [
      "DATA", "HEADERS", "PRIORITY", "RST_STREAM", "SETTINGS", "PUSH_PROMISE", "PING", "GOAWAY",
      "WINDOW_UPDATE", "CONTINUATION",
    ]

    package var description: String {
      Self.names.indices.contains(Int(rawValue)) ? Self.names[Int(rawValue)] : "frame \(rawValue)"
    }
  }

  /// END_STREAM of DATA and HEADERS, ACK of SETTINGS and PING.
  package static let endStreamOrAck: UInt8 = 0x1
  package static let endHeaders: UInt8 = 0x4

  package var kind: Kind
  package var flags: UInt8
  package var streamID: UInt32
  package var payloadByteCount: Int

  package init(kind: Kind, flags: UInt8, streamID: UInt32, payloadByteCount: Int) {
    self.kind = kind
    self.flags = flags
    self.streamID = streamID
    self.payloadByteCount = payloadByteCount
  }

  package func has(_ flag: UInt8) -> Bool { flags & flag != 0 }
}

/// Finds the heads of frames in a connection's bytes, however they are cut. Checks nothing: whether a
/// frame is valid is the protocol engine's question.
package struct FrameScanner: Sendable {
  private static let headByteCount = 9

  /// Bytes that are no head: the client's preface first, then the payload of the current frame.
  private var skippedByteCount: Int
  /// Bytes of the next head that have come, and the head as far as they say.
  private var partialByteCount = 0
  private var partial = FrameHead(
    kind: .data, flags: 0, streamID: 0, payloadByteCount: 0)

  /// `prefaceByteCount`: what the peer sends before its first frame.
  package init(prefaceByteCount: Int) {
    skippedByteCount = prefaceByteCount
  }

  /// Whether the bytes so far end before a payload does, or the preface.
  package var isInsidePayload: Bool { skippedByteCount > 0 }

  /// Whether the bytes so far end within a frame.
  package var isInsideFrame: Bool { skippedByteCount > 0 || partialByteCount > 0 }

  /// Takes what is no head off the front, as far as it has come.
  package mutating func skip(_ bytes: inout UnsafeRawBufferPointer) {
    let skipped = min(skippedByteCount, bytes.count)
    skippedByteCount -= skipped
    bytes = UnsafeRawBufferPointer(rebasing: bytes[skipped...])
  }

  /// Takes bytes off the front until a head is complete; nil when they have run out.
  package mutating func next(_ bytes: inout UnsafeRawBufferPointer) -> FrameHead? {
    skip(&bytes)
    if partialByteCount == 0, bytes.count >= Self.headByteCount { return wholeHead(&bytes) }
    while let byte = bytes.first {
      bytes = UnsafeRawBufferPointer(rebasing: bytes[1...])
      append(byte)
      if partialByteCount == Self.headByteCount { return completed(partial) }
    }
    return nil
  }

  /// The usual case: the head lies in one piece.
  private mutating func wholeHead(_ bytes: inout UnsafeRawBufferPointer) -> FrameHead {
    let first = UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))
    let id = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 5, as: UInt32.self))
    let head = FrameHead(
      kind: .init(rawValue: UInt8(truncatingIfNeeded: first)), flags: bytes[4],
      streamID: id & 0x7fff_ffff, payloadByteCount: Int(first >> 8))
    bytes = UnsafeRawBufferPointer(rebasing: bytes[Self.headByteCount...])
    return completed(head)
  }

  private mutating func append(_ byte: UInt8) {
    switch partialByteCount {
    case 0: partial.payloadByteCount = Int(byte)
    case 1, 2: partial.payloadByteCount = partial.payloadByteCount << 8 | Int(byte)
    case 3: partial.kind = .init(rawValue: byte)
    case 4: partial.flags = byte
    case 5: partial.streamID = UInt32(byte & 0x7f)
    default: partial.streamID = partial.streamID << 8 | UInt32(byte)
    }
    partialByteCount += 1
  }

  private mutating func completed(_ head: FrameHead) -> FrameHead {
    partialByteCount = 0
    skippedByteCount = head.payloadByteCount
    return head
  }
}
