internal import Glibc

/// How long an endpoint's calls take: a moving average that rises at once and falls slowly, the "peak
/// EWMA" of Finagle and Linkerd. A value type without clock.
///
/// A slow call counts fully until newer ones have worn it away; without any calls the average fades, so
/// that a server which was slow is tried again.
package struct PeakLatency: Equatable {
  /// The time in which an old value falls to 37 %.
  package static let decay = Duration.seconds(10)

  /// In seconds; 0 before the first call.
  private var average = 0.0
  private var updatedAt: ContinuousClock.Instant

  package init(now: ContinuousClock.Instant) { updatedAt = now }

  /// A call was answered after `duration`.
  package mutating func answered(after duration: Duration, now: ContinuousClock.Instant) {
    let seconds = duration / .seconds(1)
    let share = weight(now)
    average = max(seconds, average * share + seconds * (1 - share))
    updatedAt = now
  }

  /// A call ended without an answer. If times are distributed exponentially, it would have taken the
  /// average longer, however long it had taken already.
  package mutating func gaveUp(after duration: Duration, now: ContinuousClock.Instant) {
    average = duration / .seconds(1) + average * weight(now)
    updatedAt = now
  }

  /// What one more call would cost beside those that are open: the time it may have to wait.
  package func load(openCallCount: Int, now: ContinuousClock.Instant) -> Double {
    let average = average * weight(now)
    // An endpoint that nothing is known of gets one call to begin with.
    if average == 0 { return openCallCount == 0 ? 0 : .greatestFiniteMagnitude }
    return average * Double(openCallCount + 1)
  }

  private func weight(_ now: ContinuousClock.Instant) -> Double {
    exp(-max(0, (now - updatedAt) / Self.decay))
  }
}
