/// How long a peer may take. Found at the next look, so at most half as late again.
package struct ConnectionTimeouts: Sendable {
  /// From the connection to the end of the peer's first frame.
  package var preface: Duration = .seconds(10)
  /// From the start of a frame or header block to its end.
  package var frame: Duration = .seconds(30)
  /// Without taking any of the bytes that wait for it.
  package var write: Duration = .seconds(30)
  /// Without a byte from the peer before it is asked for a sign of life with a PING. Nil never asks.
  package var keepaliveInterval: Duration?
  /// From that PING to the next byte from the peer.
  package var keepaliveTimeout: Duration = .seconds(20)
  /// Whether to ask while no stream is open.
  package var keepaliveWithoutStreams = true
  /// Without an open stream before the connection is drained. Nil keeps it.
  package var idle: Duration?

  package init() {}
}

/// Watches one connection's progress: told from time to time how far it is, says what to do.
///
/// Holds no clock and no timer; `now` is passed in. It compares counts that the connection keeps
/// anyway, so that watching costs nothing while bytes flow.
package struct ConnectionWatch: Sendable {
  /// How far the connection is.
  package struct Progress: Sendable {
    package var receivedByteCount = 0
    package var sentByteCount = 0
    package var receivedFrameCount = 0
    package var openedStreamCount = 0
    package var openStreamCount = 0
    /// The peer's preface and first frame have come.
    package var isSettled = false
    package var isInsideFrame = false
    package var isOutputWaiting = false

    package init() {}
  }

  package enum Action: Equatable, Sendable {
    case none
    /// Ask for a sign of life.
    case ping
    /// Nothing was asked of the connection for long.
    case drain
    case close(PeerFault)
  }

  package let timeouts: ConnectionTimeouts
  private var last = Progress()
  private let start: ContinuousClock.Instant
  private var frameBeganAt: ContinuousClock.Instant
  private var tookBytesAt: ContinuousClock.Instant
  private var heardAt: ContinuousClock.Instant
  private var usedAt: ContinuousClock.Instant
  private var pingedAt: ContinuousClock.Instant?

  package init(timeouts: ConnectionTimeouts, now: ContinuousClock.Instant) {
    self.timeouts = timeouts
    start = now
    frameBeganAt = now
    tookBytesAt = now
    heardAt = now
    usedAt = now
  }

  /// How often to look: twice in the shortest time, and every ten seconds at least.
  package var lookInterval: Duration {
    var shortest = min(timeouts.preface, timeouts.frame, timeouts.write)
    if let interval = timeouts.keepaliveInterval {
      shortest = min(shortest, interval, timeouts.keepaliveTimeout)
    }
    if let idle = timeouts.idle { shortest = min(shortest, idle) }
    return min(shortest / 2, .seconds(10))
  }

  package mutating func looked(_ progress: Progress, now: ContinuousClock.Instant) -> Action {
    defer { last = progress }
    noteProgress(progress, now)
    if !progress.isSettled { return now - start >= timeouts.preface ? .close(.slowPreface) : .none }
    if now - frameBeganAt >= timeouts.frame { return .close(.slowFrame) }
    if now - tookBytesAt >= timeouts.write { return .close(.stalledWrite) }
    if let idle = timeouts.idle, now - usedAt >= idle {
      usedAt = now
      return .drain
    }
    return keepalive(progress, now)
  }

  private mutating func noteProgress(_ progress: Progress, _ now: ContinuousClock.Instant) {
    if !progress.isInsideFrame || !last.isInsideFrame
      || progress.receivedFrameCount != last.receivedFrameCount
    {
      frameBeganAt = now
    }
    if !progress.isOutputWaiting || !last.isOutputWaiting
      || progress.sentByteCount != last.sentByteCount
    {
      tookBytesAt = now
    }
    if progress.receivedByteCount != last.receivedByteCount {
      heardAt = now
      pingedAt = nil
    }
    if progress.openStreamCount > 0 || progress.openedStreamCount != last.openedStreamCount {
      usedAt = now
    }
  }

  private mutating func keepalive(_ progress: Progress, _ now: ContinuousClock.Instant) -> Action {
    guard let interval = timeouts.keepaliveInterval else { return .none }
    if let pingedAt {
      return now - pingedAt >= timeouts.keepaliveTimeout ? .close(.silence) : .none
    }
    guard timeouts.keepaliveWithoutStreams || progress.openStreamCount > 0,
      now - heardAt >= interval
    else { return .none }
    pingedAt = now
    return .ping
  }
}
