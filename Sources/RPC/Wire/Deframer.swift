/// Cuts a stream of bytes into length-prefixed messages (gRPC over HTTP/2, "Length-Prefixed-Message").
///
/// A value type without I/O. It takes only as much as one message needs, so that its owner decides
/// when the next one is read and credits the peer for no more than that.
package struct Deframer {
  /// One message as it was on the wire.
  package struct Frame: Equatable {
    package var isCompressed: Bool
    package var body: [UInt8]

    package init(isCompressed: Bool, body: [UInt8]) {
      self.isCompressed = isCompressed
      self.body = body
    }
  }

  package enum Failure: Error, Equatable {
    /// The prefix announces more than the limit. Nothing was allocated for it.
    case tooLarge(byteCount: Int, byteCountMax: Int)
    /// The first byte of the prefix is neither 0 nor 1.
    case badFlag(UInt8)
  }

  private enum State {
    /// Collecting the five bytes of the prefix. -> `body`
    case prefix(count: Int)
    /// Collecting the message. -> `prefix`
    case body(remaining: Int)
  }

  /// The flag and the length.
  static let prefixByteCount = 5
  /// Memory for a message is set aside as its bytes come, at most this much ahead.
  static let reserveByteCountMax = 64 * 1024

  package let messageByteCountMax: Int
  private var state = State.prefix(count: 0)
  private var flag: UInt8 = 0
  private var length: UInt32 = 0
  private var body: [UInt8] = []

  package init(messageByteCountMax: Int) {
    self.messageByteCountMax = messageByteCountMax
  }

  /// Whether a message has begun and not ended: an end of the stream now would truncate it.
  package var isInsideMessage: Bool {
    if case .prefix(0) = state { false } else { true }
  }

  /// Takes bytes off the front of `bytes` until a message is complete or none are left.
  package mutating func read(_ bytes: inout UnsafeRawBufferPointer) throws(Failure) -> Frame? {
    while !bytes.isEmpty {
      switch state {
      case .prefix(let count):
        guard try readPrefix(&bytes, count) else { return nil }
        if length == 0 { return completed() }
      case .body(let remaining):
        let count = min(remaining, bytes.count)
        body.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        bytes = UnsafeRawBufferPointer(rebasing: bytes[count...])
        if count == remaining { return completed() }
        state = .body(remaining: remaining - count)
      }
    }
    return nil
  }

  private mutating func readPrefix(
    _ bytes: inout UnsafeRawBufferPointer, _ alreadyRead: Int
  ) throws(Failure) -> Bool {
    var count = alreadyRead
    while count < Self.prefixByteCount, let byte = bytes.first {
      if count == 0 { flag = byte } else { length = length << 8 | UInt32(byte) }
      count += 1
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    }
    state = .prefix(count: count)
    guard count == Self.prefixByteCount else { return false }
    guard flag <= 1 else { throw .badFlag(flag) }
    guard Int(length) <= messageByteCountMax else {
      throw .tooLarge(byteCount: Int(length), byteCountMax: messageByteCountMax)
    }
    state = .body(remaining: Int(length))
    body.reserveCapacity(min(Int(length), Self.reserveByteCountMax))
    return true
  }

  private mutating func completed() -> Frame {
    let frame = Frame(isCompressed: flag == 1, body: body)
    state = .prefix(count: 0)
    length = 0
    body = []
    return frame
  }
}
