extension Message {
  /// A message with no field set. A message field has presence, so that this is what a map entry without
  /// a value holds.
  @inlinable
  public static var protobufDefault: Self { Self() }

  /// Never: a message that is there is sent, even without content.
  @inlinable
  public var isProtobufDefault: Bool { false }

  /// Bytes that a value takes in the C structure: a pointer.
  @inlinable
  public static var storedByteCount: Int { 8 }

  /// Puts the value into the C structure.
  @inlinable
  public func store(at place: MessageWriter.Place) {
    var writer = MessageWriter(table: place.table.unsafelyUnwrapped, arena: place.arena)
    encode(into: &writer)
    place.address.storeBytes(of: writer.base, as: UnsafeMutableRawPointer.self)
  }

  /// Takes the value out of the C structure.
  @inlinable
  public init(loadingFrom place: MessageReader.Place) throws(DecodingError) {
    try self.init(
      from: MessageReader(
        base: place.address.load(as: UnsafeRawPointer.self),
        table: place.slot.pointee.child.unsafelyUnwrapped))
  }
}
