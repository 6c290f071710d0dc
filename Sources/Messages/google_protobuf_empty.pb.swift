// Written by protoc-gen-apus from google/protobuf/empty.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Protobuf {
  /// The message `google.protobuf.Empty`.
  public struct Empty: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }
}

extension Google.Protobuf.Empty {
  /// `google.protobuf.Empty` and its fields.
  public static let descriptor = MessageDescriptor("google.protobuf.Empty", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf {
  /// `google/protobuf/empty.proto` as protoc describes it, for reflection.
  public static let emptyFileDescriptor = FileDescriptor(
    name: "google/protobuf/empty.proto",
    serializedBytes: Base64Literal.decode(
      """
      Chtnb29nbGUvcHJvdG9idWYvZW1wdHkucHJvdG8SD2dvb2dsZS5wcm90b2J1ZiIHCgVFbXB0eWIGcHJvdG8z
      Qn0KE2NvbS5nb29nbGUucHJvdG9idWZCCkVtcHR5UHJvdG9QAVouZ29vZ2xlLmdvbGFuZy5vcmcvcHJvdG9i
      dWYvdHlwZXMva25vd24vZW1wdHlwYvgBAaICA0dQQqoCHkdvb2dsZS5Qcm90b2J1Zi5XZWxsS25vd25UeXBl
      cw==
      """
    ),
    dependencies: []
  )
}
