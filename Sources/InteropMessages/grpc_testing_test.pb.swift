// Written by protoc-gen-apus from grpc/testing/test.proto; `make protos` writes it again.

import Protobuf
package import RPC

extension Grpc.Testing {
  /// TestService answers as each request asks.
  package protocol TestService: RPCService {
    /// EmptyCall takes nothing and returns nothing.
    func emptyCall(_ request: Empty, context: ServerContext) async throws -> Empty

    /// UnaryCall returns the payload, the compression or the status that was asked for.
    func unaryCall(_ request: SimpleRequest, context: ServerContext) async throws -> SimpleResponse

    /// CacheableUnaryCall returns the time, with headers that let a cache answer the next request.
    func cacheableUnaryCall(
      _ request: SimpleRequest,
      context: ServerContext
    ) async throws -> SimpleResponse

    /// StreamingOutputCall returns as many payloads as were asked for.
    func streamingOutputCall(
      _ request: StreamingOutputCallRequest,
      writer: ResponseWriter<StreamingOutputCallResponse>,
      context: ServerContext
    ) async throws

    /// StreamingInputCall returns the size of all payloads together.
    func streamingInputCall(
      _ requests: RequestStream<StreamingInputCallRequest>,
      context: ServerContext
    ) async throws -> StreamingInputCallResponse

    /// FullDuplexCall answers each request as it comes.
    func fullDuplexCall(
      _ requests: RequestStream<StreamingOutputCallRequest>,
      writer: ResponseWriter<StreamingOutputCallResponse>,
      context: ServerContext
    ) async throws

    /// HalfDuplexCall answers all requests once the last has come.
    func halfDuplexCall(
      _ requests: RequestStream<StreamingOutputCallRequest>,
      writer: ResponseWriter<StreamingOutputCallResponse>,
      context: ServerContext
    ) async throws

    /// UnimplementedCall is declared and never implemented.
    func unimplementedCall(_ request: Empty, context: ServerContext) async throws -> Empty
  }

  /// Calls `grpc.testing.TestService` over a channel.
  package struct TestServiceClient: Sendable {
    /// Where the calls go.
    package let channel: Channel

    /// Creates a client; many may share a channel.
    package init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    package enum Method {
      /// `/grpc.testing.TestService/EmptyCall`
      package static let emptyCall = MethodPath(
        service: "grpc.testing.TestService",
        method: "EmptyCall"
      )
      /// `/grpc.testing.TestService/UnaryCall`
      package static let unaryCall = MethodPath(
        service: "grpc.testing.TestService",
        method: "UnaryCall"
      )
      /// `/grpc.testing.TestService/CacheableUnaryCall`
      package static let cacheableUnaryCall = MethodPath(
        service: "grpc.testing.TestService",
        method: "CacheableUnaryCall"
      )
      /// `/grpc.testing.TestService/StreamingOutputCall`
      package static let streamingOutputCall = MethodPath(
        service: "grpc.testing.TestService",
        method: "StreamingOutputCall"
      )
      /// `/grpc.testing.TestService/StreamingInputCall`
      package static let streamingInputCall = MethodPath(
        service: "grpc.testing.TestService",
        method: "StreamingInputCall"
      )
      /// `/grpc.testing.TestService/FullDuplexCall`
      package static let fullDuplexCall = MethodPath(
        service: "grpc.testing.TestService",
        method: "FullDuplexCall"
      )
      /// `/grpc.testing.TestService/HalfDuplexCall`
      package static let halfDuplexCall = MethodPath(
        service: "grpc.testing.TestService",
        method: "HalfDuplexCall"
      )
      /// `/grpc.testing.TestService/UnimplementedCall`
      package static let unimplementedCall = MethodPath(
        service: "grpc.testing.TestService",
        method: "UnimplementedCall"
      )
    }

    /// EmptyCall takes nothing and returns nothing.
    package func emptyCall(
      _ request: Empty,
      options: CallOptions = .defaults
    ) async throws -> Empty {
      try await channel.unary(Method.emptyCall, request, options: options)
    }

    /// UnaryCall returns the payload, the compression or the status that was asked for.
    package func unaryCall(
      _ request: SimpleRequest,
      options: CallOptions = .defaults
    ) async throws -> SimpleResponse {
      try await channel.unary(Method.unaryCall, request, options: options)
    }

    /// CacheableUnaryCall returns the time, with headers that let a cache answer the next request.
    package func cacheableUnaryCall(
      _ request: SimpleRequest,
      options: CallOptions = .defaults
    ) async throws -> SimpleResponse {
      try await channel.unary(Method.cacheableUnaryCall, request, options: options)
    }

    /// StreamingOutputCall returns as many payloads as were asked for.
    package func streamingOutputCall<CallResult>(
      _ request: StreamingOutputCallRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<StreamingOutputCallResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.streamingOutputCall, request, options: options, body)
    }

