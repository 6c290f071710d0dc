public import Protobuf

/// One method of a service: its name, its kind and its handler.
public struct MethodDefinition: Sendable {
  /// Which sides send more than one message.
  public enum Kind: Sendable, Hashable {
    /// One request, one response.
    case unary
    /// One request, many responses.
    case serverStreaming
    /// Many requests, one response.
    case clientStreaming
    /// Many of both.
    case bidirectionalStreaming
  }

  /// The name within the service, `CreateSession`.
  public let name: String
  /// Which sides send more than one message.
  public let kind: Kind
  /// Runs the handler over the bytes of a call.
  package let run: Run

  @usableFromInline
  package typealias Run =
    @Sendable (any ServerExchange, ServerContext) async throws -> Void

  @usableFromInline
  init(
    _ name: String, _ kind: Kind,
    _ run: @escaping Run
  ) {
    self.name = name
    self.kind = kind
    self.run = run
  }

  /// One request, one response.
  @inlinable
  public static func unary<Q: Message, R: Message>(
    _ name: String, _ handler: @escaping @Sendable (Q, ServerContext) async throws -> R
  ) -> Self {
    Self(name, .unary) { exchange, context in
      let request = try MessageCoding.decode(
        Q.self, exchange.takeOnlyMessage(), from: .request)
      let response = try await handler(request, context)
      exchange.complete(with: response.serializedBytes())
    }
  }

  /// One request, many responses.
  public static func serverStreaming<Q: Message, R: Message>(
    _ name: String,
    _ handler: @escaping @Sendable (Q, ResponseWriter<R>, ServerContext) async throws -> Void
  ) -> Self {
    Self(name, .serverStreaming) { exchange, context in
      let request = try MessageCoding.decode(
        Q.self, exchange.takeOnlyMessage(), from: .request)
      try await handler(request, ResponseWriter(sink: exchange), context)
    }
  }

  /// Many requests, one response.
  public static func clientStreaming<Q: Message, R: Message>(
    _ name: String,
    _ handler: @escaping @Sendable (RequestStream<Q>, ServerContext) async throws -> R
  ) -> Self {
    Self(name, .clientStreaming) { exchange, context in
      let response = try await handler(RequestStream(source: exchange), context)
      exchange.complete(with: response.serializedBytes())
    }
  }

  /// Many requests, many responses.
  public static func bidirectionalStreaming<Q: Message, R: Message>(
    _ name: String,
    _ handler:
      @escaping @Sendable (RequestStream<Q>, ResponseWriter<R>, ServerContext) async throws -> Void
  ) -> Self {
    Self(name, .bidirectionalStreaming) { exchange, context in
      try await handler(
        RequestStream(source: exchange), ResponseWriter(sink: exchange), context)
    }
  }
}
