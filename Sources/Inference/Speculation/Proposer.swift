/// What a proposer thinks comes next, and why it thinks so.
package struct Proposal: Sendable, Equatable {
  /// The tokens, in order; empty means no idea.
  package var tokens: [TokenID]
  /// How many tokens of context the proposer matched: its own measure of confidence.
  package var matchLength: Int

  package static let none = Proposal(tokens: [], matchLength: 0)

  package init(tokens: [TokenID], matchLength: Int) {
    self.tokens = tokens
    self.matchLength = matchLength
  }
}

/// Guesses the next tokens of one sequence. A guess costs time when it is wrong and never changes a
/// token: the verifier accepts only what the model itself would have chosen.
package protocol Proposer: Sendable {
  /// Takes in tokens that are now part of the sequence, prompt and output alike.
  mutating func append(_ token: TokenID)

  /// At most `countMax` tokens that may follow what was appended so far.
  mutating func propose(countMax: Int) -> Proposal
}
