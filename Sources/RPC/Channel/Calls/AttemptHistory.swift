internal import Transport

/// What a call keeps of its attempts. Apart from the call, which few methods need it for: a plain call is
/// made and freed without.
final class AttemptHistory {
  /// Where the call should not go again, as long as there are others. Bounded by the attempts.
  var triedEndpoints: [Endpoint] = []
  /// Set when an attempt failed and the method has a retry policy.
  var retries: RetryState?
  /// How often a server had not looked at the call.
  var refusalCount = 0
  var lastFailure: RPCError?
  /// Set when the call is one of several attempts at the same time.
  var hedge: HedgedCall?
  /// Attempts of the hedged call before this one.
  var earlierHedgeCount = 0
  /// When the latest attempt began, while somebody judges its endpoint by that.
  var attemptBegan: ContinuousClock.Instant?
  /// The server has begun to answer the latest attempt.
  var wasAnswered = false
  /// It is the one call that an open circuit breaker lets through.
  var isProbe = false

  var previousAttemptCount: Int { earlierHedgeCount + (retries?.failureCount ?? 0) }
}
