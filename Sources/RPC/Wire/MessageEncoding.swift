internal import Compression
internal import Transport

/// How the bytes of a message are compressed (`grpc-encoding`).
package enum MessageEncoding: Sendable, Equatable {
  case identity
  case gzip

  /// What this side understands, for `grpc-accept-encoding`.
  static let accepted: StaticString = "identity,gzip"

  /// Smaller messages are sent as they are: they would not shrink.
  static let compressedByteCountMin = 256

  init?(name: UnsafeRawBufferPointer) {
    if name.equals("identity") {
      self = .identity
    } else if name.equals("gzip") {
      self = .gzip
    } else {
      return nil
    }
  }

  /// Whether a `grpc-accept-encoding` value lists gzip.
  static func acceptsGzip(_ value: UnsafeRawBufferPointer) -> Bool {
    var rest = value
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.count
      var item = UnsafeRawBufferPointer(rebasing: rest[..<end])
      while item.first == UInt8(ascii: " ") { item = .init(rebasing: item.dropFirst()) }
      while item.last == UInt8(ascii: " ") { item = .init(rebasing: item.dropLast()) }
      if item.equals("gzip") { return true }
      rest = UnsafeRawBufferPointer(rebasing: rest[min(end + 1, rest.count)...])
    }
    return false
  }

  /// The flag and the bytes to send for a message.
  func encode(_ message: [UInt8]) -> (flag: UInt8, bytes: [UInt8]) {
    guard self == .gzip, message.count >= Self.compressedByteCountMin else { return (0, message) }
    let compressed = Gzip.compress(message, level: 1)
    return compressed.count < message.count ? (1, compressed) : (0, message)
  }

  /// The message in a frame that was received.
  func decode(_ frame: Deframer.Frame, byteCountMax: Int) throws(RPCError) -> [UInt8] {
    guard frame.isCompressed else { return frame.body }
    guard self == .gzip else {
      throw RPCError(.internalError, "a message is compressed, but grpc-encoding does not say how")
    }
    do {
      return try Gzip.decompress(frame.body, limit: byteCountMax)
    } catch {
      switch error {
      case .tooLarge: throw RPCError(.resourceExhausted, "\(error)")
      case .corrupt, .truncated: throw RPCError(.internalError, "\(error)")
      }
    }
  }
}

extension RPCError {
  /// The status for bytes that are no message.
  init(_ failure: Deframer.Failure) {
    switch failure {
    case .tooLarge(let byteCount, let limit):
      self.init(
        .resourceExhausted,
        "a message of \(byteCount) bytes exceeds the limit of \(limit) bytes of its receiver")
    case .badFlag(let flag):
      self.init(.internalError, "a message begins with the byte \(flag), which is no flag of gRPC")
    }
  }
}
