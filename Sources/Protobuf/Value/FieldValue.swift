/// A Swift type that a field can have: the numbers, `Bool`, `String`, `[UInt8]`, enumerations and
/// messages.
///
/// The requirements move a value into and out of the C structure; they are for the writer and the reader.
public protocol FieldValue: Sendable, Hashable {
  /// The value that proto3 does not send.
  static var protobufDefault: Self { get }
  /// Whether this is the value that proto3 does not send.
  var isProtobufDefault: Bool { get }
  /// Bytes that a value takes in the C structure.
  static var storedByteCount: Int { get }
  /// Puts the value into the C structure.
  func store(at place: MessageWriter.Place)
  /// Takes the value out of the C structure.
  init(loadingFrom place: MessageReader.Place) throws(DecodingError)
}

/// A type that the keys of a map can have.
public protocol MapKey: FieldValue {
  /// The order in which entries are written.
  static func precedes(_ first: Self, _ second: Self) -> Bool
}

/// A number that the C structure holds as it is.
public protocol StoredAsIs: FieldValue, BitwiseCopyable {}

extension StoredAsIs {
  /// Bytes that a value takes in the C structure.
  @inlinable
  public static var storedByteCount: Int { MemoryLayout<Self>.size }

  /// Puts the value into the C structure.
  @inlinable
  public func store(at place: MessageWriter.Place) {
    place.address.storeBytes(of: self, as: Self.self)
  }

  /// Takes the value out of the C structure.
  @inlinable
  public init(loadingFrom place: MessageReader.Place) {
    self = place.address.load(as: Self.self)
  }
}
