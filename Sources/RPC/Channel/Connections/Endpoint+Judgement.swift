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
    if case .halfOpen(isProbing: true)? = judgement.breaker?.state {
      return
        "the circuit breaker of \(address) is half-open: one call probes whether it works again"
    }
    return judgement.outlier.isEjected ? "\(address) fails more calls than its peers" : nil
  }

  /// When the breaker lets a call through again, if that is still to come.
  func breakerDue(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard case .open(let until)? = judgement?.breaker?.state, until > now else { return nil }
    return until
  }

  /// Returns whether the attempt is the one by which an open breaker probes the endpoint.
  func attemptBegan(now: ContinuousClock.Instant) -> Bool {
    guard judgement?.breaker?.callBegan(now: now) == true else { return false }
    owner.trustChanged()
    return true
  }

  /// The response to an attempt has begun.
  func attemptAnswered(after duration: Duration, isProbe: Bool, now: ContinuousClock.Instant) {
    judgement?.latency.answered(after: duration, now: now)
    guard isProbe, judgement?.breaker?.probeAnswered() == .closed else { return }
    owner.report(.circuitClosed)
    owner.trustChanged()
  }

  /// An attempt ended with `code`. CANCELLED, which is the caller's doing, says nothing about the
  /// endpoint but that an answer took longer than that.
  func attemptEnded(
    _ code: RPCError.Code, wasAnswered: Bool, isProbe: Bool, after duration: Duration,
    now: ContinuousClock.Instant
  ) {
    guard var judgement else { return }
    if !wasAnswered { judgement.latency.gaveUp(after: duration, now: now) }
    if code != .cancelled {
      judgement.outlier.ended(isFailure: judgement.outlierCodes.contains(code))
    }
    let before = judgement.breaker?.state
    let transition = judgement.breaker?.callEnded(code, isProbe: isProbe, now: now) ?? .none
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
