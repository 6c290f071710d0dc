/// A protocol buffer message: a value type whose fields are plain Swift properties.
///
/// `protoc-gen-apus` writes the conforming types; nothing is meant to conform by hand. Packing and
/// unpacking go through libprotobuf-c: the generated `encode(into:)` fills a C structure laid out
/// from ``descriptor``, and `init(from:)` reads one back. Neither a C type nor a pointer into the
/// structure outlives the call.
public protocol Message: FieldValue {
  /// Creates a message with every field at its default.
  init()

  /// Full name and fields, built once per type.
  static var descriptor: MessageDescriptor { get }

  /// Hands every field that is set to the writer. Written by `protoc-gen-apus`.
  func encode(into writer: inout MessageWriter)

  /// Reads every field that is present. Written by `protoc-gen-apus`.
  init(from reader: MessageReader) throws(DecodingError)
}

extension Message {
  /// Creates a message and lets the closure set its fields.
  public static func with(_ populate: (inout Self) throws -> Void) rethrows -> Self {
    var message = Self()
    try populate(&message)
    return message
  }

  /// The wire form of the message.
  ///
  /// Equal messages give equal bytes: fields go in the order of their numbers and map entries in the
  /// order of their keys. Traps if the result exceeds 2 GiB, which no protobuf reader accepts.
  @inlinable
  public func serializedBytes() -> [UInt8] {
    serializedBytes(reservingPrefix: 0)
  }

  /// The wire form after `prefixByteCount` zero bytes, which the caller overwrites with its framing.
  @inlinable
  public func serializedBytes(reservingPrefix prefixByteCount: Int) -> [UInt8] {
    Arena.withArena { arena in
      let table = Self.descriptor.table
      var writer = MessageWriter(table: table, arena: arena)
      encode(into: &writer)
      return WireCodec.pack(writer.base, prefixByteCount: prefixByteCount)
    }
  }

  /// Reads a message from its wire form.
  ///
  /// The bytes may come from anyone: they are checked against `limits` before memory is allocated
  /// for them, and what is not a valid encoding is refused with the reason and the offset.
  @inlinable
  public init(
    serializedBytes bytes: UnsafeRawBufferPointer, limits: DecodingLimits = .standard
  ) throws(DecodingError) {
    let verdict = try WireValidator.validate(bytes, as: Self.descriptor.table, limits: limits)
    try self.init(validated: bytes, verdict)
  }

  /// Reads a message from bytes that were found to be one of this type.
  @inlinable
  init(
    validated bytes: UnsafeRawBufferPointer, _ verdict: WireValidator.Verdict
  ) throws(DecodingError) {
    let table = Self.descriptor.table
    guard verdict.needsNormalizing else {
      self = try Self.unpacked(bytes, as: table)
      return
    }
    let normalized = WireNormalizer.normalize(bytes, as: table)
    self = try normalized.withUnsafeBytesTyped { (bytes) throws(DecodingError) in
      try Self.unpacked(bytes, as: table)
    }
  }

  /// Reads a message from its wire form.
  @inlinable
  public init(
    serializedBytes bytes: [UInt8], limits: DecodingLimits = .standard
  ) throws(DecodingError) {
    self = try bytes.withUnsafeBytesTyped { (bytes) throws(DecodingError) in
      try Self(serializedBytes: bytes, limits: limits)
    }
  }

  @inlinable
  static func unpacked(
    _ bytes: UnsafeRawBufferPointer, as table: UnsafePointer<MessageTable>
  ) throws(DecodingError) -> Self {
    try Arena.withArena { (arena) throws(DecodingError) in
      let base = try WireCodec.unpack(bytes, as: table, in: arena)
      return try Self(from: MessageReader(base: base, table: table))
    }
  }
}

extension Array where Element == UInt8 {
  /// `withUnsafeBytes` that keeps the closure's typed error.
  @inlinable
  func withUnsafeBytesTyped<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { (buffer) throws(Failure) in
      try body(UnsafeRawBufferPointer(buffer))
    }
  }
}
