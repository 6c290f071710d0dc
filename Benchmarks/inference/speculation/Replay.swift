import Inference

/// What speculation would gain on recorded answers, by category, on a machine whose steps take as
/// long as the table says.
enum Replay {
  /// - Parameter asTenants: whether each category is a tenant whose earlier answers are proposed from.
  static func run(_ recordings: [Recording], milliseconds: [Double], asTenants: Bool) {
    var replay = SpeculationReplay(durations: milliseconds.map { .milliseconds(1) * $0 })
    var outcomes: [String: SpeculationReplay.Outcome] = [:]
    var answers: [String: [[TokenID]]] = [:]
    for recording in recordings {
      let earlier = answers[recording.category, default: []]
      replay.replay(
        prompt: recording.prompt, answer: recording.answer,
        tenantText: asTenants ? TenantText(earlier) : nil,
        into: &outcomes[recording.category, default: .init()])
      answers[recording.category, default: []].append(
        recording.prompt.suffix(TenantCache.contextCount) + recording.answer)
    }
    var speedups: [Double] = []
    for (category, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
      speedups.append(outcome.speedup)
      print(
        "replay", category, outcome.tokenCount, rounded(outcome.speedup),
        rounded(outcome.tokensPerStep), outcome.counters.proposed, outcome.counters.accepted,
        separator: "\t")
    }
    print(
      "replay", "mean", rounded(speedups.reduce(0, +) / Double(speedups.count)), separator: "\t")
  }

  /// Replays often enough that what the engine starts from no longer matters, and prints the weights
  /// that `AcceptanceModel.shared` should start from.
  static func fit(_ recordings: [Recording], milliseconds: [Double]) {
    var replay = SpeculationReplay(durations: milliseconds.map { .milliseconds(1) * $0 })
    var outcome = SpeculationReplay.Outcome()
    for _ in 0..<20 {
      for recording in recordings {
        replay.replay(prompt: recording.prompt, answer: recording.answer, into: &outcome)
      }
    }
    for (source, weights) in zip(ProposalSource.allCases, replay.acceptance.weights) {
      print("fit", source.name, (0..<8).map { "\(rounded(weights[$0]))" }.joined(separator: ", "))
    }
  }

  private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}
