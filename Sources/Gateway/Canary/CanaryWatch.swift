/// Compares a canary with the other workers, and says when it has to go. Holds no clock and no connection.
///
/// *watching*: each call that ended is remembered, the last ones only. Once enough of both kinds are there, every
/// further call of the canary may end its trial:
/// - it fails so many calls that workers who fail as often as the others plus the tolerance would do so less than
///   once in ten thousand times. That is an exact binomial tail, so a single failure among few calls proves
///   nothing, and an outage takes no more than the fewest calls;
/// - its first steps come several times later than the others', by the medians.
///
/// *rolled back*: it gets no calls, and nothing that ends any more changes that. A new process tries again.
///
/// Limits: what is wrong with the text itself is not seen. Calls that were begun before the roll-back end where
/// they are.
package struct CanaryWatch: Sendable {
  package enum Track: Sendable {
    case stable
    case canary
  }

  package enum Action: Sendable, Equatable {
    /// Give the canary no calls any more.
    case rollBack(reason: String)
    case none
  }

  /// How much worse than the others a canary may be.
  package struct Tolerance: Sendable {
    /// Points of the failure rate, in [0, 1].
    package var failureRate: Double
    /// How many times later the first step may come; 0 does not look.
    package var slowdown: Int

    package init(failureRate: Double, slowdown: Int) {
      self.failureRate = failureRate
      self.slowdown = slowdown
    }
  }

  /// Calls of each kind until anything is said.
  package static let callCountMin = 20
  /// Calls of the canary that are remembered: few, so that one which turns bad late is seen soon.
  static let canaryCallCountMax = 200
  static let stableCallCountMax = 1_000
  /// How improbable it must be that the failures are chance.
  private static let probabilityMax = 1e-4
  /// A first step this little later harms nobody, however many times it is.
  private static let delayMin = Duration.milliseconds(50)

  private let tolerance: Tolerance
  private var stable = CallWindow(capacity: stableCallCountMax)
  private var canary = CallWindow(capacity: canaryCallCountMax)
  /// Why the canary was rolled back; nil while it is watched.
  package private(set) var rollbackReason: String?

  package init(tolerance: Tolerance) {
    self.tolerance = tolerance
  }

  /// A call ended. `firstStep` is the time to its first step, nil when it had none.
  package mutating func callEnded(
    on track: Track, didFail: Bool, firstStep: Duration?
  ) -> Action {
    guard rollbackReason == nil else { return .none }
    let call = CallWindow.Call(didFail: didFail, firstStep: firstStep)
    guard track == .canary else {
      stable.ended(call)
      return .none
    }
    canary.ended(call)
    guard min(stable.count, canary.count) >= Self.callCountMin else { return .none }
    guard let reason = didFail ? tooManyFailures : tooSlow else { return .none }
    rollbackReason = reason
    return .rollBack(reason: reason)
  }

  private var tooManyFailures: String? {
    let expected = min(1, stable.failureRate + tolerance.failureRate)
    let chance = Binomial.tail(canary.failureCount, of: canary.count, probability: expected)
    guard chance < Self.probabilityMax else { return nil }
    return "\(canary.failureCount) of its last \(canary.count) calls failed, "
      + "of the other workers' \(stable.failureCount) of \(stable.count)"
  }

  private var tooSlow: String? {
    guard tolerance.slowdown > 0, let own = canary.firstSteps, let others = stable.firstSteps,
      min(own.count, others.count) >= Self.callCountMin,
      own.median > others.median * tolerance.slowdown,
      own.median - others.median > Self.delayMin
    else { return nil }
    return "its first steps take \(Self.text(own.median)), "
      + "those of the other workers \(Self.text(others.median))"
  }

  private static func text(_ duration: Duration) -> String {
    "\(Int((duration / .milliseconds(1)).rounded())) ms"
  }
}
