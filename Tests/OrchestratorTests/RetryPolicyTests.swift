import Orchestrator
import Testing

@Suite("Retry policy")
struct RetryPolicyTests {
  @Test("Waits are drawn from zero to a bound that doubles up to its maximum")
  func fullJitter() {
    let policy = RetryPolicy(
      attemptCountMax: 5, initialDelayMilliseconds: 100, delayMillisecondsMax: 1_000)
    #expect(
      (1...6).map(policy.delayBoundMilliseconds) == [100, 200, 400, 800, 1_000, 1_000])
    #expect(policy.delayBoundMilliseconds(afterFailure: .max) == 1_000)
    var random = SeededGenerator(seed: 42)
    let draws = (0..<2_000).map { _ in policy.delayMilliseconds(afterFailure: 3, using: &random) }
    #expect(draws.allSatisfy { (0...400).contains($0) })
    // Full jitter reaches both ends and is even: its mean is half of the bound.
    #expect((draws.min() ?? 400) < 10 && (draws.max() ?? 0) > 390)
    #expect((180...220).contains(draws.reduce(0, +) / draws.count))
  }
}
