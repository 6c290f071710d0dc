/// What a stream has still to send: length-prefixed messages in order, then how the stream ends.
///
/// Value type without I/O. Its owner bounds it by not appending while `byteCount` is high.
package struct OutboundQueue: Sendable {
  /// How the stream ends after the queued bytes.
  package enum End: Sendable, Equatable {
    /// More may be appended.
    case open
    /// END_STREAM on the last DATA frame.
    case endStream
    /// A HEADERS frame with END_STREAM.
    case trailers(HeaderList)
  }

  /// What one DATA frame is to hold.
  package struct Frame: Equatable {
    /// Bytes of the frame; take them with `take`.
    package var byteCount: Int
    /// Whether nothing follows the frame's bytes but `end`.
    package var isLast: Bool
  }

  /// Bytes put in front of each message: a flag and a length of four bytes, most significant first.
  package static let prefixByteCount = 5

  private struct Message {
    var flag: UInt8
    var body: [UInt8]
    var byteCount: Int { OutboundQueue.prefixByteCount + body.count }
  }

  /// The message that leaves first. Apart from the others: the queue of a unary call has no other, and
  /// needs no array.
  private var head: Message?
  /// Bytes of the head message that have been taken.
  private var headOffset = 0
  /// The messages after the head, from `nextIndex` on.
  private var others: [Message] = []
  private var nextIndex = 0
  package private(set) var byteCount = 0
  package private(set) var end = End.open

  package init() {}

  package var isEmpty: Bool { byteCount == 0 }

  /// Pattern matching, because `==` would copy the trailers to look at them.
  private var isOpen: Bool { if case .open = end { true } else { false } }

  /// Adds a message; the queue must be open.
  package mutating func append(flag: UInt8, message: [UInt8]) {
    precondition(isOpen, "a message was appended after the end of a stream")
    precondition(
      message.count <= UInt32.max, "a message of \(message.count) bytes cannot be framed")
    if head == nil {
      head = Message(flag: flag, body: message)
    } else {
      others.append(Message(flag: flag, body: message))
    }
    byteCount += Self.prefixByteCount + message.count
  }

  /// Says how the stream ends; once.
  package mutating func finish(_ end: End) {
    precondition(isOpen, "a stream was ended twice")
    self.end = end
  }

  /// Drops everything.
  package mutating func removeAll() {
    head = nil
    headOffset = 0
    others.removeAll()
    nextIndex = 0
    byteCount = 0
  }

  /// The next frame of at most `limit` bytes; nil when there is nothing to send yet.
  package func nextFrame(limit: Int) -> Frame? {
    if byteCount == 0, isOpen { return nil }
    let count = min(limit, byteCount)
    return Frame(byteCount: count, isLast: count == byteCount && !isOpen)
  }

  /// Takes `count` bytes, in as many pieces as needed.
  package mutating func take(_ count: Int, _ sink: (UnsafeRawBufferPointer) -> Void) {
    precondition(count <= byteCount, "more was taken from a stream than it holds")
    var rest = count
    while rest > 0, let message = head {
      rest -= take(from: message, rest, sink)
      if headOffset == message.byteCount { dropHead() }
    }
    byteCount -= count
  }

  private mutating func take(
    from message: Message, _ limit: Int, _ sink: (UnsafeRawBufferPointer) -> Void
  ) -> Int {
    var taken = 0
    if headOffset < Self.prefixByteCount {
      let length = UInt32(message.body.count).bigEndian
      withUnsafeTemporaryAllocation(byteCount: Self.prefixByteCount, alignment: 1) { prefix in
        prefix[0] = message.flag
        prefix.storeBytes(of: length, toByteOffset: 1, as: UInt32.self)
        taken = min(limit, Self.prefixByteCount - headOffset)
        sink(UnsafeRawBufferPointer(rebasing: prefix[headOffset..<headOffset + taken]))
      }
      headOffset += taken
    }
    let bodyOffset = headOffset - Self.prefixByteCount
    let bodyCount = min(limit - taken, message.body.count - bodyOffset)
    if bodyCount > 0 {
      message.body.withUnsafeBytes {
        sink(UnsafeRawBufferPointer(rebasing: $0[bodyOffset..<bodyOffset + bodyCount]))
      }
      headOffset += bodyCount
      taken += bodyCount
    }
    return taken
  }

  private mutating func dropHead() {
    head = nil
    headOffset = 0
    guard nextIndex < others.count else { return }
    head = others[nextIndex]
    others[nextIndex].body = []
    nextIndex += 1
    if nextIndex == others.count {
      others.removeAll(keepingCapacity: true)
      nextIndex = 0
    } else if nextIndex >= 64, nextIndex * 2 >= others.count {
      others.removeFirst(nextIndex)
      nextIndex = 0
    }
  }
}
