public import Protobuf

/// Where the caller of a client-streaming or bidirectional call writes its requests.
public struct RequestWriter<M: Message>: Sendable {
  private let sink: any MessageSink

  package init(sink: any MessageSink) {
    self.sink = sink
  }

  /// Sends one request.
  ///
  /// Suspends while more than the high-water mark of the call waits for the server to read. Throws
  /// when the call has ended. One task writes at a time. Where the call's options ask for compression,
  /// `compress` spares one message that does not shrink or must not be compressed.
  public func write(_ message: M, compress: Bool = true) async throws {
    try await sink.send(message.serializedBytes(), compress: compress)
  }

  /// Says that no further request follows. Harmless when it was said before.
  public func finish() async throws {
    try await sink.finish()
  }
}
