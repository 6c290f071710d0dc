// Written by protoc-gen-apus from grpc/testing/empty.proto; `make protos` writes it again.

package import Protobuf
package import RPC

extension Grpc.Testing {
  /// Empty is zero bytes long on the wire.
  package struct Empty: Message {
    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}
  }
}

extension Grpc.Testing.Empty {
  /// `grpc.testing.Empty` and its fields.
  package static let descriptor = MessageDescriptor("grpc.testing.Empty", [])

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing {
  /// `grpc/testing/empty.proto` as protoc describes it, for reflection.
  package static let emptyFileDescriptor = FileDescriptor(
    name: "grpc/testing/empty.proto",
    serializedBytes: Base64Literal.decode(
      """
      ChhncnBjL3Rlc3RpbmcvZW1wdHkucHJvdG8SDGdycGMudGVzdGluZyIHCgVFbXB0eWIGcHJvdG8z
      """
    ),
    dependencies: []
  )
}
