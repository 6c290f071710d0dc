internal import Glibc

/// Independent trials that succeed with the same probability.
package enum Binomial {
  /// The probability that at least `count` of `trialCount` trials succeed, each with `probability`.
  ///
  /// Exact but for rounding: the terms are summed, each by its logarithm, so that none vanishes. Takes time
  /// proportional to `trialCount`.
  package static func tail(_ count: Int, of trialCount: Int, probability: Double) -> Double {
    guard count > 0 else { return 1 }
    guard probability > 0, count <= trialCount else { return 0 }
    guard probability < 1 else { return 1 }
    var sum = 0.0
    // The logarithm of "trialCount choose index".
    var logCombinations = 0.0
    for index in 0...trialCount {
      if index >= count {
        let logTerm =
          logCombinations + Double(index) * log(probability)
          + Double(trialCount - index) * log1p(-probability)
        sum += exp(logTerm)
      }
      logCombinations += log(Double(trialCount - index)) - log(Double(index + 1))
    }
    return min(1, sum)
  }

  /// A probability that is seldom exceeded where `count` of `trialCount` trials, at least one, have succeeded: once in
  /// twenty times. It is Wilson's bound, which holds for few trials and for rare successes too.
  package static func upperBound(_ count: Double, of trialCount: Int) -> Double {
    // The normal distribution's quantile of 0.95.
    let quantile = 1.645
    let (trials, share) = (Double(trialCount), count / Double(trialCount))
    let spread = quantile * quantile / trials
    let deviation =
      quantile * (share * (1 - share) / trials + spread / (4 * trials)).squareRoot()
    return (share + spread / 2 + deviation) / (1 + spread)
  }
}
