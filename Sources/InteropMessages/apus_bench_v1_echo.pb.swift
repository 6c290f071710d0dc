// Written by protoc-gen-apus from apus/bench/v1/echo.proto; `make protos` writes it again.

package import Protobuf
package import RPC

extension Apus.Bench.V1 {
  /// Ping is a request.
  package struct Ping: Message {
    /// What to return.
    package var payload: [UInt8] = []

    /// How often ServerStream returns it.
    package var count: UInt32 = 0

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(payload: [UInt8] = [], count: UInt32 = 0) {
      self.payload = payload
      self.count = count
    }
  }

  /// Pong is a response.
  package struct Pong: Message {
    /// What was sent.
    package var payload: [UInt8] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(payload: [UInt8] = []) {
      self.payload = payload
    }
  }
}

extension Apus.Bench.V1.Ping {
  /// `apus.bench.v1.Ping` and its fields.
  package static let descriptor = MessageDescriptor(
    "apus.bench.v1.Ping",
    [
      .init(1, "payload", .bytes),
      .init(2, "count", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, payload)
    writer.implicit(1, count)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &payload)
    try reader.implicit(1, into: &count)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Bench.V1.Pong {
  /// `apus.bench.v1.Pong` and its fields.
  package static let descriptor = MessageDescriptor(
    "apus.bench.v1.Pong",
    [
      .init(1, "payload", .bytes)
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.implicit(0, payload)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &payload)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Bench.V1 {
  /// Echo answers with what it was sent.
  package protocol EchoService: RPCService {
    /// Unary returns the payload.
    func unary(_ request: Ping, context: ServerContext) async throws -> Pong

    /// ServerStream returns the payload `count` times.
    func serverStream(
      _ request: Ping,
      writer: ResponseWriter<Pong>,
      context: ServerContext
    ) async throws
  }

  /// Calls `apus.bench.v1.Echo` over a channel.
  package struct EchoServiceClient: Sendable {
    /// Where the calls go.
    package let channel: Channel

    /// Creates a client; many may share a channel.
    package init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    package enum Method {
      /// `/apus.bench.v1.Echo/Unary`
      package static let unary = MethodPath(service: "apus.bench.v1.Echo", method: "Unary")
      /// `/apus.bench.v1.Echo/ServerStream`
      package static let serverStream = MethodPath(
        service: "apus.bench.v1.Echo",
        method: "ServerStream"
      )
    }

    /// Unary returns the payload.
    package func unary(_ request: Ping, options: CallOptions = .defaults) async throws -> Pong {
      try await channel.unary(Method.unary, request, options: options)
    }

    /// ServerStream returns the payload `count` times.
    package func serverStream<CallResult>(
      _ request: Ping,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<Pong>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.serverStream, request, options: options, body)
    }
  }
}

extension Apus.Bench.V1.EchoService {
  /// The service's name, its methods and its description.
  package var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.bench.v1.Echo",
      fileDescriptor: Apus.Bench.V1.echoFileDescriptor,
      methods: [
        .unary("Unary") {
          (request: Apus.Bench.V1.Ping, context: ServerContext) in
          try await self.unary(request, context: context)
        },
        .serverStreaming("ServerStream") {
          (
            request: Apus.Bench.V1.Ping,
            writer: ResponseWriter<Apus.Bench.V1.Pong>,
            context: ServerContext
          ) in
          try await self.serverStream(request, writer: writer, context: context)
        },
      ]
    )
  }
}

extension Apus.Bench.V1 {
  /// `apus/bench/v1/echo.proto` as protoc describes it, for reflection.
  package static let echoFileDescriptor = FileDescriptor(
    name: "apus/bench/v1/echo.proto",
    serializedBytes: Base64Literal.decode(
      """
      ChhhcHVzL2JlbmNoL3YxL2VjaG8ucHJvdG8SDWFwdXMuYmVuY2gudjEiNgoEUGluZxIYCgdwYXlsb2FkGAEg
      ASgMUgdwYXlsb2FkEhQKBWNvdW50GAIgASgNUgVjb3VudCIgCgRQb25nEhgKB3BheWxvYWQYASABKAxSB3Bh
      eWxvYWQydQoERWNobxIxCgVVbmFyeRITLmFwdXMuYmVuY2gudjEuUGluZxoTLmFwdXMuYmVuY2gudjEuUG9u
      ZxI6CgxTZXJ2ZXJTdHJlYW0SEy5hcHVzLmJlbmNoLnYxLlBpbmcaEy5hcHVzLmJlbmNoLnYxLlBvbmcwAWIG
      cHJvdG8z
      """
    ),
    dependencies: []
  )
}
