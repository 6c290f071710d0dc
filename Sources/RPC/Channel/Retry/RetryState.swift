/// The attempts of one call under a retry policy (gRFC A6). A value type: no clock, no stream.
package struct RetryState: Equatable {
  package enum Action: Equatable {
    case retry(after: Duration)
    case giveUp(Reason)
  }

  package enum Reason: Equatable {
    /// The status is not worth it.
    case status
    /// All attempts were made.
    case attempts
    /// Too many calls fail.
    case throttled
    /// The server asked not to.
    case pushback
  }

  /// Either way, of every pause.
  static let jitter = 0.2

  private let policy: RetryPolicy
  /// Attempts that failed.
  package private(set) var failureCount = 0
  /// Pauses since the beginning, or since the server chose one itself.
  private var pauseCount = 0

  package init(policy: RetryPolicy) { self.policy = policy }

  /// `random` is uniform in -1...1.
  package mutating func attemptFailed(
    _ code: RPCError.Code, pushback: RetryPushback?, throttle: inout RetryThrottle?, random: Double
  ) -> Action {
    failureCount += 1
    guard policy.retryableCodes.contains(code) || pushback == .never else {
      return .giveUp(.status)
    }
    throttle?.callFailed()
    guard pushback != .never else { return .giveUp(.pushback) }
    guard failureCount < policy.attemptCountMax else { return .giveUp(.attempts) }
    guard throttle?.allowsRetries != false else { return .giveUp(.throttled) }
    if case .after(let pause) = pushback {
      pauseCount = 0
      return .retry(after: pause)
    }
    return .retry(after: nextPause(random))
  }

  private mutating func nextPause(_ random: Double) -> Duration {
    var pause = policy.backoffInitial
    for _ in 0..<pauseCount where pause < policy.backoffMax {
      pause = pause * policy.backoffMultiplier
    }
    pauseCount += 1
    return min(pause, policy.backoffMax) * (1 + Self.jitter * random)
  }
}
