/// What has been received on one stream: bytes in, messages out, one at a time, on demand.
///
/// A value type without I/O. Bytes that nobody asked for wait here uncredited, so that they stay
/// below the stream's window; `takeConsumedByteCount` says what the peer may send anew.
package struct InboundMessages {
  package enum Next: Equatable {
    case message([UInt8])
    /// Ask again when more has come.
    case needsMore
    case end
  }

  private var deframer: Deframer
  private var encoding = MessageEncoding.identity
  /// Received and not yet read; bytes before `backlogOffset` are spent.
  private var backlog: [UInt8] = []
  private var backlogOffset = 0
  private var consumedByteCount = 0
  package private(set) var hasEnded = false
  /// Of the message that `next` or `receivedWanted` gave last.
  package private(set) var isLastMessageCompressed = false
  /// How many messages `next` and `receivedWanted` have given.
  package private(set) var messageCount = 0

  /// Whether a message has begun and not ended.
  package var isInsideMessage: Bool { deframer.isInsideMessage }

  /// Whether bytes wait for `next`.
  package var hasBacklog: Bool { backlogOffset < backlog.count }

  package init(messageByteCountMax: Int) {
    deframer = Deframer(messageByteCountMax: messageByteCountMax)
  }

  package mutating func encodingReceived(_ encoding: MessageEncoding) {
    self.encoding = encoding
  }

  /// Bytes came that nobody waits for.
  package mutating func received(_ bytes: UnsafeRawBufferPointer) {
    backlog.append(contentsOf: bytes)
  }

  /// Bytes came and somebody waits for a message.
  package mutating func receivedWanted(_ bytes: UnsafeRawBufferPointer) throws(RPCError) -> Next {
    guard !hasBacklog else {
      received(bytes)
      return try next()
    }
    var rest = bytes
    let frame = try read(&rest)
    consumedByteCount += bytes.count - rest.count
    if backlogOffset > 0 {
      backlog.removeAll(keepingCapacity: true)
      backlogOffset = 0
    }
    if !rest.isEmpty { backlog.append(contentsOf: rest) }
    return try next(after: frame)
  }

  /// No bytes will follow.
  package mutating func ended() {
    hasEnded = true
  }

  package mutating func next() throws(RPCError) -> Next {
    // As in most calls, whose messages were taken as they came.
    guard hasBacklog else { return try next(after: nil) }
    var result: Result<Deframer.Frame?, RPCError> = .success(nil)
    var deframerCopy = deframer
    var readByteCount = 0
    backlog.withUnsafeBytes { all in
      var rest = UnsafeRawBufferPointer(rebasing: all[backlogOffset...])
      let before = rest.count
      do throws(Deframer.Failure) {
        result = .success(try deframerCopy.read(&rest))
      } catch {
        result = .failure(RPCError(error))
      }
      readByteCount = before - rest.count
    }
    deframer = deframerCopy
    consumedByteCount += readByteCount
    backlogOffset += readByteCount
    if backlogOffset == backlog.count {
      backlog.removeAll(keepingCapacity: true)
      backlogOffset = 0
    }
    return try next(after: try result.get())
  }

  /// Bytes taken since the last call: the peer may send as many again.
  package mutating func takeConsumedByteCount() -> Int {
    defer { consumedByteCount = 0 }
    return consumedByteCount
  }

  private mutating func read(
    _ bytes: inout UnsafeRawBufferPointer
  ) throws(RPCError) -> Deframer.Frame? {
    do {
      return try deframer.read(&bytes)
    } catch {
      throw RPCError(error)
    }
  }

  private mutating func next(after frame: Deframer.Frame?) throws(RPCError) -> Next {
    if let frame {
      isLastMessageCompressed = frame.isCompressed
      messageCount += 1
      return .message(
        try encoding.decode(frame, byteCountMax: deframer.messageByteCountMax))
    }
    guard hasEnded, !hasBacklog else { return .needsMore }
    guard !deframer.isInsideMessage else {
      throw RPCError(.internalError, "the stream ended inside a message")
    }
    return .end
  }
}
