internal import InteropMessages
internal import RPC

/// The calls of the cases, over one channel.
struct InteropCalls: Sendable {
  typealias Proto = Grpc.Testing

  /// Bytes of payload each way.
  struct Sizes: Sendable {
    var request = 271_828
    var response = 314_159
  }

  static let large = Sizes()
  /// What goes to and fro in the streaming cases.
  static let streamed = [
    Sizes(request: 27_182, response: 31_415), Sizes(request: 8, response: 9),
    Sizes(request: 1_828, response: 2_653), Sizes(request: 45_904, response: 58_979),
  ]

  let channel: Channel
  var service: Proto.TestServiceClient { Proto.TestServiceClient(channel: channel) }

  func perform(_ interopCase: InteropCase) async throws {
    switch interopCase {
    case .emptyUnary: try await emptyUnary()
    case .cacheableUnary: try await cacheableUnary()
    case .largeUnary: try await exchange(Self.large)
    case .clientCompressedUnary: try await clientCompressedUnary()
    case .serverCompressedUnary: try await serverCompressedUnary()
    case .clientStreaming: try await clientStreaming()
    case .clientCompressedStreaming: try await clientCompressedStreaming()
    case .serverStreaming: try await serverStreaming()
    case .serverCompressedStreaming: try await serverCompressedStreaming()
    case .pingPong: try await pingPong()
    case .emptyStream: try await emptyStream()
    case .customMetadata: try await customMetadata()
    case .statusCodeAndMessage:
      try await unaryStatus("test status message")
      try await streamedStatus("test status message")
    case .specialStatusMessage: try await unaryStatus(Self.specialMessage)
    case .unimplementedMethod: try await unimplementedMethod()
    case .unimplementedService: try await unimplementedService()
    case .cancelAfterBegin: try await cancelAfterBegin()
    case .cancelAfterFirstResponse: try await cancelAfterFirstResponse()
    case .timeoutOnSleepingServer: try await timeoutOnSleepingServer()
    case .rpcSoak, .channelSoak: preconditionFailure("a soak is no single call")
    }
  }

  // MARK: What several cases do

  /// One request, one response.
  func exchange(_ sizes: Sizes) async throws {
    let response = try await service.unaryCall(Self.request(sizes))
    try Self.check(response.payload, byteCount: sizes.response)
  }

  static func request(_ sizes: Sizes) -> Proto.SimpleRequest {
    Proto.SimpleRequest(responseSize: Int32(sizes.response), payload: .zeros(sizes.request))
  }

  static func streamedRequest(_ sizes: Sizes) -> Proto.StreamingOutputCallRequest {
    Proto.StreamingOutputCallRequest(
      responseParameters: [.init(size: Int32(sizes.response))], payload: .zeros(sizes.request))
  }

  static func check(_ payload: Proto.Payload?, byteCount: Int) throws {
    guard let payload else { throw InteropFailure("a response, or its payload, is missing") }
    try expectEqual(payload.type, .compressable, "the payload's type")
    try expectEqual(payload.body.count, byteCount, "the payload's size")
    try expect(payload.body.allSatisfy { $0 == 0 }, "the payload is not all zeros")
  }

  /// The status that the calls in `body` end with, which must have this code.
  @discardableResult
  static func expectStatus(
    _ code: RPCError.Code, _ body: () async throws -> Void
  ) async throws -> RPCError {
    do {
      try await body()
    } catch let error as RPCError {
      try expect(error.code == code, "the status is '\(error)' instead of \(code)")
      return error
    }
    throw InteropFailure("the call succeeded instead of ending with \(code)")
  }
}

extension Grpc.Testing.Payload {
  static func zeros(_ byteCount: Int) -> Self {
    Self(body: Array(repeating: 0, count: byteCount))
  }
}
