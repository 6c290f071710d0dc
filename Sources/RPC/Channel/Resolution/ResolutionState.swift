/// When to look up the addresses of a name. A value type: no clock, no resolver.
///
/// While a channel is in use the addresses are looked up again every `interval`, because a name that
/// gains an address breaks no connection; a connection that fails asks for it at once, at most every
/// `failureInterval`. Failures of the look-up itself pause as failures to connect do.
package struct ResolutionState: Equatable {
  /// Look-ups that failing connections ask for are at least this far apart.
  package static let failureInterval = Duration.seconds(1)

  private let interval: Duration
  private var backoff: EndpointState
  private var resolvedAt: ContinuousClock.Instant?
  private var isDoubted = false

  package init(interval: Duration, backoffInitial: Duration, backoffMax: Duration) {
    self.interval = interval
    backoff = EndpointState(backoffInitial: backoffInitial, backoffMax: backoffMax)
  }

  package var isRunning: Bool { backoff.phase == .connecting }
  package var hasSucceeded: Bool { resolvedAt != nil }

  /// When the next look-up is due; nil while one runs.
  package func dueAt(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    switch backoff.phase {
    case .connecting: return nil
    case .backoff(let until, _): return until
    case .idle, .ready:
      guard let resolvedAt else { return now }
      return resolvedAt + (isDoubted ? min(Self.failureInterval, interval) : interval)
    }
  }

  /// Whether to begin a look-up now; if so it counts as begun.
  package mutating func lookUpWanted(now: ContinuousClock.Instant) -> Bool {
    guard let due = dueAt(now: now), now >= due else { return false }
    return backoff.connectionWanted(now: now) == .connect
  }

  package mutating func succeeded(now: ContinuousClock.Instant) {
    backoff.succeeded()
    resolvedAt = now
    isDoubted = false
  }

  /// `random` is uniform in -1...1.
  package mutating func failed(reason: String, now: ContinuousClock.Instant, random: Double) {
    backoff.connectFailed(reason: reason, now: now, random: random)
  }

  /// A connection to one of the addresses failed or ended: they may have changed.
  package mutating func doubted() { isDoubted = true }
}
