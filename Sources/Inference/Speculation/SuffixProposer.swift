/// Proposes what followed the longest end of the sequence when it occurred before.
///
/// It needs no training and no second model, and pays where an answer repeats its prompt or itself:
/// quotations, extraction, code, translation tables. Memory is bounded: at `tokenCountMax` tokens
/// the automaton is rebuilt over the newest half, an amortised constant cost.
package struct SuffixProposer: Proposer {
  private let tokenCountMax: Int
  private var automaton = SuffixAutomaton()

  /// - Parameter tokenCountMax: a token costs about 150 bytes.
  package init(tokenCountMax: Int = 32_768) {
    precondition(tokenCountMax >= 2, "tokenCountMax is \(tokenCountMax), must be at least 2")
    self.tokenCountMax = tokenCountMax
  }

  package mutating func append(_ token: TokenID) {
    if automaton.tokens.count == tokenCountMax {
      let newest = automaton.tokens.suffix(tokenCountMax / 2)
      automaton = SuffixAutomaton()
      for token in newest { automaton.append(token) }
    }
    automaton.append(token)
  }

  package mutating func propose(countMax: Int) -> Proposal {
    guard countMax > 0, let match = automaton.longestRepeatedSuffix else { return .none }
    let tokens = automaton.tokens
    // Where the match reaches the end of what is known, its period goes on: the proposal reads
    // what it has itself just proposed.
    let period = tokens.count - match.end
    let continuation = (0..<countMax).map { tokens[match.end + $0 % period] }
    return Proposal(tokens: continuation, matchLength: match.length)
  }
}
