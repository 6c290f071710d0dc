/// The streams that a client opened last, and which of them it has ended: what its own frames say.
///
/// libnghttp2 forgets a stream when it closes and then ignores what comes for it. RFC 9113 wants errors
/// (sections 5.1, 5.1.1 and 6.1), which this memory of the 64 newest streams can tell. What comes for
/// older ones is left to nghttp2.
struct StreamHistory: Sendable {
  enum Headers {
    /// A new stream.
    case opened
    /// Trailers of a stream, or nothing that can be judged here.
    case continued
    /// The stream was passed over: its number is smaller than one that was opened.
    case outOfOrder
    /// The client has ended the stream before.
    case afterEnd
  }

  private var lastID: UInt32 = 0
  /// Bit n stands for the stream that is n places before the last one.
  private var openedBits: UInt64 = 0
  private var endedBits: UInt64 = 0

  mutating func headersReceived(on id: UInt32) -> Headers {
    if id > lastID {
      // An even number is an error that nghttp2 finds.
      guard !id.isMultiple(of: 2) else { return .continued }
      let places = (id - lastID) >> 1
      // Shifted by 64 or more, a number of Swift is zero.
      openedBits = openedBits << places | 1
      endedBits <<= places
      lastID = id
      return .opened
    }
    guard let bit = bit(of: id) else { return .continued }
    if openedBits & bit == 0 { return .outOfOrder }
    return endedBits & bit == 0 ? .continued : .afterEnd
  }

  /// END_STREAM or RST_STREAM came.
  mutating func ended(_ id: UInt32) {
    if let bit = bit(of: id) { endedBits |= bit }
  }

  /// Whether the client has ended the stream.
  func hasEnded(_ id: UInt32) -> Bool {
    bit(of: id).map { endedBits & $0 != 0 } ?? false
  }

  private func bit(of id: UInt32) -> UInt64? {
    guard id <= lastID, !id.isMultiple(of: 2) else { return nil }
    let place = (lastID - id) >> 1
    return place < 64 ? 1 << UInt64(place) : nil
  }
}
