/// Where the messages of one direction of a call come from, as bytes.
@usableFromInline
package protocol MessageSource: AnyObject, Sendable {
  /// The next message; nil at the end. One caller at a time.
  func nextMessage() async throws -> [UInt8]?
  /// The initial metadata of the peer, once it is here.
  func initialMetadata() async throws -> Metadata
  /// The trailing metadata of the peer; empty before the end.
  var trailingMetadata: Metadata { get }
  /// Whether the message that came last was compressed on the wire.
  func isLastMessageCompressed() async throws -> Bool
}

/// Where the messages of one direction of a call go to, as bytes.
@usableFromInline
package protocol MessageSink: AnyObject, Sendable {
  /// Queues a message; suspends while the peer does not take more. One caller at a time. It is
  /// compressed if the call's messages are and `compress` does not forbid it.
  func send(_ message: [UInt8], compress: Bool) async throws
  /// Says that no further message follows.
  func finish() async throws
}
