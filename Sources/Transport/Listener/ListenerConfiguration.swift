/// Limits of a listener.
package struct ListenerConfiguration: Sendable {
  /// Connections open at once over all loops; further ones are closed as soon as they are accepted.
  package var connectionCountMax = 10_000
  /// Connections the kernel completes before we accept them.
  package var backlog = 1024
  /// Time for a TLS handshake.
  package var handshakeTimeout: Duration = .seconds(10)
  /// Called on a loop for every connection that never became a stream, with the reason.
  package var onRefused: @Sendable (SocketAddress, Refusal) -> Void = { _, _ in }

  package init() {}

  /// Why a connection was given up before anybody saw it.
  package enum Refusal: Sendable {
    /// `connectionCountMax` are open.
    case tooManyConnections
    /// The process has no descriptor left.
    case outOfDescriptors
    /// The TLS handshake failed.
    case handshake(TLSError)
  }
}
