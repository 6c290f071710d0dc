// Written by protoc-gen-apus from google/protobuf/timestamp.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Protobuf {
  /// The message `google.protobuf.Timestamp`.
  public struct Timestamp: Message {
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

extension Google.Protobuf.Timestamp {
  /// `google.protobuf.Timestamp` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.protobuf.Timestamp",
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
  /// `google/protobuf/timestamp.proto` as protoc describes it, for reflection.
  public static let timestampFileDescriptor = FileDescriptor(
    name: "google/protobuf/timestamp.proto",
    serializedBytes: Base64Literal.decode(
      """
      Ch9nb29nbGUvcHJvdG9idWYvdGltZXN0YW1wLnByb3RvEg9nb29nbGUucHJvdG9idWYiOwoJVGltZXN0YW1w
      EhgKB3NlY29uZHMYASABKANSB3NlY29uZHMSFAoFbmFub3MYAiABKAVSBW5hbm9zYgZwcm90bzNChQEKE2Nv
      bS5nb29nbGUucHJvdG9idWZCDlRpbWVzdGFtcFByb3RvUAFaMmdvb2dsZS5nb2xhbmcub3JnL3Byb3RvYnVm
      L3R5cGVzL2tub3duL3RpbWVzdGFtcHBi+AEBogIDR1BCqgIeR29vZ2xlLlByb3RvYnVmLldlbGxLbm93blR5
      cGVz
      """
    ),
    dependencies: []
  )
}
