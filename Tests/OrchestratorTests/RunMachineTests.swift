import Orchestrator
import TestSupport
import Testing

@Suite("Run machine")
struct RunMachineTests {
  private var random = SeededGenerator(seed: 1)

  private mutating func decide(
    _ fact: RunFact, _ machine: inout RunMachine, now: Int = 0
  ) -> RunDecision {
    let decision = machine.decide(fact, now: now, using: &random)
    machine = decision.next
    return decision
  }

  private func tasks(_ decision: RunDecision) -> [AgentTask] {
    decision.actions.compactMap { if case .perform(let task) = $0 { task } else { nil } }
  }

  private mutating func succeed(
    _ task: AgentTask, _ machine: inout RunMachine
  ) -> RunDecision {
    decide(
      .attemptSucceeded(
        step: task.step, attempt: task.attempt, result: TestWorkflows.result(of: task)), &machine)
  }

  @Test("Steps start when what they need is complete; the join waits for the last of its list")
  mutating func happyPath() throws {
    var machine = RunMachine()
    var decision = decide(
      .requested(try TestWorkflows.submission(question: "a b")), &machine)
    #expect(decision.events.count == 1 && tasks(decision) == [])

    decision = decide(.resumed, &machine)
    #expect(tasks(decision).map(\.step) == [StepID("split")])
    #expect(decision.events == [.attemptStarted(step: StepID("split"), attempt: 1)])

    let started = succeed(tasks(decision)[0], &machine)
    #expect(tasks(started).map(\.step) == [StepID("each", 0), StepID("each", 1), StepID("side")])
    #expect(tasks(started)[1].inputs == ["text": "b"])

    #expect(tasks(succeed(tasks(started)[1], &machine)) == [])
    #expect(tasks(succeed(tasks(started)[2], &machine)) == [])
    let joined = succeed(tasks(started)[0], &machine)
    #expect(tasks(joined).map(\.step) == [StepID("join")])
    // The order is the list's, not that of completion.
    #expect(tasks(joined)[0].inputs["parts"] == [["text": "A"], ["text": "B"]])

    let ended = succeed(tasks(joined)[0], &machine)
    #expect(ended.actions == [.end])
    #expect(machine.phase == .succeeded(report: ["text": "A-B", "aside": "ASIDE"]))
  }

  @Test("An empty list is complete at once")
  mutating func emptyList() throws {
    var machine = RunMachine()
    _ = decide(.requested(try TestWorkflows.submission(question: "")), &machine)
    let split = tasks(decide(.resumed, &machine))[0]
    let started = succeed(split, &machine)
    #expect(tasks(started).map(\.step) == [StepID("side"), StepID("join")])
  }

  @Test("A failure waits and is retried; the last one fails the run and stops the others")
  mutating func retries() throws {
    var machine = RunMachine()
    _ = decide(.requested(try TestWorkflows.submission(question: "a b")), &machine)
    let started = succeed(tasks(decide(.resumed, &machine))[0], &machine)
    var task = tasks(started)[0]
    let failure = AgentFailure("retrieval is unavailable", isRetryable: true)
    for attempt in 1...4 {
      #expect(task.attempt == attempt)
      let failed = decide(
        .attemptFailed(step: task.step, attempt: attempt, failure: failure), &machine, now: 100)
      guard case .wake(task.step, let due) = try #require(failed.actions.first) else {
        Issue.record("no wake: \(failed.actions)")
        return
      }
      #expect((100...(100 + 1000 << (attempt - 1))).contains(due))
      #expect(machine.step(task.step)?.state == .waiting(until: due))
      task = try #require(tasks(decide(.retryDue(step: task.step), &machine)).first)
    }
    let last = decide(
      .attemptFailed(step: task.step, attempt: 5, failure: failure), &machine)
    #expect(last.actions == [.end])
    #expect(
      machine.phase
        == .failed(reason: "step each[0] failed after 5 attempts: retrieval is unavailable"))
    #expect(machine.step(StepID("each", 0))?.state == .failed)
    #expect(machine.step(StepID("each", 1))?.state == .cancelled)
  }

  @Test("A step that ends the process whenever it runs fails when its attempts are used up")
  mutating func interruptedAttemptsCount() throws {
    var machine = RunMachine()
    _ = decide(.requested(try TestWorkflows.submission(question: "a")), &machine)
    for attempt in 1...5 {
      let decision = decide(.resumed, &machine)
      #expect(tasks(decision).map(\.attempt) == [attempt])
    }
    let last = decide(.resumed, &machine)
    #expect(last.actions == [.end])
    #expect(
      machine.phase
        == .failed(
          reason: "step split failed after 5 attempts: the orchestrator stopped during the attempt")
    )
  }

  @Test("Failed and interrupted attempts count together")
  mutating func failuresAndInterruptionsCount() throws {
    var machine = RunMachine()
    _ = decide(.requested(try TestWorkflows.submission(question: "a")), &machine)
    for _ in 1...4 { _ = decide(.resumed, &machine) }
    let task = try #require(tasks(decide(.resumed, &machine)).first)
    let failure = AgentFailure("inference is unavailable", isRetryable: true)
    let failed = decide(
      .attemptFailed(step: task.step, attempt: task.attempt, failure: failure), &machine)
    #expect(failed.actions == [.end])
    #expect(
      machine.phase
        == .failed(reason: "step split failed after 5 attempts: inference is unavailable"))
  }

  @Test("A failure that no repetition can cure fails the run at once")
  mutating func permanentFailure() throws {
    var machine = RunMachine()
    _ = decide(.requested(try TestWorkflows.submission(question: "a")), &machine)
    let task = tasks(decide(.resumed, &machine))[0]
    _ = decide(
      .attemptFailed(
        step: task.step, attempt: 1, failure: AgentFailure("too long", isRetryable: false)),
      &machine)
    #expect(machine.phase == .failed(reason: "step split failed: too long"))
  }

  @Test("Facts that come too late change nothing")
  mutating func lateFacts() throws {
    var machine = RunMachine()
    _ = decide(.requested(try TestWorkflows.submission(question: "a")), &machine)
    let task = tasks(decide(.resumed, &machine))[0]
    _ = succeed(task, &machine)
    let before = machine
    for fact: RunFact in [
      .attemptSucceeded(
        step: task.step, attempt: 1, result: AgentResult(output: .null, summary: "")),
      .attemptFailed(
        step: task.step, attempt: 1, failure: AgentFailure("late", isRetryable: true)),
      .attemptFailed(
        step: StepID("side"), attempt: 7, failure: AgentFailure("odd", isRetryable: true)),
      .retryDue(step: task.step), .requested(try TestWorkflows.submission(question: "again")),
    ] {
      let decision = decide(fact, &machine)
      #expect(decision.events == [] && decision.actions == [] && machine == before)
    }
    _ = decide(.cancelRequested(reason: "enough"), &machine)
    #expect(machine.phase == .cancelled(reason: "enough"))
    let ended = machine
    #expect(decide(.cancelRequested(reason: "again"), &machine).events == [])
    #expect(decide(.resumed, &machine).events == [] && machine == ended)
  }

  @Test("Deciding does not change the machine: what cannot be recorded never happened")
  mutating func decisionsArePure() throws {
    let machine = RunMachine()
    _ = machine.decide(
      .requested(try TestWorkflows.submission(question: "a")), now: 0, using: &random)
    #expect(machine == RunMachine())
  }
}
