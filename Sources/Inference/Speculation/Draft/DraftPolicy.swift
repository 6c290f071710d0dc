/// Decides how many tokens a draft model should guess for a request.
///
/// Each guess costs a pass of the draft model and then a row of the large one, and is of use only
/// where all before it are right. What it brings is weighed as rows are (``SpeculationPolicy``): by the
/// rate at which guesses were accepted lately, against the tokens that the time is worth. Where the
/// text itself proposes something better, nothing is drafted.
///
/// Where drafting does not pay, it is tried again now and then: one token, which costs less than the
/// part of the time that may be lost.
package struct DraftPolicy: Sendable, Equatable {
  /// The part of guesses that are believed to be right before any was judged.
  private static let rateAtFirst = 0.6
  /// The weight of a new judgement.
  private static let newness = 0.02
  /// Decoding steps without drafts until one is tried.
  package static let trialInterval = 64

  /// The part of guesses, those before them right, that were right lately.
  package private(set) var rate = Self.rateAtFirst
  private var stepsSinceDraft = 0

  package init() {}

  /// What a step costs, in seconds: `pass` of the draft model for one request, and `rows[n]` that `n`
  /// more rows add to the large model's.
  package struct Cost: Sendable {
    package var pass: Double
    package var rows: [Double]

    package init(pass: Double, rows: [Double]) {
      self.pass = pass
      self.rows = rows
    }
  }

  /// How many tokens to guess for one request.
  ///
  /// - Parameters:
  ///   - worth: tokens that a second brings.
  ///   - other: what the best other proposal is expected to bring beyond its cost, in tokens.
  package func tokenCount(countMax: Int, cost: Cost, worth: Double, other: Double) -> Int {
    var best = (value: max(other, 0), count: 0)
    var expected = 0.0
    var product = 1.0
    for count in stride(from: 1, through: min(countMax, cost.rows.count - 1), by: 1) {
      product *= rate
      expected += product
      let value = expected - worth * (cost.rows[count] + Double(count) * cost.pass)
      if value > best.value { best = (value, count) }
    }
    if best.count == 0, stepsSinceDraft >= Self.trialInterval { return min(1, countMax) }
    return best.count
  }

  /// A step is over for which nothing was drafted, for whatever reason.
  package mutating func stepped(drafted: Bool) {
    stepsSinceDraft = drafted ? 0 : stepsSinceDraft + 1
  }

  /// Of a request's guesses the first `rightCount` were what the large model chose, and the one behind
  /// them was not, if `hasWrong`.
  package mutating func judged(rightCount: Int, hasWrong: Bool) {
    for _ in 0..<rightCount { rate += Self.newness * (1 - rate) }
    if hasWrong { rate -= Self.newness * rate }
  }
}
