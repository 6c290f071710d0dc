import Orchestrator
import TestSupport
import Testing

@Suite("Retry policy")
struct RetryPolicyTests {
  @Test("Waits are drawn from the upper half of a bound that doubles up to its maximum")
  func halfJitter() {
    let policy = RetryPolicy(
      attemptCountMax: 5, initialDelayMilliseconds: 100, delayMillisecondsMax: 1_000)
    #expect(
      (1...6).map(policy.delayBoundMilliseconds) == [100, 200, 400, 800, 1_000, 1_000])
    #expect(policy.delayBoundMilliseconds(afterAttempt: .max) == 1_000)
    var random = SeededGenerator(seed: 42)
    let draws = (0..<2_000).map { _ in policy.delayMilliseconds(afterAttempt: 3, using: &random) }
    #expect(draws.allSatisfy { (200...400).contains($0) })
    // The jitter reaches both ends and is even: its mean is three quarters of the bound.
    #expect((draws.min() ?? 400) < 205 && (draws.max() ?? 0) > 395)
    #expect((290...310).contains(draws.reduce(0, +) / draws.count))
  }
}
