/// Runs a model before anybody waits for it.
///
/// The first passes of a process pay for memory that was never touched and for threads that have not met,
/// and an engine that starts without knowing what a step costs reads its first prompt in small pieces
/// and lets speculation earn trials. What is measured here is what later steps measure too.
package struct WarmUp: Sendable {
  /// Tokens of the prompt that is read.
  private static let promptCount = 64
  /// Rows of the steps behind it: sizes between which others are filled in.
  private static let stepRowCounts = [1, 2, 4, 8]

  package private(set) var stepCost = StepCost()
  package private(set) var prefillCost = PrefillCost()

  /// Runs the model and measures. A context too short for all of it is filled as far as it goes.
  package init<Model: LanguageModel>(_ model: Model) throws {
    let stepRowCountMax = Self.stepRowCounts.max()!
    let capacity = min(model.contextLength, Self.promptCount + stepRowCountMax)
    let blockCount = (capacity + model.cacheBlockLength - 1) / model.cacheBlockLength
    let cache = try model.makeCache(
      capacity: capacity, in: model.makeCacheBlocks(count: blockCount))
    for index in 0..<blockCount { cache.append(BlockID(index)) }
    var logits = [Float](repeating: 0, count: stepRowCountMax * model.vocabularySize)
    /// A pass over rows of which the last `wantedCount` want logits.
    func pass(_ positions: Range<Int>, wantedCount: Int) throws -> Duration {
      let rows = positions.map { position in
        BatchRow(
          cache: cache, token: TokenID(position % model.vocabularySize), position: position,
          wantsLogits: position >= positions.upperBound - wantedCount)
      }
      let start = ContinuousClock.now
      try logits.withUnsafeMutableBufferPointer {
        try model.forward(
          rows, logits: .init(rebasing: $0[..<(wantedCount * model.vocabularySize)]))
      }
      return .now - start
    }

    let promptCount = max(1, capacity - stepRowCountMax)
    // What comes first is slow for reasons that will not come again.
    _ = try pass(0..<promptCount, wantedCount: 1)
    let duration = try pass(0..<promptCount, wantedCount: 1)
    prefillCost.measured(rowCount: promptCount, seconds: duration / .seconds(1))
    _ = try pass(promptCount - 1..<promptCount, wantedCount: 1)
    for rowCount in Self.stepRowCounts where promptCount - 1 + rowCount <= capacity {
      stepCost.measured(
        rowCount: rowCount,
        duration: try pass(
          promptCount - 1..<promptCount - 1 + rowCount, wantedCount: rowCount))
    }
  }
}
