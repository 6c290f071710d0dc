/// When a task that failed is tried again: exponential backoff with full jitter, so that many tasks that
/// failed together do not come back together.
///
/// Source: M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
package struct TaskRetry: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    case again(afterMilliseconds: Int)
    /// It goes to the dead letters.
    case bury
  }

  /// Leases that may fail or run out, in [1, 100].
  package var attemptCountMax: Int
  /// Upper bound of the first wait.
  package var initialDelayMilliseconds: Int
  /// Upper bound of every wait.
  package var delayMillisecondsMax: Int

  package init(
    attemptCountMax: Int = 5, initialDelayMilliseconds: Int = 1_000,
    delayMillisecondsMax: Int = 300_000
  ) {
    precondition((1...100).contains(attemptCountMax), "attempts are 1 to 100")
    precondition(
      initialDelayMilliseconds >= 0 && delayMillisecondsMax >= 0, "waits are not negative")
    self.attemptCountMax = attemptCountMax
    self.initialDelayMilliseconds = initialDelayMilliseconds
    self.delayMillisecondsMax = delayMillisecondsMax
  }

  /// What becomes of a task whose attempt (from 1) failed; `draw` is a random number in [0, 1).
  package func verdict(afterAttempt attempt: Int, draw: Double) -> Verdict {
    guard attempt < attemptCountMax else { return .bury }
    return .again(afterMilliseconds: delayMilliseconds(afterAttempt: attempt, draw: draw))
  }

  /// The wait after the given attempt (from 1), however many there may be; `draw` is a random number in [0, 1).
  package func delayMilliseconds(afterAttempt attempt: Int, draw: Double) -> Int {
    let bound = delayBoundMilliseconds(afterAttempt: attempt)
    return min(bound, Int(draw * Double(bound + 1)))
  }

  /// The longest wait after the given attempt (from 1): it doubles with every attempt.
  package func delayBoundMilliseconds(afterAttempt attempt: Int) -> Int {
    let (bound, isBeyond) = initialDelayMilliseconds.multipliedReportingOverflow(
      by: 1 << min(max(attempt - 1, 0), 40))
    return isBeyond ? delayMillisecondsMax : min(delayMillisecondsMax, bound)
  }
}
