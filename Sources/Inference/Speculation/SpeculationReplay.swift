/// Speculation without a model: recorded answers stand for what the model would choose, and a table
/// of step times for what it would take.
///
/// Greedy answers do not depend on what was proposed, so a replay goes through the very steps of the
/// engine, one request at a time, in microseconds each, and two policies are compared on any
/// machine. What it leaves out: the time of proposing, and requests that share a step.
package struct SpeculationReplay: Sendable {
  package struct Outcome: Sendable, Equatable {
    package var tokenCount = 0
    package var seconds = 0.0
    /// What plain decoding would have taken.
    package var plainSeconds = 0.0
    package var counters = SpeculationCounters()

    package init() {}

    package var speedup: Double { plainSeconds / seconds }
    package var tokensPerStep: Double { Double(tokenCount) / Double(counters.steps) }
  }

  private let cost: StepCost
  private var policy = SpeculationPolicy()
  /// What was learned from everything replayed so far.
  package private(set) var acceptance = AcceptanceModel.shared

  /// - Parameter durations: of a step over one row, two rows and so on.
  package init(durations: [Duration]) { cost = StepCost(known: durations) }

  /// Decodes `answer` behind `prompt` and adds what that took to `outcome`.
  package mutating func replay(
    prompt: [TokenID], answer: [TokenID], tenantText: TenantText? = nil,
    into outcome: inout Outcome
  ) {
    // Plain decoding reads the newest token, so the first token of the answer comes from the prompt.
    guard let first = answer.first, let plain = cost.estimate(rowCount: 1) else { return }
    var speculator = Speculator(prompt: prompt, tenantText: tenantText)
    speculator.chosen([first], shared: &acceptance)
    var done = 1
    while done < answer.count {
      speculator.propose(countMax: answer.count - done - 1, shared: acceptance)
      let count = policy.rowCounts(
        [speculator.gains], spareRowCount: StepCost.rowCountMax - 1, cost: cost)[0]
      let granted = speculator.granted(count)
      let accepted = zip(granted, answer[done...]).prefix { $0 == $1 }.count
      speculator.chosen(Array(answer[done...(done + accepted)]), shared: &acceptance)
      policy.stepped(
        requestCount: 1, proposedCount: count, acceptedCount: accepted, cost: cost)
      outcome.counters.stepped(speculator.grantedSource, proposed: count, accepted: accepted)
      outcome.tokenCount += accepted + 1
      outcome.seconds += cost.estimate(rowCount: 1 + count) ?? 0
      outcome.plainSeconds += plain * Double(accepted + 1)
      done += accepted + 1
    }
  }
}
