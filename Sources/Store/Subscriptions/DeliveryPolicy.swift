/// How often, and how long apart, a message is offered to consumers that fail on it.
package struct DeliveryPolicy: Sendable, Hashable {
  package var triesMax: Int
  /// Before the second try; each further pause may be twice as long, up to `pauseMax`.
  package var firstPause: Duration
  package var pauseMax: Duration

  package init(
    triesMax: Int = 5, firstPause: Duration = .milliseconds(100), pauseMax: Duration = .seconds(30)
  ) {
    precondition(triesMax > 0 && firstPause >= .zero && pauseMax >= firstPause)
    self.triesMax = triesMax
    self.firstPause = firstPause
    self.pauseMax = pauseMax
  }

  package enum Verdict: Sendable, Hashable {
    /// Offer it again after a pause; what comes behind it waits, for it is delivered in order.
    case retry(after: Duration)
    /// Put it aside and go on with the next one.
    case bury
  }

  /// What to do after the `failedTries`th try failed. `fraction`, 0 to 1, is random: it spreads over the whole
  /// pause when consumers that failed together try again (full jitter).
  package func verdict(failedTries: Int, fraction: Double) -> Verdict {
    if failedTries >= triesMax { return .bury }
    // Bounded before it is shifted; beyond that every pause is the longest one.
    let doublings = min(failedTries - 1, 30)
    return .retry(after: min(firstPause * (1 << doublings), pauseMax) * fraction)
  }
}
