internal import Synchronization

/// What all loops of a channel have learnt of one address together: its breaker, and how its calls end.
///
/// While nothing fails a call takes no lock: it looks at one flag and, where outliers are ejected, counts
/// itself.
final class AddressTrust: Sendable {
  /// What becomes of an attempt.
  typealias Admission = CircuitBreaker.Admission

  private struct State {
    var breaker: CircuitBreaker?
    var outlier = OutlierDetection.Record()
    /// Of the last failure that the breaker counted.
    var lastFailure: RPCError.Code?

    var isBlemished: Bool {
      outlier.isEjected || breaker.map { $0.state != .closed(failureCount: 0) } ?? false
    }
  }

  private let breakerCodes: Set<RPCError.Code>
  private let outlierCodes: Set<RPCError.Code>
  private let state: Mutex<State>
  /// Something but successes is known. Written under the lock.
  private let isBlemished = Atomic<Bool>(false)
  /// Since the addresses were compared last.
  private let successCount = Atomic<Int>(0)
  private let failureCount = Atomic<Int>(0)

  init(breaker: CircuitBreakerPolicy?, outliers: OutlierEjectionPolicy?) {
    breakerCodes = breaker?.failureCodes ?? []
    outlierCodes = outliers?.failureCodes ?? []
    state = Mutex(State(breaker: breaker.map(CircuitBreaker.init)))
  }

  private func withState<R>(_ body: (inout State) -> R) -> R {
    state.withLock { state in
      defer { isBlemished.store(state.isBlemished, ordering: .releasing) }
      return body(&state)
    }
  }

  private var isSpotless: Bool { !isBlemished.load(ordering: .acquiring) }

  /// Whether calls may begin now.
  func allowsCalls(now: ContinuousClock.Instant) -> Bool {
    if isSpotless { return true }
    return withState { !$0.outlier.isEjected && $0.breaker?.allowsCall(now: now) != false }
  }

  // MARK: Attempts

  /// An attempt is about to begin. What another loop has learnt since the caller looked may refuse it.
  func attemptBegins(now: ContinuousClock.Instant) -> Admission {
    if isSpotless { return .admitted }
    return withState { $0.breaker?.callBegan(now: now) ?? .admitted }
  }

  /// The response to a probe has begun.
  func probeAnswered() -> CircuitBreaker.Transition {
    withState { $0.breaker?.probeAnswered() ?? .none }
  }

  /// An attempt ended with `code`. Returns what that did to the breaker, and whether calls may begin where
  /// they might not, or the other way round.
  func attemptEnded(
    _ code: RPCError.Code, isProbe: Bool, now: ContinuousClock.Instant
  ) -> (transition: CircuitBreaker.Transition, isChanged: Bool) {
    if !outlierCodes.isEmpty, code != .cancelled {
      if outlierCodes.contains(code) {
        failureCount.add(1, ordering: .relaxed)
      } else {
        successCount.add(1, ordering: .relaxed)
      }
    }
    let isFailure = breakerCodes.contains(code)
    // A success changes nothing where nothing has failed.
    if !isFailure, !isProbe, isSpotless { return (.none, false) }
    return withState { state in
      guard let before = state.breaker?.state else { return (.none, false) }
      let transition = state.breaker?.callEnded(code, isProbe: isProbe, now: now) ?? .none
      if isFailure { state.lastFailure = code }
      if case .closed = before, case .closed = state.breaker?.state { return (transition, false) }
      return (transition, state.breaker?.state != before)
    }
  }

  // MARK: Outliers

  /// What is known since the addresses were compared last; counts anew.
  func takeRecord() -> OutlierDetection.Record {
    var record = withState { $0.outlier }
    record.successCount = successCount.exchange(0, ordering: .relaxed)
    record.failureCount = failureCount.exchange(0, ordering: .relaxed)
    return record
  }

  func judged(_ record: OutlierDetection.Record) { withState { $0.outlier = record } }

  // MARK: For people and timers

  /// Why no call may begin, about `address`; nil when one may.
  func distrust(_ address: String, now: ContinuousClock.Instant) -> String? {
    if isSpotless { return nil }
    let (breaker, lastFailure, isEjected) = withState {
      ($0.breaker, $0.lastFailure, $0.outlier.isEjected)
    }
    switch breaker?.state {
    case .open(let until):
      let code = lastFailure.map { ", the last with \($0)" } ?? ""
      return "the circuit breaker of \(address) is open for \(until - now) more after "
        + "\(breaker?.policy.failureCountMax ?? 0) failures\(code)"
    case .halfOpen(isProbing: true):
      return
        "the circuit breaker of \(address) is half-open: one call probes whether it works again"
    case .closed, .halfOpen(isProbing: false), nil: break
    }
    return isEjected ? "\(address) fails more calls than its peers" : nil
  }

  /// When the breaker lets a call through again, if that is still to come.
  func breakerDue(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    if isSpotless { return nil }
    guard case .open(let until)? = withState({ $0.breaker?.state }), until > now else { return nil }
    return until
  }
}
