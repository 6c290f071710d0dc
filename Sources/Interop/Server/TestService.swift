internal import Glibc
package import InteropMessages
package import RPC

/// `grpc.testing.TestService`, the server's side of gRPC's interoperability tests
/// (grpc/doc/interop-test-descriptions.md).
package struct TestService: Grpc.Testing.TestService {
  private typealias Proto = Grpc.Testing

  /// How many responses HalfDuplexCall remembers before it begins to send them.
  static let bufferedResponseCountMax = 10_000

  private let cache = ResponseCache()
  private let serverID: String
  private let hostname: String

  package init() {
    serverID = String(UInt64.random(in: .min ... .max), radix: 16)
    var name = [CChar](repeating: 0, count: 256)
    hostname =
      gethostname(&name, name.count - 1) == 0
      ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      : ""
  }

  package func emptyCall(
    _ request: Grpc.Testing.Empty, context: ServerContext
  ) async throws -> Grpc.Testing.Empty {
    request
  }

  package func unaryCall(
    _ request: Grpc.Testing.SimpleRequest, context: ServerContext
  ) async throws -> Grpc.Testing.SimpleResponse {
    Self.echoMetadata(context)
    try Self.checkCompression(request.expectCompressed, context.isRequestCompressed)
    try Self.checkStatus(request.responseStatus)
    if let wanted = request.responseCompressed { context.compressResponses(wanted.value) }
    return Proto.SimpleResponse(
      payload: try .zeros(request.responseSize, request.responseType),
      serverID: request.fillServerID ? serverID : "", hostname: hostname)
  }

  package func cacheableUnaryCall(
    _ request: Grpc.Testing.SimpleRequest, context: ServerContext
  ) async throws -> Grpc.Testing.SimpleResponse {
    let maxAge = ResponseCache.maxAge.components.seconds
    context.addInitialMetadata("cache-control", "max-age=\(maxAge), public")
    let body = cache.response(to: request.payload?.body ?? [], now: .now) {
      Array("\(WallClock.nanoseconds())".utf8)
    }
    return Proto.SimpleResponse(payload: Proto.Payload(body: body))
  }

  package func streamingOutputCall(
    _ request: Grpc.Testing.StreamingOutputCallRequest,
    writer: ResponseWriter<Grpc.Testing.StreamingOutputCallResponse>, context: ServerContext
  ) async throws {
    Self.echoMetadata(context)
    try Self.checkStatus(request.responseStatus)
    context.compressResponses(request.responseParameters.contains { $0.compressed?.value == true })
    for parameters in request.responseParameters {
      try await Self.respond(parameters, request.responseType, writer)
    }
  }

  package func streamingInputCall(
    _ requests: RequestStream<Grpc.Testing.StreamingInputCallRequest>, context: ServerContext
  ) async throws -> Grpc.Testing.StreamingInputCallResponse {
    var byteCount = 0
    for try await request in requests {
      if let expected = request.expectCompressed {
        try Self.checkCompression(expected, try await requests.isLastRequestCompressed())
      }
      byteCount += request.payload?.body.count ?? 0
    }
    guard let total = Int32(exactly: byteCount) else {
      throw RPCError(.outOfRange, "\(byteCount) bytes do not fit aggregated_payload_size")
    }
    return Proto.StreamingInputCallResponse(aggregatedPayloadSize: total)
  }

  package func fullDuplexCall(
    _ requests: RequestStream<Grpc.Testing.StreamingOutputCallRequest>,
    writer: ResponseWriter<Grpc.Testing.StreamingOutputCallResponse>, context: ServerContext
  ) async throws {
    Self.echoMetadata(context)
    // Whether any response is to be compressed is known only when its request comes, after the
    // headers have left: they offer it, and every message that is not asked for declines.
    context.compressResponses(true)
    for try await request in requests {
      try Self.checkStatus(request.responseStatus)
      for parameters in request.responseParameters {
        try await Self.respond(parameters, request.responseType, writer)
      }
    }
  }

  package func halfDuplexCall(
    _ requests: RequestStream<Grpc.Testing.StreamingOutputCallRequest>,
    writer: ResponseWriter<Grpc.Testing.StreamingOutputCallResponse>, context: ServerContext
  ) async throws {
    Self.echoMetadata(context)
    context.compressResponses(true)
    var wanted: [(Proto.ResponseParameters, Proto.PayloadType)] = []
    for try await request in requests {
      try Self.checkStatus(request.responseStatus)
      wanted += request.responseParameters.map { ($0, request.responseType) }
      guard wanted.count <= Self.bufferedResponseCountMax else {
        throw RPCError(
          .resourceExhausted,
          "HalfDuplexCall remembers at most \(Self.bufferedResponseCountMax) responses")
      }
    }
    for (parameters, type) in wanted { try await Self.respond(parameters, type, writer) }
  }

  package func unimplementedCall(
    _ request: Grpc.Testing.Empty, context: ServerContext
  ) async throws -> Grpc.Testing.Empty {
    throw RPCError(.unimplemented, "UnimplementedCall is not implemented, as the tests want it")
  }

  // MARK: What every method does

  private static func respond(
    _ parameters: Proto.ResponseParameters, _ type: Proto.PayloadType,
    _ writer: ResponseWriter<Proto.StreamingOutputCallResponse>
  ) async throws {
    if parameters.intervalUs > 0 {
      try await Task.sleep(for: .microseconds(parameters.intervalUs))
    }
    try await writer.write(
      Proto.StreamingOutputCallResponse(payload: try .zeros(parameters.size, type)),
      compress: parameters.compressed?.value == true)
  }

  private static func echoMetadata(_ context: ServerContext) {
    for value in context.metadata.values(EchoedMetadata.initialName) {
      context.addInitialMetadata(EchoedMetadata.initialName, value)
    }
    for value in context.metadata.binaryValues(EchoedMetadata.trailingName) {
      context.addTrailingMetadata(EchoedMetadata.trailingName, value)
    }
  }

  private static func checkCompression(_ expected: Proto.BoolValue?, _ isCompressed: Bool) throws {
    guard let expected, expected.value != isCompressed else { return }
    throw RPCError(
      .invalidArgument,
      "expect_compressed is \(expected.value), but the request came "
        + (isCompressed ? "compressed" : "uncompressed"))
  }

  private static func checkStatus(_ status: Proto.EchoStatus?) throws {
    guard let status, status.code != 0 else { return }
    throw RPCError(.init(rawValue: Int(status.code)), status.message)
  }
}

/// What the server sends back of a call's metadata.
enum EchoedMetadata {
  static let initialName = "x-grpc-test-echo-initial"
  static let trailingName = "x-grpc-test-echo-trailing-bin"
}

extension Grpc.Testing.Payload {
  /// The largest payload that the server makes.
  private static let byteCountMax = 16 << 20

  /// `byteCount` zeros.
  fileprivate static func zeros(
    _ byteCount: Int32, _ type: Grpc.Testing.PayloadType
  ) throws -> Grpc.Testing.Payload {
    guard type == .compressable else {
      throw RPCError(.invalidArgument, "there is no payload type \(type.rawValue)")
    }
    guard byteCount >= 0, byteCount <= byteCountMax else {
      throw RPCError(
        .invalidArgument, "a payload has 0 to \(byteCountMax) bytes; \(byteCount) were asked for")
    }
    return Grpc.Testing.Payload(type: type, body: Array(repeating: 0, count: Int(byteCount)))
  }
}
