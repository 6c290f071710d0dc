internal import Service

/// What the kept answers were good for.
struct CacheMetrics: Sendable {
  private let lookups: CounterFamily
  private let evicted: CounterFamily
  private let invalidated: CounterFamily
  private let refused: CounterFamily

  init(_ metrics: MetricsRegistry) {
    lookups = metrics.counter(
      "apus_memory_cache_lookups_total",
      help: "Answers that were looked for among those kept, by cache and outcome.",
      labels: ["cache", "outcome"])
    evicted = metrics.counter(
      "apus_memory_cache_evicted_answers_total",
      help: "Answers removed because a tenant had too many.")
    invalidated = metrics.counter(
      "apus_memory_cache_invalidated_answers_total",
      help: "Answers removed because a document that they depended on was updated.")
    refused = metrics.counter(
      "apus_memory_cache_stale_answers_total",
      help: "Answers not kept: a document that they depended on was updated meanwhile.")
  }

  func lookedUp(_ key: CacheKey, found isHit: Bool) {
    lookups.with(key.kind, isHit ? "hit" : "miss").increment()
  }

  func stored(_ outcome: MemoryStore.CacheOutcome) {
    evicted.increment(by: outcome.evictedCount)
    if !outcome.isStored { refused.increment() }
  }

  func invalidated(_ count: Int) { invalidated.increment(by: count) }
}
