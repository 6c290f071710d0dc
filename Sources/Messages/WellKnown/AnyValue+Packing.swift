public import Protobuf

extension Google.Protobuf.AnyValue {
  /// Packs a message under `type.googleapis.com/` and its full name.
  public init(packing message: some Message) {
    let name = type(of: message).descriptor.fullName
    self.init(typeUrl: "type.googleapis.com/" + name, value: message.serializedBytes())
  }

  /// Whether it holds a message of the type, by what stands after the last slash of the URL.
  public func holds<M: Message>(_ type: M.Type) -> Bool {
    guard let slash = typeUrl.utf8.lastIndex(of: UInt8(ascii: "/")) else { return false }
    return typeUrl.utf8[typeUrl.utf8.index(after: slash)...].elementsEqual(
      M.descriptor.fullName.utf8)
  }

  /// The message, or nil when it holds another type. Throws when the bytes are not one.
  public func unpack<M: Message>(
    as type: M.Type, limits: DecodingLimits = .standard
  ) throws(DecodingError) -> M? {
    guard holds(type) else { return nil }
    return try M(serializedBytes: value, limits: limits)
  }
}
