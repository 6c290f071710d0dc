// Written by protoc-gen-apus from google/rpc/status.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Rpc {
  /// Status is an error with typed details.
  public struct Status: Message {
    /// A gRPC status code.
    public var code: Int32 = 0

    /// What was wrong, for a developer.
    public var message: String = ""

    /// Messages that say more, such as those of error_details.proto.
    public var details: [Google.Protobuf.AnyValue] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(code: Int32 = 0, message: String = "", details: [Google.Protobuf.AnyValue] = []) {
      self.code = code
      self.message = message
      self.details = details
    }
  }
}

extension Google.Rpc.Status {
  /// `google.rpc.Status` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.Status",
    [
      .init(1, "code", .int32),
      .init(2, "message", .string),
      .init(3, "details", .message(Google.Protobuf.AnyValue.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, code)
    writer.implicit(1, message)
    writer.repeated(2, details)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &code)
    try reader.implicit(1, into: &message)
    try reader.repeated(2, into: &details)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc {
  /// `google/rpc/status.proto` as protoc describes it, for reflection.
  public static let statusFileDescriptor = FileDescriptor(
    name: "google/rpc/status.proto",
    serializedBytes: Base64Literal.decode(
      """
      Chdnb29nbGUvcnBjL3N0YXR1cy5wcm90bxIKZ29vZ2xlLnJwYxoZZ29vZ2xlL3Byb3RvYnVmL2FueS5wcm90
      byJmCgZTdGF0dXMSEgoEY29kZRgBIAEoBVIEY29kZRIYCgdtZXNzYWdlGAIgASgJUgdtZXNzYWdlEi4KB2Rl
      dGFpbHMYAyADKAsyFC5nb29nbGUucHJvdG9idWYuQW55UgdkZXRhaWxzYgZwcm90bzM=
      """
    ),
    dependencies: [
      Google.Protobuf.anyFileDescriptor
    ]
  )
}
