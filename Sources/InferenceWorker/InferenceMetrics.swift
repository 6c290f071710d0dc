internal import Inference
package import Service

/// The worker's own metrics. Counts that the engine keeps are read when somebody asks.
package struct InferenceMetrics: Sendable {
  private let timeToFirstToken: HistogramFamily
  private let queueTime: HistogramFamily
  private let decodeSpeed: HistogramFamily
  private let verifiedTokens: CounterFamily

  package init(_ registry: MetricsRegistry, slot: ModelSlot) {
    timeToFirstToken = registry.histogram(
      "apus_inference_ttft_seconds", help: "Time from submission to the first token.")
    queueTime = registry.histogram(
      "apus_inference_queue_seconds", help: "Time from submission until the prompt was touched.")
    decodeSpeed = registry.histogram(
      "apus_inference_decode_tokens_per_second", help: "Decoding speed of a finished request.",
      buckets: [5, 10, 20, 40, 80, 160, 320, 640, 1_280])
    verifiedTokens = registry.counter(
      "apus_inference_speculation_verified_tokens_total",
      help:
        "Proposed tokens of finished requests, by proposer, position in the proposal and outcome.",
      labels: ["proposer", "position", "outcome"])
    Self.registerGauges(registry, slot)
    Self.registerCounters(registry, slot)
    Self.registerTenantCache(registry, slot)
  }

  /// A request finished.
  func finished(_ usage: GenerationUsage) {
    timeToFirstToken.observe(usage.timeToFirstToken / .seconds(1))
    queueTime.observe(usage.queueTime / .seconds(1))
    if usage.completionTokenCount > 1 { decodeSpeed.observe(usage.decodeTokensPerSecond) }
    for (source, positions) in usage.speculation.sources {
      for (position, counts) in positions.enumerated() {
        verifiedTokens.with(source.name, "\(position)", "accepted").increment(by: counts.accepted)
        verifiedTokens.with(source.name, "\(position)", "refused").increment(
          by: counts.proposed - counts.accepted)
      }
    }
  }

  private static func registerGauges(_ registry: MetricsRegistry, _ slot: ModelSlot) {
    func gauge(
      _ name: String, _ help: String, _ read: @escaping @Sendable (EngineStatistics) -> Int
    ) {
      registry.gauge("apus_inference_\(name)", help: help) {
        slot.engine.map { Double(read($0.engine.statistics)) } ?? 0
      }
    }
    gauge("queue_depth", "Requests that wait for a place.") { $0.waitingCount }
    gauge("running_requests", "Requests that are being prefilled or decoded.") { $0.runningCount }
    gauge("kv_blocks", "Blocks of keys and values that there are.") { $0.cache.blockCount }
    gauge("kv_bytes_max", "Bytes of keys and values once all blocks have been used.") {
      $0.cacheByteCountMax
    }
    gauge("kv_held_blocks", "Blocks of keys and values that running requests hold.") {
      $0.cache.heldBlockCount
    }
    gauge("draft_kv_blocks", "Blocks of the draft model's keys and values that there are.") {
      $0.draft.blockCount
    }
    gauge("draft_kv_held_blocks", "Blocks of the draft model's that running requests hold.") {
      $0.draft.heldBlockCount
    }
    gauge("draft_failed", "1 once the draft model has failed; it is not used again.") {
      $0.draft.isBroken ? 1 : 0
    }
    gauge("kv_idle_blocks", "Blocks that hold known prefixes and that nobody uses now.") {
      $0.cache.idleBlockCount
    }
  }

  private static func registerTenantCache(_ registry: MetricsRegistry, _ slot: ModelSlot) {
    func read(_ value: @escaping @Sendable (TenantCacheStatistics) -> Int) -> @Sendable () -> Double
    {
      { slot.engine?.engine.tenantCache.map { Double(value($0.statistics)) } ?? 0 }
    }
    registry.gauge(
      "apus_inference_tenant_cache_tenants", help: "Tenants whose earlier answers are kept.",
      sample: read(\.tenantCount))
    registry.gauge(
      "apus_inference_tenant_cache_tokens", help: "Tokens of earlier answers that are kept.",
      sample: read(\.tokenCount))
    registry.counter(
      "apus_inference_tenant_cache_added_answers_total", help: "Answers kept.",
      sample: read(\.addedCount))
    registry.counter(
      "apus_inference_tenant_cache_dropped_answers_total",
      help: "Answers not kept: too many waited to be written.", sample: read(\.droppedCount))
    registry.counter(
      "apus_inference_tenant_cache_failed_answers_total",
      help: "Answers not kept: their file could not be written.", sample: read(\.failedCount))
  }

  private static func registerCounters(_ registry: MetricsRegistry, _ slot: ModelSlot) {
    func counter(
      _ name: String, _ help: String, _ read: @escaping @Sendable (EngineStatistics) -> Int
    ) {
      registry.counter("apus_inference_\(name)_total", help: help) {
        slot.engine.map { Double(read($0.engine.statistics)) } ?? 0
      }
    }
    counter("prompt_tokens", "Prompt tokens read.") { $0.promptTokenCount }
    counter("prefix_cached_tokens", "Prompt tokens found in the prefix cache.") {
      $0.cache.cachedTokenCount
    }
    counter("prefix_hits", "Admissions that found a part of their prompt in the prefix cache.") {
      $0.cache.hitCount
    }
    counter("prefix_misses", "Admissions that found nothing in the prefix cache.") {
      $0.cache.missCount
    }
    counter("kv_evicted_blocks", "Blocks taken from the prefix cache.") {
      $0.cache.evictedBlockCount
    }
    counter("preemptions", "Times that a request's blocks were taken for an older one.") {
      $0.preemptedCount
    }
    counter("expired_requests", "Requests whose deadline passed.") { $0.expiredCount }
    counter("completion_tokens", "Tokens generated.") { $0.completionTokenCount }
    counter("passes", "Passes through the model.") { $0.passCount }
    counter("draft_passes", "Passes through the draft model.") { $0.draft.passCount }
    counter("finished_requests", "Requests that ran to their end.") { $0.finishedCount }
    counter("cancelled_requests", "Requests that were cancelled.") { $0.cancelledCount }
    counter(
      "refused_requests", "Requests refused: the queue was full, or their deadline too near."
    ) {
      $0.refusedCount
    }
    counter("failed_requests", "Requests that the model failed.") { $0.failedCount }
    counter("speculation_proposed_tokens", "Tokens proposed for verification.") {
      $0.speculation.proposed
    }
    counter("speculation_accepted_tokens", "Proposed tokens that the model agreed with.") {
      $0.speculation.accepted
    }
    counter("speculation_steps", "Decoding steps, one for each request and pass.") {
      $0.speculation.steps
    }
    counter("speculation_wasted_rows", "Rows of the model's passes that brought no token.") {
      $0.speculation.wasted
    }
  }
}
