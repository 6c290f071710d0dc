// Written by protoc-gen-apus from grpc/testing/messages.proto; `make protos` writes it again.

package import Protobuf
package import RPC

extension Grpc.Testing {
  /// PayloadType says what the bytes of a payload are like.
  package enum PayloadType: ProtobufEnum {
    /// Zeros, which compress well. The only kind there is.
    case compressable
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    package static let allCases: [PayloadType] = [.compressable]

    /// The name with its package.
    package static let protobufFullName = "grpc.testing.PayloadType"

    /// The names and numbers of the `.proto` file, in its order.
    package static let protobufNames: [(name: String, number: Int32)] = [("COMPRESSABLE", 0)]

    /// The value with this number.
    package init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .compressable
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    package var rawValue: Int32 {
      switch self {
      case .compressable: 0
      case .unrecognized(let number): number
      }
    }
  }

  /// GrpclbRouteType tells how a client found its server with the gRPC load balancer of old.
  package enum GrpclbRouteType: ProtobufEnum {
    /// The server cannot tell.
    case unknown
    /// Without the balancer.
    case fallback
    /// The balancer named the server.
    case backend
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    package static let allCases: [GrpclbRouteType] = [.unknown, .fallback, .backend]

    /// The name with its package.
    package static let protobufFullName = "grpc.testing.GrpclbRouteType"

    /// The names and numbers of the `.proto` file, in its order.
    package static let protobufNames: [(name: String, number: Int32)] = [
      ("GRPCLB_ROUTE_TYPE_UNKNOWN", 0),
      ("GRPCLB_ROUTE_TYPE_FALLBACK", 1),
      ("GRPCLB_ROUTE_TYPE_BACKEND", 2),
    ]

    /// The value with this number.
    package init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unknown
      case 1: self = .fallback
      case 2: self = .backend
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    package var rawValue: Int32 {
      switch self {
      case .unknown: 0
      case .fallback: 1
      case .backend: 2
      case .unrecognized(let number): number
      }
    }
  }

  /// BoolValue is a flag that may also be absent.
  package struct BoolValue: Message {
    /// The flag.
    package var value: Bool = false

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(value: Bool = false) {
      self.value = value
    }
  }

  /// Payload gives a message its size.
  package struct Payload: Message {
    /// What the bytes are like.
    package var type: PayloadType = .compressable

    /// The bytes.
    package var body: [UInt8] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(type: PayloadType = .compressable, body: [UInt8] = []) {
      self.type = type
      self.body = body
    }
  }

  /// EchoStatus asks the server to end the call with a certain status.
  package struct EchoStatus: Message {
    /// The number of the status code.
    package var code: Int32 = 0

    /// The status message.
    package var message: String = ""

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(code: Int32 = 0, message: String = "") {
      self.code = code
      self.message = message
    }
  }

