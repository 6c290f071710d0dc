// Written by protoc-gen-apus from google/protobuf/struct.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Protobuf {
  /// The enumeration `NullValue`.
  public enum NullValue: ProtobufEnum {
    /// `NULL_VALUE`
    case nullValue
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [NullValue] = [.nullValue]

    /// The name with its package.
    public static let protobufFullName = "google.protobuf.NullValue"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [("NULL_VALUE", 0)]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .nullValue
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .nullValue: 0
      case .unrecognized(let number): number
      }
    }
  }

  /// The message `google.protobuf.Struct`.
  public struct Struct: Message {
    /// The field `fields`.
    public var fields: [String: Value] = [:]

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(fields: [String: Value] = [:]) {
      self.fields = fields
    }
  }

  /// The message `google.protobuf.Value`.
  public struct Value: Message {
    /// One of `null_value`, `number_value`, `string_value`, `bool_value`, `struct_value`,
    /// `list_value`, or none.
    public var kind: Kind?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(kind: Kind? = nil) {
      self.kind = kind
    }

    /// What `kind` can hold.
    public enum Kind: Sendable, Hashable {
      /// The field `null_value`.
      case nullValue(NullValue)
      /// The field `number_value`.
      case numberValue(Double)
      /// The field `string_value`.
      case stringValue(String)
      /// The field `bool_value`.
      case boolValue(Bool)
      /// The field `struct_value`.
      case structValue(Struct)
      /// The field `list_value`.
      case listValue(ListValue)
    }
  }

  /// The message `google.protobuf.ListValue`.
  public struct ListValue: Message {
    /// The field `values`.
    public var values: [Value] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(values: [Value] = []) {
      self.values = values
    }
  }
}

extension Google.Protobuf.Struct {
  /// `google.protobuf.Struct` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.Struct",
    [
      .init(1, "fields", .map(key: .string, value: .message(Google.Protobuf.Value.self)), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.map(0, fields)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.map(0, into: &fields)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.Value {
  /// `google.protobuf.Value` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.Value",
    [
      .init(1, "null_value", .enumeration(Google.Protobuf.NullValue.self), .oneof(0)),
      .init(2, "number_value", .double, .oneof(0)),
      .init(3, "string_value", .string, .oneof(0)),
      .init(4, "bool_value", .bool, .oneof(0)),
      .init(5, "struct_value", .message(Google.Protobuf.Struct.self), .oneof(0)),
      .init(6, "list_value", .message(Google.Protobuf.ListValue.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch kind {
    case .nullValue(let value):
      writer.oneof(0, number: 1, value)
    case .numberValue(let value):
      writer.oneof(1, number: 2, value)
    case .stringValue(let value):
      writer.oneof(2, number: 3, value)
    case .boolValue(let value):
      writer.oneof(3, number: 4, value)
    case .structValue(let value):
      writer.oneof(4, number: 5, value)
    case .listValue(let value):
      writer.oneof(5, number: 6, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: kind = .nullValue(try reader.value(0))
    case 2: kind = .numberValue(try reader.value(1))
    case 3: kind = .stringValue(try reader.value(2))
    case 4: kind = .boolValue(try reader.value(3))
    case 5: kind = .structValue(try reader.value(4))
    case 6: kind = .listValue(try reader.value(5))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf.ListValue {
  /// `google.protobuf.ListValue` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.ListValue",
    [
      .init(1, "values", .message(Google.Protobuf.Value.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, values)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &values)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf {
  /// `google/protobuf/struct.proto` as protoc describes it, for reflection.
  public static let structFileDescriptor = FileDescriptor(
    name: "google/protobuf/struct.proto",
    serializedBytes: Base64Literal.decode(
      """
      Chxnb29nbGUvcHJvdG9idWYvc3RydWN0LnByb3RvEg9nb29nbGUucHJvdG9idWYimAEKBlN0cnVjdBI7CgZm
      aWVsZHMYASADKAsyIy5nb29nbGUucHJvdG9idWYuU3RydWN0LkZpZWxkc0VudHJ5UgZmaWVsZHMaUQoLRmll
      bGRzRW50cnkSEAoDa2V5GAEgASgJUgNrZXkSLAoFdmFsdWUYAiABKAsyFi5nb29nbGUucHJvdG9idWYuVmFs
      dWVSBXZhbHVlOgI4ASKyAgoFVmFsdWUSOwoKbnVsbF92YWx1ZRgBIAEoDjIaLmdvb2dsZS5wcm90b2J1Zi5O
      dWxsVmFsdWVIAFIJbnVsbFZhbHVlEiMKDG51bWJlcl92YWx1ZRgCIAEoAUgAUgtudW1iZXJWYWx1ZRIjCgxz
      dHJpbmdfdmFsdWUYAyABKAlIAFILc3RyaW5nVmFsdWUSHwoKYm9vbF92YWx1ZRgEIAEoCEgAUglib29sVmFs
      dWUSPAoMc3RydWN0X3ZhbHVlGAUgASgLMhcuZ29vZ2xlLnByb3RvYnVmLlN0cnVjdEgAUgtzdHJ1Y3RWYWx1
      ZRI7CgpsaXN0X3ZhbHVlGAYgASgLMhouZ29vZ2xlLnByb3RvYnVmLkxpc3RWYWx1ZUgAUglsaXN0VmFsdWVC
      BgoEa2luZCI7CglMaXN0VmFsdWUSLgoGdmFsdWVzGAEgAygLMhYuZ29vZ2xlLnByb3RvYnVmLlZhbHVlUgZ2
      YWx1ZXMqGwoJTnVsbFZhbHVlEg4KCk5VTExfVkFMVUUQAGIGcHJvdG8zQn8KE2NvbS5nb29nbGUucHJvdG9i
      dWZCC1N0cnVjdFByb3RvUAFaL2dvb2dsZS5nb2xhbmcub3JnL3Byb3RvYnVmL3R5cGVzL2tub3duL3N0cnVj
      dHBi+AEBogIDR1BCqgIeR29vZ2xlLlByb3RvYnVmLldlbGxLbm93blR5cGVz
      """
    ),
    dependencies: []
  )
}
