/// How long a pass of the model over n rows takes, as measured while it runs.
///
/// Two things are learned apart: the shape, which says how much dearer n rows are than one, and the
/// scale, by which load, frequency and context length move all sizes together. So the sizes that
/// were not run lately keep pace with those that were. Counts never seen are filled in on a straight
/// line between their measured neighbours, or, beyond the last, with a plausible slope, so that an
/// unknown size has to earn its trial.
package struct StepCost: Sendable {
  /// Sizes above this are not told apart; speculation never uses so many rows.
  package static let rowCountMax = 64
  /// The weight of a new measurement in the scale and in the shape.
  private static let scaleNewness = 0.2
  private static let shapeNewness = 0.05
  /// One preempted step must not look like the model: a measurement counts as at most this many
  /// times, and at least this part, of what was expected.
  private static let outlierMax = 1.5
  /// What a row beyond the measured ones is assumed to add, as a part of a single row's time. The
  /// weights are read once for all rows, so that a few rows cost little more than one.
  private static let assumedSlope = 0.2

  private var shape = [Double?](repeating: nil, count: Self.rowCountMax + 1)
  /// How often each size was measured, up to the point where the average is as slow as it gets.
  private var sampleCounts = [Double](repeating: 0, count: Self.rowCountMax + 1)
  private var scale = 1.0
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
      shape[rowCount] = durations[min(rowCount, durations.count) - 1] / .seconds(1)
    }
  }

  /// Takes in that a pass over `rowCount` rows took `duration`.
  package mutating func measured(rowCount: Int, duration: Duration) {
    guard !isKnown, (1...Self.rowCountMax).contains(rowCount) else { return }
    let sample = duration / .seconds(1)
    guard sample > 0 else { return }
    guard let expected = shape[rowCount] else { return firstMeasured(rowCount, sample) }
    let ratio = min(max(sample / (scale * expected), 1 / Self.outlierMax), Self.outlierMax)
    sampleCounts[rowCount] = min(sampleCounts[rowCount] + 1, 1 / Self.shapeNewness)
    shape[rowCount] = expected * (1 + (ratio - 1) / sampleCounts[rowCount])
    scale *= 1 + Self.scaleNewness * (ratio - 1)
  }

  /// A size seen for the first time is believed within what its neighbours make plausible.
  private mutating func firstMeasured(_ rowCount: Int, _ sample: Double) {
    sampleCounts[rowCount] = 1
    guard let expected = estimate(rowCount: rowCount) else { return shape[rowCount] = sample }
    let ratio = min(max(sample / expected, 1 / Self.outlierMax), Self.outlierMax)
    shape[rowCount] = ratio * expected / scale
  }

  /// The estimated seconds of a pass over `rowCount` rows, or nil before any measurement.
  package func estimate(rowCount: Int) -> Double? {
    let count = min(max(rowCount, 1), Self.rowCountMax)
    return relative(count).map { $0 * scale }
  }

  private func relative(_ count: Int) -> Double? {
    if let known = shape[count] { return known }
    let below = (1..<count).last { shape[$0] != nil }
    let above = (count..<shape.count).first { shape[$0] != nil }
    switch (below, above) {
    case (let below?, let above?):
      guard let low = shape[below], let high = shape[above] else { return nil }
      return low + (high - low) * Double(count - below) / Double(above - below)
    case (let below?, nil):
      guard let low = shape[below] else { return nil }
      let single = low / (1 + Self.assumedSlope * Double(below - 1))
      return low + single * Self.assumedSlope * Double(count - below)
    case (nil, let above?):
      guard let high = shape[above] else { return nil }
      return high * (1 + Self.assumedSlope * Double(count - 1))
        / (1 + Self.assumedSlope * Double(above - 1))
    case (nil, nil): return nil
    }
  }
}
