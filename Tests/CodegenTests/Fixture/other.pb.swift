// Written by protoc-gen-apus from other.proto; `make protos` writes it again.

package import Protobuf
package import RPC

extension Fixture.Other.V1 {
  /// Thing is imported.
  package struct Thing: Message {
    /// The parts.
    package var parts: [Fixture.Other.V1.Thing.Part] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(parts: [Fixture.Other.V1.Thing.Part] = []) {
      self.parts = parts
    }

    /// Part is nested.
    package struct Part: Message {
      /// How large.
      package var size: Fixture.Other.V1.Thing.Part.Size = .unspecified

      /// Fields that this version does not declare.
      package var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      package init() {}

      /// Creates a message with the given fields.
      package init(size: Fixture.Other.V1.Thing.Part.Size = .unspecified) {
        self.size = size
      }

      /// Size is nested deeper.
      package enum Size: ProtobufEnum {
        /// Not stated.
        case unspecified
        /// Large.
        case large
        /// A number that this version does not know.
        case unrecognized(Int32)

        /// Every value that this version knows.
        package static let allCases: [Size] = [.unspecified, .large]

        /// The name with its package.
        package static let protobufFullName = "fixture.other.v1.Thing.Part.Size"

        /// The names and numbers of the `.proto` file, in its order.
        package static let protobufNames: [(name: String, number: Int32)] = [
          ("SIZE_UNSPECIFIED", 0),
          ("SIZE_LARGE", 1),
        ]

        /// The value with this number.
        package init(rawValue: Int32) {
          switch rawValue {
          case 0: self = .unspecified
          case 1: self = .large
          default: self = .unrecognized(rawValue)
          }
        }

        /// The number on the wire.
        package var rawValue: Int32 {
          switch self {
          case .unspecified: 0
          case .large: 1
          case .unrecognized(let number): number
          }
        }
      }
    }
  }
}

extension Fixture.Other.V1.Thing {
  /// `fixture.other.v1.Thing` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.other.v1.Thing",
    [
      .init(1, "parts", .message(Fixture.Other.V1.Thing.Part.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.repeated(0, parts)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &parts)
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.Other.V1.Thing.Part {
  /// `fixture.other.v1.Thing.Part` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.other.v1.Thing.Part",
    [
      .init(1, "size", .enumeration(Fixture.Other.V1.Thing.Part.Size.self))
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, size)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &size)
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.Other.V1 {
  /// `other.proto` as protoc describes it, for reflection.
  package static let otherFileDescriptor = FileDescriptor(
    name: "other.proto",
    serializedBytes: Base64Literal.decode(
      """
      CgtvdGhlci5wcm90bxIQZml4dHVyZS5vdGhlci52MSKoAQoFVGhpbmcSMgoFcGFydHMYASADKAsyHC5maXh0
      dXJlLm90aGVyLnYxLlRoaW5nLlBhcnRSBXBhcnRzGmsKBFBhcnQSNQoEc2l6ZRgBIAEoDjIhLmZpeHR1cmUu
      b3RoZXIudjEuVGhpbmcuUGFydC5TaXplUgRzaXplIiwKBFNpemUSFAoQU0laRV9VTlNQRUNJRklFRBAAEg4K
      ClNJWkVfTEFSR0UQAWIGcHJvdG8z
      """
    ),
    dependencies: []
  )
}
