/// An open enumeration: numbers that this version does not know are kept in `unrecognized`.
public protocol ProtobufEnum: FieldValue, CaseIterable {
  /// The value with this number.
  init(rawValue: Int32)
  /// The number on the wire.
  var rawValue: Int32 { get }
  /// The name with its package, such as `google.protobuf.NullValue`.
  static var protobufFullName: String { get }
  /// The names and numbers of the `.proto` file, in its order.
  static var protobufNames: [(name: String, number: Int32)] { get }
}

extension ProtobufEnum {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: Self { Self(rawValue: 0) }

  /// Whether this is the value that proto3 does not send.
  @inlinable
  public var isProtobufDefault: Bool { rawValue == 0 }

  /// Bytes that a value takes in the C structure.
  @inlinable
  public static var storedByteCount: Int { 4 }

  /// Puts the value into the C structure.
  @inlinable
  public func store(at place: MessageWriter.Place) {
    place.address.storeBytes(of: rawValue, as: Int32.self)
  }

  /// Takes the value out of the C structure.
  @inlinable
  public init(loadingFrom place: MessageReader.Place) {
    self.init(rawValue: place.address.load(as: Int32.self))
  }
}
