/// Compares a canary with the other workers, and says when it has to go. Holds no clock and no connection.
///
/// *absent*, as at the start: the canary has not answered yet, or could not be reached. It gets a call now and then,
/// one at a time, to see whether it is there, and none of them counts. Pods are moved, and load their
/// models, so only where it had answered before does this end its trial: when it stays away for
/// ``Tolerance/absenceMax`` and as many calls as are compared, and when it went away ``departureCountMax`` times within
/// ``departureInterval``, as workers do that crash. It has gone away once two such calls in a row found nobody; what
/// did not reach one that was there after all failed like any other call.
///
/// *watched*: each call that ended is remembered, the last ones only, and few of each conversation. Once enough of both
/// kinds are there, every further call of the canary may end its trial:
/// - so many of its conversations fail that workers who fail as often as the others may plus the tolerance would do
///   so less than once in ten thousand times, and at least ``failingKeyCountMin`` of them do. How often the others
///   may fail is an upper bound of what was seen of them; the chance is an exact binomial tail, looked at again
///   at every failure, so over a whole trial it is more than that;
/// - as many calls in a row as are compared failed and were answered by the others, of however few conversations;
/// - its first steps come several times later than the others', by the medians. The first call that the canary gets of a
///   conversation under way is not looked at: the others have computed its beginning, and the canary has not.
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
  /// Such calls in a row that find nobody until it has gone away.
  package static let probeCountMin = 2
  /// So often may a canary go away: a roll-out, and nodes that are drained.
  package static let departureCountMax = 5
  package static let departureInterval = Duration.seconds(3_600)
  /// Calls of the canary that are remembered: few, so that one which turns bad late is seen soon.
  static let canaryCallCountMax = 200
  static let stableCallCountMax = 1_000
  private static let keyCountMax = 10_000
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
  /// The median of the others' first steps; nil while too few are known. Looked at now and then only.
  private var othersFirstStep: Duration?
  private var callsUntilMedian = callCountMin
  /// Calls of the canary in a row that failed and that the others answered.
  private var failedAloneCount = 0
  /// Conversations whose beginning the canary has computed since it came; forgotten when there are too many.
  private var keysComputed: Set<UInt64> = []
  /// When the call began that found the canary there; nil while it is away.
  private var presentSince: ContinuousClock.Instant?
  private var absence: Absence?
  /// When the last call began that sees if the canary is there, and when the next one may.
  private var lastProbe: ContinuousClock.Instant?
  private var nextProbe: ContinuousClock.Instant?
  /// When the canary went away, the last ``departureCountMax`` times.
  private var departures: [ContinuousClock.Instant] = []
  /// Whether the canary has ever answered, with an error of its own too.
  private var hasAnswered = false
  /// Why the canary was rolled back; nil while it is watched.
  package private(set) var rollbackReason: String?

  private struct Absence {
    let start: ContinuousClock.Instant
    /// The conversation's whose call did not reach the canary first; nil where it is none's.
    let key: UInt64?
    /// Calls since, one after another, that found nobody.
    var probeCount = 0
  }

  package init(tolerance: Tolerance) {
    self.tolerance = tolerance
  }

  package var isPresent: Bool { presentSince != nil }

  /// Whether calls have not reached the canary since it last answered.
  package var isAbsent: Bool { absence != nil && rollbackReason == nil }

  /// How long the canary may take to a first step until somebody else is asked: half of a caller's time at most, so
  /// that the others have the other half, unless they need more: then nobody is asked after it.
  package func firstStepMax(timeLeft: Duration? = nil) -> Duration {
    let bound = max(
      tolerance.firstStepMin,
      othersFirstStep.map { $0 * Self.lateFactor } ?? Self.firstStepMaxUnknown)
    guard let timeLeft else { return bound }
    let half = timeLeft / 2
    return min(bound, half < othersFirstStep ?? .zero ? timeLeft : half)
  }

  /// Whether the canary may have the next call, which its share gives to it and which begins `now`.
  package mutating func takesCall(at now: ContinuousClock.Instant) -> Bool {
    guard rollbackReason == nil else { return false }
    if isPresent { return true }
    if let nextProbe, now < nextProbe { return false }
    // One at a time; one that has not ended long after it should have keeps no other from being made.
    (lastProbe, nextProbe) = (now, now + firstStepMax() * 2)
    return true
  }

  /// A call that was begun `then` ended and shows nothing, since its caller left.
  package mutating func canaryCallWasLeft(since then: ContinuousClock.Instant) -> Action {
    if then == lastProbe { nextProbe = then + Self.probeInterval }
    return .none
  }

  /// A call, of the conversation `key` if it is one's, that was begun `then` did not reach the canary. One that was begun
  /// before the canary came back shows nothing.
  package mutating func canaryWasAbsent(
    at now: ContinuousClock.Instant, since then: ContinuousClock.Instant, key: UInt64? = nil
  ) -> Action {
    guard rollbackReason == nil else { return .none }
    if let presentSince {
      if then < presentSince { return .none }
      self.presentSince = nil
      absence = Absence(start: now, key: key)
      nextProbe = now + Self.probeInterval
      return .none
    }
    guard then == lastProbe else { return .none }
    nextProbe = max(now, then + Self.probeInterval)
    var absence = self.absence ?? Absence(start: now, key: key)
    absence.probeCount += 1
    self.absence = absence
    guard hasAnswered else { return .none }
    if absence.probeCount == Self.probeCountMin {
      departures = departures.suffix(Self.departureCountMax - 1) + [now]
      if departures.count == Self.departureCountMax,
        now - departures[0] < Self.departureInterval
      {
        let time = (now - departures[0]).components.seconds
        return rollBack("it went away \(departures.count) times within \(time) s")
      }
    }
    guard now - absence.start >= tolerance.absenceMax, absence.probeCount >= Self.callCountMin
    else { return .none }
    return rollBack(
      "it has not been reached for \((now - absence.start).components.seconds) s")
  }

  /// The canary answered something, which need not count, to a call that was begun `then`. What was begun before
  /// it went away shows nothing: a pod that stops finishes what it has.
  package mutating func canaryWasThere(since then: ContinuousClock.Instant) -> Action {
    guard rollbackReason == nil, !isPresent else { return .none }
    if let absence, then < absence.start { return .none }
    let absence = absence
    let wasDoubted = hasAnswered && (absence?.probeCount ?? 0) < Self.probeCountMin
    (self.absence, presentSince, hasAnswered) = (nil, then, true)
    guard let absence, wasDoubted else {
      keysComputed = []
      return .none
    }
    return canaryCallEnded(
      key: absence.key, isContinued: false, firstStep: nil, failure: .untold)
  }

  /// How a call of the canary failed.
  package enum Failure: Sendable {
    /// The others answered the same request.
    case alone
    case untold
  }

  /// A call to the other workers ended, of the conversation `key` if it is one's. `firstStep` is the time to its first
  /// step, nil when it had none.
  package mutating func stableCallEnded(
    key: UInt64? = nil, didFail: Bool, firstStep: Duration?
  ) -> Action {
    guard rollbackReason == nil else { return .none }
    stable.ended(.init(key: key, didFail: didFail, firstStep: firstStep))
    callsUntilMedian -= 1
    if callsUntilMedian == 0 {
      let others = stable.firstSteps
      othersFirstStep = others.flatMap { $0.count >= Self.callCountMin ? $0.median : nil }
      callsUntilMedian = Self.callCountMin
    }
    return .none
  }

  /// A call to the canary ended, likewise. `isContinued` is whether its conversation had a turn before.
  package mutating func canaryCallEnded(
    key: UInt64? = nil, isContinued: Bool = false, firstStep: Duration?, failure: Failure?
  ) -> Action {
    guard rollbackReason == nil else { return .none }
    var compared = firstStep
    if let key {
      if isContinued, !keysComputed.contains(key) { compared = nil }
      if keysComputed.count == Self.keyCountMax { keysComputed = [] }
      keysComputed.insert(key)
    }
    canary.ended(.init(key: key, didFail: failure != nil, firstStep: compared))
    switch failure {
    case nil: failedAloneCount = 0
    case .alone?: failedAloneCount += 1
    case .untold?: break
    }
    let reason = failure == nil ? tooSlow : tooManyFailures ?? tooManyAlone
    return reason.map { rollBack($0) } ?? .none
  }

  private mutating func rollBack(_ reason: String) -> Action {
    rollbackReason = reason
    return .rollBack(reason: reason)
  }

  private var tooManyFailures: String? {
    let (own, others) = (canary.keys, stable.keys)
    guard min(stable.count, canary.count) >= Self.callCountMin,
      own.failingCount >= Self.failingKeyCountMin
    else { return nil }
    let bound = Binomial.upperBound(others.failures, of: others.count)
    let expected = min(1, bound + tolerance.failureRate)
    // A conversation that failed in part counts in part; what is left of their sum is dropped.
    let chance = Binomial.tail(Int(own.failures + 1e-9), of: own.count, probability: expected)
    guard chance < Self.probabilityMax else { return nil }
    return "\(canary.failureCount) of its last \(canary.count) calls failed, "
      + "of the other workers' \(stable.failureCount) of \(stable.count) or came too late"
  }

  /// Each of these requests was made of both, so that nothing else needs to be known of the others.
  private var tooManyAlone: String? {
    let count = failedAloneCount
    guard count >= Self.callCountMin else { return nil }
    let expected = min(1, Binomial.upperBound(0, of: count) + tolerance.failureRate)
    guard Binomial.tail(count, of: count, probability: expected) < Self.probabilityMax
    else { return nil }
    return "\(count) of its calls in a row failed, and the other workers answered them"
  }

  private var tooSlow: String? {
    guard tolerance.slowdown > 0, let own = canary.firstSteps, let others = othersFirstStep,
      own.count >= Self.callCountMin,
      own.median > others * tolerance.slowdown,
      own.median - others > Self.delayMin
    else { return nil }
    return "its first steps take \(Self.text(own.median)), "
      + "those of the other workers \(Self.text(others))"
  }

  private static func text(_ duration: Duration) -> String {
    "\(Int((duration / .milliseconds(1)).rounded())) ms"
  }
}
