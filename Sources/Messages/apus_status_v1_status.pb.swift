// Written by protoc-gen-apus from apus/status/v1/status.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Status.V1 {
  /// GetServiceStatusRequest asks how a process is.
  public struct GetServiceStatusRequest: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// GetServiceStatusResponse tells how a process is.
  public struct GetServiceStatusResponse: Message {
    /// Name of the service, such as "memory".
    public var name: String = ""

    /// Its version.
    public var version: String = ""

    /// Whether it serves.
    public var ready: Bool = false

    /// Why it does not serve; empty when it does.
    public var reason: String = ""

    /// Time since it started, in seconds.
    public var uptimeS: UInt64 = 0

    /// Calls in progress, this one not counted.
    public var callsInFlight: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      name: String = "",
      version: String = "",
      ready: Bool = false,
      reason: String = "",
      uptimeS: UInt64 = 0,
      callsInFlight: UInt32 = 0
    ) {
      self.name = name
      self.version = version
      self.ready = ready
      self.reason = reason
      self.uptimeS = uptimeS
      self.callsInFlight = callsInFlight
    }
  }
}

extension Apus.Status.V1.GetServiceStatusRequest {
  /// `apus.status.v1.GetServiceStatusRequest` and its fields.
  public static let descriptor = MessageDescriptor("apus.status.v1.GetServiceStatusRequest", [])

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

extension Apus.Status.V1.GetServiceStatusResponse {
  /// `apus.status.v1.GetServiceStatusResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.status.v1.GetServiceStatusResponse",
    [
      .init(1, "name", .string),
      .init(2, "version", .string),
      .init(3, "ready", .bool),
      .init(4, "reason", .string),
      .init(5, "uptime_s", .uint64),
      .init(6, "calls_in_flight", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, version)
    writer.implicit(2, ready)
    writer.implicit(3, reason)
    writer.implicit(4, uptimeS)
    writer.implicit(5, callsInFlight)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &version)
    try reader.implicit(2, into: &ready)
    try reader.implicit(3, into: &reason)
    try reader.implicit(4, into: &uptimeS)
    try reader.implicit(5, into: &callsInFlight)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Status.V1 {
  /// StatusService is served by all five services beside their own; it feeds `apus status`.
  public protocol StatusService: RPCService {
    /// GetServiceStatus tells how the answering process is.
    func getServiceStatus(
      _ request: GetServiceStatusRequest,
      context: ServerContext
    ) async throws -> GetServiceStatusResponse
  }

  /// Calls `apus.status.v1.StatusService` over a channel.
  public struct StatusServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.status.v1.StatusService/GetServiceStatus`
      public static let getServiceStatus = MethodPath(
        service: "apus.status.v1.StatusService",
        method: "GetServiceStatus"
      )
    }

    /// GetServiceStatus tells how the answering process is.
    public func getServiceStatus(
      _ request: GetServiceStatusRequest,
      options: CallOptions = .defaults
    ) async throws -> GetServiceStatusResponse {
      try await channel.unary(Method.getServiceStatus, request, options: options)
    }
  }
}

extension Apus.Status.V1.StatusService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.status.v1.StatusService",
      fileDescriptor: Apus.Status.V1.statusFileDescriptor,
      methods: [
        .unary("GetServiceStatus") {
          (request: Apus.Status.V1.GetServiceStatusRequest, context: ServerContext) in
          try await self.getServiceStatus(request, context: context)
        }
      ]
    )
  }
}

extension Apus.Status.V1 {
  /// `apus/status/v1/status.proto` as protoc describes it, for reflection.
  public static let statusFileDescriptor = FileDescriptor(
    name: "apus/status/v1/status.proto",
    serializedBytes: Base64Literal.decode(
      """
      ChthcHVzL3N0YXR1cy92MS9zdGF0dXMucHJvdG8SDmFwdXMuc3RhdHVzLnYxIhkKF0dldFNlcnZpY2VTdGF0
      dXNSZXF1ZXN0IrkBChhHZXRTZXJ2aWNlU3RhdHVzUmVzcG9uc2USEgoEbmFtZRgBIAEoCVIEbmFtZRIYCgd2
      ZXJzaW9uGAIgASgJUgd2ZXJzaW9uEhQKBXJlYWR5GAMgASgIUgVyZWFkeRIWCgZyZWFzb24YBCABKAlSBnJl
      YXNvbhIZCgh1cHRpbWVfcxgFIAEoBFIHdXB0aW1lUxImCg9jYWxsc19pbl9mbGlnaHQYBiABKA1SDWNhbGxz
      SW5GbGlnaHQydgoNU3RhdHVzU2VydmljZRJlChBHZXRTZXJ2aWNlU3RhdHVzEicuYXB1cy5zdGF0dXMudjEu
      R2V0U2VydmljZVN0YXR1c1JlcXVlc3QaKC5hcHVzLnN0YXR1cy52MS5HZXRTZXJ2aWNlU3RhdHVzUmVzcG9u
      c2ViBnByb3RvMw==
      """
    ),
    dependencies: []
  )
}
