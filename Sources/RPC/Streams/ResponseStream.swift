public import Protobuf

/// The responses of a server-streaming or bidirectional call, as its caller reads them.
///
/// Iterate it once, from one task. It is valid inside the closure that received it; when that
/// closure returns before the end, the call is cancelled.
public struct ResponseStream<M: Message>: AsyncSequence, Sendable {
  /// A response.
  public typealias Element = M

  private let source: any MessageSource

  package init(source: any MessageSource) {
    self.source = source
  }

  /// What the server sent before its first response. Waits for it.
  public func initialMetadata() async throws -> Metadata {
    try await source.initialMetadata()
  }

  /// What the server sent after its last response; empty before the end of the stream.
  public var trailingMetadata: Metadata { source.trailingMetadata }

  /// Whether the response that was read last came compressed.
  public func isLastResponseCompressed() async throws -> Bool {
    try await source.isLastMessageCompressed()
  }

  /// Reads the responses.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(source: source)
  }

  /// Reads the responses one by one.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let source: any MessageSource

    /// The next response; nil after the last. Throws an ``RPCError`` unless the status is OK.
    public mutating func next() async throws -> M? {
      guard let bytes = try await source.nextMessage() else { return nil }
      return try MessageCoding.decode(M.self, bytes, from: .response)
    }
  }
}
