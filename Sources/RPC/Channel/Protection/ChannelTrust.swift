internal import Synchronization
internal import Transport

/// What the loops of a channel know together, so that a limit means the channel however many loops make its
/// calls: what is known of each address, and whether too many calls fail for retries.
final class ChannelTrust: Sendable {
  private struct Reference<Object: AnyObject & Sendable>: Sendable {
    weak var object: Object?
  }

  private struct State {
    /// Those that some loop uses; the others go when one is added.
    var addresses: [SocketAddress: Reference<AddressTrust>] = [:]
    /// As many as loops make calls.
    var loopChannels: [Reference<LoopChannel>] = []
    /// When the addresses are compared next; nil until somebody asks.
    var comparisonDue: ContinuousClock.Instant?
  }

  private let breaker: CircuitBreakerPolicy?
  private let outliers: OutlierEjectionPolicy?
  private let state = Mutex(State())
  private let throttle: Mutex<RetryThrottle?>
  /// Successes change the throttle only when failures have. Written under the throttle's lock.
  private let isThrottleFull = Atomic<Bool>(true)

  init(_ configuration: ChannelConfiguration) {
    breaker = configuration.circuitBreaker
    outliers = configuration.outlierEjection
    throttle = Mutex(configuration.serviceConfig.retryThrottling.map(RetryThrottle.init))
  }

  // MARK: Addresses

  /// What is known of `address`; nil when no policy asks.
  func trust(in address: SocketAddress) -> AddressTrust? {
    guard breaker != nil || outliers != nil else { return nil }
    return state.withLock { state in
      if let known = state.addresses[address]?.object { return known }
      state.addresses = state.addresses.filter { $0.value.object != nil }
      let fresh = AddressTrust(breaker: breaker, outliers: outliers)
      state.addresses[address] = Reference(object: fresh)
      return fresh
    }
  }

  /// When the addresses are to be compared; nil when they never are.
  func nextComparison(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard let outliers else { return nil }
    return state.withLock { state in
      let due = state.comparisonDue ?? now + outliers.interval
      state.comparisonDue = due
      return due
    }
  }

  /// Compares the addresses, if that is due and no other loop has done so. Returns how many were ejected; nil
  /// when they were not compared.
  func compareIfDue(now: ContinuousClock.Instant) -> Int? {
    guard let outliers else { return nil }
    return state.withLock { state in
      guard let due = state.comparisonDue, now >= due else { return nil }
      state.comparisonDue = nil
      let known = state.addresses.values.compactMap(\.object)
      var records = known.map { $0.takeRecord() }
      let ejected = OutlierDetection(policy: outliers).intervalPassed(&records, now: now)
      for (trust, record) in zip(known, records) { trust.judged(record) }
      return ejected.count
    }
  }

  // MARK: Loops

  func add(_ loopChannel: LoopChannel) {
    state.withLock { $0.loopChannels.append(Reference(object: loopChannel)) }
  }

  func remove(_ loopChannel: LoopChannel) {
    state.withLock { state in
      state.loopChannels.removeAll { $0.object == nil || $0.object === loopChannel }
    }
  }

  /// The loops but that of `loopChannel` are told that an address takes calls now, or none.
  func changed(by loopChannel: LoopChannel) {
    for other in state.withLock({ $0.loopChannels.compactMap(\.object) })
    where other !== loopChannel {
      other.loop.executeIfRunning { other.trustChanged() }
    }
  }

  // MARK: The retry throttle

  func withThrottle<R>(_ body: (inout RetryThrottle?) -> R) -> R {
    throttle.withLock { throttle in
      defer { isThrottleFull.store(throttle?.isFull ?? true, ordering: .relaxed) }
      return body(&throttle)
    }
  }

  func callSucceeded() {
    if !isThrottleFull.load(ordering: .relaxed) { withThrottle { $0?.callSucceeded() } }
  }
}
