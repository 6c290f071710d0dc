/// What an engine does now and has done since it started.
package struct EngineStatistics: Sendable, Equatable {
  package var waitingCount = 0
  package var runningCount = 0
  package var cache = CacheStatistics()
  /// Bytes of keys and values once all blocks have been used: they are never more.
  package var cacheByteCountMax = 0
  /// Prompt tokens read, again where a request was preempted.
  package var promptTokenCount = 0
  package var completionTokenCount = 0
  package var finishedCount = 0
  package var cancelledCount = 0
  package var refusedCount = 0
  package var failedCount = 0
  /// Requests whose deadline passed.
  package var expiredCount = 0
  /// Times that a request's blocks were taken for an older one.
  package var preemptedCount = 0
  /// Passes of the model, prefill and decode together.
  package var passCount = 0
  package var speculation = SpeculationCounters()
  /// Of the draft model; zero where there is none.
  package var draft = DraftStatistics()

  package init() {}
}

/// What a draft model does and has done.
package struct DraftStatistics: Sendable, Equatable {
  package var passCount = 0
  /// Blocks of its own keys and values that there are, and those that requests hold.
  package var blockCount = 0
  package var heldBlockCount = 0
  /// Whether it failed; it is not used again then.
  package var isBroken = false
}
