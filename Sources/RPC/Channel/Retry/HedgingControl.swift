/// What a loop knows about the hedging of one method.
struct HedgingControl {
  let policy: HedgingPolicy
  var budget: HedgeBudget
  var latencies = LatencyHistogram()

  init(policy: HedgingPolicy) {
    self.policy = policy
    budget = HedgeBudget(share: policy.budget)
  }

  var delay: Duration {
    switch policy.delay {
    case .fixed(let delay): delay
    case .percentile(let share, let least): max(least, latencies.percentile(share) ?? least)
    }
  }
}
