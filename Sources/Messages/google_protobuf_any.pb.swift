// Written by protoc-gen-apus from google/protobuf/any.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Protobuf {
  /// The message `google.protobuf.Any`.
  public struct AnyValue: Message {
    /// The field `type_url`.
    public var typeUrl: String = ""

    /// The field `value`.
    public var value: [UInt8] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(typeUrl: String = "", value: [UInt8] = []) {
      self.typeUrl = typeUrl
      self.value = value
    }
  }
}

extension Google.Protobuf.AnyValue {
  /// `google.protobuf.Any` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.Any",
    [
      .init(1, "type_url", .string),
      .init(2, "value", .bytes),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, typeUrl)
    writer.implicit(1, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &typeUrl)
    try reader.implicit(1, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf {
  /// `google/protobuf/any.proto` as protoc describes it, for reflection.
  public static let anyFileDescriptor = FileDescriptor(
    name: "google/protobuf/any.proto",
    serializedBytes: Base64Literal.decode(
      """
      Chlnb29nbGUvcHJvdG9idWYvYW55LnByb3RvEg9nb29nbGUucHJvdG9idWYiNgoDQW55EhkKCHR5cGVfdXJs
      GAEgASgJUgd0eXBlVXJsEhQKBXZhbHVlGAIgASgMUgV2YWx1ZWIGcHJvdG8zQnYKE2NvbS5nb29nbGUucHJv
      dG9idWZCCEFueVByb3RvUAFaLGdvb2dsZS5nb2xhbmcub3JnL3Byb3RvYnVmL3R5cGVzL2tub3duL2FueXBi
      ogIDR1BCqgIeR29vZ2xlLlByb3RvYnVmLldlbGxLbm93blR5cGVz
      """
    ),
    dependencies: []
  )
}
