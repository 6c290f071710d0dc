package import Transport

/// How a ``Channel`` connects and what it allows.
public struct ChannelConfiguration: Sendable {
  /// Which of the target's addresses takes a call.
  public var loadBalancing = LoadBalancing.pickFirst
  /// How the calls of each method are made: deadlines, waiting, retries, hedging.
  public var serviceConfig = ServiceConfig()
  /// Keeps calls away from an address that fails several in a row, on whatever event loops they were made;
  /// nil never does.
  public var circuitBreaker: CircuitBreakerPolicy?
  /// Keeps calls away from an address that fails more of them than the others, on whatever event loops they
  /// were made; nil never does.
  public var outlierEjection: OutlierEjectionPolicy?
  /// The service whose health is watched on every connection (`grpc.health.v1.Health/Watch`, gRFC A17);
  /// empty is the server as a whole. Calls go only where it is SERVING, or where the server knows no
  /// health service. Nil watches nothing, as does ``LoadBalancing/pickFirst``.
  public var watchedService: String?
  /// Asks servers that are silent for a sign of life; nil never does, and leaves it to the operating
  /// system to notice that a server is gone.
  public var keepalive: KeepalivePolicy?
  /// Bounds the calls that run at the same time, on all event loops together; nil does not.
  public var bulkhead: BulkheadPolicy?
  /// Called, on any thread, when the channel did something on its own, with the channel's target.
  public var onEvent: (@Sendable (ChannelEvent, _ target: String) -> Void)?
  /// Called, on any thread, when so many more calls, or fewer, wait until a server can be reached, as they asked
  /// to (``CallOptions/waitForReady``). The sum of all is how many wait.
  public var onHeldCalls: (@Sendable (_ change: Int) -> Void)?
  /// How long no call may be made, and none be open, until the connections are given up; the next call
  /// opens new ones. Until then all policies but ``LoadBalancing/pickFirst`` open a connection that ended
  /// again by themselves. Noticed at most half as late again; nil is for ever.
  public var idleTimeout: Duration? = .seconds(30 * 60)
  /// How often the addresses of a name are looked up again until the channel is idle, so that replicas which
  /// come and go are seen; never for ``LoadBalancing/pickFirst``. A connection that fails asks for it
  /// at once, at most every second.
  public var resolutionInterval = Duration.seconds(30)
  /// How long one attempt to connect may take, and then the server's HTTP/2 settings.
  public var connectTimeout: Duration
  /// The pause after the first failed attempt; it grows 1.6-fold with 20 % of jitter.
  public var backoffInitial: Duration
  /// The longest pause between attempts.
  public var backoffMax: Duration
  /// The largest response that is accepted, in bytes, after decompression.
  public var responseByteCountMax: Int
  /// How many calls may wait for a connection; a further one fails with RESOURCE_EXHAUSTED.
  public var waitingCallCountMax: Int
  /// The `:authority` of calls; nil takes it from the target.
  public var authority: String?
  /// The name that the server's certificate must be issued for; nil takes it from the target.
  public var serverName: String?
  /// TLS; nil is plain text.
  package var tls: TLSClientContext?
  /// Loops to connect on; nil takes those that the process shares. They must outlive the channel.
  package var loops: EventLoopGroup?
  /// Looks names up.
  package var resolve: @Sendable (_ host: String, _ port: Int) async throws -> [SocketAddress] =
    Resolver.resolve

  /// Creates a configuration.
  public init(
    connectTimeout: Duration = .seconds(5), backoffInitial: Duration = .milliseconds(200),
    backoffMax: Duration = .seconds(20), responseByteCountMax: Int = 64 << 20,
    waitingCallCountMax: Int = 10_000
  ) {
    self.connectTimeout = connectTimeout
    self.backoffInitial = backoffInitial
    self.backoffMax = backoffMax
    self.responseByteCountMax = responseByteCountMax
    self.waitingCallCountMax = waitingCallCountMax
  }
}
