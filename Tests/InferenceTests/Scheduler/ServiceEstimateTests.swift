import Inference
import Testing

@Suite struct ServiceEstimateTests {
  private func estimate() -> ServiceEstimate {
    var estimate = ServiceEstimate()
    estimate.secondsPerPromptToken = 0.001
    estimate.finished(running: .seconds(4), tokenCount: 40, tokensPerSecond: 10)
    return estimate
  }

  private func time(
    _ estimate: ServiceEstimate, waiting: Int = 0, running: Int = 0, unread: Int = 0,
    answerMax: Int = 1_000
  ) -> Duration? {
    estimate.timeToAnswer(
      waitingCount: waiting, runningCount: running, placeCount: 4, unreadTokenCount: unread,
      promptTokenCount: 100, answerTokenCountMax: answerMax)
  }

  private func expect(_ duration: Duration?, seconds: Double) throws {
    let duration = try #require(duration)
    #expect(abs(duration / .seconds(1) - seconds) < 1e-6, "\(duration), not \(seconds) s")
  }

  @Test func `Prompts, the answer and the wait for a place add up`() throws {
    try expect(time(estimate()), seconds: 0.1 + 3.9)
    try expect(time(estimate(), unread: 500), seconds: 0.6 + 3.9)
    try expect(time(estimate(), answerMax: 11), seconds: 0.1 + 1)
    try expect(time(estimate(), running: 3), seconds: 0.1 + 3.9)
    // Four places in four seconds: the first is free after one, the third after three.
    try expect(time(estimate(), running: 4), seconds: 1 + 0.1 + 3.9)
    try expect(time(estimate(), waiting: 2, running: 4), seconds: 3 + 0.1 + 3.9)
  }

  @Test func `Nothing is judged by what was never measured`() {
    #expect(time(ServiceEstimate()) == nil)
    var estimate = ServiceEstimate()
    estimate.secondsPerPromptToken = 0.001
    #expect(time(estimate) == nil)
    #expect(estimate.timeToPlace(waitingCount: 0, runningCount: 1, placeCount: 2) == .zero)
    #expect(estimate.timeToPlace(waitingCount: 0, runningCount: 2, placeCount: 2) == nil)
  }

  @Test func `A budget in milliseconds becomes rows by what a row was measured to take`() {
    var cost = PrefillCost()
    #expect(cost.rowCount(within: .milliseconds(40), spent: 0) == 32)
    cost.measured(rowCount: 100, seconds: 0.05)
    #expect(cost.rowCount(within: .milliseconds(40), spent: 0) == 80)
    #expect(cost.rowCount(within: .milliseconds(40), spent: 0.03) == 20)
    // Prompts get on even where decoding takes all of the budget.
    #expect(cost.rowCount(within: .milliseconds(40), spent: 0.1) == 8)
    cost.measured(rowCount: 1, seconds: 60)
    #expect(cost.rowCount(within: .milliseconds(40), spent: 0) == 50)
  }
}
