/// What a channel learns of an endpoint from the calls that go there, as far as its policies ask.
struct EndpointJudgement {
  var latency: PeakLatency
  var breaker: CircuitBreaker?
  var outlier = OutlierDetection.Record()
  /// Of the last failure that the breaker counted.
  var lastFailure: RPCError.Code?
  let outlierCodes: Set<RPCError.Code>

  /// Nil when no policy asks.
  init?(_ configuration: ChannelConfiguration) {
    let measuresLatency = configuration.loadBalancing == .leastLatency
    guard
      measuresLatency || configuration.circuitBreaker != nil
        || configuration.outlierEjection != nil
    else { return nil }
    latency = PeakLatency(now: .now)
    breaker = configuration.circuitBreaker.map(CircuitBreaker.init)
    outlierCodes = configuration.outlierEjection?.failureCodes ?? []
  }
}

extension Endpoint {
  /// Whether what was learnt of the endpoint allows a call now.
  var isTrusted: Bool {
    guard let judgement else { return true }
    return !judgement.outlier.isEjected && judgement.breaker?.allowsCall(now: .now) != false
  }

  /// Why it is not trusted, for people.
  var distrust: String? {
    guard let judgement else { return nil }
    if let breaker = judgement.breaker, case .open(let until) = breaker.state {
      let code = judgement.lastFailure.map { ", the last with \($0)" } ?? ""
      return "the circuit breaker of \(address) is open for \(until - .now) more after "
        + "\(breaker.policy.failureCountMax) failures\(code)"
    }
    return judgement.outlier.isEjected ? "\(address) fails more calls than its peers" : nil
  }

  /// When the breaker lets a call through again.
  var breakerDue: ContinuousClock.Instant? {
    guard case .open(let until)? = judgement?.breaker?.state else { return nil }
    return until
  }

  func attemptBegan(now: ContinuousClock.Instant) {
    guard let breaker = judgement?.breaker, breaker.state != .closed(failureCount: 0) else {
      return
    }
    judgement?.breaker?.callBegan(now: now)
    if case .halfOpen = judgement?.breaker?.state { owner.trustChanged() }
  }

  /// The response to an attempt has begun.
  func attemptAnswered(after duration: Duration, now: ContinuousClock.Instant) {
    judgement?.latency.answered(after: duration, now: now)
  }

  /// An attempt ended with `code`. CANCELLED, which is the caller's doing, says nothing about the
  /// endpoint but that an answer took longer than that.
  func attemptEnded(
    _ code: RPCError.Code, wasAnswered: Bool, after duration: Duration,
    now: ContinuousClock.Instant
  ) {
    guard var judgement else { return }
    if !wasAnswered { judgement.latency.gaveUp(after: duration, now: now) }
    if code != .cancelled {
      judgement.outlier.ended(isFailure: judgement.outlierCodes.contains(code))
    }
    let before = judgement.breaker?.state
    let transition = judgement.breaker?.callEnded(code, now: now) ?? .none
    if judgement.breaker?.policy.failureCodes.contains(code) == true {
      judgement.lastFailure = code
    }
    self.judgement = judgement
    switch transition {
    case .none: break
    case .opened: owner.report(.circuitOpened)
    case .closed: owner.report(.circuitClosed)
    }
    guard judgement.breaker?.state != before else { return }
    if case .closed = judgement.breaker?.state, case .closed = before { return }
    owner.trustChanged()
  }
}
