import Inference
import Testing

@Suite struct SuffixProposerTests {
  /// The definition: the longest end that occurred before, by trying all of them.
  private func longestRepeatedSuffix(_ tokens: [TokenID]) -> (length: Int, ends: Set<Int>) {
    for length in stride(from: tokens.count - 1, to: 0, by: -1) {
      let suffix = tokens.suffix(length)
      let ends = (length..<tokens.count).filter { tokens[($0 - length)..<$0].elementsEqual(suffix) }
      if !ends.isEmpty { return (length, Set(ends)) }
    }
    return (0, [])
  }

  @Test func `The match is the longest end that occurred before, for random texts`() {
    var random = SystemRandomNumberGenerator()
    for alphabet in [1, 2, 3, 8, 40] {
      let tokens = (0..<70).map { _ in TokenID.random(in: 0..<TokenID(alphabet), using: &random) }
      var proposer = SuffixProposer()
      for count in 1...tokens.count {
        proposer.append(tokens[count - 1])
        let seen = Array(tokens[..<count])
        let expected = longestRepeatedSuffix(seen)
        let proposal = proposer.propose(countMax: 1)
        #expect(proposal.matchLength == expected.length, "\(seen)")
        let continuations = expected.ends.map { seen[$0] }
        #expect(
          proposal.tokens.isEmpty
            ? continuations.isEmpty : continuations.contains(proposal.tokens[0]), "\(seen)")
      }
    }
  }

  @Test func `The newest occurrence is continued, and a period goes on past the end`() {
    var proposer = SuffixProposer()
    for token: TokenID in [1, 2, 3, 9, 1, 2, 4, 9, 1, 2] { proposer.append(token) }
    #expect(proposer.propose(countMax: 3) == Proposal(tokens: [4, 9, 1], matchLength: 3))
    var periodic = SuffixProposer()
    for token: TokenID in [7, 8, 7, 8, 7] { periodic.append(token) }
    #expect(periodic.propose(countMax: 5) == Proposal(tokens: [8, 7, 8, 7, 8], matchLength: 3))
    #expect(periodic.propose(countMax: 0) == .none)
  }

  @Test func `Memory is bounded and the newest half is remembered`() {
    var proposer = SuffixProposer(tokenCountMax: 64)
    for index in 0..<10_000 { proposer.append(TokenID(index % 20)) }
    let proposal = proposer.propose(countMax: 3)
    #expect(proposal.tokens == [0, 1, 2])
    #expect(proposal.matchLength < 64)
  }
}
