/// How often an attempt is repeated and how long to wait in between: exponential backoff, half
/// of it jitter: many runs that failed together do not come back together, and yet no run spends all
/// its attempts before a service that ended can have started again.
package struct RetryPolicy: Sendable, Hashable {
  /// Attempts, failed or interrupted, after which the step has failed, in [1, 100].
  package var attemptCountMax: Int
  /// Upper bound of the first wait.
  package var initialDelayMilliseconds: Int
  /// Upper bound of every wait.
  package var delayMillisecondsMax: Int

  package init(
    attemptCountMax: Int, initialDelayMilliseconds: Int, delayMillisecondsMax: Int
  ) {
    self.attemptCountMax = attemptCountMax
    self.initialDelayMilliseconds = initialDelayMilliseconds
    self.delayMillisecondsMax = delayMillisecondsMax
  }

  package static let standard = RetryPolicy(
    attemptCountMax: 5, initialDelayMilliseconds: 1_000, delayMillisecondsMax: 10_000)
  /// No repetition.
  package static let once = RetryPolicy(
    attemptCountMax: 1, initialDelayMilliseconds: 0, delayMillisecondsMax: 0)

  /// A wait drawn evenly from half of the bound to the bound, which doubles with every attempt.
  package func delayMilliseconds(
    afterAttempt attempt: Int, using random: inout some RandomNumberGenerator
  ) -> Int {
    let bound = delayBoundMilliseconds(afterAttempt: attempt)
    return Int.random(in: bound / 2...bound, using: &random)
  }

  /// The longest wait after the given attempt (from 1).
  package func delayBoundMilliseconds(afterAttempt attempt: Int) -> Int {
    // 2^20 times any initial delay is beyond every maximum that is allowed.
    let doublings = min(max(attempt - 1, 0), 20)
    return min(delayMillisecondsMax, initialDelayMilliseconds << doublings)
  }
}

extension RetryPolicy: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case attemptCountMax, initialDelayMilliseconds, delayMillisecondsMax
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    func number(_ key: CodingKeys, _ standard: Int) throws -> Int {
      try container.decodeIfPresent(Int.self, forKey: key) ?? standard
    }
    self.init(
      attemptCountMax: try number(.attemptCountMax, Self.standard.attemptCountMax),
      initialDelayMilliseconds: try number(
        .initialDelayMilliseconds, Self.standard.initialDelayMilliseconds),
      delayMillisecondsMax: try number(.delayMillisecondsMax, Self.standard.delayMillisecondsMax))
  }
}
