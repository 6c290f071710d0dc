// Written by protoc-gen-apus from google/protobuf/wrappers.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Protobuf {
  /// The message `google.protobuf.DoubleValue`.
  public struct DoubleValue: Message {
    /// The field `value`.
    public var value: Double = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: Double = 0) {
      self.value = value
    }
  }

  /// The message `google.protobuf.FloatValue`.
  public struct FloatValue: Message {
    /// The field `value`.
    public var value: Float = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: Float = 0) {
      self.value = value
    }
  }

  /// The message `google.protobuf.Int64Value`.
  public struct Int64Value: Message {
    /// The field `value`.
    public var value: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: Int64 = 0) {
      self.value = value
    }
  }

  /// The message `google.protobuf.UInt64Value`.
  public struct UInt64Value: Message {
    /// The field `value`.
    public var value: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: UInt64 = 0) {
      self.value = value
    }
  }

  /// The message `google.protobuf.Int32Value`.
  public struct Int32Value: Message {
    /// The field `value`.
    public var value: Int32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: Int32 = 0) {
      self.value = value
    }
  }

  /// The message `google.protobuf.UInt32Value`.
  public struct UInt32Value: Message {
    /// The field `value`.
    public var value: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: UInt32 = 0) {
      self.value = value
    }
  }

  /// The message `google.protobuf.BoolValue`.
  public struct BoolValue: Message {
    /// The field `value`.
    public var value: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: Bool = false) {
      self.value = value
    }
  }

  /// The message `google.protobuf.StringValue`.
  public struct StringValue: Message {
    /// The field `value`.
    public var value: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: String = "") {
      self.value = value
    }
  }

  /// The message `google.protobuf.BytesValue`.
  public struct BytesValue: Message {
    /// The field `value`.
    public var value: [UInt8] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(value: [UInt8] = []) {
      self.value = value
    }
  }
}

extension Google.Protobuf.DoubleValue {
  /// `google.protobuf.DoubleValue` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.DoubleValue",
    [
      .init(1, "value", .double)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.FloatValue {
  /// `google.protobuf.FloatValue` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.FloatValue",
    [
      .init(1, "value", .float)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.Int64Value {
  /// `google.protobuf.Int64Value` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.Int64Value",
    [
      .init(1, "value", .int64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.UInt64Value {
  /// `google.protobuf.UInt64Value` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.UInt64Value",
    [
      .init(1, "value", .uint64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.Int32Value {
  /// `google.protobuf.Int32Value` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.Int32Value",
    [
      .init(1, "value", .int32)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.UInt32Value {
  /// `google.protobuf.UInt32Value` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.UInt32Value",
    [
      .init(1, "value", .uint32)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.BoolValue {
  /// `google.protobuf.BoolValue` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.BoolValue",
    [
      .init(1, "value", .bool)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.StringValue {
  /// `google.protobuf.StringValue` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.StringValue",
    [
      .init(1, "value", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.BytesValue {
  /// `google.protobuf.BytesValue` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.BytesValue",
    [
      .init(1, "value", .bytes)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf {
  /// `google/protobuf/wrappers.proto` as protoc describes it, for reflection.
  public static let wrappersFileDescriptor = FileDescriptor(
    name: "google/protobuf/wrappers.proto",
    serializedBytes: Base64Literal.decode(
      """
      Ch5nb29nbGUvcHJvdG9idWYvd3JhcHBlcnMucHJvdG8SD2dvb2dsZS5wcm90b2J1ZiIjCgtEb3VibGVWYWx1
      ZRIUCgV2YWx1ZRgBIAEoAVIFdmFsdWUiIgoKRmxvYXRWYWx1ZRIUCgV2YWx1ZRgBIAEoAlIFdmFsdWUiIgoK
      SW50NjRWYWx1ZRIUCgV2YWx1ZRgBIAEoA1IFdmFsdWUiIwoLVUludDY0VmFsdWUSFAoFdmFsdWUYASABKARS
      BXZhbHVlIiIKCkludDMyVmFsdWUSFAoFdmFsdWUYASABKAVSBXZhbHVlIiMKC1VJbnQzMlZhbHVlEhQKBXZh
      bHVlGAEgASgNUgV2YWx1ZSIhCglCb29sVmFsdWUSFAoFdmFsdWUYASABKAhSBXZhbHVlIiMKC1N0cmluZ1Zh
      bHVlEhQKBXZhbHVlGAEgASgJUgV2YWx1ZSIiCgpCeXRlc1ZhbHVlEhQKBXZhbHVlGAEgASgMUgV2YWx1ZWIG
      cHJvdG8zQoMBChNjb20uZ29vZ2xlLnByb3RvYnVmQg1XcmFwcGVyc1Byb3RvUAFaMWdvb2dsZS5nb2xhbmcu
      b3JnL3Byb3RvYnVmL3R5cGVzL2tub3duL3dyYXBwZXJzcGL4AQGiAgNHUEKqAh5Hb29nbGUuUHJvdG9idWYu
      V2VsbEtub3duVHlwZXM=
      """
    ),
    dependencies: []
  )
}
