/// Keeps calls away from an endpoint that fails them. A value type without clock.
///
/// Life: *closed* while calls succeed; *open* after `failureCountMax` failures in a row: no calls for
/// `resetTimeout`; then *half-open*: one call goes through, and closes it or opens it again.
package struct CircuitBreaker: Equatable {
  package enum State: Equatable {
    /// Calls go through; so many in a row have failed. -> `open`
    case closed(failureCount: Int)
    /// -> `halfOpen`, when the time has come
    case open(until: ContinuousClock.Instant)
    /// The next call decides; `isProbing` while it runs. -> `closed`, `open`
    case halfOpen(isProbing: Bool)
  }

  /// What becomes of a call.
  package enum Admission: Equatable {
    case admitted
    /// It decides: say so when it is answered and when it ends.
    case probe
    case refused
  }

  package enum Transition: Equatable {
    case none
    case opened
    case closed
  }

  package let policy: CircuitBreakerPolicy
  package private(set) var state = State.closed(failureCount: 0)

  package init(policy: CircuitBreakerPolicy) { self.policy = policy }

  /// Whether a call may begin now.
  package func allowsCall(now: ContinuousClock.Instant) -> Bool {
    switch state {
    case .closed: true
    case .open(let until): now >= until
    case .halfOpen(let isProbing): !isProbing
    }
  }

  /// A call wants to begin.
  package mutating func callBegan(now: ContinuousClock.Instant) -> Admission {
    guard allowsCall(now: now) else { return .refused }
    if case .closed = state { return .admitted }
    state = .halfOpen(isProbing: true)
    return .probe
  }

  /// The response to the probe has begun, however long it goes on.
  package mutating func probeAnswered() -> Transition {
    guard state == .halfOpen(isProbing: true) else { return .none }
    state = .closed(failureCount: 0)
    return .closed
  }

  package mutating func callEnded(
    _ code: RPCError.Code, isProbe: Bool, now: ContinuousClock.Instant
  ) -> Transition {
    switch state {
    // Calls that were under way when it opened say nothing new.
    case .open, .halfOpen(isProbing: false): return .none
    case .halfOpen(isProbing: true) where !isProbe: return .none
    case .closed(let count):
      guard code != .cancelled else { return .none }
      guard policy.failureCodes.contains(code) else {
        state = .closed(failureCount: 0)
        return .none
      }
      guard count + 1 >= policy.failureCountMax else {
        state = .closed(failureCount: count + 1)
        return .none
      }
    case .halfOpen(isProbing: true):
      // A probe that its caller gave up proves nothing: the next call is one.
      guard code != .cancelled else {
        state = .halfOpen(isProbing: false)
        return .none
      }
      guard policy.failureCodes.contains(code) else {
        state = .closed(failureCount: 0)
        return .closed
      }
    }
    state = .open(until: now + policy.resetTimeout)
    return .opened
  }
}
