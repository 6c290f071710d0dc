/// Fields that a message carried and its type does not declare, kept so that passing a message on
/// loses nothing.
///
/// They follow the declared fields when the message is written. Two kinds are dropped instead: groups
/// (which proto3 does not have) and fields whose number is declared with another wire type.
public struct UnknownFields: Sendable, Hashable {
  /// One field as it came.
  public struct Field: Sendable, Hashable {
    /// The field number.
    public let number: UInt32
    /// The wire type: 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes.
    public let wireType: UInt8
    /// Everything after the tag, the length of a length-delimited field included.
    public let payload: [UInt8]
  }

  /// The fields in the order in which they came.
  public let fields: [Field]

  /// No unknown fields.
  @inlinable
  public init() {
    fields = []
  }

  init(_ fields: [Field]) {
    self.fields = fields
  }

  /// Whether there are none.
  @inlinable
  public var isEmpty: Bool { fields.isEmpty }
}