    /// StreamingInputCall returns the size of all payloads together.
    package func streamingInputCall(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<StreamingInputCallRequest>) async throws -> Void
    ) async throws -> StreamingInputCallResponse {
      try await channel.clientStreaming(Method.streamingInputCall, options: options, body)
    }

    /// FullDuplexCall answers each request as it comes.
    package func fullDuplexCall<CallResult>(
      options: CallOptions = .defaults,
      _ body: (
        RequestWriter<StreamingOutputCallRequest>, ResponseStream<StreamingOutputCallResponse>
      ) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.fullDuplexCall, options: options, body)
    }

    /// HalfDuplexCall answers all requests once the last has come.
    package func halfDuplexCall<CallResult>(
      options: CallOptions = .defaults,
      _ body: (
        RequestWriter<StreamingOutputCallRequest>, ResponseStream<StreamingOutputCallResponse>
      ) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.halfDuplexCall, options: options, body)
    }

    /// UnimplementedCall is declared and never implemented.
    package func unimplementedCall(
      _ request: Empty,
      options: CallOptions = .defaults
    ) async throws -> Empty {
      try await channel.unary(Method.unimplementedCall, request, options: options)
    }
  }

  /// UnimplementedService is declared and never served.
  package protocol UnimplementedService: RPCService {
    /// UnimplementedCall is declared and never implemented.
    func unimplementedCall(_ request: Empty, context: ServerContext) async throws -> Empty
  }

  /// Calls `grpc.testing.UnimplementedService` over a channel.
  package struct UnimplementedServiceClient: Sendable {
    /// Where the calls go.
    package let channel: Channel

    /// Creates a client; many may share a channel.
    package init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    package enum Method {
      /// `/grpc.testing.UnimplementedService/UnimplementedCall`
      package static let unimplementedCall = MethodPath(
        service: "grpc.testing.UnimplementedService",
        method: "UnimplementedCall"
      )
    }

    /// UnimplementedCall is declared and never implemented.
    package func unimplementedCall(
      _ request: Empty,
      options: CallOptions = .defaults
    ) async throws -> Empty {
      try await channel.unary(Method.unimplementedCall, request, options: options)
    }
  }
}

extension Grpc.Testing.TestService {
  /// The service's name, its methods and its description.
  package var definition: ServiceDefinition {
    ServiceDefinition(
      name: "grpc.testing.TestService",
      fileDescriptor: Grpc.Testing.testFileDescriptor,
      methods: [
        .unary("EmptyCall") {
          (request: Grpc.Testing.Empty, context: ServerContext) in
          try await self.emptyCall(request, context: context)
        },
        .unary("UnaryCall") {
          (request: Grpc.Testing.SimpleRequest, context: ServerContext) in
          try await self.unaryCall(request, context: context)
        },
        .unary("CacheableUnaryCall") {
          (request: Grpc.Testing.SimpleRequest, context: ServerContext) in
          try await self.cacheableUnaryCall(request, context: context)
        },
        .serverStreaming("StreamingOutputCall") {
          (
            request: Grpc.Testing.StreamingOutputCallRequest,
            writer: ResponseWriter<Grpc.Testing.StreamingOutputCallResponse>,
            context: ServerContext
          ) in
          try await self.streamingOutputCall(request, writer: writer, context: context)
        },
        .clientStreaming("StreamingInputCall") {
          (
            requests: RequestStream<Grpc.Testing.StreamingInputCallRequest>,
            context: ServerContext
          ) in
          try await self.streamingInputCall(requests, context: context)
        },
        .bidirectionalStreaming("FullDuplexCall") {
          (
            requests: RequestStream<Grpc.Testing.StreamingOutputCallRequest>,
            writer: ResponseWriter<Grpc.Testing.StreamingOutputCallResponse>,
            context: ServerContext
          ) in
          try await self.fullDuplexCall(requests, writer: writer, context: context)
        },
        .bidirectionalStreaming("HalfDuplexCall") {
          (
            requests: RequestStream<Grpc.Testing.StreamingOutputCallRequest>,
            writer: ResponseWriter<Grpc.Testing.StreamingOutputCallResponse>,
            context: ServerContext
          ) in
          try await self.halfDuplexCall(requests, writer: writer, context: context)
        },
        .unary("UnimplementedCall") {
          (request: Grpc.Testing.Empty, context: ServerContext) in
          try await self.unimplementedCall(request, context: context)
        },
      ]
    )
  }
}

