/// Proposes what followed the longest end of the sequence when it occurred before: most often, and
/// of equals last.
///
/// It needs no training and no second model, and pays where an answer repeats its prompt or itself:
/// quotations, extraction, code, translation tables. Memory is bounded: at `tokenCountMax` tokens
/// the automaton is rebuilt over the newest half, an amortised constant cost.
package struct SuffixProposer: Proposer {
  private let tokenCountMax: Int
  private var automaton = SuffixAutomaton()
  /// Tokens of the sequence that were forgotten.
  private var droppedCount = 0
  /// Where in the sequence the first proposed token last occurred.
  private(set) var place: Int?

  /// - Parameter tokenCountMax: a token costs about 150 bytes.
  package init(tokenCountMax: Int = 32_768) {
    precondition(tokenCountMax >= 2, "tokenCountMax is \(tokenCountMax), must be at least 2")
    self.tokenCountMax = tokenCountMax
  }

  package mutating func append(_ token: TokenID) {
    if automaton.tokens.count == tokenCountMax {
      let newest = automaton.tokens.suffix(tokenCountMax / 2)
      droppedCount += automaton.tokens.count - newest.count
      automaton = SuffixAutomaton()
      for token in newest { automaton.append(token) }
    }
    automaton.append(token)
  }

  package mutating func propose(countMax: Int, into proposal: inout Proposal) {
    proposal.removeAll()
    place = nil
    guard countMax > 0, var context = automaton.longestRepeatedSuffix else { return }
    while proposal.tokens.count < countMax, let next = automaton.likeliest(after: context) {
      if proposal.tokens.isEmpty { place = automaton.end(next.context) - 1 + droppedCount }
      proposal.append(
        next.token,
        ProposalEvidence(
          matchLength: automaton.length(context),
          occurrenceCount: automaton.occurrenceCount(context),
          agreeingCount: automaton.occurrenceCount(next.context)))
      context = next.context
    }
  }
}
