// Written by protoc-gen-apus from grpc/reflection/v1alpha/reflection.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Grpc.Reflection.V1alpha {
  /// ServerReflectionRequest asks one question.
  public struct ServerReflectionRequest: Message {
    /// The host that the client means; servers may ignore it.
    public var host: String = ""

    /// The question.
    public var messageRequest: MessageRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(host: String = "", messageRequest: MessageRequest? = nil) {
      self.host = host
      self.messageRequest = messageRequest
    }

    /// What `messageRequest` can hold.
    public enum MessageRequest: Sendable, Hashable {
      /// The file of this name.
      case fileByFilename(String)
      /// The file that declares this full name: a service, method, message, enumeration or field.
      case fileContainingSymbol(String)
      /// The file that declares this extension.
      case fileContainingExtension(ExtensionRequest)
      /// The numbers of all extensions of this message, by its full name.
      case allExtensionNumbersOfType(String)
      /// The services; the content is not looked at.
      case listServices(String)
    }
  }

  /// ExtensionRequest names an extension.
  public struct ExtensionRequest: Message {
    /// Full name of the extended message.
    public var containingType: String = ""

    /// Number of the extension.
    public var extensionNumber: Int32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(containingType: String = "", extensionNumber: Int32 = 0) {
      self.containingType = containingType
      self.extensionNumber = extensionNumber
    }
  }

  /// ServerReflectionResponse answers one question.
  public struct ServerReflectionResponse: Message {
    /// The host of the request.
    public var validHost: String = ""

    /// The request.
    public var originalRequest: ServerReflectionRequest?

    /// The answer.
    public var messageResponse: MessageResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      validHost: String = "",
      originalRequest: ServerReflectionRequest? = nil,
      messageResponse: MessageResponse? = nil
    ) {
      self.validHost = validHost
      self.originalRequest = originalRequest
      self.messageResponse = messageResponse
    }

    /// What `messageResponse` can hold.
    public enum MessageResponse: Sendable, Hashable {
      /// Files that were asked for, with those that they import.
      case fileDescriptorResponse(FileDescriptorResponse)
      /// Numbers of extensions.
      case allExtensionNumbersResponse(ExtensionNumberResponse)
      /// The services.
      case listServicesResponse(ListServiceResponse)
      /// What was wrong with the request.
      case errorResponse(ErrorResponse)
    }
  }

  /// FileDescriptorResponse holds descriptions of files.
  public struct FileDescriptorResponse: Message {
    /// Each one a serialised google.protobuf.FileDescriptorProto.
    public var fileDescriptorProto: [[UInt8]] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(fileDescriptorProto: [[UInt8]] = []) {
      self.fileDescriptorProto = fileDescriptorProto
    }
  }

  /// ExtensionNumberResponse holds the numbers of extensions.
  public struct ExtensionNumberResponse: Message {
    /// Full name of the extended message.
    public var baseTypeName: String = ""

    /// The numbers.
    public var extensionNumber: [Int32] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(baseTypeName: String = "", extensionNumber: [Int32] = []) {
      self.baseTypeName = baseTypeName
      self.extensionNumber = extensionNumber
    }
  }

  /// ListServiceResponse holds the services of a server.
  public struct ListServiceResponse: Message {
    /// The services.
    public var service: [ServiceResponse] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(service: [ServiceResponse] = []) {
      self.service = service
    }
  }

  /// ServiceResponse is one service.
  public struct ServiceResponse: Message {
    /// Its full name.
    public var name: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(name: String = "") {
      self.name = name
    }
  }

  /// ErrorResponse says what was wrong with a request.
  public struct ErrorResponse: Message {
    /// A gRPC status code.
    public var errorCode: Int32 = 0

    /// What was wrong.
    public var errorMessage: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(errorCode: Int32 = 0, errorMessage: String = "") {
      self.errorCode = errorCode
      self.errorMessage = errorMessage
    }
  }
}

