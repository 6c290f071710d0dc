internal import RPC

/// gRPC messages out of a stream. The first byte says how it is cut and whether gzip was announced.
enum DeframerFuzz {
  private static let messageByteCountMax = 32 << 10

  private enum Outcome: Equatable {
    case messages([[UInt8]], isAtEnd: Bool)
    case failed([[UInt8]], code: RPCError.Code)

    var messages: [[UInt8]] {
      switch self {
      case .messages(let messages, _), .failed(let messages, _): messages
      }
    }
  }

  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var input = InputBytes(bytes)
    let mode = input.byte()
    let isGzip = mode & 1 == 1
    let whole = try read(input.rest, pieceByteCount: .max, isGzip: isGzip, isWanted: false)
    for message in whole.messages {
      try require(
        message.count <= messageByteCountMax, "a message of \(message.count) bytes was unpacked")
    }
    for isWanted in [false, true] {
      let cut = try read(
        input.rest, pieceByteCount: Int(mode >> 1) + 1, isGzip: isGzip, isWanted: isWanted)
      try require(whole == cut, "in pieces, wanted \(isWanted): \(cut); in one \(whole)")
    }
    try checkFrames(input.rest)
  }

  /// Reads all messages; the peer is credited for every byte, and for no more than came.
  private static func read(
    _ bytes: UnsafeRawBufferPointer, pieceByteCount: Int, isGzip: Bool, isWanted: Bool
  ) throws(BrokenProperty) -> Outcome {
    var inbound = InboundMessages(messageByteCountMax: messageByteCountMax)
    if isGzip { inbound.encodingReceived(.gzip) }
    var messages: [[UInt8]] = []
    var creditedByteCount = 0
    var input = InputBytes(bytes)
    do throws(RPCError) {
      while !input.rest.isEmpty {
        let piece = input.take(pieceByteCount)
        if !isWanted { inbound.received(piece) }
        var next = isWanted ? try inbound.receivedWanted(piece) : try inbound.next()
        while case .message(let message) = next {
          messages.append(message)
          creditedByteCount += inbound.takeConsumedByteCount()
          next = try inbound.next()
        }
      }
      creditedByteCount += inbound.takeConsumedByteCount()
      inbound.ended()
    } catch {
      return .failed(messages, code: error.code)
    }
    try require(
      creditedByteCount == bytes.count, "\(bytes.count) bytes gave credit for \(creditedByteCount)")
    do throws(RPCError) {
      return .messages(messages, isAtEnd: try inbound.next() == .end)
    } catch {
      return .failed(messages, code: error.code)
    }
  }

  /// Frames are the bytes that they were cut from.
  private static func checkFrames(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var deframer = Deframer(messageByteCountMax: messageByteCountMax)
    var rest = bytes
    var again: [UInt8] = []
    while let frame = try? deframer.read(&rest) {
      let count = frame.body.count
      try require(count <= messageByteCountMax, "a message of \(count) bytes passed the limit")
      again.append(frame.isCompressed ? 1 : 0)
      again += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
      again += frame.body
      let consumed = bytes.count - rest.count
      try require(again.elementsEqual(bytes.prefix(consumed)), "frames differ from their bytes")
    }
  }
}
