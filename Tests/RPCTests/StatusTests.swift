import Messages
import RPC
import RPCFixture
import Testing

@Suite(.timeLimit(.minutes(10))) struct StatusTests {
  @Test(arguments: 1...16) func everyCodeArrivesWithMessageDetailsAndMetadata(_ code: Int)
    async throws
  {
    try await withEchoServer { channel, _, _ in
      let error = await status {
        let _: Note = try await channel.unary(EchoService.path("Fail"), Note(typeUrl: "\(code)"))
      }
      #expect(error?.code.rawValue == code)
      #expect(error?.message == "wörter % und\nZeilen")
      #expect(error?.details.first?.unpack(as: Note.self)?.typeUrl == "detail")
      #expect(error?.details.first?.unpack(as: Note.self)?.value == [1, 2, 3])
      #expect(error?.metadata["x-trailing"] == "failed")
    }
  }

  @Test func foreignErrorsKeepTheirSecrets() async throws {
    try await withEchoServer { channel, _, _ in
      let error = await status {
        let _: Note = try await channel.unary(EchoService.path("Fail"), Note(typeUrl: "other"))
      }
      #expect(error?.code == .unknown)
      #expect(error?.message.contains("swordfish") == false)
    }
  }

  @Test func metadataTravelsBothWays() async throws {
    try await withEchoServer { channel, _, _ in
      let heard = EventLog()
      var options = CallOptions()
      options.metadata = ["x-name": "value", "X-Upper": "UP"]
      options.metadata.appendBinary("x-bytes-bin", [0, 255, 10])
      options.metadata.append("grpc-status", "13")
      options.onInitialMetadata = { metadata in
        #expect(metadata["seen-x-name"] == "value")
        #expect(metadata["seen-x-upper"] == "UP")
        heard.record("initial")
      }
      options.onTrailingMetadata = { metadata in
        #expect(metadata["after-x-name"] == "value")
        #expect(metadata["grpc-status"] == nil)
        heard.record("trailing")
      }
      let _: Note = try await channel.unary(
        EchoService.path("Metadata"), Note(), options: options)
      #expect(heard.count("initial") == 1)
      #expect(heard.count("trailing") == 1)
    }
  }

  @Test func traceReachesTheHandlerAndComesBack() async throws {
    try await withEchoServer { channel, _, _ in
      let trace = TraceContext.random()
      let echoed = EventLog()
      let options = CallOptions(onInitialMetadata: { metadata in
        let back = metadata["traceparent"].flatMap(TraceContext.init(traceparent:))
        #expect(back?.traceID == trace.traceID)
        #expect(back?.spanID != trace.spanID)
        echoed.record("echo")
      })
      let reply: Note = try await CallScope.$current.withValue(CallScope(trace: trace)) {
        try await channel.unary(EchoService.path("Metadata"), Note(), options: options)
      }
      #expect(reply.typeUrl == trace.traceID)
      #expect(echoed.count("echo") == 1)
    }
  }

  @Test func anErrorNamesTheTraceThatTheCallerDidNotSend() async throws {
    try await withEchoServer { channel, _, _ in
      let error = await status {
        let _: Note = try await channel.unary(EchoService.path("Fail"), Note(typeUrl: "5"))
      }
      let traces = error?.metadata.values("traceparent") ?? []
      #expect(traces.count == 1, "\(traces)")
      #expect(traces.allSatisfy { TraceContext(traceparent: $0) != nil })
    }
  }

  struct Stamp: ServerInterceptor {
    func intercept(
      _ context: ServerContext, _ next: (ServerContext) async throws -> Void
    ) async throws {
      if context.metadata["authorization"] == "wrong" {
        throw RPCError(.unauthenticated, "who are you?")
      }
      context.addInitialMetadata("x-before", "1")
      try await next(context)
      context.addTrailingMetadata("x-after", "1")
    }
  }

  @Test func interceptorsSeeEveryKindOfCallAndAddMetadata() async throws {
    try await withEchoServer(interceptors: [Stamp()]) { channel, _, _ in
      let heard = EventLog()
      let options = CallOptions(
        onInitialMetadata: { if $0["x-before"] == "1" { heard.record("before") } },
        onTrailingMetadata: { if $0["x-after"] == "1" { heard.record("after") } })
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note(), options: options)
      _ = try await channel.serverStreaming(
        EchoService.path("Expand"), Note(typeUrl: "2"), options: options
      ) { (notes: ResponseStream<Note>) in for try await _ in notes {} }
      #expect(heard.count("before") == 2)
      #expect(heard.count("after") == 2)
      let error = await status {
        let _: Note = try await channel.unary(
          EchoService.path("Unary"), Note(),
          options: CallOptions(metadata: ["authorization": "wrong"]))
      }
      #expect(error?.code == .unauthenticated)
    }
  }

  @Test func metadataOverTheLimitFailsTheCallOnly() async throws {
    try await withEchoServer { channel, _, _ in
      let error = await status {
        let _: Note = try await channel.unary(
          EchoService.path("Unary"), Note(),
          options: CallOptions(metadata: ["x-big": String(repeating: "a", count: 20_000)]))
      }
      #expect(error?.code == .resourceExhausted)
      let reply: Note = try await channel.unary(EchoService.path("Unary"), Note(typeUrl: "ok"))
      #expect(reply.typeUrl == "ok")
    }
  }
}
