/// Decides how many proposed tokens of each request are worth verifying in a step.
///
/// Verifying a token makes the pass longer for every request in it and brings tokens with a known
/// probability. What time is worth is measured too: the tokens per second that the engine reaches,
/// speculation included. Rows are added one at a time, the most promising first, and as many are
/// kept as bring most: expected tokens less the worth of the time they take. Comparing with the rate
/// reached, and not with plain decoding, is what maximises the rate over many steps: where most
/// steps gain much, a step that gains little is not worth its rows (Dinkelbach's rule for ratios).
///
/// Never slower than without: the ledger knows what proposals cost and brought, as measured, and
/// stops them while they are in debt.
package struct SpeculationPolicy: Sendable {
  /// The most tokens verified for one request in a step.
  package static let proposedCountMax = 31
  /// The most where no long passage is being copied.
  package static let usualCountMax = 15
  /// A gain below this part of a token is within the noise of the measured costs.
  private static let gainMin = 0.02
  private static let newness = 0.02

  /// Tokens gained by each token of plain decoding, as reached lately: 1 without speculation.
  package private(set) var speedup = 1.0
  private var ledger = SpeculationLedger()

  package init() {}

  /// The tokens that a second brings to `requestCount` requests, at the rate reached lately.
  func worth(requestCount: Int, cost: StepCost) -> Double? {
    cost.estimate(rowCount: requestCount).map { speedup * Double(requestCount) / $0 }
  }

  /// Whether `seconds` may be spent on proposals that may all be wrong.
  func affords(_ seconds: Double) -> Bool { ledger.affords(seconds) }

  /// What a request's best rows bring beyond their cost, in tokens; at least 0.
  static func value(_ gains: [Double], rows: [Double], worth: Double) -> Double {
    var expected = 0.0
    var best = 0.0
    for (count, gain) in zip(1..., gains) where count < rows.count {
      expected += gain
      best = max(best, expected - worth * rows[count])
    }
    return best
  }

  /// How many tokens of each candidate to verify.
  ///
  /// - Parameters:
  ///   - gains: for each decoding request, the tokens expected of its first row, second row and so
  ///     on; they never rise.
  ///   - spareRowCount: the most rows that may be added.
  package func rowCounts(
    _ gains: [[Double]], spareRowCount: Int, cost: StepCost
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: gains.count)
    let rowCount = gains.count
    guard let plain = cost.estimate(rowCount: rowCount),
      let worth = worth(requestCount: rowCount, cost: cost)
    else { return counts }
    var best = (value: Self.gainMin, counts: counts)
    var expected = 0.0
    for added in stride(
      from: 1, through: min(spareRowCount, StepCost.rowCountMax - rowCount), by: 1)
    {
      guard let next = nextRow(gains, counts) else { break }
      counts[next.index] += 1
      expected += next.gain
      guard let seconds = cost.estimate(rowCount: rowCount + added),
        ledger.affords(seconds - plain)
      else { break }
      let value = expected - worth * (seconds - plain)
      if value > best.value { best = (value, counts) }
    }
    return best.counts
  }

  /// The request whose next row is expected to bring most.
  private func nextRow(_ gains: [[Double]], _ counts: [Int]) -> (index: Int, gain: Double)? {
    var best: (index: Int, gain: Double)?
    for (index, gains) in gains.enumerated()
    where counts[index] < min(gains.count, Self.proposedCountMax) {
      let gain = gains[counts[index]]
      if gain > best?.gain ?? 0 { best = (index, gain) }
    }
    return best
  }

  /// A step of `requestCount` decoding requests and `proposedCount` proposed tokens beside them
  /// is over, and `acceptedCount` of these were right. Proposing took `proposing` seconds.
  package mutating func stepped(
    requestCount: Int, proposedCount: Int, acceptedCount: Int, cost: StepCost,
    proposing: Double = 0
  ) {
    guard let plain = cost.estimate(rowCount: requestCount),
      let verifying = cost.estimate(rowCount: requestCount + proposedCount)
    else { return }
    let seconds = verifying + proposing
    let token = plain / Double(requestCount)
    ledger.stepped(
      seconds: seconds, extra: seconds - plain, saved: token * Double(acceptedCount))
    let reached = token * Double(requestCount + acceptedCount) / seconds
    // Weighted by time, so that the average is of tokens per second and not of steps.
    speedup = max(1, speedup + Self.newness * (seconds / plain) * (reached - speedup))
  }
}
