internal import InteropMessages
internal import RPC

extension InteropCalls {
  func clientStreaming() async throws {
    let response = try await service.streamingInputCall { writer in
      for sizes in Self.streamed {
        try await writer.write(Proto.StreamingInputCallRequest(payload: .zeros(sizes.request)))
      }
    }
    try expectEqual(response.aggregatedPayloadSize, 74_922, "the aggregated payload size")
  }

  func clientCompressedStreaming() async throws {
    let compressed = Proto.StreamingInputCallRequest(
      payload: .zeros(27_182), expectCompressed: Proto.BoolValue(value: true))
    let plain = Proto.StreamingInputCallRequest(
      payload: .zeros(45_904), expectCompressed: Proto.BoolValue(value: false))
    try await Self.expectStatus(.invalidArgument) {
      _ = try await service.streamingInputCall { try await $0.write(compressed) }
    }
    let options = CallOptions(compression: true)
    let response = try await service.streamingInputCall(options: options) { writer in
      try await writer.write(compressed)
      try await writer.write(plain, compress: false)
    }
    try expectEqual(response.aggregatedPayloadSize, 73_086, "the aggregated payload size")
  }

  func serverStreaming() async throws {
    let request = Proto.StreamingOutputCallRequest(
      responseParameters: Self.streamed.map { .init(size: Int32($0.response)) })
    try await service.streamingOutputCall(request) { responses in
      var iterator = responses.makeAsyncIterator()
      for sizes in Self.streamed {
        try Self.check(try await iterator.next()?.payload, byteCount: sizes.response)
      }
      try expect(try await iterator.next() == nil, "a fifth response came")
    }
  }

  func serverCompressedStreaming() async throws {
    let wanted: [(byteCount: Int, isCompressed: Bool)] = [(31_415, true), (92_653, false)]
    let request = Proto.StreamingOutputCallRequest(
      responseParameters: wanted.map {
        .init(size: Int32($0.byteCount), compressed: Proto.BoolValue(value: $0.isCompressed))
      })
    try await service.streamingOutputCall(request) { responses in
      var iterator = responses.makeAsyncIterator()
      for next in wanted {
        try Self.check(try await iterator.next()?.payload, byteCount: next.byteCount)
        let isCompressed = try await responses.isLastResponseCompressed()
        try expectEqual(isCompressed, next.isCompressed, "the response's compressed flag")
      }
      try expect(try await iterator.next() == nil, "a third response came")
    }
  }

  func pingPong() async throws {
    try await service.fullDuplexCall { writer, responses in
      var iterator = responses.makeAsyncIterator()
      for sizes in Self.streamed {
        try await writer.write(Self.streamedRequest(sizes))
        try Self.check(try await iterator.next()?.payload, byteCount: sizes.response)
      }
      try await writer.finish()
      try expect(try await iterator.next() == nil, "a fifth response came")
    }
  }

  func emptyStream() async throws {
    try await service.fullDuplexCall { writer, responses in
      try await writer.finish()
      for try await _ in responses { throw InteropFailure("a response came to no request") }
    }
  }

  func cancelAfterBegin() async throws {
    try await connect()
    try await Self.expectStatus(.cancelled) {
      try await inTaskOfItsOwn {
        _ = try await service.streamingInputCall { _ in withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
  }

  func cancelAfterFirstResponse() async throws {
    try await Self.expectStatus(.cancelled) {
      try await inTaskOfItsOwn {
        try await service.fullDuplexCall { writer, responses in
          var iterator = responses.makeAsyncIterator()
          try await writer.write(Self.streamedRequest(Self.streamed[0]))
          try Self.check(
            try await iterator.next()?.payload, byteCount: Self.streamed[0].response)
          withUnsafeCurrentTask { $0?.cancel() }
          _ = try await iterator.next()
        }
      }
    }
  }

  func timeoutOnSleepingServer() async throws {
    try await connect()
    try await Self.expectStatus(.deadlineExceeded) {
      let options = CallOptions(timeout: .milliseconds(1))
      try await service.fullDuplexCall(options: options) { writer, responses in
        // It asks for no response and does not end: the server waits, as a sleeping one would.
        try await writer.write(Proto.StreamingOutputCallRequest(payload: .zeros(27_182)))
        for try await _ in responses {}
      }
    }
  }

  /// Opens the connection: what follows reaches the server, however short it lasts.
  private func connect() async throws {
    _ = try await service.emptyCall(Proto.Empty())
  }

  /// Runs a call that cancels its own task.
  private func inTaskOfItsOwn(_ body: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup { group in
      group.addTask { try await body() }
      try await group.next()
    }
  }
}
