/// Decides how many proposed tokens of each request are worth verifying in a step.
///
/// Verifying k tokens makes the pass longer for every request in it and brings this request
/// r + r^2 + ... + r^k tokens more, where r is its measured acceptance. Rows are added one at a
/// time, the most promising first, while the tokens expected per second of the whole step go up.
/// Where no row pays, none is taken: decoding is then plain, and only an occasional single row finds
/// out whether that has changed.
package struct SpeculationPolicy: Sendable {
  /// What one request could verify.
  package struct Candidate: Sendable {
    package var proposedCount: Int
    package var acceptance: Double
    /// Steps since a proposal of this kind was last tried.
    package var idleStepCount: Int

    package init(proposedCount: Int, acceptance: Double, idleStepCount: Int) {
      self.proposedCount = proposedCount
      self.acceptance = acceptance
      self.idleStepCount = idleStepCount
    }
  }

  /// The most tokens verified for one request in a step.
  package static let proposedCountMax = 15
  /// A gain below this is within the noise of the measured costs.
  private static let gainMin = 1.02
  /// A kind of proposal that does not pay is tried again after as many steps.
  private static let trialInterval = 64

  package init() {}

  /// How many tokens of each candidate to verify.
  ///
  /// - Parameters:
  ///   - rowCount: rows in the step without speculation, one for each decoding request.
  ///   - spareRowCount: the most rows that may be added.
  package func rowCounts(
    _ candidates: [Candidate], rowCount: Int, spareRowCount: Int, cost: StepCost
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: candidates.count)
    guard let plain = cost.estimate(rowCount: rowCount) else { return counts }
    // Adding rows in order of marginal gain is optimal: each request's gains only fall.
    var expected = Double(rowCount)
    var best = (rate: expected / plain * Self.gainMin, counts: counts)
    let limit = min(spareRowCount, StepCost.rowCountMax - rowCount)
    for added in stride(from: 1, through: limit, by: 1) {
      guard let next = nextRow(candidates, counts) else { break }
      counts[next.index] += 1
      expected += next.gain
      guard let seconds = cost.estimate(rowCount: rowCount + added) else { break }
      if expected / seconds > best.rate { best = (expected / seconds, counts) }
    }
    return withTrials(best.counts, candidates, spareRowCount: limit)
  }

  private func nextRow(
    _ candidates: [Candidate], _ counts: [Int]
  ) -> (index: Int, gain: Double)? {
    var best: (index: Int, gain: Double)?
    for (index, candidate) in candidates.enumerated()
    where counts[index] < min(candidate.proposedCount, Self.proposedCountMax) {
      var gain = candidate.acceptance
      for _ in 0..<counts[index] { gain *= candidate.acceptance }
      if gain > best?.gain ?? 0 { best = (index, gain) }
    }
    return best
  }

  /// Gives one row to a kind of proposal that was passed over for long.
  private func withTrials(
    _ counts: [Int], _ candidates: [Candidate], spareRowCount: Int
  ) -> [Int] {
    guard spareRowCount > counts.reduce(0, +) else { return counts }
    var counts = counts
    for (index, candidate) in candidates.enumerated()
    where counts[index] == 0 && candidate.proposedCount > 0
      && candidate.idleStepCount >= Self.trialInterval
    {
      counts[index] = 1
      break
    }
    return counts
  }
}
