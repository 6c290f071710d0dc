internal import Transport

/// What a channel learns of an endpoint from the calls that go there, as far as its policies ask.
struct EndpointJudgement {
  /// What a loop measures itself.
  var latency: PeakLatency
  /// What all loops know; nil when only the latency is wanted.
  let trust: AddressTrust?

  /// Nil when no policy asks.
  init?(_ configuration: ChannelConfiguration, trust: AddressTrust?) {
    guard configuration.loadBalancing == .leastLatency || trust != nil else { return nil }
    latency = PeakLatency(now: .now)
    self.trust = trust
  }
}

extension Endpoint {
  private var trust: AddressTrust? { judgement?.trust }

  /// Whether what was learnt of the endpoint allows a call now.
  var isTrusted: Bool { trust?.allowsCalls(now: .now) ?? true }

  /// Why it is not trusted, for people.
  var distrust: String? { trust?.distrust("\(address)", now: .now) }

  /// When the breaker lets a call through again, if that is still to come.
  func breakerDue(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    trust?.breakerDue(now: now)
  }

  /// An attempt is about to begin here.
  func attemptBegins(now: ContinuousClock.Instant) -> CircuitBreaker.Admission {
    guard let trust else { return .admitted }
    let admission = trust.attemptBegins(now: now)
    // A probe keeps other calls away; a call that is refused knows what this loop was not told yet.
    if admission != .admitted { owner.sharedTrustChanged() }
    return admission
  }

  /// The response to an attempt has begun.
  func attemptAnswered(after duration: Duration, isProbe: Bool, now: ContinuousClock.Instant) {
    judgement?.latency.answered(after: duration, now: now)
    guard isProbe, trust?.probeAnswered() == .closed else { return }
    owner.report(.circuitClosed)
    owner.sharedTrustChanged()
  }

  /// An attempt ended with `code`. CANCELLED, which is the caller's doing, says nothing about the
  /// endpoint but that an answer took longer than that.
  func attemptEnded(
    _ code: RPCError.Code, wasAnswered: Bool, isProbe: Bool, after duration: Duration,
    now: ContinuousClock.Instant
  ) {
    if !wasAnswered { judgement?.latency.gaveUp(after: duration, now: now) }
    guard let trust else { return }
    let (transition, isChanged) = trust.attemptEnded(code, isProbe: isProbe, now: now)
    switch transition {
    case .none: break
    case .opened: owner.report(.circuitOpened)
    case .closed: owner.report(.circuitClosed)
    }
    if isChanged { owner.sharedTrustChanged() }
  }
}
