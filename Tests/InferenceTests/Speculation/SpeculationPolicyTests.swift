import Inference
import TestSupport
import Testing

@Suite struct SpeculationPolicyTests {
  /// A model whose pass over n rows takes `times[n - 1]` milliseconds.
  private func cost(_ times: [Double]) -> StepCost {
    StepCost(known: times.map { .milliseconds(1) * $0 })
  }

  private func gains(_ acceptance: Double, proposed: Int = 8) -> [Double] {
    var product = 1.0
    return (0..<proposed).map { _ in
      product *= acceptance
      return product
    }
  }

  private func count(_ acceptance: Double, proposed: Int = 8, _ cost: StepCost) -> Int {
    SpeculationPolicy().rowCounts(
      [gains(acceptance, proposed: proposed)], spareRowCount: 63, cost: cost)[0]
  }

  @Test func `Nothing is verified before a pass was measured`() {
    #expect(count(1, StepCost()) == 0)
  }

  @Test func `The count maximises expected tokens less the worth of their time`() {
    let times = [10, 10.4, 11, 12, 16, 20, 24, 28, 32.0]
    for acceptance in [0.05, 0.2, 0.4, 0.6, 0.8, 0.95] {
      var best = (value: 0.02, count: 0)
      var expected = 0.0
      for (index, gain) in gains(acceptance).enumerated() {
        expected += gain
        let value = expected - (times[index + 1] - times[0]) / times[0]
        if value > best.value { best = (value, index + 1) }
      }
      #expect(count(acceptance, cost(times)) == best.count, "acceptance \(acceptance)")
    }
    #expect(count(0.95, proposed: 2, cost(times)) == 2)
  }

  @Test func `Where every row costs a full pass, no guess is worth one`() {
    let dear = cost((1...9).map { Double($0) * 10 })
    #expect(count(0.99, dear) == 0)
    let cheap = cost((1...9).map { 10 + Double($0) * 0.01 })
    #expect(count(0.9, cheap) == 8)
    #expect(count(0.01, cheap) == 0)
  }

  @Test func `Rows go to the request that gains most`() {
    let counts = SpeculationPolicy().rowCounts(
      [gains(0.1), gains(0.9)], spareRowCount: 62,
      cost: cost([10, 11, 12, 13, 14, 15, 16, 30, 40, 50]))
    #expect(counts[0] == 0)
    #expect(counts[1] > 2)
  }

  @Test func `Where most steps gain much, a small gain is not worth its rows`() {
    let cost = cost([10, 12, 14, 16])
    var policy = SpeculationPolicy()
    let small = [0.3]
    #expect(policy.rowCounts([small], spareRowCount: 63, cost: cost) == [1])
    for _ in 0..<200 {
      policy.stepped(requestCount: 1, proposedCount: 3, acceptedCount: 3, cost: cost)
    }
    #expect(policy.speedup > 2)
    #expect(policy.rowCounts([small], spareRowCount: 63, cost: cost) == [0])
  }

  @Test func `No more rows than are offered, spare and known to the cost, for random steps`() {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let requests = (0..<Int.random(in: 1...20, using: &random)).map { _ in
        gains(
          Double.random(in: 0...1, using: &random), proposed: Int.random(in: 0...30, using: &random)
        )
      }
      let spare = Int.random(in: 0...70, using: &random)
      var time = 1.0
      let times = (0..<40).map { _ in
        time += Double.random(in: 0...0.3, using: &random)
        return time
      }
      let counts = SpeculationPolicy().rowCounts(requests, spareRowCount: spare, cost: cost(times))
      let countMax = SpeculationPolicy.proposedCountMax
      #expect(
        zip(counts, requests).allSatisfy { $0 <= min($1.count, countMax) }, "seed \(seed)")
      #expect(counts.reduce(0, +) <= min(spare, 64 - requests.count), "seed \(seed)")
    }
  }

  @Test func `Whatever the estimates say, proposals lose at most one part in a hundred`() {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let cost = cost([10, 12, 14, 16, 18, 20])
    for share in [0, 0.1, 0.3] {
      var policy = SpeculationPolicy()
      var (time, plain, verified) = (0.0, 0.0, 0)
      for _ in 0..<20_000 {
        // The estimate is near certainty; the truth is not.
        let count = policy.rowCounts([gains(0.99, proposed: 5)], spareRowCount: 63, cost: cost)[0]
        let isRight = Double.random(in: 0..<1, using: &random) < share
        let accepted = isRight ? min(count, 1) : 0
        policy.stepped(requestCount: 1, proposedCount: count, acceptedCount: accepted, cost: cost)
        verified += count
        time += cost.estimate(rowCount: 1 + count) ?? 0
        plain += 0.010 * Double(1 + accepted)
      }
      #expect(verified > 0)
      #expect(time <= plain * 1.011 + 0.06, "seed \(seed), share \(share)")
    }
  }
}
