// The numbers, each held by the C structure as it is; `Bool` is a C `int` there.

extension Int32: StoredAsIs, MapKey {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: Int32 { 0 }

  /// Whether this is the value that proto3 does not send.
  @inlinable
  public var isProtobufDefault: Bool { self == 0 }

  /// The order in which entries are written.
  @inlinable
  public static func precedes(_ first: Int32, _ second: Int32) -> Bool { first < second }
}

extension Int64: StoredAsIs, MapKey {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: Int64 { 0 }

  /// Whether this is the value that proto3 does not send.
  @inlinable
  public var isProtobufDefault: Bool { self == 0 }

  /// The order in which entries are written.
  @inlinable
  public static func precedes(_ first: Int64, _ second: Int64) -> Bool { first < second }
}

extension UInt32: StoredAsIs, MapKey {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: UInt32 { 0 }

  /// Whether this is the value that proto3 does not send.
  @inlinable
  public var isProtobufDefault: Bool { self == 0 }

  /// The order in which entries are written.
  @inlinable
  public static func precedes(_ first: UInt32, _ second: UInt32) -> Bool { first < second }
}

extension UInt64: StoredAsIs, MapKey {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: UInt64 { 0 }

  /// Whether this is the value that proto3 does not send.
  @inlinable
  public var isProtobufDefault: Bool { self == 0 }

  /// The order in which entries are written.
  @inlinable
  public static func precedes(_ first: UInt64, _ second: UInt64) -> Bool { first < second }
}

extension Float: StoredAsIs {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: Float { 0 }

  /// Whether this is the value that proto3 does not send. Negative zero is sent.
  @inlinable
  public var isProtobufDefault: Bool { bitPattern == 0 }
}

extension Double: StoredAsIs {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: Double { 0 }

  /// Whether this is the value that proto3 does not send. Negative zero is sent.
  @inlinable
  public var isProtobufDefault: Bool { bitPattern == 0 }
}

extension Bool: MapKey {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: Bool { false }

  /// Whether this is the value that proto3 does not send.
  @inlinable
  public var isProtobufDefault: Bool { !self }

  /// Bytes that a value takes in the C structure.
  @inlinable
  public static var storedByteCount: Int { 4 }

  /// Puts the value into the C structure.
  @inlinable
  public func store(at place: MessageWriter.Place) {
    place.address.storeBytes(of: self ? 1 : 0, as: Int32.self)
  }

  /// Takes the value out of the C structure.
  @inlinable
  public init(loadingFrom place: MessageReader.Place) {
    self = place.address.load(as: Int32.self) != 0
  }

  /// The order in which entries are written.
  @inlinable
  public static func precedes(_ first: Bool, _ second: Bool) -> Bool { !first && second }
}
