package import Service
package import Transport

/// Purges expired sessions, facts and kept answers from disk, and chains turns of programs of before, again and again, until
/// its task is cancelled.
///
/// Bound: what has expired is on disk for at most one `interval` longer, plus the time that
/// deleting takes. Nobody sees it meanwhile.
package struct ExpirySweeper: Sendable {
  private let store: MemoryStore
  private let loop: EventLoop
  private let logger: Logger
  private let interval: Duration
  private let purged: CounterFamily
  private let purgedFacts: CounterFamily

  /// Waits on the timers of `loop`.
  package init(
    store: MemoryStore, loop: EventLoop, logger: Logger, metrics: MetricsRegistry,
    interval: Duration = .seconds(60)
  ) {
    self.store = store
    self.loop = loop
    self.logger = logger
    self.interval = interval
    purged = metrics.counter(
      "apus_memory_sessions_purged_total", help: "Expired sessions deleted from disk.")
    purgedFacts = metrics.counter(
      "apus_memory_facts_purged_total", help: "Expired facts deleted from disk.")
  }

  package func run() async {
    while !Task.isCancelled {
      do {
        let count = try await store.purgeExpiredSessions()
        purged.increment(by: count)
        if count > 0 { logger.info("expired sessions purged", ["sessions": .integer(count)]) }
        purgedFacts.increment(by: try await store.purgeExpiredFacts())
        try await store.purgeExpiredCache()
        try await store.purgeUnfinishedUploads()
        try await chain()
      } catch is CancellationError {
        return
      } catch {
        // The next sweep tries again; what has expired stays invisible all the same.
        logger.error("what has expired could not be purged", ["error": .string("\(error)")])
      }
      try? await loop.sleep(for: interval)
    }
  }

  private func chain() async throws {
    let removed = try await store.recordEndedSessions()
    if removed > 0 {
      logger.warning("sessions were removed by another program", ["sessions": .integer(removed)])
    }
    let chained = try await store.chainSessions()
    if chained > 0 { logger.info("sessions chained", ["sessions": .integer(chained)]) }
  }
}
