// Written by protoc-gen-apus from names.proto; `make protos` writes it again.

package import Protobuf
package import RPC
package import Messages

extension Fixture.Names.V1 {
  /// Error hides Swift's.
  package enum Error: ProtobufEnum {
    /// Nothing is wrong.
    case none
    /// A case named like a member.
    case rawValueValue
    /// Starts with a digit once the prefix is gone.
    case error404
    /// Reserved words.
    case `default`
    /// `ERROR_IN`
    case `in`
    /// A number that this version does not know.
    case unrecognized(Swift::Int32)

    /// Every value that this version knows.
    package static let allCases: [Error] = [.none, .rawValueValue, .error404, .`default`, .`in`]

    /// The name with its package.
    package static let protobufFullName = "fixture.names.v1.Error"

    /// The names and numbers of the `.proto` file, in its order.
    package static let protobufNames: [(name: Swift::String, number: Swift::Int32)] = [
      ("ERROR_NONE", 0),
      ("ERROR_RAW_VALUE", 1),
      ("ERROR_404", 2),
      ("ERROR_DEFAULT", 3),
      ("ERROR_IN", 4),
    ]

    /// The value with this number.
    package init(rawValue: Swift::Int32) {
      switch rawValue {
      case 0: self = .none
      case 1: self = .rawValueValue
      case 2: self = .error404
      case 3: self = .`default`
      case 4: self = .`in`
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    package var rawValue: Swift::Int32 {
      switch self {
      case .none: 0
      case .rawValueValue: 1
      case .error404: 2
      case .`default`: 3
      case .`in`: 4
      case .unrecognized(let number): number
      }
    }
  }

  /// Nothing looks like google.protobuf.NullValue and is another enumeration.
  package enum Nothing: ProtobufEnum {
    /// Its only value.
    case nullValue
    /// A number that this version does not know.
    case unrecognized(Swift::Int32)

    /// Every value that this version knows.
    package static let allCases: [Nothing] = [.nullValue]

    /// The name with its package.
    package static let protobufFullName = "fixture.names.v1.Nothing"

    /// The names and numbers of the `.proto` file, in its order.
    package static let protobufNames: [(name: Swift::String, number: Swift::Int32)] = [
      ("NULL_VALUE", 0)
    ]

    /// The value with this number.
    package init(rawValue: Swift::Int32) {
      switch rawValue {
      case 0: self = .nullValue
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    package var rawValue: Swift::Int32 {
      switch self {
      case .nullValue: 0
      case .unrecognized(let number): number
      }
    }
  }

  /// Alias has two names for one number.
  package enum Alias: ProtobufEnum {
    /// Zero.
    case unspecified
    /// First name.
    case first
    /// A number that this version does not know.
    case unrecognized(Swift::Int32)

    /// Second name.
    package static let second = Alias.first

    /// Every value that this version knows.
    package static let allCases: [Alias] = [.unspecified, .first]

    /// The name with its package.
    package static let protobufFullName = "fixture.names.v1.Alias"

    /// The names and numbers of the `.proto` file, in its order.
    package static let protobufNames: [(name: Swift::String, number: Swift::Int32)] = [
      ("ALIAS_UNSPECIFIED", 0),
      ("ALIAS_FIRST", 1),
      ("ALIAS_SECOND", 1),
    ]

    /// The value with this number.
    package init(rawValue: Swift::Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .first
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    package var rawValue: Swift::Int32 {
      switch self {
      case .unspecified: 0
      case .first: 1
      case .unrecognized(let number): number
      }
    }
  }

  /// Message, String and the others below hide types that generated code uses.
  package struct Message: Protobuf::Message {
    /// A word that Swift reserves, and other members that every message has.
    package var `default`: Swift::String = ""

    /// The field `self`.
    package var selfField: Swift::Int32 = 0

    /// The field `init`.
    package var `init`: [UInt8] = []

    /// The field `descriptor`.
    package var descriptorField: Bool = false

    /// The field `unknown_fields`.
    package var unknownFieldsField: Swift::String = ""

    /// The field `hash_value`.
    package var hashValueField: [Swift::String] = []

    /// Words that are written in capitals: not the first, but every later one.
    package var id: Swift::String = ""

    /// The field `tenant_id`.
    package var tenantID: Swift::String = ""

    /// The field `token_ids`.
    package var tokenIDs: [Swift::String] = []

    /// The field `id_token`.
    package var idToken: Swift::String = ""

    /// The field `sha256_hex`.
    package var sha256Hex: Swift::String = ""

    /// Not in the style of the guide.
    package var camelCase: Swift::String = ""

    /// The field `ALLCAPS`.
    package var allcaps: Swift::String = ""

    /// Types of this file that hide those of libraries.
    package var string: String?

    /// The field `int32`.
    package var int32: Fixture.Names.V1.Int32?

    /// The field `errors`.
    package var errors: [Swift::String: Error] = [:]

    /// Types of other files.
    package var at: Google.Protobuf.Timestamp?

    /// The field `thing`.
    package var thing: Fixture.Other.V1.Thing?

    /// The field `size`.
    package var size: Fixture.Other.V1.Thing.Part.Size = .unspecified

    /// A oneof named like a type inside of it.
    package var value: Value?

    /// Holds the nested type.
    package var type: Fixture.Names.V1.Message.TypeValue? {
      get { _type.value }
      set { _type.value = newValue }
    }
    private var _type: Indirect<Fixture.Names.V1.Message.TypeValue> = .absent

    /// The field `data`.
    ///
    /// Deprecated.
    package var data: [UInt8]?

    /// Labels of initializers that every message has.
    package var jsonStringField: Swift::String = ""

    /// The field `json_bytes`.
    package var jsonBytesField: [UInt8] = []

    /// A name that ends a string of Swift, were it pasted.
    package var quoted: Swift::String = ""

    /// The field `nothing`.
    package var nothing: Nothing = .nullValue

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      `default`: Swift::String = "",
      selfField: Swift::Int32 = 0,
      `init`: [UInt8] = [],
      descriptorField: Bool = false,
      unknownFieldsField: Swift::String = "",
      hashValueField: [Swift::String] = [],
      id: Swift::String = "",
      tenantID: Swift::String = "",
      tokenIDs: [Swift::String] = [],
      idToken: Swift::String = "",
      sha256Hex: Swift::String = "",
      camelCase: Swift::String = "",
      allcaps: Swift::String = "",
      string: String? = nil,
      int32: Fixture.Names.V1.Int32? = nil,
      errors: [Swift::String: Error] = [:],
      at: Google.Protobuf.Timestamp? = nil,
      thing: Fixture.Other.V1.Thing? = nil,
      size: Fixture.Other.V1.Thing.Part.Size = .unspecified,
      value: Value? = nil,
      type: Fixture.Names.V1.Message.TypeValue? = nil,
      data: [UInt8]? = nil,
      jsonStringField: Swift::String = "",
      jsonBytesField: [UInt8] = [],
      quoted: Swift::String = "",
      nothing: Nothing = .nullValue
    ) {
      self.`default` = `default`
      self.selfField = selfField
      self.`init` = `init`
      self.descriptorField = descriptorField
      self.unknownFieldsField = unknownFieldsField
      self.hashValueField = hashValueField
      self.id = id
      self.tenantID = tenantID
      self.tokenIDs = tokenIDs
      self.idToken = idToken
      self.sha256Hex = sha256Hex
      self.camelCase = camelCase
      self.allcaps = allcaps
      self.string = string
      self.int32 = int32
      self.errors = errors
      self.at = at
      self.thing = thing
      self.size = size
      self.value = value
      self.type = type
      self.data = data
      self.jsonStringField = jsonStringField
      self.jsonBytesField = jsonBytesField
      self.quoted = quoted
      self.nothing = nothing
    }

    /// What `value` can hold.
    package enum Value: Sendable, Hashable {
      /// The field `value_value`.
      case valueValue(Fixture.Names.V1.Value)
      /// The field `text`.
      case text(Swift::String)
      /// Reserved words as members.
      case `true`(Bool)
      /// The field `case`.
      case `case`(Int64)
    }

    /// Named like what a Swift type has, and containing what contains it.
    package struct TypeValue: Protobuf::Message {
      /// The field `protocol`.
      package var `protocol`: Swift::String = ""

      /// The field `outer`.
      package var outer: Message? {
        get { _outer.value }
        set { _outer.value = newValue }
      }
      private var _outer: Indirect<Message> = .absent

      /// Named like the type beside it.
      package var inner: InnerOneof?

      /// Fields that this version does not declare.
      package var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      package init() {}

      /// Creates a message with the given fields.
      package init(
        `protocol`: Swift::String = "",
        outer: Message? = nil,
        inner: InnerOneof? = nil
      ) {
        self.`protocol` = `protocol`
        self.outer = outer
        self.inner = inner
      }

      /// What `inner` can hold.
      package enum InnerOneof: Sendable, Hashable {
        /// The field `one`.
        case one(Fixture.Names.V1.Message.TypeValue.Inner)
        /// The field `two`.
        case two(Swift::String)
      }

      /// Named like the oneof.
      package struct Inner: Protobuf::Message {
        /// Fields that this version does not declare.
        package var unknownFields = UnknownFields()

        /// Creates a message with every field at its default.
        package init() {}
      }
    }
  }

  /// Value stands beside the message, not in it.
  package struct Value: Protobuf::Message {
    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}
  }

  /// String hides Swift's.
  package struct String: Protobuf::Message {
    /// A string all the same.
    package var text: Swift::String = ""

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(text: Swift::String = "") {
      self.text = text
    }
  }

  /// Int32 hides Swift's.
  package struct Int32: Protobuf::Message {
    /// A number all the same.
    package var number: Swift::Int32 = 0

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(number: Swift::Int32 = 0) {
      self.number = number
    }
  }
}

extension Fixture.Names.V1.Message {
  /// `fixture.names.v1.Message` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.names.v1.Message",
    [
      .init(1, "default", .string),
      .init(2, "self", .int32),
      .init(3, "init", .bytes),
      .init(4, "descriptor", .bool),
      .init(5, "unknown_fields", .string),
      .init(6, "hash_value", .string, .repeated),
      .init(7, "id", .string),
      .init(8, "tenant_id", .string),
      .init(9, "token_ids", .string, .repeated),
      .init(10, "id_token", .string),
      .init(11, "sha256_hex", .string),
      .init(12, "camelCase", .string),
      .init(13, "ALLCAPS", .string),
      .init(14, "string", .message(Fixture.Names.V1.String.self)),
      .init(15, "int32", .message(Fixture.Names.V1.Int32.self)),
      .init(
        16, "errors", .map(key: .string, value: .enumeration(Fixture.Names.V1.Error.self)),
        .repeated),
      .init(17, "at", .message(Google.Protobuf.Timestamp.self)),
      .init(18, "thing", .message(Fixture.Other.V1.Thing.self)),
      .init(19, "size", .enumeration(Fixture.Other.V1.Thing.Part.Size.self)),
      .init(20, "value_value", .message(Fixture.Names.V1.Value.self), .oneof(0)),
      .init(21, "text", .string, .oneof(0)),
      .init(22, "true", .bool, .oneof(0)),
      .init(23, "case", .int64, .oneof(0)),
      .init(24, "type", .message(Fixture.Names.V1.Message.TypeValue.self)),
      .init(25, "data", .bytes, .optional),
      .init(26, "json_string", .string),
      .init(27, "json_bytes", .bytes),
      .init(28, "quoted", .string, json: "a\"\\(b)"),
      .init(29, "nothing", .enumeration(Fixture.Names.V1.Nothing.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, `default`)
    writer.implicit(1, selfField)
    writer.implicit(2, `init`)
    writer.implicit(3, descriptorField)
    writer.implicit(4, unknownFieldsField)
    writer.repeated(5, hashValueField)
    writer.implicit(6, id)
    writer.implicit(7, tenantID)
    writer.repeated(8, tokenIDs)
    writer.implicit(9, idToken)
    writer.implicit(10, sha256Hex)
    writer.implicit(11, camelCase)
    writer.implicit(12, allcaps)
    writer.optional(13, string)
    writer.optional(14, int32)
    writer.map(15, errors)
    writer.optional(16, at)
    writer.optional(17, thing)
    writer.implicit(18, size)
    switch value {
    case .valueValue(let value):
      writer.oneof(19, number: 20, value)
    case .text(let value):
      writer.oneof(20, number: 21, value)
    case .`true`(let value):
      writer.oneof(21, number: 22, value)
    case .`case`(let value):
      writer.oneof(22, number: 23, value)
    case nil: break
    }
    writer.optional(23, type)
    writer.optional(24, data)
    writer.implicit(25, jsonStringField)
    writer.implicit(26, jsonBytesField)
    writer.implicit(27, quoted)
    writer.implicit(28, nothing)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &`default`)
    try reader.implicit(1, into: &selfField)
    try reader.implicit(2, into: &`init`)
    try reader.implicit(3, into: &descriptorField)
    try reader.implicit(4, into: &unknownFieldsField)
    try reader.repeated(5, into: &hashValueField)
    try reader.implicit(6, into: &id)
    try reader.implicit(7, into: &tenantID)
    try reader.repeated(8, into: &tokenIDs)
    try reader.implicit(9, into: &idToken)
    try reader.implicit(10, into: &sha256Hex)
    try reader.implicit(11, into: &camelCase)
    try reader.implicit(12, into: &allcaps)
    try reader.optional(13, into: &string)
    try reader.optional(14, into: &int32)
    try reader.map(15, into: &errors)
    try reader.optional(16, into: &at)
    try reader.optional(17, into: &thing)
    try reader.implicit(18, into: &size)
    switch reader.oneofNumber(19) {
    case 20: value = .valueValue(try reader.value(19))
    case 21: value = .text(try reader.value(20))
    case 22: value = .`true`(try reader.value(21))
    case 23: value = .`case`(try reader.value(22))
    default: break
    }
    try reader.optional(23, into: &type)
    try reader.optional(24, into: &data)
    try reader.implicit(25, into: &jsonStringField)
    try reader.implicit(26, into: &jsonBytesField)
    try reader.implicit(27, into: &quoted)
    try reader.implicit(28, into: &nothing)
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.Names.V1.Message.TypeValue {
  /// `fixture.names.v1.Message.Type` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.names.v1.Message.Type",
    [
      .init(1, "protocol", .string),
      .init(2, "outer", .message(Fixture.Names.V1.Message.self)),
      .init(3, "one", .message(Fixture.Names.V1.Message.TypeValue.Inner.self), .oneof(0)),
      .init(4, "two", .string, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, `protocol`)
    writer.optional(1, outer)
    switch inner {
    case .one(let value):
      writer.oneof(2, number: 3, value)
    case .two(let value):
      writer.oneof(3, number: 4, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &`protocol`)
    try reader.optional(1, into: &outer)
    switch reader.oneofNumber(2) {
    case 3: inner = .one(try reader.value(2))
    case 4: inner = .two(try reader.value(3))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.Names.V1.Message.TypeValue.Inner {
  /// `fixture.names.v1.Message.Type.Inner` and its fields.
  package static let descriptor = MessageDescriptor("fixture.names.v1.Message.Type.Inner", [])

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

extension Fixture.Names.V1.Value {
  /// `fixture.names.v1.Value` and its fields.
  package static let descriptor = MessageDescriptor("fixture.names.v1.Value", [])

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

extension Fixture.Names.V1.String {
  /// `fixture.names.v1.String` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.names.v1.String",
    [
      .init(1, "text", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, text)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &text)
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.Names.V1.Int32 {
  /// `fixture.names.v1.Int32` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.names.v1.Int32",
    [
      .init(1, "number", .int32)
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, number)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &number)
    reader.unknown(into: &unknownFields)
  }
}

extension Fixture.Names.V1 {
  /// Odd is not named Service; its methods are named like reserved words.
  package protocol OddService: RPCService {
    /// Unary.
    func `default`(_ request: Message, context: ServerContext) async throws -> String

    /// Server streaming.
    func `switch`(
      _ request: String,
      writer: ResponseWriter<Message>,
      context: ServerContext
    ) async throws

    /// Client streaming, over a type of another file.
    func httpUpload(
      _ requests: RequestStream<Fixture.Other.V1.Thing>,
      context: ServerContext
    ) async throws -> Fixture.Names.V1.Int32

    /// Both.
    func talk(
      _ requests: RequestStream<Message>,
      writer: ResponseWriter<Message>,
      context: ServerContext
    ) async throws
  }

  /// Calls `fixture.names.v1.Odd` over a channel.
  package struct OddServiceClient: Sendable {
    /// Where the calls go.
    package let channel: Channel

    /// Creates a client; many may share a channel.
    package init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    package enum Method {
      /// `/fixture.names.v1.Odd/Default`
      package static let `default` = MethodPath(service: "fixture.names.v1.Odd", method: "Default")
      /// `/fixture.names.v1.Odd/Switch`
      package static let `switch` = MethodPath(service: "fixture.names.v1.Odd", method: "Switch")
      /// `/fixture.names.v1.Odd/HTTPUpload`
      package static let httpUpload = MethodPath(
        service: "fixture.names.v1.Odd",
        method: "HTTPUpload"
      )
      /// `/fixture.names.v1.Odd/Talk`
      package static let talk = MethodPath(service: "fixture.names.v1.Odd", method: "Talk")
    }

    /// Unary.
    package func `default`(
      _ request: Message,
      options: CallOptions = .defaults
    ) async throws -> String {
      try await channel.unary(Method.`default`, request, options: options)
    }

    /// Server streaming.
    package func `switch`<CallResult>(
      _ request: String,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<Message>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.`switch`, request, options: options, body)
    }

    /// Client streaming, over a type of another file.
    package func httpUpload(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<Fixture.Other.V1.Thing>) async throws -> Void
    ) async throws -> Fixture.Names.V1.Int32 {
      try await channel.clientStreaming(Method.httpUpload, options: options, body)
    }

    /// Both.
    package func talk<CallResult>(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<Message>, ResponseStream<Message>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.talk, options: options, body)
    }
  }
}

extension Fixture.Names.V1.OddService {
  /// The service's name, its methods and its description.
  package var definition: ServiceDefinition {
    ServiceDefinition(
      name: "fixture.names.v1.Odd",
      fileDescriptor: Fixture.Names.V1.namesFileDescriptor,
      methods: [
        .unary("Default") {
          (request: Fixture.Names.V1.Message, context: ServerContext) in
          try await self.`default`(request, context: context)
        },
        .serverStreaming("Switch") {
          (
            request: Fixture.Names.V1.String,
            writer: ResponseWriter<Fixture.Names.V1.Message>,
            context: ServerContext
          ) in
          try await self.`switch`(request, writer: writer, context: context)
        },
        .clientStreaming("HTTPUpload") {
          (requests: RequestStream<Fixture.Other.V1.Thing>, context: ServerContext) in
          try await self.httpUpload(requests, context: context)
        },
        .bidirectionalStreaming("Talk") {
          (
            requests: RequestStream<Fixture.Names.V1.Message>,
            writer: ResponseWriter<Fixture.Names.V1.Message>,
            context: ServerContext
          ) in
          try await self.talk(requests, writer: writer, context: context)
        },
      ]
    )
  }
}

extension Fixture.Names.V1 {
  /// `names.proto` as protoc describes it, for reflection.
  package static let namesFileDescriptor = FileDescriptor(
    name: "names.proto",
    serializedBytes: Base64Literal.decode(
      """
      CgtuYW1lcy5wcm90bxIQZml4dHVyZS5uYW1lcy52MRofZ29vZ2xlL3Byb3RvYnVmL3RpbWVzdGFtcC5wcm90
      bxoLb3RoZXIucHJvdG8ipgoKB01lc3NhZ2USGAoHZGVmYXVsdBgBIAEoCVIHZGVmYXVsdBISCgRzZWxmGAIg
      ASgFUgRzZWxmEhIKBGluaXQYAyABKAxSBGluaXQSHgoKZGVzY3JpcHRvchgEIAEoCFIKZGVzY3JpcHRvchIl
      Cg51bmtub3duX2ZpZWxkcxgFIAEoCVINdW5rbm93bkZpZWxkcxIdCgpoYXNoX3ZhbHVlGAYgAygJUgloYXNo
      VmFsdWUSDgoCaWQYByABKAlSAmlkEhsKCXRlbmFudF9pZBgIIAEoCVIIdGVuYW50SWQSGwoJdG9rZW5faWRz
      GAkgAygJUgh0b2tlbklkcxIZCghpZF90b2tlbhgKIAEoCVIHaWRUb2tlbhIdCgpzaGEyNTZfaGV4GAsgASgJ
      UglzaGEyNTZIZXgSHAoJY2FtZWxDYXNlGAwgASgJUgljYW1lbENhc2USGAoHQUxMQ0FQUxgNIAEoCVIHQUxM
      Q0FQUxIwCgZzdHJpbmcYDiABKAsyGC5maXh0dXJlLm5hbWVzLnYxLlN0cmluZ1IGc3RyaW5nEjIKBWludDMy
      GA8gASgLMhcuZml4dHVyZS5uYW1lcy52MS5JbnQzMkgBUgVpbnQzMogBARI9CgZlcnJvcnMYECADKAsyJS5m
      aXh0dXJlLm5hbWVzLnYxLk1lc3NhZ2UuRXJyb3JzRW50cnlSBmVycm9ycxIqCgJhdBgRIAEoCzIaLmdvb2ds
      ZS5wcm90b2J1Zi5UaW1lc3RhbXBSAmF0Ei0KBXRoaW5nGBIgASgLMhcuZml4dHVyZS5vdGhlci52MS5UaGlu
      Z1IFdGhpbmcSNQoEc2l6ZRgTIAEoDjIhLmZpeHR1cmUub3RoZXIudjEuVGhpbmcuUGFydC5TaXplUgRzaXpl
      EjoKC3ZhbHVlX3ZhbHVlGBQgASgLMhcuZml4dHVyZS5uYW1lcy52MS5WYWx1ZUgAUgp2YWx1ZVZhbHVlEhQK
      BHRleHQYFSABKAlIAFIEdGV4dBIUCgR0cnVlGBYgASgISABSBHRydWUSFAoEY2FzZRgXIAEoA0gAUgRjYXNl
      EjIKBHR5cGUYGCABKAsyHi5maXh0dXJlLm5hbWVzLnYxLk1lc3NhZ2UuVHlwZVIEdHlwZRIbCgRkYXRhGBkg
      ASgMQgIYAUgCUgRkYXRhiAEBEh8KC2pzb25fc3RyaW5nGBogASgJUgpqc29uU3RyaW5nEh0KCmpzb25fYnl0
      ZXMYGyABKAxSCWpzb25CeXRlcxIWCgZxdW90ZWQYHCABKAlSBmEiXChiKRIzCgdub3RoaW5nGB0gASgOMhku
      Zml4dHVyZS5uYW1lcy52MS5Ob3RoaW5nUgdub3RoaW5nGlIKC0Vycm9yc0VudHJ5EhAKA2tleRgBIAEoCVID
      a2V5Ei0KBXZhbHVlGAIgASgOMhcuZml4dHVyZS5uYW1lcy52MS5FcnJvclIFdmFsdWU6AjgBGrMBCgRUeXBl
      EhoKCHByb3RvY29sGAEgASgJUghwcm90b2NvbBIvCgVvdXRlchgCIAEoCzIZLmZpeHR1cmUubmFtZXMudjEu
      TWVzc2FnZVIFb3V0ZXISOAoDb25lGAMgASgLMiQuZml4dHVyZS5uYW1lcy52MS5NZXNzYWdlLlR5cGUuSW5u
      ZXJIAFIDb25lEhIKA3R3bxgEIAEoCUgAUgN0d28aBwoFSW5uZXJCBwoFaW5uZXJCBwoFdmFsdWVCCAoGX2lu
      dDMyQgcKBV9kYXRhIgcKBVZhbHVlIhwKBlN0cmluZxISCgR0ZXh0GAEgASgJUgR0ZXh0Ih8KBUludDMyEhYK
      Bm51bWJlchgBIAEoBVIGbnVtYmVyKlwKBUVycm9yEg4KCkVSUk9SX05PTkUQABITCg9FUlJPUl9SQVdfVkFM
      VUUQARINCglFUlJPUl80MDQQAhIRCg1FUlJPUl9ERUZBVUxUEAMSDAoIRVJST1JfSU4QBCoZCgdOb3RoaW5n
      Eg4KCk5VTExfVkFMVUUQACpFCgVBbGlhcxIVChFBTElBU19VTlNQRUNJRklFRBAAEg8KC0FMSUFTX0ZJUlNU
      EAESEAoMQUxJQVNfU0VDT05EEAEaAhABMooCCgNPZGQSPgoHRGVmYXVsdBIZLmZpeHR1cmUubmFtZXMudjEu
      TWVzc2FnZRoYLmZpeHR1cmUubmFtZXMudjEuU3RyaW5nEj8KBlN3aXRjaBIYLmZpeHR1cmUubmFtZXMudjEu
      U3RyaW5nGhkuZml4dHVyZS5uYW1lcy52MS5NZXNzYWdlMAESQAoKSFRUUFVwbG9hZBIXLmZpeHR1cmUub3Ro
      ZXIudjEuVGhpbmcaFy5maXh0dXJlLm5hbWVzLnYxLkludDMyKAESQAoEVGFsaxIZLmZpeHR1cmUubmFtZXMu
      djEuTWVzc2FnZRoZLmZpeHR1cmUubmFtZXMudjEuTWVzc2FnZSgBMAFiBnByb3RvMw==
      """
    ),
    dependencies: [
      Google.Protobuf.timestampFileDescriptor,
      Fixture.Other.V1.otherFileDescriptor,
    ]
  )
}
