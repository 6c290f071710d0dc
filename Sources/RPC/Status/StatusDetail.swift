public import Protobuf

/// One typed detail of an error: a `google.protobuf.Any`.
public struct StatusDetail: Sendable, Hashable {
  /// `type.googleapis.com/` and the full name of the message.
  public var typeURL: String
  /// The serialised message.
  public var value: [UInt8]

  /// Creates a detail from its parts.
  public init(typeURL: String, value: [UInt8]) {
    self.typeURL = typeURL
    self.value = value
  }

  /// Packs a message.
  public init<M: Message>(_ message: M) {
    self.init(
      typeURL: "type.googleapis.com/\(M.descriptor.fullName)", value: message.serializedBytes())
  }

  /// The message, or nil when the detail holds another type or does not parse.
  public func unpack<M: Message>(as type: M.Type) -> M? {
    guard typeURL.split(separator: "/").last.map(String.init) == M.descriptor.fullName else {
      return nil
    }
    return try? M(serializedBytes: value)
  }
}
