/// When calls are kept away from an endpoint that fails them: see
/// ``ChannelConfiguration/circuitBreaker``.
public struct CircuitBreakerPolicy: Sendable, Hashable {
  /// Statuses that count as failures of the endpoint.
  public static let defaultFailureCodes: Set<RPCError.Code> = [
    .unavailable, .deadlineExceeded, .internalError, .unknown, .dataLoss,
  ]

  /// Failures in a row that open it.
  public var failureCountMax: Int
  /// How long no call is let through; after that one decides.
  public var resetTimeout: Duration
  /// The statuses that count; any other but CANCELLED counts as a success.
  public var failureCodes: Set<RPCError.Code>

  /// Creates a policy.
  public init(
    failureCountMax: Int = 5, resetTimeout: Duration = .seconds(30),
    failureCodes: Set<RPCError.Code> = defaultFailureCodes
  ) {
    self.failureCountMax = max(1, failureCountMax)
    self.resetTimeout = max(.milliseconds(1), resetTimeout)
    self.failureCodes = failureCodes
  }
}

/// When an endpoint that does worse than the others gets no calls for a while (gRFC A50): see
/// ``ChannelConfiguration/outlierEjection``.
///
/// Every `interval` the endpoints' calls since the last time are compared. An endpoint is ejected when
/// its share of successes is more than `deviationFactor` standard deviations below the mean, or when
/// more than `failureShareMax` of its calls failed.
public struct OutlierEjectionPolicy: Sendable, Hashable {
  /// How often endpoints are compared.
  public var interval = Duration.seconds(10)
  /// How long the first ejection lasts; each further one as much longer, and each `interval` without
  /// one as much less.
  public var ejectionTime = Duration.seconds(30)
  /// The longest ejection.
  public var ejectionTimeMax = Duration.seconds(300)
  /// The largest share of the endpoints that may be ejected at the same time, rounded down: with 0.5
  /// one of two or of three, none of one.
  public var ejectedShareMax = 0.5
  /// An endpoint with fewer calls in an interval is not judged.
  public var callCountMin = 20
  /// Standard deviations are compared when so many endpoints can be judged.
  public var endpointCountMin = 3
  /// See above.
  public var deviationFactor = 1.9
  /// See above.
  public var failureShareMax = 0.85
  /// Statuses that count as failures of the endpoint.
  public var failureCodes = CircuitBreakerPolicy.defaultFailureCodes

  /// Creates a policy with the figures above.
  public init() {}
}

/// How many calls of a channel may run at the same time: see ``ChannelConfiguration/bulkhead``.
public struct BulkheadPolicy: Sendable, Hashable {
  /// Calls that run.
  public var callCountMax: Int
  /// Further calls that wait for their turn, first come first served; beyond that a call fails with
  /// RESOURCE_EXHAUSTED.
  public var queuedCountMax: Int
  /// How long a call may wait for its turn until it fails with RESOURCE_EXHAUSTED; nil as long as its
  /// deadline allows.
  public var queueTimeout: Duration?

  /// Creates a policy.
  public init(callCountMax: Int, queuedCountMax: Int = 0, queueTimeout: Duration? = nil) {
    self.callCountMax = max(1, callCountMax)
    self.queuedCountMax = max(0, queuedCountMax)
    self.queueTimeout = queueTimeout
  }
}
