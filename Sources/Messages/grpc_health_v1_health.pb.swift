// Written by protoc-gen-apus from grpc/health/v1/health.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Grpc.Health.V1 {
  /// HealthCheckRequest asks for the status of a service.
  public struct HealthCheckRequest: Message {
    /// Full name of the service; empty means the server as a whole.
    public var service: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(service: String = "") {
      self.service = service
    }
  }

  /// HealthCheckResponse tells the status of a service.
  public struct HealthCheckResponse: Message {
    /// The status.
    public var status: Grpc.Health.V1.HealthCheckResponse.ServingStatus = .unknown

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(status: Grpc.Health.V1.HealthCheckResponse.ServingStatus = .unknown) {
      self.status = status
    }

    /// ServingStatus says whether calls are taken.
    public enum ServingStatus: ProtobufEnum {
      /// Not stated.
      case unknown
      /// Calls are taken.
      case serving
      /// Calls are refused.
      case notServing
      /// The server does not have the service; only Watch says so.
      case serviceUnknown
      /// A number that this version does not know.
      case unrecognized(Int32)

      /// Every value that this version knows.
      public static let allCases: [ServingStatus] = [
        .unknown,
        .serving,
        .notServing,
        .serviceUnknown,
      ]

      /// The name with its package.
      public static let protobufFullName = "grpc.health.v1.HealthCheckResponse.ServingStatus"

      /// The names and numbers of the `.proto` file, in its order.
      public static let protobufNames: [(name: String, number: Int32)] = [
        ("UNKNOWN", 0),
        ("SERVING", 1),
        ("NOT_SERVING", 2),
        ("SERVICE_UNKNOWN", 3),
      ]

      /// The value with this number.
      public init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unknown
        case 1: self = .serving
        case 2: self = .notServing
        case 3: self = .serviceUnknown
        default: self = .unrecognized(rawValue)
        }
      }

      /// The number on the wire.
      public var rawValue: Int32 {
        switch self {
        case .unknown: 0
        case .serving: 1
        case .notServing: 2
        case .serviceUnknown: 3
        case .unrecognized(let number): number
        }
      }
    }
  }

  /// HealthListRequest asks for the status of all services.
  public struct HealthListRequest: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// HealthListResponse tells the status of all services.
  public struct HealthListResponse: Message {
    /// By full name of the service; "" is the server as a whole.
    public var statuses: [String: HealthCheckResponse] = [:]

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(statuses: [String: HealthCheckResponse] = [:]) {
      self.statuses = statuses
    }
  }
}

