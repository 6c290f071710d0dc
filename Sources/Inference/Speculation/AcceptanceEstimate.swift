/// How often a request's proposed tokens are accepted, by how long the proposer's match was.
///
/// Long matches are quotations and nearly always right, short ones nearly always chance; told
/// apart, the short ones can be given up without losing the long. A moving average per bucket of
/// match length, starting from a prior that costs little when it is wrong. Limits: the buckets do
/// not tell the first proposed token from the fifth, and a change of subject is noticed only after
/// a few steps.
package struct AcceptanceEstimate: Sendable {
  /// Where each bucket begins, in matched tokens.
  private static let bucketStarts = [1, 2, 3, 4, 6, 9, 17]
  private static let prior = [0.25, 0.4, 0.55, 0.65, 0.75, 0.8, 0.85]
  private static let newness = 0.12

  private var rates = Self.prior
  /// Steps in which a bucket had a proposal that was not tried.
  private var idleSteps = [Int](repeating: 0, count: Self.bucketStarts.count)

  package init() {}

  private static func bucket(_ matchLength: Int) -> Int {
    (bucketStarts.lastIndex { $0 <= matchLength }) ?? 0
  }

  /// The probability that a proposed token is accepted when those before it were.
  package func rate(matchLength: Int) -> Double { rates[Self.bucket(matchLength)] }

  /// How many steps passed over a proposal of this kind since one was last tried.
  package func idleStepCount(matchLength: Int) -> Int { idleSteps[Self.bucket(matchLength)] }

  /// Takes in that of `proposed` tokens the first `accepted` were right. One refusal ends a
  /// proposal, so the tokens after it say nothing.
  package mutating func verified(matchLength: Int, proposed: Int, accepted: Int) {
    let bucket = Self.bucket(matchLength)
    idleSteps[bucket] = 0
    for _ in 0..<accepted { rates[bucket] += Self.newness * (1 - rates[bucket]) }
    if accepted < proposed { rates[bucket] -= Self.newness * 1.5 * rates[bucket] }
  }

  package mutating func passedOver(matchLength: Int) { idleSteps[Self.bucket(matchLength)] += 1 }
}
