/// Whether to connect to one address now. A value type: no clock, no socket.
///
/// The pause after failures grows by `factor` up to `backoffMax`, each with up to 20 % of jitter either way
/// (grpc/doc/connection-backoff.md).
package struct EndpointState: Equatable {
  package enum Phase: Equatable {
    /// Nothing is going on. -> `connecting`
    case idle
    /// An attempt runs. -> `ready`, `backoff`, `idle`
    case connecting
    /// A connection works. -> `idle`, `backoff`
    case ready
    /// The last attempt failed. -> `connecting`, once `until` has passed
    case backoff(until: ContinuousClock.Instant, reason: String)
  }

  package enum Action: Equatable {
    case connect
    /// Ask again then.
    case wait(until: ContinuousClock.Instant)
    case none
  }

  static let factor = 1.6
  static let jitter = 0.2

  let backoffInitial: Duration
  let backoffMax: Duration
  package private(set) var phase = Phase.idle
  package private(set) var failureCount = 0
  private var readySince: ContinuousClock.Instant?

  package init(backoffInitial: Duration, backoffMax: Duration) {
    self.backoffInitial = backoffInitial
    self.backoffMax = backoffMax
  }

  /// A call wants a connection.
  package mutating func connectionWanted(now: ContinuousClock.Instant) -> Action {
    switch phase {
    case .idle:
      phase = .connecting
      return .connect
    case .backoff(let until, _):
      guard now >= until else { return .wait(until: until) }
      phase = .connecting
      return .connect
    case .connecting, .ready: return .none
    }
  }

  package mutating func connected(now: ContinuousClock.Instant) {
    phase = .ready
    readySince = now
  }

  /// `random` is uniform in -1...1.
  package mutating func connectFailed(reason: String, now: ContinuousClock.Instant, random: Double)
  {
    failureCount += 1
    readySince = nil
    phase = .backoff(until: now + pause(random), reason: reason)
  }

  /// A connection that had been ready ended. One that held no longer than the first pause counts as a
  /// failed attempt, so that a server which accepts and closes is not hammered.
  package mutating func connectionLost(reason: String, now: ContinuousClock.Instant, random: Double)
  {
    if let readySince, now - readySince > backoffInitial {
      failureCount = 0
      self.readySince = nil
      phase = .idle
    } else {
      connectFailed(reason: reason, now: now, random: random)
    }
  }

  /// The connection was asked to go away politely: the next one may be opened at once, unless this one
  /// was asked before it held long and carried a call. A server that drains whoever connects would
  /// have us connect without a pause.
  package mutating func connectionDrained(
    wasUsed: Bool, now: ContinuousClock.Instant, random: Double
  ) {
    if !wasUsed, let readySince, now - readySince <= backoffInitial {
      return connectFailed(
        reason: "the server asked to go away before it served a call", now: now, random: random)
    }
    succeeded()
  }

  /// What was tried worked, and is over.
  package mutating func succeeded() {
    failureCount = 0
    readySince = nil
    phase = .idle
  }

  /// Nobody needs the connection any more: an attempt ends without having failed.
  package mutating func attemptAbandoned() {
    readySince = nil
    if phase == .connecting || phase == .ready { phase = .idle }
  }

  private func pause(_ random: Double) -> Duration {
    var pause = backoffInitial
    for _ in 1..<max(1, min(failureCount, 64)) where pause < backoffMax {
      pause = pause * Self.factor
    }
    let scale: Double = 1 + Self.jitter * random
    return min(pause, backoffMax) * scale
  }
}
