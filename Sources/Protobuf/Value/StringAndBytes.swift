/// Length and address, as the C structure holds strings and bytes.
@usableFromInline
struct StoredBytes: BitwiseCopyable {
  var byteCount: Int
  var start: UnsafeRawPointer?

  init(copying bytes: UnsafeRawBufferPointer, to arena: Arena) {
    // The copy exists even when it is empty, because the library passes the address to memcpy.
    let copy = arena.allocate(max(bytes.count, 1))
    if let start = bytes.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
    byteCount = bytes.count
    start = UnsafeRawPointer(copy)
  }

  var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: byteCount) }
}

extension String: MapKey {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: String { "" }

  /// Whether this is the value that proto3 does not send.
  @inlinable
  public var isProtobufDefault: Bool { isEmpty }

  /// Bytes that a value takes in the C structure.
  @inlinable
  public static var storedByteCount: Int { 16 }

  /// Puts the value into the C structure.
  public func store(at place: MessageWriter.Place) {
    var string = self
    let stored = string.withUTF8 { utf8 in
      StoredBytes(copying: UnsafeRawBufferPointer(utf8), to: place.arena)
    }
    place.address.storeBytes(of: stored, as: StoredBytes.self)
  }

  /// Takes the value out of the C structure; refuses what is not UTF-8.
  public init(loadingFrom place: MessageReader.Place) throws(DecodingError) {
    let bytes = place.address.load(as: StoredBytes.self).buffer
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw DecodingError(.invalidUTF8, "the string \(place.fieldName) is not UTF-8")
    }
    self = string
  }

  /// The order in which entries are written: that of the UTF-8 bytes.
  @inlinable
  public static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}

extension [UInt8]: FieldValue {
  /// The value that proto3 does not send.
  @inlinable
  public static var protobufDefault: [UInt8] { [] }

  /// Whether this is the value that proto3 does not send.
  @inlinable
  public var isProtobufDefault: Bool { isEmpty }

  /// Bytes that a value takes in the C structure.
  @inlinable
  public static var storedByteCount: Int { 16 }

  /// Puts the value into the C structure.
  public func store(at place: MessageWriter.Place) {
    let stored = withUnsafeBytes { StoredBytes(copying: $0, to: place.arena) }
    place.address.storeBytes(of: stored, as: StoredBytes.self)
  }

  /// Takes the value out of the C structure.
  public init(loadingFrom place: MessageReader.Place) {
    self = [UInt8](place.address.load(as: StoredBytes.self).buffer)
  }
}
