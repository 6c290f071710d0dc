// Written by protoc-gen-apus from google/protobuf/field_mask.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Protobuf {
  /// The message `google.protobuf.FieldMask`.
  public struct FieldMask: Message {
    /// The field `paths`.
    public var paths: [String] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(paths: [String] = []) {
      self.paths = paths
    }
  }
}

extension Google.Protobuf.FieldMask {
  /// `google.protobuf.FieldMask` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.FieldMask",
    [
      .init(1, "paths", .string, .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, paths)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &paths)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf {
  /// `google/protobuf/field_mask.proto` as protoc describes it, for reflection.
  public static let field_maskFileDescriptor = FileDescriptor(
    name: "google/protobuf/field_mask.proto",
    serializedBytes: Base64Literal.decode(
      """
      CiBnb29nbGUvcHJvdG9idWYvZmllbGRfbWFzay5wcm90bxIPZ29vZ2xlLnByb3RvYnVmIiEKCUZpZWxkTWFz
      axIUCgVwYXRocxgBIAMoCVIFcGF0aHNiBnByb3RvM0KFAQoTY29tLmdvb2dsZS5wcm90b2J1ZkIORmllbGRN
      YXNrUHJvdG9QAVoyZ29vZ2xlLmdvbGFuZy5vcmcvcHJvdG9idWYvdHlwZXMva25vd24vZmllbGRtYXNrcGL4
      AQGiAgNHUEKqAh5Hb29nbGUuUHJvdG9idWYuV2VsbEtub3duVHlwZXM=
      """
    ),
    dependencies: []
  )
}
