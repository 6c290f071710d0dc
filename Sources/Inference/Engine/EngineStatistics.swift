/// What an engine does now and has done since it started.
package struct EngineStatistics: Sendable, Equatable {
  package var waitingCount = 0
  package var runningCount = 0
  /// Tokens for which running requests hold keys and values, and the most that they may.
  package var reservedTokenCount = 0
  package var cacheTokenMax = 0
  package var promptTokenCount = 0
  package var completionTokenCount = 0
  package var finishedCount = 0
  package var cancelledCount = 0
  package var refusedCount = 0
  package var failedCount = 0
  /// Passes of the model, prefill and decode together.
  package var passCount = 0
  package var speculation = SpeculationCounters()

  package init() {}
}
