/// Allows `burst` events at once and `perSecond` from then on: a token bucket, kept as the one moment
/// at which it will be full again (the generic cell rate algorithm of ATM). Times are monotonic
/// nanoseconds; callers pass `now`.
package struct RateLimit: Sendable {
  private let interval: Int64
  private let tolerance: Int64
  private var fullAt: Int64 = .min / 2

  package init(burst: Int, perSecond: Int) {
    precondition(
      burst > 0 && perSecond > 0, "a rate limit of \(burst), \(perSecond)/s allows nothing")
    interval = 1_000_000_000 / Int64(min(perSecond, 1_000_000_000))
    tolerance = (Int64(burst) - 1) * interval
  }

  /// Whether one more event is allowed; a refused one does not count.
  package mutating func take(at now: UInt64) -> Bool {
    let start = max(fullAt, Int64(now))
    guard start - Int64(now) <= tolerance else { return false }
    fullAt = start + interval
    return true
  }

  /// Gives back what `count` events took; never more than a full bucket.
  package mutating func credit(_ count: Int) {
    fullAt = max(fullAt, .min / 2 + interval) - Int64(count) * interval
  }
}
