// Written by protoc-gen-apus from google/protobuf/duration.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Protobuf {
  /// The message `google.protobuf.Duration`.
  public struct Duration: Message {
    /// The field `seconds`.
    public var seconds: Int64 = 0

    /// The field `nanos`.
    public var nanos: Int32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(seconds: Int64 = 0, nanos: Int32 = 0) {
      self.seconds = seconds
      self.nanos = nanos
    }
  }
}

extension Google.Protobuf.Duration {
  /// `google.protobuf.Duration` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.Duration",
    [
      .init(1, "seconds", .int64),
      .init(2, "nanos", .int32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, seconds)
    writer.implicit(1, nanos)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &seconds)
    try reader.implicit(1, into: &nanos)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Protobuf {
  /// `google/protobuf/duration.proto` as protoc describes it, for reflection.
  public static let durationFileDescriptor = FileDescriptor(
    name: "google/protobuf/duration.proto",
    serializedBytes: Base64Literal.decode(
      """
      Ch5nb29nbGUvcHJvdG9idWYvZHVyYXRpb24ucHJvdG8SD2dvb2dsZS5wcm90b2J1ZiI6CghEdXJhdGlvbhIY
      CgdzZWNvbmRzGAEgASgDUgdzZWNvbmRzEhQKBW5hbm9zGAIgASgFUgVuYW5vc2IGcHJvdG8zQoMBChNjb20u
      Z29vZ2xlLnByb3RvYnVmQg1EdXJhdGlvblByb3RvUAFaMWdvb2dsZS5nb2xhbmcub3JnL3Byb3RvYnVmL3R5
      cGVzL2tub3duL2R1cmF0aW9ucGL4AQGiAgNHUEKqAh5Hb29nbGUuUHJvdG9idWYuV2VsbEtub3duVHlwZXM=
      """
    ),
    dependencies: []
  )
}
