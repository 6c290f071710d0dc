/// What speaks for one proposed token.
package struct ProposalEvidence: Sendable, Equatable {
  /// How many tokens of context were matched, the proposed ones before it included.
  package var matchLength: Int
  /// How often this context occurred before.
  package var occurrenceCount: Int
  /// How often the token followed it.
  package var agreeingCount: Int

  package init(matchLength: Int, occurrenceCount: Int, agreeingCount: Int) {
    self.matchLength = matchLength
    self.occurrenceCount = occurrenceCount
    self.agreeingCount = agreeingCount
  }
}

extension ProposalEvidence {
  /// A draft model's choice, as sure as `confidence` says.
  init(draftConfidence confidence: Double) {
    self.init(matchLength: 0, occurrenceCount: 63, agreeingCount: Int((63 * confidence).rounded()))
  }
}

/// What a proposer thinks comes next, and why it thinks so.
package struct Proposal: Sendable, Equatable {
  package var source: ProposalSource
  /// The tokens, in order; empty means no idea.
  package var tokens: [TokenID] = []
  /// One for each token.
  package var evidence: [ProposalEvidence] = []

  package init(_ source: ProposalSource) { self.source = source }

  /// Empties it and keeps its memory.
  mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    evidence.removeAll(keepingCapacity: true)
  }

  /// Keeps the first `count` tokens.
  mutating func truncate(to count: Int) {
    tokens.removeLast(tokens.count - count)
    evidence.removeLast(evidence.count - count)
  }

  mutating func append(_ token: TokenID, _ evidence: ProposalEvidence) {
    tokens.append(token)
    self.evidence.append(evidence)
  }
}

/// Guesses the next tokens of one sequence. A guess costs time when it is wrong and never changes a
/// token: the verifier accepts only what the model itself would have chosen.
package protocol Proposer: Sendable {
  /// Takes in a token that is now part of the sequence, prompt and output alike.
  mutating func append(_ token: TokenID)

  /// Fills `proposal` with at most `countMax` tokens that may follow what was appended so far.
  mutating func propose(countMax: Int, into proposal: inout Proposal)
}
