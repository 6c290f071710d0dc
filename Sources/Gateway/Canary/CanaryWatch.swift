/// Compares a canary with the other workers, and says when it has to go. Holds no clock and no connection.
///
/// *absent*, as at the start: the canary has not answered yet, or cannot be reached any more. It gets a call now
/// and then, one at a time, to see whether it is there, and none of them counts. Pods are moved, and load their
/// models, so only where it had answered before does this end its trial: when it stays away for
/// ``Tolerance/absenceMax``, and when it went away ``departureCountMax`` times within ``departureInterval``, as
/// workers do that crash.
///
/// *watched*: each call that ended is remembered, the last ones only, and few of each conversation. Once enough of both
/// kinds are there, every further call of the canary may end its trial:
/// - so many of its conversations fail that workers who fail as often as the others may plus the tolerance would do
///   so less than once in ten thousand times, and at least ``failingKeyCountMin`` of them do. How often the others
///   may fail is an upper bound of what was seen of them; the chance is an exact binomial tail, looked at again
///   at every failure, so over a whole trial it is more than that;
/// - its first steps come several times later than the others', by the medians.
///
/// *rolled back*: it gets no calls, and nothing that ends any more changes that. A new process tries again.
///
/// Limits: what is wrong with the text itself is not seen, nor is a stream that stops for ever after its first
/// step. Calls that were begun before the roll-back end where they are.
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
    /// A first step that comes sooner is never late, however soon the others' come.
    package var firstStepMin = Duration.seconds(5)
    /// How long a canary that had answered may be away: twice as long as a pod may take to start.
    package var absenceMax = Duration.seconds(600)

    package init(failureRate: Double, slowdown: Int) {
      self.failureRate = failureRate
      self.slowdown = slowdown
    }
  }

  /// Calls of each kind until anything is said.
  package static let callCountMin = 20
  /// Conversations that have to fail: one alone may be at fault itself.
  package static let failingKeyCountMin = 5
  /// Between two calls that see whether an absent canary is there.
  package static let probeInterval = Duration.seconds(1)
  /// So often may a canary go away: a roll-out, and nodes that are drained.
  package static let departureCountMax = 5
  package static let departureInterval = Duration.seconds(3_600)
  /// Calls of the canary that are remembered: few, so that one which turns bad late is seen soon.
  static let canaryCallCountMax = 200
  static let stableCallCountMax = 1_000
  /// How improbable it must be that the failures are chance.
  private static let probabilityMax = 1e-4
  /// A first step this little later harms nobody, however many times it is.
  private static let delayMin = Duration.milliseconds(50)
  /// A first step is late after so many times what the others' take.
  private static let lateFactor = 10
  /// While nothing is known of the others.
  private static let firstStepMaxUnknown = Duration.seconds(30)

  private let tolerance: Tolerance
  private var stable = CallWindow(capacity: stableCallCountMax)
  private var canary = CallWindow(capacity: canaryCallCountMax)
  /// When the call began that found the canary there; nil while it is away.
  private var presentSince: ContinuousClock.Instant?
  private var absentSince: ContinuousClock.Instant?
  private var lastProbe: ContinuousClock.Instant?
  /// Whether a call that sees if the canary is there has not ended.
  private var isProbed = false
  /// When the canary went away, the last ``departureCountMax`` times.
  private var departures: [ContinuousClock.Instant] = []
  /// Whether the canary has ever answered, with an error of its own too.
  private var hasAnswered = false
  /// Why the canary was rolled back; nil while it is watched.
  package private(set) var rollbackReason: String?

  package init(tolerance: Tolerance) {
    self.tolerance = tolerance
  }

  package var isPresent: Bool { presentSince != nil }

  /// Whether calls have not reached the canary since it last answered.
  package var isAbsent: Bool { absentSince != nil && rollbackReason == nil }

  /// How long the canary may take to a first step until somebody else is asked.
  package var firstStepMax: Duration {
    guard let others = stable.firstSteps, others.count >= Self.callCountMin else {
      return max(tolerance.firstStepMin, Self.firstStepMaxUnknown)
    }
    return max(tolerance.firstStepMin, others.median * Self.lateFactor)
  }

  /// Whether the canary may have the next call, which its share gives to it.
  package mutating func takesCall(at now: ContinuousClock.Instant) -> Bool {
    guard rollbackReason == nil else { return false }
    if isPresent { return true }
    if isProbed { return false }
    if let lastProbe, now - lastProbe < Self.probeInterval { return false }
    (lastProbe, isProbed) = (now, true)
    return true
  }

  /// A call to the canary ended, however it did.
  package mutating func canaryCallEnded() { isProbed = false }

  /// A call that was begun `then` did not reach the canary. One that was begun before the canary came back
  /// shows nothing.
  package mutating func canaryWasAbsent(
    at now: ContinuousClock.Instant, since then: ContinuousClock.Instant
  ) -> Action {
    guard rollbackReason == nil else { return .none }
    if let presentSince {
      if then < presentSince { return .none }
      departures = departures.suffix(Self.departureCountMax - 1) + [now]
    }
    presentSince = nil
    let start = absentSince ?? now
    absentSince = start
    guard hasAnswered else { return .none }
    if now - start >= tolerance.absenceMax {
      return rollBack("it has not been reached for \((now - start).components.seconds) s")
    }
    guard departures.count == Self.departureCountMax, now - departures[0] < Self.departureInterval
    else { return .none }
    return rollBack(
      "it went away \(departures.count) times within \((now - departures[0]).components.seconds) s")
  }

  /// The canary answered something, which need not count, to a call that was begun `then`. What was begun before
  /// it went away shows nothing: a pod that stops finishes what it has.
  package mutating func canaryWasThere(since then: ContinuousClock.Instant) {
    hasAnswered = true
    if let absentSince, then < absentSince { return }
    presentSince = presentSince ?? then
    absentSince = nil
  }

  /// A call ended, of the conversation `key` if it is one's. `firstStep` is the time to its first step, nil when it
  /// had none.
  package mutating func callEnded(
    on track: Track, key: UInt64? = nil, didFail: Bool, firstStep: Duration?
  ) -> Action {
    guard rollbackReason == nil else { return .none }
    guard track == .canary else {
      // What would have been cut short at the canary.
      let isLate = firstStep.map { $0 > tolerance.firstStepMin && $0 > firstStepMax } ?? false
      stable.ended(.init(key: key, didFail: didFail || isLate, firstStep: firstStep))
      return .none
    }
    canary.ended(.init(key: key, didFail: didFail, firstStep: firstStep))
    guard min(stable.count, canary.count) >= Self.callCountMin,
      let reason = didFail ? tooManyFailures : tooSlow
    else { return .none }
    return rollBack(reason)
  }

  private mutating func rollBack(_ reason: String) -> Action {
    rollbackReason = reason
    return .rollBack(reason: reason)
  }

  private var tooManyFailures: String? {
    let (own, others) = (canary.keys, stable.keys)
    guard own.failingCount >= Self.failingKeyCountMin else { return nil }
    let bound = Binomial.upperBound(others.failures, of: others.count)
    let expected = min(1, bound + tolerance.failureRate)
    // A conversation that failed in part counts in part; what is left of their sum is dropped.
    let chance = Binomial.tail(Int(own.failures + 1e-9), of: own.count, probability: expected)
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
