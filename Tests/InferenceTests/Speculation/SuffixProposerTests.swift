import Inference
import TestSupport
import Testing

@Suite struct SuffixProposerTests {
  private func propose(_ proposer: inout SuffixProposer, _ countMax: Int) -> Proposal {
    var proposal = Proposal(.suffix)
    proposer.propose(countMax: countMax, into: &proposal)
    return proposal
  }

  private func proposer(_ tokens: [TokenID]) -> SuffixProposer {
    var proposer = SuffixProposer()
    for token in tokens { proposer.append(token) }
    return proposer
  }

  /// The definition: where the longest end occurred before, by trying all of them.
  private func longestRepeatedSuffix(_ tokens: [TokenID]) -> (length: Int, ends: [Int]) {
    for length in stride(from: tokens.count - 1, to: 0, by: -1) {
      let suffix = tokens.suffix(length)
      let ends = (length..<tokens.count).filter { tokens[($0 - length)..<$0].elementsEqual(suffix) }
      if !ends.isEmpty { return (length, ends) }
    }
    return (0, [])
  }

  @Test func `The likeliest continuation of the longest repeated end, for random texts`() throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    for alphabet in [2, 3, 8, 40] {
      let tokens = (0..<60).map { _ in TokenID.random(in: 0..<TokenID(alphabet), using: &random) }
      var proposer = SuffixProposer()
      for count in 1...tokens.count {
        proposer.append(tokens[count - 1])
        let seen = Array(tokens[..<count])
        let expected = longestRepeatedSuffix(seen)
        let proposal = propose(&proposer, 1)
        guard let evidence = proposal.evidence.first else {
          #expect(expected.length == 0, "seed \(seed)")
          continue
        }
        #expect(evidence.matchLength == expected.length, "seed \(seed)")
        #expect(evidence.occurrenceCount == expected.ends.count, "seed \(seed)")
        let continuations = expected.ends.map { seen[$0] }
        let counts = continuations.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        #expect(counts[proposal.tokens[0]] == counts.values.max(), "seed \(seed)")
      }
    }
  }

  @Test func `Of equally frequent continuations the newest, and a period goes on past the end`() {
    var newest = proposer([1, 2, 3, 9, 1, 2, 4, 9, 1, 2])
    #expect(propose(&newest, 3).tokens == [4, 9, 1])
    #expect(propose(&newest, 1).evidence.first?.matchLength == 3)
    var frequent = proposer([1, 2, 3, 8, 1, 2, 3, 7, 1, 2, 4, 6, 1, 2])
    #expect(propose(&frequent, 1).tokens == [3])
    #expect(
      propose(&frequent, 1).evidence
        == [ProposalEvidence(matchLength: 2, occurrenceCount: 3, agreeingCount: 2)])
    var periodic = proposer([7, 8, 7, 8, 7])
    #expect(propose(&periodic, 5).tokens == [8, 7, 8, 7, 8])
    #expect(propose(&periodic, 0).tokens.isEmpty)
  }

  @Test func `Memory is bounded and the newest half is remembered`() {
    var proposer = SuffixProposer(tokenCountMax: 64)
    for index in 0..<10_000 { proposer.append(TokenID(index % 20)) }
    let proposal = propose(&proposer, 3)
    #expect(proposal.tokens == [0, 1, 2])
    #expect(proposal.evidence[0].matchLength < 64)
  }
}