  /// SimpleRequest says what one response should look like.
  package struct SimpleRequest: Message {
    /// The kind of payload wanted.
    package var responseType: PayloadType = .compressable

    /// How many bytes of payload are wanted.
    package var responseSize: Int32 = 0

    /// Gives the request its size.
    package var payload: Payload?

    /// Whether to tell the name of the authenticated caller.
    package var fillUsername: Bool = false

    /// Whether to tell the caller's OAuth scope.
    package var fillOauthScope: Bool = false

    /// Whether the response is to be compressed; absent leaves it to the server.
    package var responseCompressed: BoolValue?

    /// The status to end with.
    package var responseStatus: EchoStatus?

    /// Whether the server is to insist that this request came compressed, or came uncompressed.
    package var expectCompressed: BoolValue?

    /// Whether to tell the identifier of the server.
    package var fillServerID: Bool = false

    /// Whether to tell how the client found the server.
    package var fillGrpclbRouteType: Bool = false

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      responseType: PayloadType = .compressable,
      responseSize: Int32 = 0,
      payload: Payload? = nil,
      fillUsername: Bool = false,
      fillOauthScope: Bool = false,
      responseCompressed: BoolValue? = nil,
      responseStatus: EchoStatus? = nil,
      expectCompressed: BoolValue? = nil,
      fillServerID: Bool = false,
      fillGrpclbRouteType: Bool = false
    ) {
      self.responseType = responseType
      self.responseSize = responseSize
      self.payload = payload
      self.fillUsername = fillUsername
      self.fillOauthScope = fillOauthScope
      self.responseCompressed = responseCompressed
      self.responseStatus = responseStatus
      self.expectCompressed = expectCompressed
      self.fillServerID = fillServerID
      self.fillGrpclbRouteType = fillGrpclbRouteType
    }
  }

  /// SimpleResponse is the response that was asked for.
  package struct SimpleResponse: Message {
    /// Gives the response its size.
    package var payload: Payload?

    /// The name of the authenticated caller.
    package var username: String = ""

    /// The caller's OAuth scope.
    package var oauthScope: String = ""

    /// Tells this server from its like.
    package var serverID: String = ""

    /// How the client found the server.
    package var grpclbRouteType: GrpclbRouteType = .unknown

    /// The host that the server runs on.
    package var hostname: String = ""

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      payload: Payload? = nil,
      username: String = "",
      oauthScope: String = "",
      serverID: String = "",
      grpclbRouteType: GrpclbRouteType = .unknown,
      hostname: String = ""
    ) {
      self.payload = payload
      self.username = username
      self.oauthScope = oauthScope
      self.serverID = serverID
      self.grpclbRouteType = grpclbRouteType
      self.hostname = hostname
    }
  }

  /// StreamingInputCallRequest is one of many requests.
  package struct StreamingInputCallRequest: Message {
    /// Gives the request its size.
    package var payload: Payload?

    /// Whether the server is to insist that this request came compressed, or came uncompressed.
    package var expectCompressed: BoolValue?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(payload: Payload? = nil, expectCompressed: BoolValue? = nil) {
      self.payload = payload
      self.expectCompressed = expectCompressed
    }
  }

  /// StreamingInputCallResponse sums the requests up.
  package struct StreamingInputCallResponse: Message {
    /// Bytes of payload in all requests together.
    package var aggregatedPayloadSize: Int32 = 0

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(aggregatedPayloadSize: Int32 = 0) {
      self.aggregatedPayloadSize = aggregatedPayloadSize
    }
  }

  /// ResponseParameters says what one of many responses should look like.
  package struct ResponseParameters: Message {
    /// How many bytes of payload are wanted.
    package var size: Int32 = 0

    /// Microseconds to wait before this response.
    package var intervalUs: Int32 = 0

    /// Whether the response is to be compressed; absent leaves it to the server.
    package var compressed: BoolValue?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(size: Int32 = 0, intervalUs: Int32 = 0, compressed: BoolValue? = nil) {
      self.size = size
      self.intervalUs = intervalUs
      self.compressed = compressed
    }
  }

  /// StreamingOutputCallRequest says what the responses should look like.
  package struct StreamingOutputCallRequest: Message {
    /// The kind of payload wanted.
    package var responseType: PayloadType = .compressable

    /// One for each response wanted.
    package var responseParameters: [ResponseParameters] = []

    /// Gives the request its size.
    package var payload: Payload?

    /// The status to end with.
    package var responseStatus: EchoStatus?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      responseType: PayloadType = .compressable,
      responseParameters: [ResponseParameters] = [],
      payload: Payload? = nil,
      responseStatus: EchoStatus? = nil
    ) {
      self.responseType = responseType
      self.responseParameters = responseParameters
      self.payload = payload
      self.responseStatus = responseStatus
    }
  }

  /// StreamingOutputCallResponse is one of many responses.
  package struct StreamingOutputCallResponse: Message {
    /// Gives the response its size.
    package var payload: Payload?

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(payload: Payload? = nil) {
      self.payload = payload
    }
  }
}

