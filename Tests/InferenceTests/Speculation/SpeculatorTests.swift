import Inference
import TestSupport
import Testing

@Suite struct SpeculatorTests {
  /// Lets `speculator` propose and verifies all of it against `answer`, which is to follow.
  private func verify(
    _ speculator: inout Speculator, _ answer: [TokenID], _ acceptance: inout AcceptanceModel
  ) -> (proposed: Int, accepted: Int) {
    speculator.propose(countMax: answer.count - 1, shared: acceptance)
    let granted = speculator.granted(speculator.gains.count)
    let accepted = zip(granted, answer).prefix { $0 == $1 }.count
    speculator.chosen(Array(answer[...accepted]), shared: &acceptance)
    return (granted.count, accepted)
  }

  @Test func `What is expected never rises along a proposal and is never certain`() {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    var acceptance = AcceptanceModel.shared
    for _ in 0..<20 {
      var speculator = Speculator(
        prompt: (0..<50).map { _ in TokenID.random(in: 0..<9, using: &random) })
      for _ in 0..<100 {
        speculator.propose(countMax: 12, shared: acceptance)
        let gains = speculator.gains
        #expect(gains.count <= 12)
        #expect(gains.allSatisfy { $0 > 0 && $0 < 1 }, "seed \(seed)")
        #expect(zip(gains, gains.dropFirst()).allSatisfy { $0 > $1 }, "seed \(seed)")
        _ = speculator.granted(gains.count)
        speculator.chosen([TokenID.random(in: 0..<9, using: &random)], shared: &acceptance)
      }
    }
  }

  @Test func `Inside a long copy, proposals are longer`() {
    let passage = (100..<300).map { TokenID($0) }
    var acceptance = AcceptanceModel.shared
    var speculator = Speculator(prompt: passage)
    var counts: [Int] = []
    for token in passage.prefix(40) {
      speculator.chosen([token], shared: &acceptance)
      speculator.propose(countMax: 64, shared: acceptance)
      counts.append(speculator.gains.count)
    }
    #expect(counts[10] == SpeculationPolicy.usualCountMax)
    #expect(counts[39] == SpeculationPolicy.proposedCountMax)
    #expect(counts == counts.sorted())
  }

  @Test func `A passage is taken up again behind a word that was changed`() {
    let passage = (100..<160).map { TokenID($0) }
    var acceptance = AcceptanceModel.shared
    var speculator = Speculator(prompt: passage)
    // Quotes the first ten, then says 7, which the prompt does not have, and quotes on.
    speculator.chosen(Array(passage[..<10]), shared: &acceptance)
    let answer = [7] + passage[11..<40]
    #expect(verify(&speculator, answer, &acceptance).accepted == 0)
    let resumed = verify(&speculator, Array(answer[1...]), &acceptance)
    #expect(speculator.grantedSource == .resumed)
    #expect(resumed.accepted >= 10)
  }

  @Test func `Proposals that were not verified teach as well`() {
    var acceptance = AcceptanceModel.shared
    var speculator = Speculator(prompt: (0..<60).flatMap { [$0, 100 + $0] })
    var expected: [Double] = []
    for token: TokenID in 0..<60 {
      speculator.chosen([token], shared: &acceptance)
      speculator.propose(countMax: 1, shared: acceptance)
      expected.append(speculator.gains[0])
      // The match says 100 + token; nothing is verified, and something else comes.
      _ = speculator.granted(0)
      speculator.chosen([200 + token], shared: &acceptance)
    }
    #expect(expected[59] < 0.3 * expected[0])
  }
}
