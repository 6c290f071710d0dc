internal import Synchronization
package import Transport

/// Watches whether the store that a service rests on answers reads, and says so: readiness is off while it
/// does not, the log has a line whenever that turns, and metrics tell how long a read takes.
package final class StoreProbe: Sendable {
  private struct State {
    /// Since when the read in progress waits.
    var askedAt: ContinuousClock.Instant?
    /// Why the store is of no use now.
    var reason: String?
  }

  private static let part = "store"

  private let read: @Sendable () async throws -> Void
  private let readiness: Readiness
  private let logger: Logger
  private let loop: EventLoop
  private let interval: Duration
  private let patience: Duration
  private let durations: HistogramFamily
  private let state = Mutex(State())

  /// Asks by `read` every `interval` on the timers of `loop`. A read that takes longer than `patience`
  /// counts as no answer until it ends, so a server that only hangs is noticed too.
  package init(
    read: @escaping @Sendable () async throws -> Void,
    queuedWriteCount: @escaping @Sendable () -> Int, readiness: Readiness, logger: Logger,
    metrics: MetricsRegistry, loop: EventLoop, interval: Duration = .seconds(1),
    patience: Duration = .seconds(2)
  ) {
    self.read = read
    self.readiness = readiness
    self.logger = logger
    self.loop = loop
    self.interval = interval
    self.patience = patience
    durations = metrics.histogram(
      "apus_store_read_seconds",
      help: "How long the store took to answer the read that it is probed with, waiting included.")
    metrics.gauge(
      "apus_store_queued_writes", help: "Writes that wait for the store."
    ) { Double(queuedWriteCount()) }
  }

  /// Probes every second, as part of a service.
  package convenience init(
    read: @escaping @Sendable () async throws -> Void,
    queuedWriteCount: @escaping @Sendable () -> Int, _ environment: ServiceEnvironment
  ) {
    self.init(
      read: read, queuedWriteCount: queuedWriteCount, readiness: environment.readiness,
      logger: environment.logger, metrics: environment.metrics, loop: environment.loops.next())
  }

  /// Probes until cancelled.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.ask() }
      group.addTask { await self.watchTime() }
    }
  }

  private func ask() async {
    while !Task.isCancelled {
      let begin = ContinuousClock.now
      state.withLock { $0.askedAt = begin }
      do {
        try await read()
        durations.with().observe(begin.duration(to: .now))
        ended(nil)
      } catch {
        ended("\(error)")
      }
      try? await loop.sleep(for: interval)
    }
  }

  private func watchTime() async {
    while !Task.isCancelled {
      try? await loop.sleep(for: interval)
      let askedAt = state.withLock { $0.askedAt }
      if let askedAt, askedAt.duration(to: .now) > patience { silent(since: askedAt) }
    }
  }

  /// The read in progress has been answered, or refused for a reason.
  private func ended(_ reason: String?) {
    let earlier = state.withLock { state in
      state.askedAt = nil
      defer { state.reason = reason }
      return state.reason
    }
    announce(reason, after: earlier)
  }

  private func silent(since begin: ContinuousClock.Instant) {
    let reason = "it has not answered for \(patience)"
    let isNews = state.withLock { state in
      guard state.askedAt == begin, state.reason == nil else { return false }
      state.reason = reason
      return true
    }
    if isNews { announce(reason, after: nil) }
  }

  private func announce(_ reason: String?, after earlier: String?) {
    if let reason {
      readiness.block(Self.part, reason)
      if earlier == nil { logger.error("the store is away", ["reason": .string(reason)]) }
    } else {
      readiness.unblock(Self.part)
      if earlier != nil { logger.info("the store answers again") }
    }
  }
}
