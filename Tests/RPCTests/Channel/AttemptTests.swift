import RPC
import Testing

/// Retries and hedges, without sockets.
@Suite struct AttemptTests {
  private static let policy = RetryPolicy(
    attemptCountMax: 4, backoffInitial: .milliseconds(100), backoffMax: .milliseconds(300),
    backoffMultiplier: 2)

  private func fail(
    _ state: inout RetryState, _ code: RPCError.Code = .unavailable,
    pushback: RetryPushback? = nil, random: Double = 0
  ) -> RetryState.Action {
    var none: RetryThrottle?
    return state.attemptFailed(code, pushback: pushback, throttle: &none, random: random)
  }

  @Test func pausesGrowWithJitterAndEnd() {
    var state = RetryState(policy: Self.policy)
    #expect(fail(&state) == .retry(after: .milliseconds(100)))
    #expect(fail(&state, random: 1) == .retry(after: .milliseconds(240)))
    #expect(fail(&state, random: -1) == .retry(after: .milliseconds(240)))
    #expect(fail(&state) == .giveUp(.attempts))
  }

  @Test func onlyListedStatusesAreRetried() {
    var state = RetryState(policy: Self.policy)
    #expect(fail(&state, .internalError) == .giveUp(.status))
    #expect(fail(&state, .cancelled) == .giveUp(.status))
  }

  @Test func theServerMayHoldRetriesOff() {
    var state = RetryState(policy: Self.policy)
    #expect(fail(&state) == .retry(after: .milliseconds(100)))
    #expect(fail(&state, pushback: .after(.seconds(7))) == .retry(after: .seconds(7)))
    #expect(fail(&state) == .retry(after: .milliseconds(100)), "pauses begin anew")
    var other = RetryState(policy: Self.policy)
    #expect(fail(&other, pushback: .never) == .giveUp(.pushback))
  }

  @Test func pushbackIsReadAsTheProtocolSays() async throws {
    // Not a number and negative both mean no.
    try await withReplicas(["a"]) { channel, replicas in
      for (pushback, expected) in [
        (RetryPushback.after(.milliseconds(1500)), RetryPushback.after(.milliseconds(1500))),
        (.never, .never), (.after(.zero), .after(.zero)),
      ] {
        replicas[0].behave(.fail(.unavailable, pushback: pushback))
        let error = await status { _ = try await channel.who() }
        #expect(error?.retryPushback == expected)
      }
    }
  }

  @Test func theThrottleNeverExceedsItsBucket() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var throttle = RetryThrottle(RetryThrottling(tokenCountMax: 10, tokenRatio: 0.3))
    var tokens = 10.0
    for _ in 0..<5000 {
      if Bool.random(using: &generator) {
        throttle.callSucceeded()
        tokens = min(10, tokens + 0.3)
      } else {
        throttle.callFailed()
        tokens = max(0, tokens - 1)
      }
      #expect(abs(throttle.tokenCount - tokens) < 1e-6, "seed \(seed)")
      #expect(throttle.allowsRetries == (throttle.tokenCount > 5), "seed \(seed)")
    }
  }

  @Test func aThrottledCallGivesUp() {
    var throttle: RetryThrottle? = RetryThrottle(
      RetryThrottling(tokenCountMax: 2, tokenRatio: 0.1))
    var state = RetryState(policy: Self.policy)
    let action = state.attemptFailed(
      .unavailable, pushback: nil, throttle: &throttle, random: 0)
    #expect(action == .giveUp(.throttled))
  }

  /// Over every prefix of any sequence of calls and wishes.
  @Test func hedgesNeverExceedTheirShare() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for share in [0.01, 0.05, 0.5, 1] {
      var budget = HedgeBudget(share: share)
      var (calls, hedges) = (0, 0)
      for _ in 0..<20_000 {
        if Int.random(in: 0..<3, using: &generator) > 0 {
          budget.callBegan()
          calls += 1
        } else if budget.take() {
          hedges += 1
        }
        try #require(Double(hedges) <= Double(calls) * share, "seed \(seed)")
      }
      #expect(hedges > 0)
    }
  }

  @Test func savedHedgesAreBounded() {
    var budget = HedgeBudget(share: 1)
    for _ in 0..<1000 { budget.callBegan() }
    var hedges = 0
    while budget.take() { hedges += 1 }
    #expect(hedges == HedgeBudget.burstMax)
  }

  private func hedging(attempts: Int) -> HedgingState {
    HedgingState(
      policy: HedgingPolicy(attemptCountMax: attempts, delay: .fixed(.milliseconds(10))))
  }

  @Test func hedgesStopAtTheirCount() {
    var state = hedging(attempts: 2)
    state.attemptBegan()
    #expect(state.delayPassed { true } == .attempt)
    #expect(state.delayPassed { false } == .wait, "nothing to pay with")
    state.attemptBegan()
    #expect(state.delayPassed { true } == .wait)
  }

  @Test func aFailureIsReplacedOrLeftToTheOthersOrFinal() {
    var state = hedging(attempts: 3)
    state.attemptBegan()
    #expect(state.attemptFailed(.unavailable, pushback: nil) { true } == .attempt)
    state.attemptBegan()
    state.attemptBegan()
    #expect(state.attemptFailed(.unavailable, pushback: nil) { true } == .wait)
    #expect(state.attemptFailed(.unavailable, pushback: nil) { true } == .end)
    var fatal = hedging(attempts: 3)
    fatal.attemptBegan()
    fatal.attemptBegan()
    #expect(fatal.attemptFailed(.notFound, pushback: nil) { true } == .end)
    var pushed = hedging(attempts: 3)
    pushed.attemptBegan()
    #expect(
      pushed.attemptFailed(.unavailable, pushback: .after(.seconds(1))) { true }
        == .attemptLater(.seconds(1)))
    #expect(pushed.delayPassed { true } == .attempt)
    pushed.attemptBegan()
    // What is put off is paid for, or nothing would ever end the call.
    var poor = hedging(attempts: 3)
    poor.attemptBegan()
    #expect(
      poor.attemptFailed(.unavailable, pushback: .after(.seconds(1))) { false } == .end)
    #expect(pushed.attemptFailed(.unavailable, pushback: .never) { true } == .end)
    #expect(pushed.delayPassed { true } == .wait, "no more after a refusal")
  }

  @Test func percentilesAreCloseAndFollowTheTimes() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var histogram = LatencyHistogram()
    #expect(histogram.percentile(0.5) == nil)
    var times: [Duration] = []
    for _ in 0..<1500 {
      let time = Duration.microseconds(Int.random(in: 1...200_000, using: &generator))
      times.append(time)
      histogram.record(time)
    }
    times.sort()
    for share in [0.5, 0.9, 0.95, 0.99] {
      let exact = times[Int(1500 * share) - 1]
      let estimate = histogram.percentile(share)!
      #expect(estimate >= exact && estimate <= exact * 1.13, "seed \(seed): \(share)")
    }
    for _ in 0..<30_000 { histogram.record(.milliseconds(1)) }
    #expect(histogram.percentile(0.95)! < .milliseconds(1.2), "old times fade")
    histogram.record(.seconds(100_000))
    histogram.record(.zero)
  }
}
