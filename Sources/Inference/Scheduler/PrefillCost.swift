/// How long a prompt token takes to read, as measured; it turns a time budget into a chunk of a prompt.
package struct PrefillCost: Sendable {
  /// The weight of a new measurement.
  private static let newness = 0.2
  /// Rows of the first chunk, before anything is known, and the fewest of any chunk: prompts get on even
  /// where decoding alone takes longer than the budget.
  static let firstRowCount = 32
  static let rowCountMin = 8

  /// The estimate, once there is one.
  package private(set) var secondsPerRow: Double?

  package init() {}

  /// A pass over `rowCount` rows of prompts took `seconds`, the rows that decode left out.
  package mutating func measured(rowCount: Int, seconds: Double) {
    guard rowCount > 0, seconds > 0 else { return }
    let sample = seconds / Double(rowCount)
    guard let old = secondsPerRow else { return secondsPerRow = sample }
    // One preempted step must not look like the model: an outlier counts as four times the average.
    secondsPerRow = old + Self.newness * (min(sample, 4 * old) - old)
  }

  /// The rows that fit a budget of which `spent` seconds are gone.
  package func rowCount(within budget: Duration, spent: Double) -> Int {
    guard let secondsPerRow else { return Self.firstRowCount }
    let rows = max(0, budget / .seconds(1) - spent) / secondsPerRow
    return max(Self.rowCountMin, rows < 1e6 ? Int(rows) : 1_000_000)
  }
}
