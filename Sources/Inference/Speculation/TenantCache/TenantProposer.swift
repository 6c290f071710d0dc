/// Proposes what followed the longest end of the sequence in earlier answers to the same tenant.
package struct TenantProposer: Proposer {
  private let text: TenantText
  private var cursor = SuffixAutomaton.Cursor()

  package init(_ text: TenantText) { self.text = text }

  package mutating func append(_ token: TokenID) { text.automaton.advance(&cursor, by: token) }

  package mutating func propose(countMax: Int, into proposal: inout Proposal) {
    proposal.removeAll()
    guard var context = cursor.context else { return }
    let automaton = text.automaton
    while proposal.tokens.count < countMax, let next = automaton.likeliest(after: context) {
      proposal.append(
        next.token,
        ProposalEvidence(
          matchLength: cursor.length + proposal.tokens.count,
          occurrenceCount: automaton.occurrenceCount(context),
          agreeingCount: automaton.occurrenceCount(next.context)))
      context = next.context
    }
  }
}
