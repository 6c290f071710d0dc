import Orchestrator
import TestSupport
import Testing

/// Random histories of a run, with failures and with the process dying at every single point.
@Suite("Replay", .blocksItsThread)
struct ReplayPropertyTests {
  /// The process that performs a run, on a simulated clock: completes what is in flight in random
  /// order, failing some of it, and keeps the log.
  private struct Simulation {
    var log: [(event: RunEvent, at: Int)]
    var machine: RunMachine
    var random: SeededGenerator
    var now: Int
    var inFlight: [AgentTask] = []
    var waits: [(step: StepID, at: Int)] = []
    /// Performed attempts of each step that were recorded as complete.
    var completions: [StepID: Int] = [:]
    var startedAfterCompletion: [StepID] = []
    let failureChance: Double

    init(log: [(event: RunEvent, at: Int)], seed: UInt64, failureChance: Double) {
      self.log = log
      machine = RunMachine(replaying: log)
      random = SeededGenerator(seed: seed)
      now = log.last?.at ?? 0
      self.failureChance = failureChance
      for case .stepCompleted(let step, _, _) in log.map(\.event) {
        completions[step, default: 0] += 1
      }
    }

    mutating func tell(_ fact: RunFact) {
      let decision = machine.decide(fact, now: now, using: &random)
      // Recording comes first, as in the real shell.
      log += decision.events.map { ($0, now) }
      machine = decision.next
      for case .stepCompleted(let step, _, _) in decision.events {
        completions[step, default: 0] += 1
      }
      for action in decision.actions {
        switch action {
        case .perform(let task):
          if (completions[task.step] ?? 0) > 0 { startedAfterCompletion.append(task.step) }
          inFlight.append(task)
        case .wake(let step, let at): waits.append((step, at))
        case .end:
          inFlight = []
          waits = []
        }
      }
    }

    /// Lets one thing happen. False when nothing can.
    mutating func advance() -> Bool {
      if machine.hasEnded { return false }
      now += Int.random(in: 0...50, using: &random)
      let choices = inFlight.count + waits.count
      guard choices > 0 else { return false }
      let choice = Int.random(in: 0..<choices, using: &random)
      if choice < inFlight.count {
        let task = inFlight.remove(at: choice)
        if Double.random(in: 0..<1, using: &random) < failureChance {
          tell(
            .attemptFailed(
              step: task.step, attempt: task.attempt,
              failure: AgentFailure("unlucky", isRetryable: true)))
        } else {
          tell(
            .attemptSucceeded(
              step: task.step, attempt: task.attempt, result: TestWorkflows.result(of: task)))
        }
      } else {
        let wait = waits.remove(at: choice - inFlight.count)
        now = max(now, wait.at)
        tell(.retryDue(step: wait.step))
      }
      return true
    }

    mutating func runToEnd() {
      while advance() {}
    }
  }

  private static func words(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...5, using: &random)).map { "w\($0)" }.joined(separator: " ")
  }

  @Test("Killed after any event, a run resumes, repeats no finished step, and ends the same")
  func everyPrefixResumes() throws {
    let base = UInt64.random(in: 0...UInt64.max)
    for round in 0..<100 {
      let seed = base &+ UInt64(round)
      var random = SeededGenerator(seed: seed)
      let submission = try TestWorkflows.submission(question: Self.words(&random))
      var whole = Simulation(log: [], seed: seed, failureChance: 0.1)
      whole.tell(.requested(submission))
      whole.tell(.resumed)
      whole.runToEnd()
      #expect(whole.machine.hasEnded, "seed \(seed)")
      #expect(RunMachine(replaying: whole.log) == whole.machine, "seed \(seed)")

      for count in 1...whole.log.count {
        var resumed = Simulation(
          log: Array(whole.log.prefix(count)), seed: seed &+ 7, failureChance: 0)
        if case .runFailed = whole.log[count - 1].event {
          #expect(resumed.machine.hasEnded, "seed \(seed), prefix \(count)")
          continue
        }
        resumed.tell(.resumed)
        resumed.runToEnd()
        let parts = submission.question.split(separator: " ").map { $0.uppercased() }
        #expect(
          resumed.machine.phase
            == .succeeded(
              report: ["text": .string(parts.joined(separator: "-")), "aside": "ASIDE"]),
          "seed \(seed), prefix \(count)")
        #expect(resumed.startedAfterCompletion == [], "seed \(seed), prefix \(count)")
        #expect(resumed.completions.values.allSatisfy { $0 == 1 }, "seed \(seed), prefix \(count)")
        #expect(
          RunMachine(replaying: resumed.log) == resumed.machine, "seed \(seed), prefix \(count)")
      }
    }
  }

  @Test("Killed again and again, a run still ends, each step complete once")
  func repeatedDeaths() throws {
    let base = UInt64.random(in: 0...UInt64.max)
    for round in 0..<200 {
      let seed = base &+ UInt64(round)
      var random = SeededGenerator(seed: seed)
      var life = Simulation(log: [], seed: seed, failureChance: 0)
      life.tell(.requested(try TestWorkflows.submission(question: Self.words(&random))))
      var deaths = 0
      while !life.machine.hasEnded {
        life.tell(.resumed)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          guard life.advance() else { break }
        }
        if life.machine.hasEnded { break }
        deaths += 1
        try #require(deaths < 1000, "seed \(seed): no progress")
        // Whatever was in flight dies with the process; the log alone survives.
        life = Simulation(log: life.log, seed: seed &+ UInt64(deaths), failureChance: 0)
      }
      #expect(life.completions.values.allSatisfy { $0 == 1 }, "seed \(seed)")
      #expect(life.startedAfterCompletion == [], "seed \(seed)")
      let versions = life.log.filter { if case .submitted = $0.event { true } else { false } }
      #expect(versions.count == 1, "seed \(seed)")
    }
  }
}
