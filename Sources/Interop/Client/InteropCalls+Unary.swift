internal import InteropMessages
internal import Protobuf
internal import RPC

extension InteropCalls {
  func emptyUnary() async throws {
    let response = try await service.emptyCall(Proto.Empty())
    try expectEqual(response.serializedBytes().count, 0, "the size of the response")
  }

  /// gRPC has dropped GET requests from its protocol: what is left of the case is that a cache
  /// answers the second of two equal requests.
  func cacheableUnary() async throws {
    let stamp = "\(WallClock.nanoseconds())"
    let request = Proto.SimpleRequest(payload: Proto.Payload(body: Array(stamp.utf8)))
    let options = CallOptions(metadata: ["x-user-ip": "1.2.3.4"])
    let first = try await service.cacheableUnaryCall(request, options: options)
    let second = try await service.cacheableUnaryCall(request, options: options)
    try expect(first.payload?.body.isEmpty == false, "the response has no payload")
    try expect(first.payload == second.payload, "the second response did not come from a cache")
  }

  func clientCompressedUnary() async throws {
    try await Self.expectStatus(.invalidArgument) {
      try await compressedExchange(isExpected: true, isCompressed: false)
    }
    try await compressedExchange(isExpected: true, isCompressed: true)
    try await compressedExchange(isExpected: false, isCompressed: false)
  }

  private func compressedExchange(isExpected: Bool, isCompressed: Bool) async throws {
    var request = Self.request(Self.large)
    request.expectCompressed = Proto.BoolValue(value: isExpected)
    let options = CallOptions(compression: isCompressed)
    let response = try await service.unaryCall(request, options: options)
    try Self.check(response.payload, byteCount: Self.large.response)
  }

  func serverCompressedUnary() async throws {
    for isWanted in [true, false] {
      var request = Self.request(Self.large)
      request.responseCompressed = Proto.BoolValue(value: isWanted)
      // A unary call is a stream of one response on the wire, and a stream tells how it came.
      let method = Proto.TestServiceClient.Method.unaryCall
      try await channel.serverStreaming(method, request) {
        (responses: ResponseStream<Proto.SimpleResponse>) in
        var iterator = responses.makeAsyncIterator()
        try Self.check(try await iterator.next()?.payload, byteCount: Self.large.response)
        let isCompressed = try await responses.isLastResponseCompressed()
        try expectEqual(isCompressed, isWanted, "the response's compressed flag")
        try expect(try await iterator.next() == nil, "a second response came")
      }
    }
  }

  /// What tempts an implementation that does not percent-encode all of UTF-8.
  static let specialMessage = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"

  func unaryStatus(_ message: String) async throws {
    let wanted = Proto.EchoStatus(code: 2, message: message)
    let status = try await Self.expectStatus(.unknown) {
      _ = try await service.unaryCall(Proto.SimpleRequest(responseStatus: wanted))
    }
    try expectEqual(status.message, message, "the status message")
  }

  func streamedStatus(_ message: String) async throws {
    let wanted = Proto.EchoStatus(code: 2, message: message)
    let status = try await Self.expectStatus(.unknown) {
      try await service.fullDuplexCall { writer, responses in
        try await writer.write(Proto.StreamingOutputCallRequest(responseStatus: wanted))
        try await writer.finish()
        for try await _ in responses {}
      }
    }
    try expectEqual(status.message, message, "the status message of the stream")
  }

  func unimplementedMethod() async throws {
    try await Self.expectStatus(.unimplemented) {
      _ = try await service.unimplementedCall(Proto.Empty())
    }
  }

  func unimplementedService() async throws {
    let missing = Proto.UnimplementedServiceClient(channel: channel)
    try await Self.expectStatus(.unimplemented) {
      _ = try await missing.unimplementedCall(Proto.Empty())
    }
  }
}
