public import Protobuf

/// The requests of a client-streaming or bidirectional call, as its handler reads them.
///
/// Iterate it once, from one task. A handler that stops reading stops the client: its messages are
/// credited to the client only when they are taken.
public struct RequestStream<M: Message>: AsyncSequence, Sendable {
  /// A request.
  public typealias Element = M

  private let source: any MessageSource

  package init(source: any MessageSource) {
    self.source = source
  }

  /// Whether the request that was read last came compressed.
  public func isLastRequestCompressed() async throws -> Bool {
    try await source.isLastMessageCompressed()
  }

  /// Reads the requests.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(source: source)
  }

  /// Reads the requests one by one.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let source: any MessageSource

    /// The next request; nil after the last. Throws when the client cancels or breaks the protocol.
    public mutating func next() async throws -> M? {
      guard let bytes = try await source.nextMessage() else { return nil }
      return try MessageCoding.decode(M.self, bytes, from: .request)
    }
  }
}
