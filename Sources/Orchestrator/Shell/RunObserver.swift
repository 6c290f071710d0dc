internal import RPC
package import Service

/// Tells operators what runs do: structured logs and metrics. It changes nothing.
package final class RunObserver: Sendable {
  private let logger: Logger
  private let runs: CounterFamily
  private let attempts: CounterFamily
  private let durations: HistogramFamily
  private let tokens: CounterFamily
  private let taken: CounterFamily

  package init(logger: Logger, metrics: MetricsRegistry) {
    self.logger = logger
    runs = metrics.counter(
      "apus_orchestrator_runs_total", help: "Runs that ended, by how.", labels: ["state"])
    attempts = metrics.counter(
      "apus_orchestrator_attempts_total", help: "Attempts at steps, by agent and outcome.",
      labels: ["agent", "outcome"])
    durations = metrics.histogram(
      "apus_orchestrator_attempt_duration_seconds", help: "How long attempts took.",
      labels: ["agent"])
    tokens = metrics.counter(
      "apus_orchestrator_tokens_total", help: "Prompt and completion tokens that steps consumed.",
      labels: ["agent"])
    taken = metrics.counter(
      "apus_orchestrator_runs_taken_total",
      help: "Unfinished runs taken up of processes that have ended.")
  }

  func runStarted(_ machine: RunMachine) {
    guard let submission = machine.submission else { return }
    logger.info(
      machine.steps.isEmpty ? "run_started" : "run_resumed",
      ["runId": .string(submission.runID), "workflow": .string(submission.workflow.name)],
      trace: TraceContext(traceparent: submission.traceparent))
  }

  /// Logs and counts an attempt that ended, with what the run does next; `duration` is how long the
  /// attempt took.
  func decided(
    _ fact: RunFact, duration: Duration, _ decision: RunDecision, _ machine: RunMachine
  ) {
    switch fact {
    case .attemptSucceeded(let step, let attempt, let result):
      attemptEnded(
        "agent_step_complete", step, attempt, duration, decision, machine,
        tools: result.toolsCalled, tokens: result.tokensUsed)
    case .attemptFailed(let step, let attempt, let failure):
      attemptEnded(
        "agent_step_failed", step, attempt, duration, decision, machine,
        reason: failure.description)
    default: break
    }
  }

  func runEnded(_ machine: RunMachine) {
    guard let submission = machine.submission else { return }
    runs.with("\(machine.status)").increment()
    let fields: LogFields = [
      "runId": .string(submission.runID), "state": .string("\(machine.status)"),
      "durationMs": .integer((machine.endedAt ?? 0) - machine.submittedAt),
      "reason": .string(machine.reason),
    ]
    let trace = TraceContext(traceparent: submission.traceparent)
    if machine.status == .failed {
      logger.warning("run_ended", fields, trace: trace)
    } else {
      logger.info("run_ended", fields, trace: trace)
    }
  }

  func runLost(_ machine: RunMachine) {
    guard let submission = machine.submission else { return }
    logger.warning(
      "run_lost",
      [
        "runId": .string(submission.runID),
        "reason": "this process was slow for so long that another one has taken the run",
      ], trace: TraceContext(traceparent: submission.traceparent))
  }

  func runsTaken(_ count: Int) {
    taken.increment(by: count)
    if count > 0 { logger.info("runs_taken", ["runs": .integer(count)]) }
  }

  func ownersFailed(_ error: any Error) {
    logger.error(
      "what other orchestrators do cannot be read or written; tried again",
      ["error": .string("\(error)")])
  }

  func storeFailed(_ runID: String, _ error: any Error) {
    logger.error(
      "the run's history cannot be read or written; the run waits",
      ["runId": .string(runID), "error": .string("\(error)")])
  }

  private func attemptEnded(
    _ message: String, _ step: StepID, _ attempt: Int, _ duration: Duration,
    _ decision: RunDecision, _ machine: RunMachine, tools: [String] = [],
    tokens tokenCount: Int = 0,
    reason: String? = nil
  ) {
    guard let submission = machine.submission else { return }
    let agent = machine.step(step)?.agent ?? ""
    durations.with(agent).observe(duration)
    attempts.with(agent, reason == nil ? "succeeded" : "failed").increment()
    tokens.with(agent).increment(by: tokenCount)
    let conversation = submission.sessionID.isEmpty ? submission.runID : submission.sessionID
    var fields: LogFields = [
      "agentId": .string(agent),
      "conversationId": .string(conversation),
      "stepIndex": .integer(machine.steps.firstIndex { $0.id == step } ?? -1),
      "toolsCalled": .string(tools.joined(separator: ",")),
      "tokensUsed": .integer(tokenCount),
      "durationMs": .integer(Int(duration / .milliseconds(1))),
      "nextAction": .string(Self.nextAction(decision, machine)),
      "runId": .string(submission.runID), "step": .string("\(step)"),
      "attempt": .integer(attempt),
    ]
    if let reason { fields.append("reason", .string(reason)) }
    let trace = TraceContext(traceparent: submission.traceparent)
    if reason == nil {
      logger.info(message, fields, trace: trace)
    } else {
      logger.warning(message, fields, trace: trace)
    }
  }

  private static func nextAction(_ decision: RunDecision, _ machine: RunMachine) -> String {
    if decision.actions.isEmpty { return "wait" }
    return decision.actions.map { action in
      switch action {
      case .perform(let task): "perform \(task.step)"
      case .setTimer(let timer, _): "wait \(timer)"
      case .end: "end \(machine.status)"
      case .withdraw(let step, _): "withdraw \(step)"
      case .cancelTimer(let timer): "no longer wait \(timer)"
      case .await(let step, _): "await \(step)"
      case .stopAwaiting(let step): "no longer await \(step)"
      case .startChild(let step, _): "run \(step)"
      case .cancelChild(let runID): "cancel \(runID)"
      }
    }.joined(separator: ", ")
  }
}
