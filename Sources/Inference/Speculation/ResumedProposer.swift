/// Proposes the rest of a passage that was being repeated when the model departed from it.
///
/// A summary changes a word and quotes on; a list repeats its line with another name. The suffix
/// automaton then finds a short match or none. This proposer keeps its place in the passage, takes
/// the departure for a replaced token, and gives up after a few of them in a row.
package struct ResumedProposer: Proposer {
  private static let departureCountMax = 3

  private var tokens: [TokenID] = []
  /// Where the next token of the passage is, if there is one.
  private var place: Int?
  private var departureCount = 0
  /// How many of the newest tokens agreed with the passage since the last departure.
  private var agreeingCount = 0

  package init() {}

  /// The proposal that is about to be verified repeats what begins at `place`.
  mutating func following(_ place: Int) {
    self.place = place
    departureCount = 0
  }

  package mutating func append(_ token: TokenID) {
    tokens.append(token)
    guard let place else { return }
    if tokens[place] == token {
      agreeingCount += 1
      departureCount = 0
    } else {
      agreeingCount = 0
      departureCount += 1
    }
    self.place = departureCount > Self.departureCountMax ? nil : place + 1
  }

  package mutating func propose(countMax: Int, into proposal: inout Proposal) {
    proposal.removeAll()
    guard let place, place < tokens.count else { return }
    for offset in 0..<min(countMax, tokens.count - place) {
      proposal.append(
        tokens[place + offset],
        ProposalEvidence(
          matchLength: 1 + agreeingCount + offset, occurrenceCount: departureCount,
          agreeingCount: 0))
    }
  }
}
