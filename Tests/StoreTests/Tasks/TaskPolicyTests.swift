import Store
import TestSupport
import Testing

@Suite("Task policies")
struct TaskPolicyTests {
  @Test("Waits are drawn evenly from zero to a bound that doubles up to its maximum")
  func fullJitter() {
    let retry = TaskRetry(
      attemptCountMax: 100, initialDelayMilliseconds: 100, delayMillisecondsMax: 1_000)
    #expect((1...6).map(retry.delayBoundMilliseconds) == [100, 200, 400, 800, 1_000, 1_000])
    #expect(retry.delayBoundMilliseconds(afterAttempt: .max) == 1_000)
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let draws = (0..<4_000).map { _ -> Int in
      let verdict = retry.verdict(
        afterAttempt: 3, draw: Double.random(in: 0..<1, using: &random))
      guard case .again(let delay) = verdict else { return -1 }
      return delay
    }
    #expect(draws.allSatisfy { (0...400).contains($0) }, "seed \(seed)")
    #expect((draws.min() ?? 400) < 8 && (draws.max() ?? 0) > 392, "seed \(seed)")
    #expect((185...215).contains(draws.reduce(0, +) / draws.count), "seed \(seed)")
  }

  @Test("A sixth attempt is never made, and no bound overflows")
  func attemptsEnd() {
    let standard = TaskRetry()
    #expect((1...4).allSatisfy { standard.verdict(afterAttempt: $0, draw: 0.5) != .bury })
    #expect(standard.verdict(afterAttempt: 5, draw: 0.5) == .bury)
    #expect(standard.verdict(afterAttempt: 6, draw: 0.5) == .bury)
    let long = TaskRetry(
      attemptCountMax: 100, initialDelayMilliseconds: .max, delayMillisecondsMax: 7)
    #expect(long.verdict(afterAttempt: 99, draw: 0.999) == .again(afterMilliseconds: 7))
    let none = TaskRetry(initialDelayMilliseconds: 0, delayMillisecondsMax: 0)
    #expect(none.verdict(afterAttempt: 1, draw: 0.999) == .again(afterMilliseconds: 0))
  }

  @Test("Labels are a set with one text, within bounds")
  func labels() throws {
    let labels = try TaskLabels(["region=eu", "gpu", "gpu"])
    #expect(labels.description == "gpu,region=eu")
    #expect(labels.missing(in: try TaskLabels(["gpu", "x"])) == ["region=eu"])
    #expect(TaskLabels.none.missing(in: .none) == [])
    for wrong in ["", "a b", "a,b", "ä", String(repeating: "x", count: 65)] {
      #expect(throws: StoreError.self) { try TaskLabels([wrong]) }
    }
    #expect(throws: StoreError.self) { try TaskLabels((0...32).map { "l\($0)" }) }
  }

  @Test("What no worker has is named after the worker that comes closest")
  func obstacles() throws {
    let wanted = try TaskLabels(["gpu", "region=eu", "big"])
    #expect(TaskObstacle(wanted, workers: []) == .noWorker)
    #expect(TaskObstacle(.none, workers: []) == .noWorker)
    #expect(TaskObstacle(.none, workers: [.none]) == nil)
    #expect(
      TaskObstacle(wanted, workers: [.none, try TaskLabels(["gpu", "big", "other"])])
        == .missing(["region=eu"]))
    #expect(
      TaskObstacle(wanted, workers: [try TaskLabels(["gpu", "big", "other", "region=eu"])])
        == nil)
  }
}
