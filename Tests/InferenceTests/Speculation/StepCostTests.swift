import Inference
import Testing

@Suite struct StepCostTests {
  @Test func `Unmeasured sizes are estimated between and beyond the measured ones`() throws {
    var cost = StepCost()
    cost.measured(rowCount: 1, duration: .milliseconds(10))
    cost.measured(rowCount: 5, duration: .milliseconds(18))
    #expect(abs(try #require(cost.estimate(rowCount: 3)) - 0.014) < 1e-9)
    #expect(try #require(cost.estimate(rowCount: 9)) > 0.018)
  }

  @Test func `One preempted pass hardly matters`() throws {
    var cost = StepCost()
    for _ in 0..<20 {
      cost.measured(rowCount: 1, duration: .milliseconds(10))
      cost.measured(rowCount: 4, duration: .milliseconds(15))
    }
    cost.measured(rowCount: 1, duration: .seconds(10))
    #expect(try #require(cost.estimate(rowCount: 1)) < 0.012)
    let ratio = try #require(cost.estimate(rowCount: 4)) / #require(cost.estimate(rowCount: 1))
    #expect((1.4...1.6).contains(ratio))
    var unlucky = cost
    unlucky.measured(rowCount: 2, duration: .seconds(10))
    #expect(try #require(unlucky.estimate(rowCount: 2)) < 0.025)
  }

  @Test func `A machine that slows down slows sizes that are not run`() throws {
    var cost = StepCost()
    for _ in 0..<20 {
      cost.measured(rowCount: 1, duration: .milliseconds(10))
      cost.measured(rowCount: 4, duration: .milliseconds(15))
    }
    for _ in 0..<40 { cost.measured(rowCount: 4, duration: .milliseconds(30)) }
    let ratio = try #require(cost.estimate(rowCount: 4)) / #require(cost.estimate(rowCount: 1))
    #expect((1.3...2.1).contains(ratio))
    #expect(try #require(cost.estimate(rowCount: 4)) > 0.027)
  }
}
