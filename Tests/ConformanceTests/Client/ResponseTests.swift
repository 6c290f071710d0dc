import HostilePeer
import Messages
import RPC
import RPCFixture
import Synchronization
import Testing
import Transport

/// gRPC's rules at the edges, of a client: answers byte by byte, and the status and metadata that
/// become of them.
@Suite(.timeLimit(.minutes(5))) struct ResponseTests {
  private static var configuration: ChannelConfiguration {
    ChannelConfiguration(responseByteCountMax: ResponseCase.byteCountMax)
  }

  private func call(_ channel: Channel, _ options: CallOptions = .defaults) async throws -> Note {
    var options = options
    options.timeout = options.timeout ?? .seconds(60)
    return try await channel.unary(EchoService.path("Unary"), Note(), options: options)
  }

  /// As the one response of a unary call.
  @Test(arguments: ResponseCase.all)
  func theStatusOfAUnaryCall(_ response: ResponseCase) async throws {
    try await check(response) { _ = try await call($0) }
  }

  /// As the stream of responses, where any number of messages is right.
  @Test(arguments: ResponseCase.all.filter { $0.code != .unimplemented || $0.message != "" })
  func theStatusOfAStream(_ response: ResponseCase) async throws {
    try await check(response) { channel in
      try await channel.serverStreaming(
        EchoService.path("Expand"), Note(), options: CallOptions(timeout: .seconds(60))
      ) { (notes: ResponseStream<Note>) in for try await _ in notes {} }
    }
  }

  private func check(
    _ response: ResponseCase, _ call: (Channel) async throws -> Void
  ) async throws {
    try await withScriptedServer(configuration: Self.configuration) { server in
      let peer = try await server.connection()
      await peer.greet()
      await peer.send(response.frames(try await peer.wholeRequest()))
    } _: { channel in
      do {
        try await call(channel)
        #expect(response.code == nil)
      } catch let error as RPCError {
        #expect(error.code == response.code, "\(error)")
        #expect(error.message.contains(response.message), "\(error)")
      }
    }
  }

  @Test func metadataComesAsItWasSent() async throws {
    let seen = Mutex<[Metadata]>([])
    let options = CallOptions(
      onInitialMetadata: { metadata in seen.withLock { $0.append(metadata) } },
      onTrailingMetadata: { metadata in seen.withLock { $0.append(metadata) } })
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet()
      let stream = try await peer.wholeRequest()
      let twice = FrameBytes.field("x-a", "1") + FrameBytes.field("x-a", "2")
      // Padded, unpadded, two in one field, and one that is no base64.
      let binary =
        FrameBytes.field("x-b-bin", "AAE=") + FrameBytes.field("x-b-bin", "AAE,AgM")
        + FrameBytes.field("x-b-bin", "!")
      await peer.send(
        FrameBytes.headers(
          stream,
          Response.headers + twice + binary + FrameBytes.field("grpc-secret", "1")
            + FrameBytes.field("x-empty", ""))
          + FrameBytes.data(stream, Request.note(8))
          + FrameBytes.headers(
            stream, Response.statusOK + FrameBytes.field("x-after", "3"), endStream: true))
    } _: { channel in
      _ = try await call(channel, options)
      let (initial, trailing) = try seen.withLock {
        (try #require($0.first), try #require($0.last))
      }
      #expect(initial.values("x-a") == ["1", "2"])
      #expect(initial.binaryValues("x-b-bin") == [[0, 1], [0, 1], [2, 3]])
      #expect(initial["x-empty"] == "")
      #expect(initial["grpc-secret"] == nil)
      #expect(initial["content-type"] == nil)
      #expect(trailing.map(\.name) == ["x-after"])
    }
  }

  @Test func aRequestHasTheFieldsOfGRPCAndNoneOfAnApplicationsInTheirPlace() async throws {
    var options = CallOptions(timeout: .seconds(100), compression: true)
    for name in ["grpc-status", "te", "content-type", ":path", "connection", "x bad"] {
      options.metadata.append(name, "mine")
    }
    options.metadata.append("X-Upper", " spaces and ünicode ")
    options.metadata.append("x-twice", "1")
    options.metadata.append("x-twice", "2")
    options.metadata.appendBinary("x-bytes", [0, 255])
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet()
      let stream = try await peer.wholeRequest()
      let request = try await peer.request()
      #expect(
        request.fields.prefix(4).map(\.name) == [":method", ":scheme", ":path", ":authority"])
      let expected = [
        (":method", "POST"), (":scheme", "http"), (":path", "/apus.test.Echo/Unary"),
        (":authority", server.address), ("te", "trailers"), ("content-type", "application/grpc"),
        ("grpc-encoding", "gzip"), ("grpc-accept-encoding", "identity,gzip"),
        ("x-upper", "spaces and ??nicode"), ("x-bytes-bin", "AP8"),
      ]
      for (name, value) in expected { #expect(request.values(name) == [value], "\(name)") }
      #expect(request.values("x-twice") == ["1", "2"])
      #expect(request["user-agent"]?.hasPrefix("grpc-") == true)
      #expect(request["grpc-timeout"]?.wholeMatch(of: /[1-9][0-9]{0,7}[HMSmun]/) != nil)
      for name in ["grpc-status", "connection", "x bad"] {
        #expect(request[name] == nil, "\(name)")
      }
      await peer.send(Response.whole(stream))
    } _: { channel in
      _ = try await call(channel, options)
    }
  }

  /// A client that has its answer says so to a server that might wait for the rest of the request.
  @Test func anAnswerBeforeTheEndOfTheRequestEndsTheStream() async throws {
    try await withScriptedServer { server in
      let peer = try await server.connection()
      await peer.greet()
      let stream = try await peer.request().streamID
      await peer.send(
        FrameBytes.headers(
          stream, Response.headers + FrameBytes.field("grpc-status", "7"), endStream: true))
      #expect(try await peer.first(.reset, stream: stream).code == HTTP2ErrorCode.noError.rawValue)
    } _: { channel in
      let error = await #expect(throws: RPCError.self) {
        try await channel.bidirectionalStreaming(EchoService.path("Chat")) {
          (_: RequestWriter<Note>, notes: ResponseStream<Note>) in for try await _ in notes {}
        }
      }
      #expect(error?.code == .permissionDenied)
    }
  }

  @Test func aCallWhoseDeadlineHasPassedIsNotSent() async throws {
    try await withScriptedServer { _ in
    } _: { channel in
      let error = await #expect(throws: RPCError.self) {
        _ = try await call(channel, CallOptions(timeout: .zero))
      }
      #expect(error?.code == .deadlineExceeded)
    }
  }
}
