internal import RPC
package import Service
internal import Synchronization

/// A second set of inference workers that gets a share of the generations until it does worse than the others.
///
/// The state is this process's own: each gateway watches for itself what it sees, and a roll-back lasts until it
/// is started again.
package final class InferenceCanary: Sendable {
  private struct State {
    var share: CanaryShare
    var watch: CanaryWatch
  }

  let backend: Backend
  private let state: Mutex<State>
  private let metrics: CanaryMetrics
  private let logger: Logger

  package init(
    backend: Backend, share: CanaryShare, tolerance: CanaryWatch.Tolerance,
    metrics: CanaryMetrics, logger: Logger
  ) {
    self.backend = backend
    state = Mutex(State(share: share, watch: CanaryWatch(tolerance: tolerance)))
    self.metrics = metrics
    self.logger = logger
    metrics.share.set(Double(share.percent) / 100)
  }

  /// Why it gets no calls any more; nil while it does.
  package var rollbackReason: String? { state.withLock { $0.watch.rollbackReason } }

  /// Whether the canary was not there when it was last asked.
  package var isAbsent: Bool { state.withLock { $0.watch.isAbsent } }

  /// A generation begins, of the conversation `key` if it is one's.
  func begin(key: String?, isContinued: Bool, deadline: ContinuousClock.Instant?) -> CanaryCall {
    let now = ContinuousClock.now
    return state.withLock {
      let isCanarys = $0.share.takes(key: key) && $0.watch.takesCall(at: now)
      return CanaryCall(
        track: isCanarys ? .canary : .stable, key: key.map(HashRing.hash),
        isContinued: isContinued, start: now,
        bound: $0.watch.firstStepMax(timeLeft: deadline.map { $0 - now }))
    }
  }

  /// The canary gave the first step of a call, or an answer to it.
  func wasThere(_ call: CanaryCall) { update { $0.canaryWasThere(since: call.start) } }

  /// Whether a call that ended did not reach the canary, which then is all that it shows: it does not count. One that holds
  /// its connections and says nothing counts, unless it was away: it may be about to come.
  func missed(_ attempt: GenerationAttempt, _ call: CanaryCall) -> Bool {
    var isMissed = attempt.isUnreached
    update { watch in
      isMissed = isMissed || attempt.isSilent && !watch.isPresent
      guard isMissed else { return .none }
      return watch.canaryWasAbsent(at: .now, since: call.start, key: call.key)
    }
    if isMissed { count(call, .absent) }
    return isMissed
  }

  /// A call ended, and, where it was made again, with the others so. Only what was answered or failed says anything
  /// about the workers.
  func ended(_ attempt: GenerationAttempt, _ call: CanaryCall, others: CallOutcome? = nil) {
    let outcome = attempt.outcome(whereOthers: others)
    count(call, outcome)
    guard call.track == .canary else {
      let isLate = (attempt.firstStep ?? .now - call.start) > call.bound
      guard isLate || outcome == .answered || outcome == .failed else { return }
      update {
        $0.stableCallEnded(
          key: call.key, didFail: isLate || outcome == .failed, firstStep: attempt.firstStep)
      }
      return
    }
    if attempt.outcome == .abandoned {
      update { $0.canaryCallWasLeft(since: call.start) }
    } else if !attempt.isSilent {
      wasThere(call)
    }
    guard outcome == .answered || outcome == .failed else { return }
    update {
      $0.canaryCallEnded(
        key: call.key, isContinued: call.isContinued, firstStep: attempt.firstStep,
        failure: outcome == .answered ? nil : others == .answered ? .alone : .untold)
    }
  }

  private func count(_ call: CanaryCall, _ outcome: CallOutcome) {
    metrics.calls.with(call.track.name, outcome.rawValue).increment()
  }

  private func update(_ body: (inout CanaryWatch) -> CanaryWatch.Action) {
    let (action, isAbsent) = state.withLock { (body(&$0.watch), $0.watch.isAbsent) }
    metrics.isAbsent.set(isAbsent ? 1 : 0)
    guard case .rollBack(let reason) = action else { return }
    metrics.share.set(0)
    metrics.isRolledBack.set(1)
    logger.error(
      "canary rolled back",
      [
        "target": .string(backend.target), "reason": .string(reason),
        "remedy": .string(Self.remedy),
      ])
  }

  /// A call that the canary did not answer was made again with the other workers.
  func fellBack() { metrics.fallbacks.increment() }

  static let absence =
    "it cannot be reached and gets a call a second at most until it answers; the others answer for it"

  static let remedy =
    "it gets no calls until the gateway is started again: mend it first, or take "
    + "--inference-canary-target away"
}

/// What the metrics say about a canary. All of them are there from the start, also where there is none.
package struct CanaryMetrics: Sendable {
  let calls: CounterFamily
  let fallbacks: CounterFamily
  let share: GaugeFamily
  let isRolledBack: GaugeFamily
  let isAbsent: GaugeFamily

  package init(_ metrics: MetricsRegistry) {
    calls = metrics.counter(
      "apus_gateway_canary_calls_total",
      help: "Generations while there is a canary, by who got them and how they ended.",
      labels: ["workers", "outcome"])
    fallbacks = metrics.counter(
      "apus_gateway_canary_fallbacks_total",
      help: "Generations that the canary did not answer and that were made again with the others.")
    share = metrics.gauge(
      "apus_gateway_canary_share_ratio",
      help:
        "Share of the generations that the canary gets; 0 without one and once it is rolled back.")
    isRolledBack = metrics.gauge(
      "apus_gateway_canary_rolled_back",
      help: "1 once the canary did worse than the other workers and gets no calls any more.")
    isAbsent = metrics.gauge(
      "apus_gateway_canary_absent",
      help: "1 while the canary cannot be reached and gets only a call now and then.")
    // A rate needs a zero to rise from.
    for track in [CanaryWatch.Track.stable, .canary] {
      for outcome in CallOutcome.allCases { _ = calls.with(track.name, outcome.rawValue) }
    }
  }
}

extension CanaryWatch.Track {
  fileprivate var name: String {
    switch self {
    case .stable: "stable"
    case .canary: "canary"
    }
  }
}
