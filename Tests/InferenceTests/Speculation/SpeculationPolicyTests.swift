import Inference
import Testing

@Suite struct SpeculationPolicyTests {
  /// A model whose pass over n rows takes `times[n - 1]` milliseconds.
  private func cost(_ times: [Double]) -> StepCost {
    var cost = StepCost()
    for (index, time) in times.enumerated() {
      cost.measured(rowCount: index + 1, duration: .milliseconds(1) * time)
    }
    return cost
  }

  private func count(_ acceptance: Double, proposed: Int = 8, _ cost: StepCost) -> Int {
    SpeculationPolicy().rowCounts(
      [.init(proposedCount: proposed, acceptance: acceptance, idleStepCount: 0)], rowCount: 1,
      spareRowCount: 63, cost: cost)[0]
  }

  @Test func `Nothing is proposed before a pass was measured`() {
    #expect(count(1, StepCost()) == 0)
  }

  @Test func `The count maximises expected tokens per second`() {
    let times = [10, 10.4, 11, 12, 16, 20, 24, 28, 32.0]
    let cost = cost(times)
    for acceptance in [0.05, 0.2, 0.4, 0.6, 0.8, 0.95] {
      var best = (rate: 1.02 / times[0], count: 0)
      var expected = 1.0
      var product = 1.0
      for extra in 1...8 {
        product *= acceptance
        expected += product
        if expected / times[extra] > best.rate { best = (expected / times[extra], extra) }
      }
      #expect(count(acceptance, cost) == best.count, "acceptance \(acceptance)")
    }
    #expect(count(0.95, proposed: 2, cost) == 2)
  }

  @Test func `Where every row costs a full pass, only near certainty is worth one`() {
    let dear = cost((1...9).map { Double($0) * 10 })
    #expect(count(0.9, dear) == 0)
    let cheap = cost((1...9).map { 10 + Double($0) * 0.01 })
    #expect(count(0.9, cheap) == 8)
    #expect(count(0.01, cheap) == 0)
  }

  @Test func `Rows go to the request that gains most`() {
    let counts = SpeculationPolicy().rowCounts(
      [
        .init(proposedCount: 8, acceptance: 0.1, idleStepCount: 0),
        .init(proposedCount: 8, acceptance: 0.9, idleStepCount: 0),
      ], rowCount: 2, spareRowCount: 62, cost: cost([10, 11, 12, 13, 14, 15, 16, 30, 40, 50]))
    #expect(counts[0] == 0)
    #expect(counts[1] > 2)
  }

  @Test func `A kind of proposal that was given up is tried again, one row at a time`() {
    let dear = cost((1...9).map { Double($0) * 10 })
    let counts = SpeculationPolicy().rowCounts(
      [.init(proposedCount: 8, acceptance: 0.1, idleStepCount: 64)], rowCount: 1,
      spareRowCount: 63, cost: dear)
    #expect(counts == [1])
  }

  @Test func `Refusals lower the estimate of their own kind of match only`() {
    var estimate = AcceptanceEstimate()
    let long = estimate.rate(matchLength: 20)
    let short = estimate.rate(matchLength: 1)
    for _ in 0..<20 { estimate.verified(matchLength: 1, proposed: 2, accepted: 0) }
    #expect(estimate.rate(matchLength: 1) < 0.1 * short)
    #expect(estimate.rate(matchLength: 20) == long)
    for _ in 0..<20 { estimate.verified(matchLength: 1, proposed: 2, accepted: 2) }
    #expect(estimate.rate(matchLength: 1) > 0.9)
  }

  @Test func `Unmeasured sizes are estimated between and beyond the measured ones`() throws {
    var cost = StepCost()
    cost.measured(rowCount: 1, duration: .milliseconds(10))
    cost.measured(rowCount: 5, duration: .milliseconds(18))
    #expect(abs(try #require(cost.estimate(rowCount: 3)) - 0.014) < 1e-9)
    #expect(try #require(cost.estimate(rowCount: 9)) > 0.018)
    cost.measured(rowCount: 1, duration: .seconds(10))
    #expect(try #require(cost.estimate(rowCount: 1)) < 0.02)
  }
}
