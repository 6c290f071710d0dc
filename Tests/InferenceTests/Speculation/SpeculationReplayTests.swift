import Inference
import TestSupport
import Testing

/// Whole answers through proposers, estimates, policy and ledger, on a table of step times.
@Suite struct SpeculationReplayTests {
  /// One row, two rows and so on, of a small model on two cores.
  private static let times = [6.0, 6.8, 7.6, 8.2, 8.6, 9, 9.4, 10, 10.6, 11.2, 11.8, 12.4]

  private func replay(
    _ answers: [(prompt: [TokenID], answer: [TokenID])], times: [Double] = times
  ) -> SpeculationReplay.Outcome {
    var replay = SpeculationReplay(durations: times.map { .milliseconds(1) * $0 })
    var outcome = SpeculationReplay.Outcome()
    for (prompt, answer) in answers {
      replay.replay(prompt: prompt, answer: answer, into: &outcome)
    }
    return outcome
  }

  private func text(_ count: Int, _ vocabulary: TokenID, _ random: inout SeededGenerator)
    -> [TokenID]
  {
    (0..<count).map { _ in TokenID.random(in: 0..<vocabulary, using: &random) }
  }

  @Test func `An answer that quotes its prompt takes a third of the time`() {
    var random = SeededGenerator(seed: 1)
    let answers = (0..<4).map { _ in
      let prompt = text(400, 5_000, &random)
      return (prompt, Array(prompt[100..<300]))
    }
    let outcome = replay(answers)
    #expect(outcome.speedup > 3)
    #expect(outcome.tokensPerStep > 5)
    #expect(outcome.tokenCount == 4 * 199)
  }

  @Test func `A quotation that changes a word here and there is taken up again`() {
    var random = SeededGenerator(seed: 2)
    let answers = (0..<8).map { _ in
      let prompt = text(400, 5_000, &random)
      // Every twelfth word is replaced by one that is common in the prompt's beginning.
      let answer = prompt[100..<340].enumerated().map { $0 % 12 == 11 ? prompt[$0 % 50] : $1 }
      return (prompt, answer)
    }
    #expect(replay(answers).speedup > 2)
  }

  @Test func `Where matches are chance or lies, next to nothing is lost`() {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let chance = (0..<40).map { _ in
      (text(200, 30, &random), text(256, 30, &random))
    }
    // Quotes three tokens of its prompt, so that a match is found, and then always departs.
    let lies = (0..<40).map { _ in
      let prompt = text(300, 5_000, &random)
      let answer = (0..<64).flatMap { index -> [TokenID] in
        let start = (index * 37) % 290
        return Array(prompt[start..<start + 3]) + [TokenID(6_000 + index)]
      }
      return (prompt, answer)
    }
    for answers in [chance, lies, lies + chance] {
      let outcome = replay(answers)
      #expect(outcome.seconds < 1.01 * outcome.plainSeconds + 0.06, "seed \(seed)")
    }
  }

  @Test func `Where every row costs as much as a step, nothing is proposed`() {
    let prompt = (0..<100).map { TokenID($0) }
    let outcome = replay([(prompt, prompt)], times: (1...16).map { Double($0) * 6 })
    #expect(outcome.counters.proposed == 0)
    #expect(outcome.speedup == 1)
  }
}