extension Grpc.Reflection.V1alpha.ServerReflectionRequest {
  /// `grpc.reflection.v1alpha.ServerReflectionRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1alpha.ServerReflectionRequest",
    [
      .init(1, "host", .string),
      .init(3, "file_by_filename", .string, .oneof(0)),
      .init(4, "file_containing_symbol", .string, .oneof(0)),
      .init(
        5, "file_containing_extension", .message(Grpc.Reflection.V1alpha.ExtensionRequest.self),
        .oneof(0)),
      .init(6, "all_extension_numbers_of_type", .string, .oneof(0)),
      .init(7, "list_services", .string, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, host)
    switch messageRequest {
    case .fileByFilename(let value):
      writer.oneof(1, number: 3, value)
    case .fileContainingSymbol(let value):
      writer.oneof(2, number: 4, value)
    case .fileContainingExtension(let value):
      writer.oneof(3, number: 5, value)
    case .allExtensionNumbersOfType(let value):
      writer.oneof(4, number: 6, value)
    case .listServices(let value):
      writer.oneof(5, number: 7, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &host)
    switch reader.oneofNumber(1) {
    case 3: messageRequest = .fileByFilename(try reader.value(1))
    case 4: messageRequest = .fileContainingSymbol(try reader.value(2))
    case 5: messageRequest = .fileContainingExtension(try reader.value(3))
    case 6: messageRequest = .allExtensionNumbersOfType(try reader.value(4))
    case 7: messageRequest = .listServices(try reader.value(5))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Reflection.V1alpha.ExtensionRequest {
  /// `grpc.reflection.v1alpha.ExtensionRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1alpha.ExtensionRequest",
    [
      .init(1, "containing_type", .string),
      .init(2, "extension_number", .int32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, containingType)
    writer.implicit(1, extensionNumber)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &containingType)
    try reader.implicit(1, into: &extensionNumber)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Reflection.V1alpha.ServerReflectionResponse {
  /// `grpc.reflection.v1alpha.ServerReflectionResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1alpha.ServerReflectionResponse",
    [
      .init(1, "valid_host", .string),
      .init(2, "original_request", .message(Grpc.Reflection.V1alpha.ServerReflectionRequest.self)),
      .init(
        4, "file_descriptor_response",
        .message(Grpc.Reflection.V1alpha.FileDescriptorResponse.self), .oneof(0)),
      .init(
        5, "all_extension_numbers_response",
        .message(Grpc.Reflection.V1alpha.ExtensionNumberResponse.self), .oneof(0)),
      .init(
        6, "list_services_response", .message(Grpc.Reflection.V1alpha.ListServiceResponse.self),
        .oneof(0)),
      .init(7, "error_response", .message(Grpc.Reflection.V1alpha.ErrorResponse.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, validHost)
    writer.optional(1, originalRequest)
    switch messageResponse {
    case .fileDescriptorResponse(let value):
      writer.oneof(2, number: 4, value)
    case .allExtensionNumbersResponse(let value):
      writer.oneof(3, number: 5, value)
    case .listServicesResponse(let value):
      writer.oneof(4, number: 6, value)
    case .errorResponse(let value):
      writer.oneof(5, number: 7, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &validHost)
    try reader.optional(1, into: &originalRequest)
    switch reader.oneofNumber(2) {
    case 4: messageResponse = .fileDescriptorResponse(try reader.value(2))
    case 5: messageResponse = .allExtensionNumbersResponse(try reader.value(3))
    case 6: messageResponse = .listServicesResponse(try reader.value(4))
    case 7: messageResponse = .errorResponse(try reader.value(5))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Reflection.V1alpha.FileDescriptorResponse {
  /// `grpc.reflection.v1alpha.FileDescriptorResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1alpha.FileDescriptorResponse",
    [
      .init(1, "file_descriptor_proto", .bytes, .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, fileDescriptorProto)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &fileDescriptorProto)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Reflection.V1alpha.ExtensionNumberResponse {
  /// `grpc.reflection.v1alpha.ExtensionNumberResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1alpha.ExtensionNumberResponse",
    [
      .init(1, "base_type_name", .string),
      .init(2, "extension_number", .int32, .packed),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, baseTypeName)
    writer.repeated(1, extensionNumber)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &baseTypeName)
    try reader.repeated(1, into: &extensionNumber)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Reflection.V1alpha.ListServiceResponse {
  /// `grpc.reflection.v1alpha.ListServiceResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1alpha.ListServiceResponse",
    [
      .init(1, "service", .message(Grpc.Reflection.V1alpha.ServiceResponse.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, service)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &service)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Reflection.V1alpha.ServiceResponse {
  /// `grpc.reflection.v1alpha.ServiceResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1alpha.ServiceResponse",
    [
      .init(1, "name", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Reflection.V1alpha.ErrorResponse {
  /// `grpc.reflection.v1alpha.ErrorResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1alpha.ErrorResponse",
    [
      .init(1, "error_code", .int32),
      .init(2, "error_message", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, errorCode)
    writer.implicit(1, errorMessage)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &errorCode)
    try reader.implicit(1, into: &errorMessage)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Reflection.V1alpha {
  /// ServerReflection describes the services of the server that answers.
  public protocol ServerReflectionService: RPCService {
    /// ServerReflectionInfo answers each request in order, errors included.
    func serverReflectionInfo(
      _ requests: RequestStream<ServerReflectionRequest>,
      writer: ResponseWriter<ServerReflectionResponse>,
      context: ServerContext
    ) async throws
  }

  /// Calls `grpc.reflection.v1alpha.ServerReflection` over a channel.
  public struct ServerReflectionServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo`
      public static let serverReflectionInfo = MethodPath(
        service: "grpc.reflection.v1alpha.ServerReflection",
        method: "ServerReflectionInfo"
      )
    }

    /// ServerReflectionInfo answers each request in order, errors included.
    public func serverReflectionInfo<CallResult>(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<ServerReflectionRequest>, ResponseStream<ServerReflectionResponse>)
        async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.serverReflectionInfo, options: options, body)
    }
  }
}

extension Grpc.Reflection.V1alpha.ServerReflectionService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "grpc.reflection.v1alpha.ServerReflection",
      fileDescriptor: Grpc.Reflection.V1alpha.reflectionFileDescriptor,
      methods: [
        .bidirectionalStreaming("ServerReflectionInfo") {
          (
            requests: RequestStream<Grpc.Reflection.V1alpha.ServerReflectionRequest>,
            writer: ResponseWriter<Grpc.Reflection.V1alpha.ServerReflectionResponse>,
            context: ServerContext
          ) in
          try await self.serverReflectionInfo(requests, writer: writer, context: context)
        }
      ]
    )
  }
}

extension Grpc.Reflection.V1alpha {
  /// `grpc/reflection/v1alpha/reflection.proto` as protoc describes it, for reflection.
  public static let reflectionFileDescriptor = FileDescriptor(
    name: "grpc/reflection/v1alpha/reflection.proto",
    serializedBytes: Base64Literal.decode(
      """
      CihncnBjL3JlZmxlY3Rpb24vdjFhbHBoYS9yZWZsZWN0aW9uLnByb3RvEhdncnBjLnJlZmxlY3Rpb24udjFh
      bHBoYSL4AgoXU2VydmVyUmVmbGVjdGlvblJlcXVlc3QSEgoEaG9zdBgBIAEoCVIEaG9zdBIqChBmaWxlX2J5
      X2ZpbGVuYW1lGAMgASgJSABSDmZpbGVCeUZpbGVuYW1lEjYKFmZpbGVfY29udGFpbmluZ19zeW1ib2wYBCAB
      KAlIAFIUZmlsZUNvbnRhaW5pbmdTeW1ib2wSZwoZZmlsZV9jb250YWluaW5nX2V4dGVuc2lvbhgFIAEoCzIp
      LmdycGMucmVmbGVjdGlvbi52MWFscGhhLkV4dGVuc2lvblJlcXVlc3RIAFIXZmlsZUNvbnRhaW5pbmdFeHRl
      bnNpb24SQgodYWxsX2V4dGVuc2lvbl9udW1iZXJzX29mX3R5cGUYBiABKAlIAFIZYWxsRXh0ZW5zaW9uTnVt
      YmVyc09mVHlwZRIlCg1saXN0X3NlcnZpY2VzGAcgASgJSABSDGxpc3RTZXJ2aWNlc0IRCg9tZXNzYWdlX3Jl
      cXVlc3QiZgoQRXh0ZW5zaW9uUmVxdWVzdBInCg9jb250YWluaW5nX3R5cGUYASABKAlSDmNvbnRhaW5pbmdU
      eXBlEikKEGV4dGVuc2lvbl9udW1iZXIYAiABKAVSD2V4dGVuc2lvbk51bWJlciLHBAoYU2VydmVyUmVmbGVj
      dGlvblJlc3BvbnNlEh0KCnZhbGlkX2hvc3QYASABKAlSCXZhbGlkSG9zdBJbChBvcmlnaW5hbF9yZXF1ZXN0
      GAIgASgLMjAuZ3JwYy5yZWZsZWN0aW9uLnYxYWxwaGEuU2VydmVyUmVmbGVjdGlvblJlcXVlc3RSD29yaWdp
      bmFsUmVxdWVzdBJrChhmaWxlX2Rlc2NyaXB0b3JfcmVzcG9uc2UYBCABKAsyLy5ncnBjLnJlZmxlY3Rpb24u
      djFhbHBoYS5GaWxlRGVzY3JpcHRvclJlc3BvbnNlSABSFmZpbGVEZXNjcmlwdG9yUmVzcG9uc2USdwoeYWxs
      X2V4dGVuc2lvbl9udW1iZXJzX3Jlc3BvbnNlGAUgASgLMjAuZ3JwYy5yZWZsZWN0aW9uLnYxYWxwaGEuRXh0
      ZW5zaW9uTnVtYmVyUmVzcG9uc2VIAFIbYWxsRXh0ZW5zaW9uTnVtYmVyc1Jlc3BvbnNlEmQKFmxpc3Rfc2Vy
      dmljZXNfcmVzcG9uc2UYBiABKAsyLC5ncnBjLnJlZmxlY3Rpb24udjFhbHBoYS5MaXN0U2VydmljZVJlc3Bv
      bnNlSABSFGxpc3RTZXJ2aWNlc1Jlc3BvbnNlEk8KDmVycm9yX3Jlc3BvbnNlGAcgASgLMiYuZ3JwYy5yZWZs
      ZWN0aW9uLnYxYWxwaGEuRXJyb3JSZXNwb25zZUgAUg1lcnJvclJlc3BvbnNlQhIKEG1lc3NhZ2VfcmVzcG9u
      c2UiTAoWRmlsZURlc2NyaXB0b3JSZXNwb25zZRIyChVmaWxlX2Rlc2NyaXB0b3JfcHJvdG8YASADKAxSE2Zp
      bGVEZXNjcmlwdG9yUHJvdG8iagoXRXh0ZW5zaW9uTnVtYmVyUmVzcG9uc2USJAoOYmFzZV90eXBlX25hbWUY
      ASABKAlSDGJhc2VUeXBlTmFtZRIpChBleHRlbnNpb25fbnVtYmVyGAIgAygFUg9leHRlbnNpb25OdW1iZXIi
      WQoTTGlzdFNlcnZpY2VSZXNwb25zZRJCCgdzZXJ2aWNlGAEgAygLMiguZ3JwYy5yZWZsZWN0aW9uLnYxYWxw
      aGEuU2VydmljZVJlc3BvbnNlUgdzZXJ2aWNlIiUKD1NlcnZpY2VSZXNwb25zZRISCgRuYW1lGAEgASgJUgRu
      YW1lIlMKDUVycm9yUmVzcG9uc2USHQoKZXJyb3JfY29kZRgBIAEoBVIJZXJyb3JDb2RlEiMKDWVycm9yX21l
      c3NhZ2UYAiABKAlSDGVycm9yTWVzc2FnZTKTAQoQU2VydmVyUmVmbGVjdGlvbhJ/ChRTZXJ2ZXJSZWZsZWN0
      aW9uSW5mbxIwLmdycGMucmVmbGVjdGlvbi52MWFscGhhLlNlcnZlclJlZmxlY3Rpb25SZXF1ZXN0GjEuZ3Jw
      Yy5yZWZsZWN0aW9uLnYxYWxwaGEuU2VydmVyUmVmbGVjdGlvblJlc3BvbnNlKAEwAWIGcHJvdG8z
      """
    ),
    dependencies: []
  )
}
