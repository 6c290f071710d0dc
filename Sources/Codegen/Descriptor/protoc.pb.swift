// Written by protoc-gen-apus from protoc.proto; `make protos` writes it again.

package import Protobuf

extension Protoc {
  /// CodeGeneratorRequest is what protoc writes to the plugin.
  package struct CodeGeneratorRequest: Message {
    /// Paths of the files to generate code for.
    package var fileToGenerate: [String] = []

    /// What stands before the colon of `--apus_out`.
    package var parameter: String = ""

    /// All files named above and all that they import, imports first.
    package var protoFile: [FileDescriptorProto] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      fileToGenerate: [String] = [],
      parameter: String = "",
      protoFile: [FileDescriptorProto] = []
    ) {
      self.fileToGenerate = fileToGenerate
      self.parameter = parameter
      self.protoFile = protoFile
    }
  }

  /// CodeGeneratorResponse is what the plugin answers.
  package struct CodeGeneratorResponse: Message {
    /// What was wrong with the input; absent on success, even an empty one means failure.
    package var error: String?

    /// Bit 0: proto3 `optional` is supported.
    package var supportedFeatures: UInt64 = 0

    /// The generated files.
    package var file: [Protoc.CodeGeneratorResponse.File] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      error: String? = nil,
      supportedFeatures: UInt64 = 0,
      file: [Protoc.CodeGeneratorResponse.File] = []
    ) {
      self.error = error
      self.supportedFeatures = supportedFeatures
      self.file = file
    }

    /// File is one generated file.
    package struct File: Message {
      /// Path below the output directory.
      package var name: String = ""

      /// The text.
      package var content: String = ""

      /// Fields that this version does not declare.
      package var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      package init() {}

      /// Creates a message with the given fields.
      package init(name: String = "", content: String = "") {
        self.name = name
        self.content = content
      }
    }
  }

  /// FileDescriptorProto describes a `.proto` file.
  package struct FileDescriptorProto: Message {
    /// Path below the import root.
    package var name: String = ""

    /// The package, possibly empty.
    package var package: String = ""

    /// Paths of the imported files.
    package var dependency: [String] = []

    /// Top-level messages.
    package var messageType: [DescriptorProto] = []

    /// Top-level enumerations.
    package var enumType: [EnumDescriptorProto] = []

    /// Services.
    package var service: [ServiceDescriptorProto] = []

    /// Comments and positions.
    package var sourceCodeInfo: SourceCodeInfo?

    /// "proto3", or empty for proto2.
    package var syntax: String = ""

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      name: String = "",
      package: String = "",
      dependency: [String] = [],
      messageType: [DescriptorProto] = [],
      enumType: [EnumDescriptorProto] = [],
      service: [ServiceDescriptorProto] = [],
      sourceCodeInfo: SourceCodeInfo? = nil,
      syntax: String = ""
    ) {
      self.name = name
      self.package = package
      self.dependency = dependency
      self.messageType = messageType
      self.enumType = enumType
      self.service = service
      self.sourceCodeInfo = sourceCodeInfo
      self.syntax = syntax
    }
  }

  /// DescriptorProto describes a message.
  package struct DescriptorProto: Message {
    /// The name within its scope.
    package var name: String = ""

    /// The fields in the order of the file.
    package var field: [FieldDescriptorProto] = []

    /// Messages declared inside, map entries included.
    package var nestedType: [DescriptorProto] = []

    /// Enumerations declared inside.
    package var enumType: [EnumDescriptorProto] = []

    /// Options.
    package var options: MessageOptions?

    /// Oneofs, those that stand for `optional` last.
    package var oneofDecl: [OneofDescriptorProto] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      name: String = "",
      field: [FieldDescriptorProto] = [],
      nestedType: [DescriptorProto] = [],
      enumType: [EnumDescriptorProto] = [],
      options: MessageOptions? = nil,
      oneofDecl: [OneofDescriptorProto] = []
    ) {
      self.name = name
      self.field = field
      self.nestedType = nestedType
      self.enumType = enumType
      self.options = options
      self.oneofDecl = oneofDecl
    }
  }

  /// MessageOptions holds the options of a message that matter here.
  package struct MessageOptions: Message {
    /// Whether the message is deprecated.
    package var deprecated: Bool?

    /// Whether protoc made up the message for the entries of a map.
    package var mapEntry: Bool?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(deprecated: Bool? = nil, mapEntry: Bool? = nil) {
      self.deprecated = deprecated
      self.mapEntry = mapEntry
    }
  }

  /// FieldDescriptorProto describes a field.
  package struct FieldDescriptorProto: Message {
    /// The name.
    package var name: String = ""

    /// The field number.
    package var number: Int32 = 0

    /// Singular, required or repeated.
    package var label: Protoc.FieldDescriptorProto.Cardinality = .unspecified

    /// The type.
    package var type: Protoc.FieldDescriptorProto.Kind = .unspecified

    /// Full name of the message or enumeration, with a leading dot.
    package var typeName: String = ""

    /// Options.
    package var options: FieldOptions?

    /// Index of the oneof that the field belongs to.
    package var oneofIndex: Int32?

    /// The name in JSON; protoc always says it.
    package var jsonName: String = ""

    /// Whether the field is `optional` in proto3; it then has a oneof of its own.
    package var proto3Optional: Bool?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      name: String = "",
      number: Int32 = 0,
      label: Protoc.FieldDescriptorProto.Cardinality = .unspecified,
      type: Protoc.FieldDescriptorProto.Kind = .unspecified,
      typeName: String = "",
      options: FieldOptions? = nil,
      oneofIndex: Int32? = nil,
      jsonName: String = "",
      proto3Optional: Bool? = nil
    ) {
      self.name = name
      self.number = number
      self.label = label
      self.type = type
      self.typeName = typeName
      self.options = options
      self.oneofIndex = oneofIndex
      self.jsonName = jsonName
      self.proto3Optional = proto3Optional
    }

    /// Cardinality says how often a field occurs.
    package enum Cardinality: ProtobufEnum {
      /// Not stated.
      case unspecified
      /// At most once.
      case optional
      /// Exactly once; proto2 alone has it.
      case required
      /// Any number of times.
      case repeated
      /// A number that this version does not know.
      case unrecognized(Int32)

      /// Every value that this version knows.
      package static let allCases: [Cardinality] = [.unspecified, .optional, .required, .repeated]

      /// The name with its package.
      package static let protobufFullName = "protoc.FieldDescriptorProto.Cardinality"

      /// The names and numbers of the `.proto` file, in its order.
      package static let protobufNames: [(name: String, number: Int32)] = [
        ("CARDINALITY_UNSPECIFIED", 0),
        ("CARDINALITY_OPTIONAL", 1),
        ("CARDINALITY_REQUIRED", 2),
        ("CARDINALITY_REPEATED", 3),
      ]

      /// The value with this number.
      package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .optional
        case 2: self = .required
        case 3: self = .repeated
        default: self = .unrecognized(rawValue)
        }
      }

      /// The number on the wire.
      package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .optional: 1
        case .required: 2
        case .repeated: 3
        case .unrecognized(let number): number
        }
      }
    }

    /// Kind is the type of a field.
    package enum Kind: ProtobufEnum {
      /// Not stated.
      case unspecified
      /// double
      case double
      /// float
      case float
      /// int64
      case int64
      /// uint64
      case uint64
      /// int32
      case int32
      /// fixed64
      case fixed64
      /// fixed32
      case fixed32
      /// bool
      case bool
      /// string
      case string
      /// A proto2 group.
      case group
      /// A message.
      case message
      /// bytes
      case bytes
      /// uint32
      case uint32
      /// An enumeration.
      case `enum`
      /// sfixed32
      case sfixed32
      /// sfixed64
      case sfixed64
      /// sint32
      case sint32
      /// sint64
      case sint64
      /// A number that this version does not know.
      case unrecognized(Int32)

      /// Every value that this version knows.
      package static let allCases: [Kind] = [
        .unspecified,
        .double,
        .float,
        .int64,
        .uint64,
        .int32,
        .fixed64,
        .fixed32,
        .bool,
        .string,
        .group,
        .message,
        .bytes,
        .uint32,
        .`enum`,
        .sfixed32,
        .sfixed64,
        .sint32,
        .sint64,
      ]

      /// The name with its package.
      package static let protobufFullName = "protoc.FieldDescriptorProto.Kind"

      /// The names and numbers of the `.proto` file, in its order.
      package static let protobufNames: [(name: String, number: Int32)] = [
        ("KIND_UNSPECIFIED", 0),
        ("KIND_DOUBLE", 1),
        ("KIND_FLOAT", 2),
        ("KIND_INT64", 3),
        ("KIND_UINT64", 4),
        ("KIND_INT32", 5),
        ("KIND_FIXED64", 6),
        ("KIND_FIXED32", 7),
        ("KIND_BOOL", 8),
        ("KIND_STRING", 9),
        ("KIND_GROUP", 10),
        ("KIND_MESSAGE", 11),
        ("KIND_BYTES", 12),
        ("KIND_UINT32", 13),
        ("KIND_ENUM", 14),
        ("KIND_SFIXED32", 15),
        ("KIND_SFIXED64", 16),
        ("KIND_SINT32", 17),
        ("KIND_SINT64", 18),
      ]

      /// The value with this number.
      package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .double
        case 2: self = .float
        case 3: self = .int64
        case 4: self = .uint64
        case 5: self = .int32
        case 6: self = .fixed64
        case 7: self = .fixed32
        case 8: self = .bool
        case 9: self = .string
        case 10: self = .group
        case 11: self = .message
        case 12: self = .bytes
        case 13: self = .uint32
        case 14: self = .`enum`
        case 15: self = .sfixed32
        case 16: self = .sfixed64
        case 17: self = .sint32
        case 18: self = .sint64
        default: self = .unrecognized(rawValue)
        }
      }

      /// The number on the wire.
      package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .double: 1
        case .float: 2
        case .int64: 3
        case .uint64: 4
        case .int32: 5
        case .fixed64: 6
        case .fixed32: 7
        case .bool: 8
        case .string: 9
        case .group: 10
        case .message: 11
        case .bytes: 12
        case .uint32: 13
        case .`enum`: 14
        case .sfixed32: 15
        case .sfixed64: 16
        case .sint32: 17
        case .sint64: 18
        case .unrecognized(let number): number
        }
      }
    }
  }

  /// FieldOptions holds the options of a field that matter here.
  package struct FieldOptions: Message {
    /// Whether a repeated number is packed; absent means that the syntax decides.
    package var packed: Bool?

    /// Whether the field is deprecated.
    package var deprecated: Bool?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(packed: Bool? = nil, deprecated: Bool? = nil) {
      self.packed = packed
      self.deprecated = deprecated
    }
  }

  /// OneofDescriptorProto describes a oneof.
  package struct OneofDescriptorProto: Message {
    /// The name.
    package var name: String = ""

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(name: String = "") {
      self.name = name
    }
  }

  /// EnumDescriptorProto describes an enumeration.
  package struct EnumDescriptorProto: Message {
    /// The name within its scope.
    package var name: String = ""

    /// The values in the order of the file.
    package var value: [EnumValueDescriptorProto] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(name: String = "", value: [EnumValueDescriptorProto] = []) {
      self.name = name
      self.value = value
    }
  }

  /// EnumValueDescriptorProto describes a value of an enumeration.
  package struct EnumValueDescriptorProto: Message {
    /// The name.
    package var name: String = ""

    /// The number.
    package var number: Int32?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(name: String = "", number: Int32? = nil) {
      self.name = name
      self.number = number
    }
  }

  /// ServiceDescriptorProto describes a service.
  package struct ServiceDescriptorProto: Message {
    /// The name.
    package var name: String = ""

    /// The methods.
    package var method: [MethodDescriptorProto] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(name: String = "", method: [MethodDescriptorProto] = []) {
      self.name = name
      self.method = method
    }
  }

  /// MethodDescriptorProto describes a method of a service.
  package struct MethodDescriptorProto: Message {
    /// The name.
    package var name: String = ""

    /// Full name of the request, with a leading dot.
    package var inputType: String = ""

    /// Full name of the response, with a leading dot.
    package var outputType: String = ""

    /// Whether the client sends a stream.
    package var clientStreaming: Bool?

    /// Whether the server sends a stream.
    package var serverStreaming: Bool?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      name: String = "",
      inputType: String = "",
      outputType: String = "",
      clientStreaming: Bool? = nil,
      serverStreaming: Bool? = nil
    ) {
      self.name = name
      self.inputType = inputType
      self.outputType = outputType
      self.clientStreaming = clientStreaming
      self.serverStreaming = serverStreaming
    }
  }

  /// SourceCodeInfo holds the comments of a file.
  package struct SourceCodeInfo: Message {
    /// Every declaration and where it stands.
    package var location: [Protoc.SourceCodeInfo.Location] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(location: [Protoc.SourceCodeInfo.Location] = []) {
      self.location = location
    }

    /// Location is one declaration.
    package struct Location: Message {
      /// The way to it from the file: field numbers and indices by turns.
      package var path: [Int32] = []

      /// Line, column and end, counted from 0.
      package var span: [Int32] = []

      /// The comment before it.
      package var leadingComments: String?

      /// The comment after it.
      package var trailingComments: String?

      /// Fields that this version does not declare.
      package var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      package init() {}

      /// Creates a message with the given fields.
      package init(
        path: [Int32] = [],
        span: [Int32] = [],
        leadingComments: String? = nil,
        trailingComments: String? = nil
      ) {
        self.path = path
        self.span = span
        self.leadingComments = leadingComments
        self.trailingComments = trailingComments
      }
    }
  }
}

