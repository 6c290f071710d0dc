import Foundation
import Orchestrator
import TestSupport
import Testing

@Suite("Run machine")
struct RunMachineTests {
  private var random = SeededGenerator(seed: 1)

  private mutating func decide(
    _ fact: RunFact, _ machine: inout RunMachine, now: Int = 0
  ) -> RunDecision {
    machine.decide(fact, now: now, using: &random)
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
    let submission = try TestWorkflows.submission(question: "a b")
    let decision = decide(.requested(submission), &machine)
    #expect(tasks(decision).map(\.step) == [StepID("split")])
    #expect(
      decision.events == [
        .submitted(submission), .attemptStarted(step: StepID("split"), attempt: 1),
      ])

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
    let split = tasks(
      decide(.requested(try TestWorkflows.submission(question: "")), &machine))[0]
    let started = succeed(split, &machine)
    #expect(tasks(started).map(\.step) == [StepID("side"), StepID("join")])
  }

  @Test("A failure waits and is retried; the last one fails the run and stops the others")
  mutating func retries() throws {
    var machine = RunMachine()
    let first = decide(.requested(try TestWorkflows.submission(question: "a b")), &machine)
    let started = succeed(tasks(first)[0], &machine)
    var task = tasks(started)[0]
    let failure = AgentFailure("retrieval is unavailable", isRetryable: true)
    for attempt in 1...4 {
      #expect(task.attempt == attempt)
      let failed = decide(
        .attemptFailed(step: task.step, attempt: attempt, failure: failure), &machine, now: 100)
      let timer = RunTimer(.retry, task.step, attempt: attempt)
      guard case .setTimer(timer, let due) = try #require(failed.actions.first) else {
        Issue.record("no timer: \(failed.actions)")
        return
      }
      #expect((100...(100 + 1000 << (attempt - 1))).contains(due))
      #expect(machine.step(task.step)?.state == .waiting(until: due))
      task = try #require(tasks(decide(.timerDue(timer), &machine)).first)
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

  @Test("A step that ends its worker whenever it runs fails when its attempts are used up")
  mutating func lostAttemptsCount() throws {
    var machine = RunMachine()
    var decision = decide(.requested(try TestWorkflows.submission(question: "a")), &machine)
    for attempt in 1...5 {
      #expect(tasks(decision).map(\.attempt) == [attempt])
      decision = decide(.attemptLost(step: StepID("split"), attempt: attempt), &machine)
    }
    #expect(decision.actions == [.end])
    #expect(
      machine.phase
        == .failed(
          reason: "step split failed after 5 attempts: its worker was not heard of in time"))
  }

  @Test("Failed and lost attempts count together")
  mutating func failuresAndLossesCount() throws {
    var machine = RunMachine()
    _ = decide(.requested(try TestWorkflows.submission(question: "a")), &machine)
    for attempt in 1...4 {
      _ = decide(.attemptLost(step: StepID("split"), attempt: attempt), &machine)
    }
    let failure = AgentFailure("inference is unavailable", isRetryable: true)
    let failed = decide(
      .attemptFailed(step: StepID("split"), attempt: 5, failure: failure), &machine)
    #expect(failed.actions == [.end])
    #expect(
      machine.phase
        == .failed(reason: "step split failed after 5 attempts: inference is unavailable"))
  }

  @Test("Runs that earlier versions recorded go on")
  mutating func earlierHistory() throws {
    let submitted = """
      {"submitted": {"_0": {"runID": "r", "tenant": "t", "question": "a b", "sessionID": "s",
        "idempotencyKey": "", "traceparent": "", "workflow": \(TestWorkflows.diamond)}}}
      """
    let event = try JSONDecoder().decode(RunEvent.self, from: Data(submitted.utf8))
    let parts = AgentResult(output: ["parts": ["a", "b"]], summary: "")
    // Nothing said then that a step was mapped.
    var machine = RunMachine(replaying: [
      (event, 1), (.attemptStarted(step: StepID("split"), attempt: 1), 1),
      (.stepCompleted(step: StepID("split"), attempt: 1, result: parts), 2),
      (.attemptStarted(step: StepID("each", 0), attempt: 1), 2),
      (.attemptStarted(step: StepID("each", 1), attempt: 1), 2),
      (.attemptStarted(step: StepID("side"), attempt: 1), 2),
    ])
    #expect(machine.submission?.question == "a b" && machine.submission?.sessionID == "s")
    for case .perform(var task) in machine.outstanding {
      let lost = decide(.attemptLost(step: task.step, attempt: 1), &machine)
      task = try #require(tasks(lost).first)
      let decision = succeed(task, &machine)
      for task in tasks(decision) { _ = succeed(task, &machine) }
    }
    #expect(machine.phase == .succeeded(report: ["text": "A-B", "aside": "ASIDE"]))
  }

  @Test("A failure that no repetition can cure fails the run at once")
  mutating func permanentFailure() throws {
    var machine = RunMachine()
    let task = tasks(
      decide(.requested(try TestWorkflows.submission(question: "a")), &machine))[0]
    _ = decide(
      .attemptFailed(
        step: task.step, attempt: 1, failure: AgentFailure("too long", isRetryable: false)),
      &machine)
    #expect(machine.phase == .failed(reason: "step split failed: too long"))
  }

  @Test("Facts that come too late change nothing")
  mutating func lateFacts() throws {
    var machine = RunMachine()
    let task = tasks(
      decide(.requested(try TestWorkflows.submission(question: "a")), &machine))[0]
    _ = succeed(task, &machine)
    let before = machine
    for fact: RunFact in [
      .attemptSucceeded(
        step: task.step, attempt: 1, result: AgentResult(output: .null, summary: "")),
      .attemptFailed(
        step: task.step, attempt: 1, failure: AgentFailure("late", isRetryable: true)),
      .attemptFailed(
        step: StepID("side"), attempt: 7, failure: AgentFailure("odd", isRetryable: true)),
      .attemptLost(step: task.step, attempt: 1),
      .timerDue(RunTimer(.retry, task.step, attempt: 1)),
      .requested(try TestWorkflows.submission(question: "again")),
    ] {
      let decision = decide(fact, &machine)
      #expect(decision.events == [] && decision.actions == [] && machine == before)
    }
    _ = decide(.cancelRequested(reason: "enough"), &machine)
    #expect(machine.phase == .cancelled(reason: "enough"))
    let ended = machine
    #expect(decide(.cancelRequested(reason: "again"), &machine).events == [])
    #expect(decide(.attemptLost(step: task.step, attempt: 1), &machine).events == [])
    #expect(machine == ended)
  }
}
