// Written by protoc-gen-apus from grpc/reflection/v1/reflection.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Grpc.Reflection.V1 {
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

extension Grpc.Reflection.V1.ServerReflectionRequest {
  /// `grpc.reflection.v1.ServerReflectionRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1.ServerReflectionRequest",
    [
      .init(1, "host", .string),
      .init(3, "file_by_filename", .string, .oneof(0)),
      .init(4, "file_containing_symbol", .string, .oneof(0)),
      .init(
        5, "file_containing_extension", .message(Grpc.Reflection.V1.ExtensionRequest.self),
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

extension Grpc.Reflection.V1.ExtensionRequest {
  /// `grpc.reflection.v1.ExtensionRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1.ExtensionRequest",
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

extension Grpc.Reflection.V1.ServerReflectionResponse {
  /// `grpc.reflection.v1.ServerReflectionResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1.ServerReflectionResponse",
    [
      .init(1, "valid_host", .string),
      .init(2, "original_request", .message(Grpc.Reflection.V1.ServerReflectionRequest.self)),
      .init(
        4, "file_descriptor_response", .message(Grpc.Reflection.V1.FileDescriptorResponse.self),
        .oneof(0)),
      .init(
        5, "all_extension_numbers_response",
        .message(Grpc.Reflection.V1.ExtensionNumberResponse.self), .oneof(0)),
      .init(
        6, "list_services_response", .message(Grpc.Reflection.V1.ListServiceResponse.self),
        .oneof(0)),
      .init(7, "error_response", .message(Grpc.Reflection.V1.ErrorResponse.self), .oneof(0)),
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

extension Grpc.Reflection.V1.FileDescriptorResponse {
  /// `grpc.reflection.v1.FileDescriptorResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1.FileDescriptorResponse",
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

extension Grpc.Reflection.V1.ExtensionNumberResponse {
  /// `grpc.reflection.v1.ExtensionNumberResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1.ExtensionNumberResponse",
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

extension Grpc.Reflection.V1.ListServiceResponse {
  /// `grpc.reflection.v1.ListServiceResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1.ListServiceResponse",
    [
      .init(1, "service", .message(Grpc.Reflection.V1.ServiceResponse.self), .repeated)
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

extension Grpc.Reflection.V1.ServiceResponse {
  /// `grpc.reflection.v1.ServiceResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1.ServiceResponse",
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

extension Grpc.Reflection.V1.ErrorResponse {
  /// `grpc.reflection.v1.ErrorResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.reflection.v1.ErrorResponse",
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

extension Grpc.Reflection.V1 {
  /// ServerReflection describes the services of the server that answers.
  public protocol ServerReflectionService: RPCService {
    /// ServerReflectionInfo answers each request in order, errors included.
    func serverReflectionInfo(
      _ requests: RequestStream<ServerReflectionRequest>,
      writer: ResponseWriter<ServerReflectionResponse>,
      context: ServerContext
    ) async throws
  }

  /// Calls `grpc.reflection.v1.ServerReflection` over a channel.
  public struct ServerReflectionServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/grpc.reflection.v1.ServerReflection/ServerReflectionInfo`
      public static let serverReflectionInfo = MethodPath(
        service: "grpc.reflection.v1.ServerReflection",
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

extension Grpc.Reflection.V1.ServerReflectionService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "grpc.reflection.v1.ServerReflection",
      fileDescriptor: Grpc.Reflection.V1.reflectionFileDescriptor,
      methods: [
        .bidirectionalStreaming("ServerReflectionInfo") {
          (
            requests: RequestStream<Grpc.Reflection.V1.ServerReflectionRequest>,
            writer: ResponseWriter<Grpc.Reflection.V1.ServerReflectionResponse>,
            context: ServerContext
          ) in
          try await self.serverReflectionInfo(requests, writer: writer, context: context)
        }
      ]
    )
  }
}

extension Grpc.Reflection.V1 {
  /// `grpc/reflection/v1/reflection.proto` as protoc describes it, for reflection.
  public static let reflectionFileDescriptor = FileDescriptor(
    name: "grpc/reflection/v1/reflection.proto",
    serializedBytes: Base64Literal.decode(
      """
      CiNncnBjL3JlZmxlY3Rpb24vdjEvcmVmbGVjdGlvbi5wcm90bxISZ3JwYy5yZWZsZWN0aW9uLnYxIvMCChdT
      ZXJ2ZXJSZWZsZWN0aW9uUmVxdWVzdBISCgRob3N0GAEgASgJUgRob3N0EioKEGZpbGVfYnlfZmlsZW5hbWUY
      AyABKAlIAFIOZmlsZUJ5RmlsZW5hbWUSNgoWZmlsZV9jb250YWluaW5nX3N5bWJvbBgEIAEoCUgAUhRmaWxl
      Q29udGFpbmluZ1N5bWJvbBJiChlmaWxlX2NvbnRhaW5pbmdfZXh0ZW5zaW9uGAUgASgLMiQuZ3JwYy5yZWZs
      ZWN0aW9uLnYxLkV4dGVuc2lvblJlcXVlc3RIAFIXZmlsZUNvbnRhaW5pbmdFeHRlbnNpb24SQgodYWxsX2V4
      dGVuc2lvbl9udW1iZXJzX29mX3R5cGUYBiABKAlIAFIZYWxsRXh0ZW5zaW9uTnVtYmVyc09mVHlwZRIlCg1s
      aXN0X3NlcnZpY2VzGAcgASgJSABSDGxpc3RTZXJ2aWNlc0IRCg9tZXNzYWdlX3JlcXVlc3QiZgoQRXh0ZW5z
      aW9uUmVxdWVzdBInCg9jb250YWluaW5nX3R5cGUYASABKAlSDmNvbnRhaW5pbmdUeXBlEikKEGV4dGVuc2lv
      bl9udW1iZXIYAiABKAVSD2V4dGVuc2lvbk51bWJlciKuBAoYU2VydmVyUmVmbGVjdGlvblJlc3BvbnNlEh0K
      CnZhbGlkX2hvc3QYASABKAlSCXZhbGlkSG9zdBJWChBvcmlnaW5hbF9yZXF1ZXN0GAIgASgLMisuZ3JwYy5y
      ZWZsZWN0aW9uLnYxLlNlcnZlclJlZmxlY3Rpb25SZXF1ZXN0Ug9vcmlnaW5hbFJlcXVlc3QSZgoYZmlsZV9k
      ZXNjcmlwdG9yX3Jlc3BvbnNlGAQgASgLMiouZ3JwYy5yZWZsZWN0aW9uLnYxLkZpbGVEZXNjcmlwdG9yUmVz
      cG9uc2VIAFIWZmlsZURlc2NyaXB0b3JSZXNwb25zZRJyCh5hbGxfZXh0ZW5zaW9uX251bWJlcnNfcmVzcG9u
      c2UYBSABKAsyKy5ncnBjLnJlZmxlY3Rpb24udjEuRXh0ZW5zaW9uTnVtYmVyUmVzcG9uc2VIAFIbYWxsRXh0
      ZW5zaW9uTnVtYmVyc1Jlc3BvbnNlEl8KFmxpc3Rfc2VydmljZXNfcmVzcG9uc2UYBiABKAsyJy5ncnBjLnJl
      ZmxlY3Rpb24udjEuTGlzdFNlcnZpY2VSZXNwb25zZUgAUhRsaXN0U2VydmljZXNSZXNwb25zZRJKCg5lcnJv
      cl9yZXNwb25zZRgHIAEoCzIhLmdycGMucmVmbGVjdGlvbi52MS5FcnJvclJlc3BvbnNlSABSDWVycm9yUmVz
      cG9uc2VCEgoQbWVzc2FnZV9yZXNwb25zZSJMChZGaWxlRGVzY3JpcHRvclJlc3BvbnNlEjIKFWZpbGVfZGVz
      Y3JpcHRvcl9wcm90bxgBIAMoDFITZmlsZURlc2NyaXB0b3JQcm90byJqChdFeHRlbnNpb25OdW1iZXJSZXNw
      b25zZRIkCg5iYXNlX3R5cGVfbmFtZRgBIAEoCVIMYmFzZVR5cGVOYW1lEikKEGV4dGVuc2lvbl9udW1iZXIY
      AiADKAVSD2V4dGVuc2lvbk51bWJlciJUChNMaXN0U2VydmljZVJlc3BvbnNlEj0KB3NlcnZpY2UYASADKAsy
      Iy5ncnBjLnJlZmxlY3Rpb24udjEuU2VydmljZVJlc3BvbnNlUgdzZXJ2aWNlIiUKD1NlcnZpY2VSZXNwb25z
      ZRISCgRuYW1lGAEgASgJUgRuYW1lIlMKDUVycm9yUmVzcG9uc2USHQoKZXJyb3JfY29kZRgBIAEoBVIJZXJy
      b3JDb2RlEiMKDWVycm9yX21lc3NhZ2UYAiABKAlSDGVycm9yTWVzc2FnZTKJAQoQU2VydmVyUmVmbGVjdGlv
      bhJ1ChRTZXJ2ZXJSZWZsZWN0aW9uSW5mbxIrLmdycGMucmVmbGVjdGlvbi52MS5TZXJ2ZXJSZWZsZWN0aW9u
      UmVxdWVzdBosLmdycGMucmVmbGVjdGlvbi52MS5TZXJ2ZXJSZWZsZWN0aW9uUmVzcG9uc2UoATABYgZwcm90
      bzM=
      """
    ),
    dependencies: []
  )
}