extension Grpc.Testing.BoolValue {
  /// `grpc.testing.BoolValue` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.BoolValue",
    [
      .init(1, "value", .bool)
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, value)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &value)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.Payload {
  /// `grpc.testing.Payload` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.Payload",
    [
      .init(1, "type", .enumeration(Grpc.Testing.PayloadType.self)),
      .init(2, "body", .bytes),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, type)
    writer.implicit(1, body)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &type)
    try reader.implicit(1, into: &body)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.EchoStatus {
  /// `grpc.testing.EchoStatus` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.EchoStatus",
    [
      .init(1, "code", .int32),
      .init(2, "message", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, code)
    writer.implicit(1, message)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &code)
    try reader.implicit(1, into: &message)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.SimpleRequest {
  /// `grpc.testing.SimpleRequest` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.SimpleRequest",
    [
      .init(1, "response_type", .enumeration(Grpc.Testing.PayloadType.self)),
      .init(2, "response_size", .int32),
      .init(3, "payload", .message(Grpc.Testing.Payload.self)),
      .init(4, "fill_username", .bool),
      .init(5, "fill_oauth_scope", .bool),
      .init(6, "response_compressed", .message(Grpc.Testing.BoolValue.self)),
      .init(7, "response_status", .message(Grpc.Testing.EchoStatus.self)),
      .init(8, "expect_compressed", .message(Grpc.Testing.BoolValue.self)),
      .init(9, "fill_server_id", .bool),
      .init(10, "fill_grpclb_route_type", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, responseType)
    writer.implicit(1, responseSize)
    writer.optional(2, payload)
    writer.implicit(3, fillUsername)
    writer.implicit(4, fillOauthScope)
    writer.optional(5, responseCompressed)
    writer.optional(6, responseStatus)
    writer.optional(7, expectCompressed)
    writer.implicit(8, fillServerID)
    writer.implicit(9, fillGrpclbRouteType)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &responseType)
    try reader.implicit(1, into: &responseSize)
    try reader.optional(2, into: &payload)
    try reader.implicit(3, into: &fillUsername)
    try reader.implicit(4, into: &fillOauthScope)
    try reader.optional(5, into: &responseCompressed)
    try reader.optional(6, into: &responseStatus)
    try reader.optional(7, into: &expectCompressed)
    try reader.implicit(8, into: &fillServerID)
    try reader.implicit(9, into: &fillGrpclbRouteType)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.SimpleResponse {
  /// `grpc.testing.SimpleResponse` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.SimpleResponse",
    [
      .init(1, "payload", .message(Grpc.Testing.Payload.self)),
      .init(2, "username", .string),
      .init(3, "oauth_scope", .string),
      .init(4, "server_id", .string),
      .init(5, "grpclb_route_type", .enumeration(Grpc.Testing.GrpclbRouteType.self)),
      .init(6, "hostname", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, payload)
    writer.implicit(1, username)
    writer.implicit(2, oauthScope)
    writer.implicit(3, serverID)
    writer.implicit(4, grpclbRouteType)
    writer.implicit(5, hostname)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &payload)
    try reader.implicit(1, into: &username)
    try reader.implicit(2, into: &oauthScope)
    try reader.implicit(3, into: &serverID)
    try reader.implicit(4, into: &grpclbRouteType)
    try reader.implicit(5, into: &hostname)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.StreamingInputCallRequest {
  /// `grpc.testing.StreamingInputCallRequest` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.StreamingInputCallRequest",
    [
      .init(1, "payload", .message(Grpc.Testing.Payload.self)),
      .init(2, "expect_compressed", .message(Grpc.Testing.BoolValue.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, payload)
    writer.optional(1, expectCompressed)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &payload)
    try reader.optional(1, into: &expectCompressed)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.StreamingInputCallResponse {
  /// `grpc.testing.StreamingInputCallResponse` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.StreamingInputCallResponse",
    [
      .init(1, "aggregated_payload_size", .int32)
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, aggregatedPayloadSize)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &aggregatedPayloadSize)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.ResponseParameters {
  /// `grpc.testing.ResponseParameters` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.ResponseParameters",
    [
      .init(1, "size", .int32),
      .init(2, "interval_us", .int32),
      .init(3, "compressed", .message(Grpc.Testing.BoolValue.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, size)
    writer.implicit(1, intervalUs)
    writer.optional(2, compressed)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &size)
    try reader.implicit(1, into: &intervalUs)
    try reader.optional(2, into: &compressed)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.StreamingOutputCallRequest {
  /// `grpc.testing.StreamingOutputCallRequest` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.StreamingOutputCallRequest",
    [
      .init(1, "response_type", .enumeration(Grpc.Testing.PayloadType.self)),
      .init(2, "response_parameters", .message(Grpc.Testing.ResponseParameters.self), .repeated),
      .init(3, "payload", .message(Grpc.Testing.Payload.self)),
      .init(7, "response_status", .message(Grpc.Testing.EchoStatus.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, responseType)
    writer.repeated(1, responseParameters)
    writer.optional(2, payload)
    writer.optional(3, responseStatus)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &responseType)
    try reader.repeated(1, into: &responseParameters)
    try reader.optional(2, into: &payload)
    try reader.optional(3, into: &responseStatus)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing.StreamingOutputCallResponse {
  /// `grpc.testing.StreamingOutputCallResponse` and its fields.
  package static let descriptor = MessageDescriptor(
    "grpc.testing.StreamingOutputCallResponse",
    [
      .init(1, "payload", .message(Grpc.Testing.Payload.self))
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, payload)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &payload)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Testing {
  /// `grpc/testing/messages.proto` as protoc describes it, for reflection.
  package static let messagesFileDescriptor = FileDescriptor(
    name: "grpc/testing/messages.proto",
    serializedBytes: Base64Literal.decode(
      """
      ChtncnBjL3Rlc3RpbmcvbWVzc2FnZXMucHJvdG8SDGdycGMudGVzdGluZyIhCglCb29sVmFsdWUSFAoFdmFs
      dWUYASABKAhSBXZhbHVlIkwKB1BheWxvYWQSLQoEdHlwZRgBIAEoDjIZLmdycGMudGVzdGluZy5QYXlsb2Fk
      VHlwZVIEdHlwZRISCgRib2R5GAIgASgMUgRib2R5IjoKCkVjaG9TdGF0dXMSEgoEY29kZRgBIAEoBVIEY29k
      ZRIYCgdtZXNzYWdlGAIgASgJUgdtZXNzYWdlIqIECg1TaW1wbGVSZXF1ZXN0Ej4KDXJlc3BvbnNlX3R5cGUY
      ASABKA4yGS5ncnBjLnRlc3RpbmcuUGF5bG9hZFR5cGVSDHJlc3BvbnNlVHlwZRIjCg1yZXNwb25zZV9zaXpl
      GAIgASgFUgxyZXNwb25zZVNpemUSLwoHcGF5bG9hZBgDIAEoCzIVLmdycGMudGVzdGluZy5QYXlsb2FkUgdw
      YXlsb2FkEiMKDWZpbGxfdXNlcm5hbWUYBCABKAhSDGZpbGxVc2VybmFtZRIoChBmaWxsX29hdXRoX3Njb3Bl
      GAUgASgIUg5maWxsT2F1dGhTY29wZRJIChNyZXNwb25zZV9jb21wcmVzc2VkGAYgASgLMhcuZ3JwYy50ZXN0
      aW5nLkJvb2xWYWx1ZVIScmVzcG9uc2VDb21wcmVzc2VkEkEKD3Jlc3BvbnNlX3N0YXR1cxgHIAEoCzIYLmdy
      cGMudGVzdGluZy5FY2hvU3RhdHVzUg5yZXNwb25zZVN0YXR1cxJEChFleHBlY3RfY29tcHJlc3NlZBgIIAEo
      CzIXLmdycGMudGVzdGluZy5Cb29sVmFsdWVSEGV4cGVjdENvbXByZXNzZWQSJAoOZmlsbF9zZXJ2ZXJfaWQY
      CSABKAhSDGZpbGxTZXJ2ZXJJZBIzChZmaWxsX2dycGNsYl9yb3V0ZV90eXBlGAogASgIUhNmaWxsR3JwY2xi
      Um91dGVUeXBlIoICCg5TaW1wbGVSZXNwb25zZRIvCgdwYXlsb2FkGAEgASgLMhUuZ3JwYy50ZXN0aW5nLlBh
      eWxvYWRSB3BheWxvYWQSGgoIdXNlcm5hbWUYAiABKAlSCHVzZXJuYW1lEh8KC29hdXRoX3Njb3BlGAMgASgJ
      UgpvYXV0aFNjb3BlEhsKCXNlcnZlcl9pZBgEIAEoCVIIc2VydmVySWQSSQoRZ3JwY2xiX3JvdXRlX3R5cGUY
      BSABKA4yHS5ncnBjLnRlc3RpbmcuR3JwY2xiUm91dGVUeXBlUg9ncnBjbGJSb3V0ZVR5cGUSGgoIaG9zdG5h
      bWUYBiABKAlSCGhvc3RuYW1lIpIBChlTdHJlYW1pbmdJbnB1dENhbGxSZXF1ZXN0Ei8KB3BheWxvYWQYASAB
      KAsyFS5ncnBjLnRlc3RpbmcuUGF5bG9hZFIHcGF5bG9hZBJEChFleHBlY3RfY29tcHJlc3NlZBgCIAEoCzIX
      LmdycGMudGVzdGluZy5Cb29sVmFsdWVSEGV4cGVjdENvbXByZXNzZWQiVAoaU3RyZWFtaW5nSW5wdXRDYWxs
      UmVzcG9uc2USNgoXYWdncmVnYXRlZF9wYXlsb2FkX3NpemUYASABKAVSFWFnZ3JlZ2F0ZWRQYXlsb2FkU2l6
      ZSKCAQoSUmVzcG9uc2VQYXJhbWV0ZXJzEhIKBHNpemUYASABKAVSBHNpemUSHwoLaW50ZXJ2YWxfdXMYAiAB
      KAVSCmludGVydmFsVXMSNwoKY29tcHJlc3NlZBgDIAEoCzIXLmdycGMudGVzdGluZy5Cb29sVmFsdWVSCmNv
      bXByZXNzZWQiowIKGlN0cmVhbWluZ091dHB1dENhbGxSZXF1ZXN0Ej4KDXJlc3BvbnNlX3R5cGUYASABKA4y
      GS5ncnBjLnRlc3RpbmcuUGF5bG9hZFR5cGVSDHJlc3BvbnNlVHlwZRJRChNyZXNwb25zZV9wYXJhbWV0ZXJz
      GAIgAygLMiAuZ3JwYy50ZXN0aW5nLlJlc3BvbnNlUGFyYW1ldGVyc1IScmVzcG9uc2VQYXJhbWV0ZXJzEi8K
      B3BheWxvYWQYAyABKAsyFS5ncnBjLnRlc3RpbmcuUGF5bG9hZFIHcGF5bG9hZBJBCg9yZXNwb25zZV9zdGF0
      dXMYByABKAsyGC5ncnBjLnRlc3RpbmcuRWNob1N0YXR1c1IOcmVzcG9uc2VTdGF0dXMiTgobU3RyZWFtaW5n
      T3V0cHV0Q2FsbFJlc3BvbnNlEi8KB3BheWxvYWQYASABKAsyFS5ncnBjLnRlc3RpbmcuUGF5bG9hZFIHcGF5
      bG9hZCofCgtQYXlsb2FkVHlwZRIQCgxDT01QUkVTU0FCTEUQACpvCg9HcnBjbGJSb3V0ZVR5cGUSHQoZR1JQ
      Q0xCX1JPVVRFX1RZUEVfVU5LTk9XThAAEh4KGkdSUENMQl9ST1VURV9UWVBFX0ZBTExCQUNLEAESHQoZR1JQ
      Q0xCX1JPVVRFX1RZUEVfQkFDS0VORBACYgZwcm90bzM=
      """
    ),
    dependencies: []
  )
}
