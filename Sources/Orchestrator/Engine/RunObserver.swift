internal import RPC
package import Service
internal import Store

/// Tells operators what runs do: structured logs and metrics. It changes nothing.
package final class RunObserver: Sendable {
  private let logger: Logger
  private let startsDropped = RareNews()
  private let runs: CounterFamily
  private let attempts: CounterFamily
  private let durations: HistogramFamily
  private let tokens: CounterFamily
  private let lost: CounterFamily
  private let resultsGivenUp: CounterFamily
  private let lag: HistogramFamily
  private let unfinished: GaugeFamily
  private let tasks: GaugeFamily
  private let age: GaugeFamily
  private let eventsPublished: CounterFamily
  private let eventsDelivered: CounterFamily
  private let triggersRefused: CounterFamily
  private let startsGivenUp: CounterFamily

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
    lost = metrics.counter(
      "apus_orchestrator_attempts_lost_total",
      help: "Attempts whose worker was not heard of in time, by agent.", labels: ["agent"])
    resultsGivenUp = metrics.counter(
      "apus_orchestrator_results_given_up_total",
      help: "Results of attempts that could never be recorded, by agent.", labels: ["agent"])
    lag = metrics.histogram(
      "apus_orchestrator_scheduling_lag_seconds",
      help: "How long attempts waited for a worker with a free place, by agent.",
      labels: ["agent"])
    unfinished = metrics.gauge(
      "apus_orchestrator_unfinished_runs", help: "Runs that have not ended, of the whole store.")
    tasks = metrics.gauge(
      "apus_orchestrator_tasks", help: "Tasks of the whole store, by agent and state.",
      labels: ["agent", "state"])
    age = metrics.gauge(
      "apus_orchestrator_oldest_task_seconds",
      help: "How long the longest waiting task of an agent has waited.", labels: ["agent"])
    eventsPublished = metrics.counter(
      "apus_orchestrator_events_published_total", help: "Events that were published here.")
    eventsDelivered = metrics.counter(
      "apus_orchestrator_events_delivered_total",
      help: "Events that were given to subscribers, each as often as it was.")
    startsGivenUp = metrics.counter(
      "apus_orchestrator_starts_given_up_total",
      help:
        "Runs that should have begun by themselves and could not for too long, or too many waited, by cause.",
      labels: ["cause"])
    triggersRefused = metrics.counter(
      "apus_orchestrator_triggers_refused_total",
      help:
        "Runs that an event should have started and whose inputs it does not have, or that cannot be read."
    )
  }

  func eventPublished() { eventsPublished.increment() }

  func eventDelivered() { eventsDelivered.increment() }

  func triggerRefused(_ workflow: String, event: String, _ problems: WorkflowProblems) {
    triggersRefused.increment()
    logger.warning(
      "an event starts no run: its payload does not have the inputs",
      [
        "workflow": .string(workflow), "event": .string(event), "reason": .string("\(problems)"),
      ])
  }

  func triggerUnreadable(
    _ workflow: String, event: String, tenant: String, _ error: any Error
  ) {
    triggersRefused.increment()
    logger.error(
      "an event does not start a workflow that cannot be read here; others go on",
      [
        "workflow": .string(workflow), "tenantId": .string(tenant), "event": .string(event),
        "error": .string("\(error)"),
      ])
  }

  func startsFailed(_ error: any Error) {
    logger.error(
      "runs that begin by themselves cannot be begun; tried again", ["error": .string("\(error)")])
  }

  func startPostponed(_ start: RunStart, _ reason: String) {
    logger.warning(
      "a run that begins by itself is postponed",
      [
        "workflow": .string(start.workflow), "tenantId": .string(start.tenant),
        "cause": .string(start.cause.rawValue), "failures": .integer(start.failureCount),
        "reason": .string(reason),
      ])
  }

  func startUnreadable(_ name: String, _ error: any Error) {
    logger.error(
      "a run that is to begin by itself cannot be read here; others go on, and it is tried again",
      ["start": .string(name), "error": .string("\(error)")])
  }

  func workflowsNotSealed(_ tenant: String, _ error: StoreError) {
    logger.error(
      "workflows that were registered in plain text cannot be sealed; others go on",
      ["tenantId": .string(tenant), "error": .string("\(error)")])
  }

  func scheduleUnreadable(_ name: String, _ reason: String) {
    logger.error(
      "a schedule cannot be read here; others go on, and it is looked at again",
      ["schedule": .string(name), "error": .string(reason)])
  }

  /// More of its tenant wait than may. A tenant that has thousands of them does not fill the log.
  func startDropped(_ start: RunStart) {
    startsGivenUp.with(start.cause.rawValue).increment()
    guard let count = startsDropped.happened(now: .now) else { return }
    logger.error(
      "runs that were to begin by themselves are given up; this is one of them",
      [
        "count": .integer(count), "start": .string(start.name),
        "workflow": .string(start.workflow), "tenantId": .string(start.tenant),
        "reason": .string(RunStart.tooMany),
      ])
  }

  /// `start` is nil where nobody can read it any more.
  func startGivenUp(_ name: String, _ start: RunStart?, _ reason: String) {
    startsGivenUp.with(start?.cause.rawValue ?? "unreadable").increment()
    logger.error(
      "a run that was to begin by itself is given up",
      [
        "start": .string(name), "workflow": .string(start?.workflow ?? ""),
        "tenantId": .string(start?.tenant ?? ""), "reason": .string(reason),
      ])
  }

  func backlog(_ backlog: RunStore.Backlog, now: Int) {
    unfinished.set(Double(backlog.unfinishedRunCount))
    for queue in backlog.queues {
      tasks.with(queue.queue, "waiting").set(Double(queue.waitingCount))
      tasks.with(queue.queue, "delayed").set(Double(queue.delayedCount))
      tasks.with(queue.queue, "leased").set(Double(queue.leasedCount))
      tasks.with(queue.queue, "dead").set(Double(queue.deadCount))
      let waited = queue.oldestDueMilliseconds.map { max(0, now - $0) } ?? 0
      age.with(queue.queue).set(Double(waited) / 1000)
    }
  }

  /// How many of the places of this process's workers are taken.
  func register(_ dispatcher: Dispatcher, _ events: EventBell, on metrics: MetricsRegistry) {
    metrics.gauge(
      "apus_orchestrator_event_subscribers",
      help: "Subscribers of events that are connected to this process, active or standing by."
    ) { [events] in Double(events.followerCount) }
    metrics.gauge(
      "apus_orchestrator_worker_utilization",
      help: "Part of the places of this process's workers in which a task is performed, in [0, 1]."
    ) { [dispatcher] in
      let places = dispatcher.occupancy().values
      let capacity = places.reduce(0) { $0 + $1.capacity }
      return capacity == 0 ? 0 : Double(places.reduce(0) { $0 + $1.inHand }) / Double(capacity)
    }
    metrics.gauge(
      "apus_orchestrator_tasks_in_hand", help: "Tasks that this process's workers perform."
    ) { [dispatcher] in Double(dispatcher.occupancy().values.reduce(0) { $0 + $1.inHand }) }
  }

  func runStarted(_ machine: RunMachine) {
    guard let submission = machine.submission else { return }
    logger.info(
      "run_started",
      ["runId": .string(submission.runID), "workflow": .string(submission.workflow.name)],
      trace: TraceContext(traceparent: submission.traceparent))
  }

  func attemptLeased(_ lease: AttemptLease) {
    lag.with(lease.task.agent).observe(lease.lag)
  }

  /// What an attempt brought is of no use: its lease ran out meanwhile.
  func attemptStale(_ lease: AttemptLease) {
    logger.warning(
      "attempt_superseded",
      [
        "runId": .string(lease.task.runID), "step": .string("\(lease.task.step)"),
        "attempt": .integer(lease.task.attempt),
        "reason": "this process was slow for so long that another one was given the task",
      ], trace: TraceContext(traceparent: lease.task.traceparent))
  }

  /// What an attempt brought can never be recorded.
  func resultGivenUp(_ lease: AttemptLease, _ error: any Error) {
    resultsGivenUp.with(lease.task.agent).increment()
    logger.error(
      "what an attempt brought cannot be recorded; its task is given up",
      [
        "taskId": .integer(lease.id), "runId": .string(lease.task.runID),
        "step": .string("\(lease.task.step)"), "attempt": .integer(lease.task.attempt),
        "error": .string("\(error)"),
      ], trace: TraceContext(traceparent: lease.task.traceparent))
  }

  func checkpointFailed(_ lease: AttemptLease, _ error: any Error) {
    logger.error(
      "a checkpoint cannot be kept; its task goes on",
      [
        "taskId": .integer(lease.id), "runId": .string(lease.task.runID),
        "error": .string("\(error)"),
      ], trace: TraceContext(traceparent: lease.task.traceparent))
  }

  func workerConnected(_ id: String, _ declared: WorkerDeclaration) {
    logger.info(
      "worker_connected",
      [
        "workerId": .string(id),
        "agents": .string(declared.agents.map { "\($0.name)" }.joined(separator: ",")),
        "labels": .string("\(declared.labels)"), "capacity": .integer(declared.capacity),
      ])
  }

  func workerDisconnected(_ id: String) {
    logger.info("worker_disconnected", ["workerId": .string(id)])
  }

  func taskUnreadable(_ task: Int, _ error: any Error) {
    logger.error(
      "a task cannot be read here; others go on, and it is among the dead ones once nobody could",
      ["taskId": .integer(task), "error": .string("\(error)")])
  }

  /// Logs and counts an attempt that ended, with what the run does next; `duration` is how long the
  /// attempt took, `machine` the run afterwards.
  func decided(
    _ fact: RunFact, duration: Duration, _ decision: RunDecision, of machine: RunMachine
  ) {
    switch fact {
    case .attemptSucceeded(let step, let attempt, let result):
      attemptEnded(
        "agent_step_complete", step, attempt, duration, decision, machine,
        tools: result.toolsCalled,
        tokens: result.tokensUsed)
    case .attemptFailed(let step, let attempt, let failure):
      attemptEnded(
        "agent_step_failed", step, attempt, duration, decision, machine, reason: failure.description
      )
    case .attemptLost(let step, let attempt):
      lost.with(machine.step(step)?.agent ?? "").increment()
      attemptEnded(
        "agent_step_failed", step, attempt, duration, decision, machine,
        reason: "its worker was not heard of in time")
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

  /// Something that is done for documents is tried again.
  func documentsFailed(_ part: String, _ error: any Error) {
    logger.warning(
      "changes of documents cannot be passed on; tried again",
      ["part": .string(part), "error": .string("\(error)")])
  }

  /// An event names what is no document.
  func documentRefused(tenant: String, _ error: any Error) {
    logger.warning(
      "an event says that something was updated which memory does not take for a document; passed over",
      ["tenantId": .string(tenant), "error": .string("\(error)")])
  }

  func queueFailed(_ error: any Error) {
    logger.error(
      "the task queue cannot be read or written; tried again", ["error": .string("\(error)")])
  }

  func timersFailed(_ error: any Error) {
    logger.error(
      "timers of runs cannot be told; tried again", ["error": .string("\(error)")])
  }

  func timerFailed(_ name: String, _ error: any Error) {
    logger.error(
      "a timer cannot be told; tried again later",
      ["timer": .string(name), "error": .string("\(error)")])
  }

  func storeFailed(_ runID: String, _ error: any Error) {
    logger.error(
      "the run's history cannot be read or written; what it was told is told again",
      ["runId": .string(runID), "error": .string("\(error)")])
  }

  private func attemptEnded(
    _ message: String, _ step: StepID, _ attempt: Int, _ duration: Duration,
    _ decision: RunDecision, _ machine: RunMachine, tools: [String] = [],
    tokens tokenCount: Int = 0, reason: String? = nil
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
      case .setTimer(let timer, _): "wait for \(timer)"
      case .cancelTimer(let timer): "stop waiting for \(timer)"
      case .withdraw(let step, _): "withdraw \(step)"
      case .await(let step, _): "await \(step)"
      case .stopAwaiting(let step): "no longer await \(step)"
      case .startChild(let step, _): "run \(step)"
      case .cancelChild(let runID): "cancel \(runID)"
      case .end: "end \(machine.status)"
      }
    }.joined(separator: ", ")
  }
}
