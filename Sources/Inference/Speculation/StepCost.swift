/// How long a pass of the model over n rows takes, as measured while it runs.
///
/// A moving average per row count. Counts never seen are filled in on a straight line between
/// their measured neighbours, or, beyond the last, with the dearest slope that is plausible, so that
/// an unknown size has to earn its trial. The estimate follows the machine: load, frequency and
/// context length all move it.
package struct StepCost: Sendable {
  /// Sizes above this are not told apart; speculation never uses so many rows.
  package static let rowCountMax = 64
  /// The weight of a new measurement.
  private static let newness = 0.15
  /// What a row beyond the measured ones is assumed to add, as a part of a single row's time. The
  /// weights are read once for all rows, so that a few rows cost little more than one.
  private static let assumedSlope = 0.25

  private var seconds = [Double?](repeating: nil, count: Self.rowCountMax + 1)
  private let isKnown: Bool

  package init() { isKnown = false }

  /// Costs that are known beforehand, which no measurement changes: what the engine decides by them
  /// is the same on every machine and under every load.
  ///
  /// - Parameter durations: of a pass over one row, two rows and so on; the last one also holds for
  ///   more rows.
  package init(known durations: [Duration]) {
    precondition(!durations.isEmpty, "a cost for at least one row")
    isKnown = true
    for rowCount in 1...Self.rowCountMax {
      seconds[rowCount] = durations[min(rowCount, durations.count) - 1] / .seconds(1)
    }
  }

  /// Takes in that a pass over `rowCount` rows took `duration`.
  package mutating func measured(rowCount: Int, duration: Duration) {
    guard !isKnown, (1...Self.rowCountMax).contains(rowCount) else { return }
    let (whole, atto) = duration.components
    let sample = Double(whole) + Double(atto) * 1e-18
    guard let old = seconds[rowCount] else { return seconds[rowCount] = sample }
    // One preempted step must not look like the model: an outlier counts as four times the average.
    seconds[rowCount] = old + Self.newness * (min(sample, 4 * old) - old)
  }

  /// The estimated seconds of a pass over `rowCount` rows, or nil before any measurement.
  package func estimate(rowCount: Int) -> Double? {
    let count = min(max(rowCount, 1), Self.rowCountMax)
    if let known = seconds[count] { return known }
    let below = (1..<count).last { seconds[$0] != nil }
    let above = (count..<seconds.count).first { seconds[$0] != nil }
    switch (below, above) {
    case (let below?, let above?):
      guard let low = seconds[below], let high = seconds[above] else { return nil }
      return low + (high - low) * Double(count - below) / Double(above - below)
    case (let below?, nil):
      guard let low = seconds[below] else { return nil }
      let single = low / (1 + Self.assumedSlope * Double(below - 1))
      return low + single * Self.assumedSlope * Double(count - below)
    case (nil, let above?):
      guard let high = seconds[above] else { return nil }
      return high * (1 + Self.assumedSlope * Double(count - 1))
        / (1 + Self.assumedSlope * Double(above - 1))
    case (nil, nil): return nil
    }
  }
}
