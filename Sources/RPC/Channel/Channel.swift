public import Protobuf

/// The way to one service: connections that open on demand, and calls over them.
public final class Channel: Sendable {
  private let target: String

  /// Creates a channel to `host:port`, `dns:///host:port` or `unix:/path`. Connects at the first call.
  public init(target: String, configuration: ChannelConfiguration = ChannelConfiguration()) {
    self.target = target
  }

  /// Calls a method with one request and one response.
  public func unary<Q: Message, R: Message>(
    _ method: MethodPath, _ request: Q, options: CallOptions = .defaults
  ) async throws -> R {
    fatalError("temporary")
  }

  /// Calls a method with one request and many responses, which `body` reads.
  public func serverStreaming<Q: Message, R: Message, T>(
    _ method: MethodPath, _ request: Q, options: CallOptions = .defaults,
    _ body: (ResponseStream<R>) async throws -> T
  ) async throws -> T {
    fatalError("temporary")
  }

  /// Calls a method with many requests, which `body` writes, and one response.
  public func clientStreaming<Q: Message, R: Message>(
    _ method: MethodPath, options: CallOptions = .defaults,
    _ body: (RequestWriter<Q>) async throws -> Void
  ) async throws -> R {
    fatalError("temporary")
  }

  /// Calls a method with many requests and many responses; `body` writes and reads them.
  public func bidirectionalStreaming<Q: Message, R: Message, T>(
    _ method: MethodPath, options: CallOptions = .defaults,
    _ body: (RequestWriter<Q>, ResponseStream<R>) async throws -> T
  ) async throws -> T {
    fatalError("temporary")
  }

  /// Closes the connections. Calls in flight end with UNAVAILABLE.
  public func shutdown() async {
    fatalError("temporary")
  }
}
