internal import Transport

/// When a channel asks a server for a sign of life with a PING, and when it gives the connection up
/// (gRFC A8). Calls on it then end with UNAVAILABLE.
///
/// A server that finds itself asked too often ends the connection; it is asked half as often on the next
/// one. Ours wants five minutes between two PINGs unless it sends something in between. Noticed at most
/// half as late again.
public struct KeepalivePolicy: Sendable, Hashable {
  /// How much longer than configured the interval can become.
  static let intervalFactorMax = 1024

  /// Without a byte from the server before it is asked.
  public var interval: Duration
  /// From the PING to the next byte from the server.
  public var timeout: Duration
  /// Whether to ask while no call is open.
  public var withoutCalls: Bool

  /// Creates a policy.
  public init(
    interval: Duration, timeout: Duration = .seconds(20), withoutCalls: Bool = false
  ) {
    self.interval = interval
    self.timeout = timeout
    self.withoutCalls = withoutCalls
  }

  /// The channel bounds its own attempts to connect, and lets a slow server take its time as long as it
  /// answers.
  var timeouts: ConnectionTimeouts {
    let never = Duration.seconds(1 << 30)
    var timeouts = ConnectionTimeouts()
    (timeouts.preface, timeouts.frame, timeouts.write) = (never, never, never)
    timeouts.keepaliveInterval = interval
    timeouts.keepaliveTimeout = timeout
    timeouts.keepaliveWithoutStreams = withoutCalls
    return timeouts
  }
}
