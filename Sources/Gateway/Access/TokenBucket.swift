/// Allows a rate of calls with a burst: a bucket that fills steadily and that each call empties by one.
///
/// Holds no clock: callers pass the time.
package struct TokenBucket: Sendable, Hashable {
  /// What the bucket says to one call.
  package enum Decision: Sendable, Hashable {
    case admit
    /// Too early; `after` that long a token will be there.
    case refuse(retryAfter: Duration)
  }

  /// The most tokens that it holds, which is the largest burst.
  package let capacity: Double
  /// How many tokens flow in, per second.
  package let refillPerSecond: Double
  private var tokens: Double
  private var updatedAt: ContinuousClock.Instant

  /// A full bucket.
  package init(capacity: Double, refillPerSecond: Double, now: ContinuousClock.Instant) {
    precondition(capacity >= 1 && refillPerSecond > 0, "a bucket that never admits")
    self.capacity = capacity
    self.refillPerSecond = refillPerSecond
    tokens = capacity
    updatedAt = now
  }

  /// A call arrived at `now`. A clock that goes backwards adds nothing.
  package mutating func callArrived(now: ContinuousClock.Instant) -> Decision {
    if now > updatedAt {
      tokens = min(capacity, tokens + (now - updatedAt) / .seconds(1) * refillPerSecond)
      updatedAt = now
    }
    if tokens >= 1 {
      tokens -= 1
      return .admit
    }
    return .refuse(retryAfter: .seconds((1 - tokens) / refillPerSecond))
  }
}