extension Grpc.Testing.UnimplementedService {
  /// The service's name, its methods and its description.
  package var definition: ServiceDefinition {
    ServiceDefinition(
      name: "grpc.testing.UnimplementedService",
      fileDescriptor: Grpc.Testing.testFileDescriptor,
      methods: [
        .unary("UnimplementedCall") {
          (request: Grpc.Testing.Empty, context: ServerContext) in
          try await self.unimplementedCall(request, context: context)
        }
      ]
    )
  }
}

extension Grpc.Testing {
  /// `grpc/testing/test.proto` as protoc describes it, for reflection.
  package static let testFileDescriptor = FileDescriptor(
    name: "grpc/testing/test.proto",
    serializedBytes: Base64Literal.decode(
      """
      ChdncnBjL3Rlc3RpbmcvdGVzdC5wcm90bxIMZ3JwYy50ZXN0aW5nGhhncnBjL3Rlc3RpbmcvZW1wdHkucHJv
      dG8aG2dycGMvdGVzdGluZy9tZXNzYWdlcy5wcm90bzLLBQoLVGVzdFNlcnZpY2USNQoJRW1wdHlDYWxsEhMu
      Z3JwYy50ZXN0aW5nLkVtcHR5GhMuZ3JwYy50ZXN0aW5nLkVtcHR5EkYKCVVuYXJ5Q2FsbBIbLmdycGMudGVz
      dGluZy5TaW1wbGVSZXF1ZXN0GhwuZ3JwYy50ZXN0aW5nLlNpbXBsZVJlc3BvbnNlEk8KEkNhY2hlYWJsZVVu
      YXJ5Q2FsbBIbLmdycGMudGVzdGluZy5TaW1wbGVSZXF1ZXN0GhwuZ3JwYy50ZXN0aW5nLlNpbXBsZVJlc3Bv
      bnNlEmwKE1N0cmVhbWluZ091dHB1dENhbGwSKC5ncnBjLnRlc3RpbmcuU3RyZWFtaW5nT3V0cHV0Q2FsbFJl
      cXVlc3QaKS5ncnBjLnRlc3RpbmcuU3RyZWFtaW5nT3V0cHV0Q2FsbFJlc3BvbnNlMAESaQoSU3RyZWFtaW5n
      SW5wdXRDYWxsEicuZ3JwYy50ZXN0aW5nLlN0cmVhbWluZ0lucHV0Q2FsbFJlcXVlc3QaKC5ncnBjLnRlc3Rp
      bmcuU3RyZWFtaW5nSW5wdXRDYWxsUmVzcG9uc2UoARJpCg5GdWxsRHVwbGV4Q2FsbBIoLmdycGMudGVzdGlu
      Zy5TdHJlYW1pbmdPdXRwdXRDYWxsUmVxdWVzdBopLmdycGMudGVzdGluZy5TdHJlYW1pbmdPdXRwdXRDYWxs
      UmVzcG9uc2UoATABEmkKDkhhbGZEdXBsZXhDYWxsEiguZ3JwYy50ZXN0aW5nLlN0cmVhbWluZ091dHB1dENh
      bGxSZXF1ZXN0GikuZ3JwYy50ZXN0aW5nLlN0cmVhbWluZ091dHB1dENhbGxSZXNwb25zZSgBMAESPQoRVW5p
      bXBsZW1lbnRlZENhbGwSEy5ncnBjLnRlc3RpbmcuRW1wdHkaEy5ncnBjLnRlc3RpbmcuRW1wdHkyVQoUVW5p
      bXBsZW1lbnRlZFNlcnZpY2USPQoRVW5pbXBsZW1lbnRlZENhbGwSEy5ncnBjLnRlc3RpbmcuRW1wdHkaEy5n
      cnBjLnRlc3RpbmcuRW1wdHliBnByb3RvMw==
      """
    ),
    dependencies: [
      Grpc.Testing.emptyFileDescriptor,
      Grpc.Testing.messagesFileDescriptor,
    ]
  )
}