extension Protoc.CodeGeneratorRequest {
  /// `protoc.CodeGeneratorRequest` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.CodeGeneratorRequest",
    [
      .init(1, "file_to_generate", .string, .repeated),
      .init(2, "parameter", .string),
      .init(15, "proto_file", .message(Protoc.FileDescriptorProto.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.repeated(0, fileToGenerate)
    writer.implicit(1, parameter)
    writer.repeated(2, protoFile)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &fileToGenerate)
    try reader.implicit(1, into: &parameter)
    try reader.repeated(2, into: &protoFile)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.CodeGeneratorResponse {
  /// `protoc.CodeGeneratorResponse` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.CodeGeneratorResponse",
    [
      .init(1, "error", .string, .optional),
      .init(2, "supported_features", .uint64),
      .init(15, "file", .message(Protoc.CodeGeneratorResponse.File.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, error)
    writer.implicit(1, supportedFeatures)
    writer.repeated(2, file)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &error)
    try reader.implicit(1, into: &supportedFeatures)
    try reader.repeated(2, into: &file)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.CodeGeneratorResponse.File {
  /// `protoc.CodeGeneratorResponse.File` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.CodeGeneratorResponse.File",
    [
      .init(1, "name", .string),
      .init(15, "content", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, content)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &content)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.FileDescriptorProto {
  /// `protoc.FileDescriptorProto` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.FileDescriptorProto",
    [
      .init(1, "name", .string),
      .init(2, "package", .string),
      .init(3, "dependency", .string, .repeated),
      .init(4, "message_type", .message(Protoc.DescriptorProto.self), .repeated),
      .init(5, "enum_type", .message(Protoc.EnumDescriptorProto.self), .repeated),
      .init(6, "service", .message(Protoc.ServiceDescriptorProto.self), .repeated),
      .init(9, "source_code_info", .message(Protoc.SourceCodeInfo.self)),
      .init(12, "syntax", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, package)
    writer.repeated(2, dependency)
    writer.repeated(3, messageType)
    writer.repeated(4, enumType)
    writer.repeated(5, service)
    writer.optional(6, sourceCodeInfo)
    writer.implicit(7, syntax)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &package)
    try reader.repeated(2, into: &dependency)
    try reader.repeated(3, into: &messageType)
    try reader.repeated(4, into: &enumType)
    try reader.repeated(5, into: &service)
    try reader.optional(6, into: &sourceCodeInfo)
    try reader.implicit(7, into: &syntax)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.DescriptorProto {
  /// `protoc.DescriptorProto` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.DescriptorProto",
    [
      .init(1, "name", .string),
      .init(2, "field", .message(Protoc.FieldDescriptorProto.self), .repeated),
      .init(3, "nested_type", .message(Protoc.DescriptorProto.self), .repeated),
      .init(4, "enum_type", .message(Protoc.EnumDescriptorProto.self), .repeated),
      .init(7, "options", .message(Protoc.MessageOptions.self)),
      .init(8, "oneof_decl", .message(Protoc.OneofDescriptorProto.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.repeated(1, field)
    writer.repeated(2, nestedType)
    writer.repeated(3, enumType)
    writer.optional(4, options)
    writer.repeated(5, oneofDecl)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.repeated(1, into: &field)
    try reader.repeated(2, into: &nestedType)
    try reader.repeated(3, into: &enumType)
    try reader.optional(4, into: &options)
    try reader.repeated(5, into: &oneofDecl)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.MessageOptions {
  /// `protoc.MessageOptions` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.MessageOptions",
    [
      .init(3, "deprecated", .bool, .optional),
      .init(7, "map_entry", .bool, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, deprecated)
    writer.optional(1, mapEntry)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &deprecated)
    try reader.optional(1, into: &mapEntry)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.FieldDescriptorProto {
  /// `protoc.FieldDescriptorProto` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.FieldDescriptorProto",
    [
      .init(1, "name", .string),
      .init(3, "number", .int32),
      .init(4, "label", .enumeration(Protoc.FieldDescriptorProto.Cardinality.self)),
      .init(5, "type", .enumeration(Protoc.FieldDescriptorProto.Kind.self)),
      .init(6, "type_name", .string),
      .init(8, "options", .message(Protoc.FieldOptions.self)),
      .init(9, "oneof_index", .int32, .optional),
      .init(10, "json_name", .string),
      .init(17, "proto3_optional", .bool, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, number)
    writer.implicit(2, label)
    writer.implicit(3, type)
    writer.implicit(4, typeName)
    writer.optional(5, options)
    writer.optional(6, oneofIndex)
    writer.implicit(7, jsonName)
    writer.optional(8, proto3Optional)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &number)
    try reader.implicit(2, into: &label)
    try reader.implicit(3, into: &type)
    try reader.implicit(4, into: &typeName)
    try reader.optional(5, into: &options)
    try reader.optional(6, into: &oneofIndex)
    try reader.implicit(7, into: &jsonName)
    try reader.optional(8, into: &proto3Optional)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.FieldOptions {
  /// `protoc.FieldOptions` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.FieldOptions",
    [
      .init(2, "packed", .bool, .optional),
      .init(3, "deprecated", .bool, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, packed)
    writer.optional(1, deprecated)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &packed)
    try reader.optional(1, into: &deprecated)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.OneofDescriptorProto {
  /// `protoc.OneofDescriptorProto` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.OneofDescriptorProto",
    [
      .init(1, "name", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.EnumDescriptorProto {
  /// `protoc.EnumDescriptorProto` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.EnumDescriptorProto",
    [
      .init(1, "name", .string),
      .init(2, "value", .message(Protoc.EnumValueDescriptorProto.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.repeated(1, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.repeated(1, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.EnumValueDescriptorProto {
  /// `protoc.EnumValueDescriptorProto` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.EnumValueDescriptorProto",
    [
      .init(1, "name", .string),
      .init(2, "number", .int32, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.optional(1, number)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.optional(1, into: &number)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.ServiceDescriptorProto {
  /// `protoc.ServiceDescriptorProto` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.ServiceDescriptorProto",
    [
      .init(1, "name", .string),
      .init(2, "method", .message(Protoc.MethodDescriptorProto.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.repeated(1, method)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.repeated(1, into: &method)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.MethodDescriptorProto {
  /// `protoc.MethodDescriptorProto` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.MethodDescriptorProto",
    [
      .init(1, "name", .string),
      .init(2, "input_type", .string),
      .init(3, "output_type", .string),
      .init(5, "client_streaming", .bool, .optional),
      .init(6, "server_streaming", .bool, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, inputType)
    writer.implicit(2, outputType)
    writer.optional(3, clientStreaming)
    writer.optional(4, serverStreaming)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &inputType)
    try reader.implicit(2, into: &outputType)
    try reader.optional(3, into: &clientStreaming)
    try reader.optional(4, into: &serverStreaming)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.SourceCodeInfo {
  /// `protoc.SourceCodeInfo` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.SourceCodeInfo",
    [
      .init(1, "location", .message(Protoc.SourceCodeInfo.Location.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.repeated(0, location)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &location)
    reader.unknown(into: &unknownFields)
  }
}

extension Protoc.SourceCodeInfo.Location {
  /// `protoc.SourceCodeInfo.Location` and its fields.
  package static let descriptor = MessageDescriptor(
    "protoc.SourceCodeInfo.Location",
    [
      .init(1, "path", .int32, .packed),
      .init(2, "span", .int32, .packed),
      .init(3, "leading_comments", .string, .optional),
      .init(4, "trailing_comments", .string, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.repeated(0, path)
    writer.repeated(1, span)
    writer.optional(2, leadingComments)
    writer.optional(3, trailingComments)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &path)
    try reader.repeated(1, into: &span)
    try reader.optional(2, into: &leadingComments)
    try reader.optional(3, into: &trailingComments)
    reader.unknown(into: &unknownFields)
  }
}
