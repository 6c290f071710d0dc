import Glibc

/// How likely a proposed token is to be accepted, learned while the engine runs.
///
/// A logistic regression for each source over what speaks for the token: the length of the match,
/// how often its context occurred and how often the token followed, and its position within the
/// proposal. Every step gives labels, also a step that verified nothing: the model then chose
/// the token that the first proposed one claimed to be. So a kind of proposal that was given up is
/// taken up again as soon as it is right, and trying costs nothing.
package struct AcceptanceModel: Sendable, Equatable {
  package typealias Features = SIMD8<Double>

  /// One set of weights for each source.
  package private(set) var weights: [Features]
  private let rate: Double

  /// What the engine knows of all requests. It starts from weights that `speculation-benchmark
  /// fit` found for answers over the Debian Policy Manual and to plain questions, and moves slowly.
  /// Earlier answers are trusted like the text, and a draft model by how sure it is.
  package static let shared = AcceptanceModel(
    weights: [
      Features(-4.1, 1.5, 0.9, 4.4, 1.4, 1.2, 0.6, 0),
      Features(-0.6, 3.8, 0.3, 2.5, -3.7, -0.7, -0.4, 0),
      Features(-4.1, 1.5, 0.9, 4.4, 1.4, 1.2, 0.6, 0),
      // What must be written is written in one way mostly; the last token of it may come out longer.
      Features(0, 0, 3.5, 0, 0, -0.5, 0, 0),
      Features(-2, 0, 0, 4.5, 0, 0, 0, 0),
    ], rate: 0.01)

  /// What one request adds to that. It moves fast.
  package static let request = AcceptanceModel(
    weights: ProposalSource.allCases.map { _ in .zero }, rate: 0.25)

  package init(weights: [Features], rate: Double) {
    self.weights = weights
    self.rate = rate
  }

  package static func features(_ evidence: ProposalEvidence, position: Int) -> Features {
    let length = Double(min(evidence.matchLength, 64))
    let occurrences = Double(min(evidence.occurrenceCount, 64))
    let share =
      (Double(evidence.agreeingCount) + 0.5) / Double(max(evidence.occurrenceCount, 0) + 1)
    return Features(
      1, log2(1 + length) / 6, evidence.matchLength > 1 ? 1 : 0, min(share, 1),
      log2(1 + occurrences) / 4, Double(min(position, 8)) / 8, position == 0 ? 1 : 0, 0)
  }

  package func score(_ source: ProposalSource, _ features: Features) -> Double {
    (weights[source.rawValue] * features).sum()
  }

  /// Moves towards a label: `error` is 1 - p where the token was right and -p where it was not.
  package mutating func learned(_ source: ProposalSource, _ features: Features, error: Double) {
    weights[source.rawValue] += features * (rate * error)
  }

  /// Never certain, so that one surprise does not outweigh everything learned.
  package static func probability(_ score: Double) -> Double {
    1 / (1 + exp(-min(max(score, -5), 5)))
  }
}