extension Grpc.Health.V1.HealthCheckRequest {
  /// `grpc.health.v1.HealthCheckRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.health.v1.HealthCheckRequest",
    [
      .init(1, "service", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, service)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &service)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Health.V1.HealthCheckResponse {
  /// `grpc.health.v1.HealthCheckResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.health.v1.HealthCheckResponse",
    [
      .init(1, "status", .enumeration(Grpc.Health.V1.HealthCheckResponse.ServingStatus.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, status)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &status)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Health.V1.HealthListRequest {
  /// `grpc.health.v1.HealthListRequest` and its fields.
  public static let descriptor = MessageDescriptor("grpc.health.v1.HealthListRequest", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Health.V1.HealthListResponse {
  /// `grpc.health.v1.HealthListResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.health.v1.HealthListResponse",
    [
      .init(
        1, "statuses", .map(key: .string, value: .message(Grpc.Health.V1.HealthCheckResponse.self)),
        .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.map(0, statuses)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.map(0, into: &statuses)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Health.V1 {
  /// Health tells whether a server, or one of its services, takes calls.
  public protocol HealthService: RPCService {
    /// Check tells the status now. NOT_FOUND: the server does not know the service.
    func check(
      _ request: HealthCheckRequest,
      context: ServerContext
    ) async throws -> HealthCheckResponse

    /// List tells the status of every service now.
    func list(
      _ request: HealthListRequest,
      context: ServerContext
    ) async throws -> HealthListResponse

    /// Watch tells the status now and whenever it changes, SERVICE_UNKNOWN included.
    func watch(
      _ request: HealthCheckRequest,
      writer: ResponseWriter<HealthCheckResponse>,
      context: ServerContext
    ) async throws
  }

  /// Calls `grpc.health.v1.Health` over a channel.
  public struct HealthServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/grpc.health.v1.Health/Check`
      public static let check = MethodPath(service: "grpc.health.v1.Health", method: "Check")
      /// `/grpc.health.v1.Health/List`
      public static let list = MethodPath(service: "grpc.health.v1.Health", method: "List")
      /// `/grpc.health.v1.Health/Watch`
      public static let watch = MethodPath(service: "grpc.health.v1.Health", method: "Watch")
    }

    /// Check tells the status now. NOT_FOUND: the server does not know the service.
    public func check(
      _ request: HealthCheckRequest,
      options: CallOptions = .defaults
    ) async throws -> HealthCheckResponse {
      try await channel.unary(Method.check, request, options: options)
    }

    /// List tells the status of every service now.
    public func list(
      _ request: HealthListRequest,
      options: CallOptions = .defaults
    ) async throws -> HealthListResponse {
      try await channel.unary(Method.list, request, options: options)
    }

    /// Watch tells the status now and whenever it changes, SERVICE_UNKNOWN included.
    public func watch<CallResult>(
      _ request: HealthCheckRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<HealthCheckResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.watch, request, options: options, body)
    }
  }
}

extension Grpc.Health.V1.HealthService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "grpc.health.v1.Health",
      fileDescriptor: Grpc.Health.V1.healthFileDescriptor,
      methods: [
        .unary("Check") {
          (request: Grpc.Health.V1.HealthCheckRequest, context: ServerContext) in
          try await self.check(request, context: context)
        },
        .unary("List") {
          (request: Grpc.Health.V1.HealthListRequest, context: ServerContext) in
          try await self.list(request, context: context)
        },
        .serverStreaming("Watch") {
          (
            request: Grpc.Health.V1.HealthCheckRequest,
            writer: ResponseWriter<Grpc.Health.V1.HealthCheckResponse>,
            context: ServerContext
          ) in
          try await self.watch(request, writer: writer, context: context)
        },
      ]
    )
  }
}

extension Grpc.Health.V1 {
  /// `grpc/health/v1/health.proto` as protoc describes it, for reflection.
  public static let healthFileDescriptor = FileDescriptor(
    name: "grpc/health/v1/health.proto",
    serializedBytes: Base64Literal.decode(
      """
      ChtncnBjL2hlYWx0aC92MS9oZWFsdGgucHJvdG8SDmdycGMuaGVhbHRoLnYxIi4KEkhlYWx0aENoZWNrUmVx
      dWVzdBIYCgdzZXJ2aWNlGAEgASgJUgdzZXJ2aWNlIrEBChNIZWFsdGhDaGVja1Jlc3BvbnNlEkkKBnN0YXR1
      cxgBIAEoDjIxLmdycGMuaGVhbHRoLnYxLkhlYWx0aENoZWNrUmVzcG9uc2UuU2VydmluZ1N0YXR1c1IGc3Rh
      dHVzIk8KDVNlcnZpbmdTdGF0dXMSCwoHVU5LTk9XThAAEgsKB1NFUlZJTkcQARIPCgtOT1RfU0VSVklORxAC
      EhMKD1NFUlZJQ0VfVU5LTk9XThADIhMKEUhlYWx0aExpc3RSZXF1ZXN0IsQBChJIZWFsdGhMaXN0UmVzcG9u
      c2USTAoIc3RhdHVzZXMYASADKAsyMC5ncnBjLmhlYWx0aC52MS5IZWFsdGhMaXN0UmVzcG9uc2UuU3RhdHVz
      ZXNFbnRyeVIIc3RhdHVzZXMaYAoNU3RhdHVzZXNFbnRyeRIQCgNrZXkYASABKAlSA2tleRI5CgV2YWx1ZRgC
      IAEoCzIjLmdycGMuaGVhbHRoLnYxLkhlYWx0aENoZWNrUmVzcG9uc2VSBXZhbHVlOgI4ATL9AQoGSGVhbHRo
      ElAKBUNoZWNrEiIuZ3JwYy5oZWFsdGgudjEuSGVhbHRoQ2hlY2tSZXF1ZXN0GiMuZ3JwYy5oZWFsdGgudjEu
      SGVhbHRoQ2hlY2tSZXNwb25zZRJNCgRMaXN0EiEuZ3JwYy5oZWFsdGgudjEuSGVhbHRoTGlzdFJlcXVlc3Qa
      Ii5ncnBjLmhlYWx0aC52MS5IZWFsdGhMaXN0UmVzcG9uc2USUgoFV2F0Y2gSIi5ncnBjLmhlYWx0aC52MS5I
      ZWFsdGhDaGVja1JlcXVlc3QaIy5ncnBjLmhlYWx0aC52MS5IZWFsdGhDaGVja1Jlc3BvbnNlMAFiBnByb3Rv
      Mw==
      """
    ),
    dependencies: []
  )
}
