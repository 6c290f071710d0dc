public import Protobuf

/// Where a streaming handler writes its responses.
public struct ResponseWriter<M: Message>: Sendable {
  private let sink: any MessageSink

  package init(sink: any MessageSink) {
    self.sink = sink
  }

  /// Sends one response.
  ///
  /// Suspends while more than the high-water mark of the call waits for the client to read. Throws
  /// when the client cancelled or its deadline passed. One task writes at a time. Where the call's
  /// responses are compressed, `compress` spares one message that does not shrink or must not be.
  public func write(_ message: M, compress: Bool = true) async throws {
    try await sink.send(message.serializedBytes(), compress: compress)
  }
}
