import Orchestrator
import TestSupport

/// A run with everything around it on a clock that tests turn: what is in flight, which timers are set,
/// what is awaited, and the log.
struct RunDriver {
  var machine = RunMachine()
  var log: [(event: RunEvent, at: Int)] = []
  var now = 0
  var random = SeededGenerator(seed: 1)
  var inFlight: [AgentTask] = []
  var timers: [RunTimer: Int] = [:]
  var awaited: [StepID: Awaited] = [:]
  var children: [(step: StepID, submission: RunSubmission)] = []
  var withdrawn: [(step: StepID, attempt: Int)] = []
  /// What succeeded, in order.
  var performed: [StepID] = []

  var events: [RunEvent] { log.map(\.event) }

  @discardableResult
  mutating func tell(_ fact: RunFact, at time: Int? = nil) -> RunDecision {
    now = max(now, time ?? now)
    let decision = machine.decide(fact, now: now, using: &random)
    log += decision.events.map { ($0, now) }
    for action in decision.actions { perform(action) }
    return decision
  }

  mutating func perform(_ action: RunAction) {
    switch action {
    case .perform(let task): inFlight.append(task)
    case .withdraw(let step, let attempt):
      withdrawn.append((step, attempt))
      inFlight.removeAll { $0.step == step && $0.attempt == attempt }
    case .setTimer(let timer, let at): timers[timer] = at
    case .cancelTimer(let timer): timers[timer] = nil
    case .await(let step, let what): awaited[step] = what
    case .stopAwaiting(let step): awaited[step] = nil
    case .startChild(let step, let submission): children.append((step, submission))
    case .cancelChild(let id): children.removeAll { $0.submission.runID == id }
    case .end: (inFlight, timers, awaited) = ([], [:], [:])
    }
  }

  mutating func begin(
    _ json: String, _ inputs: Value, library: [String: WorkflowDefinition] = [:]
  ) throws {
    let workflow = try WorkflowDefinition(json: json)
    try WorkflowValidator.validate(
      workflow, agents: TestWorkflows.signatures, workflows: library)
    tell(
      .requested(
        RunSubmission(
          runID: "r", tenant: "t", workflow: workflow, library: library,
          inputs: try workflow.completed(inputs))))
  }

  mutating func performNext() {
    let task = inFlight.removeFirst()
    performed.append(task.step)
    tell(
      .attemptSucceeded(
        step: task.step, attempt: task.attempt, result: TestWorkflows.result(of: task)))
  }

  mutating func performAll() {
    while !inFlight.isEmpty { performNext() }
  }

  mutating func failNext(_ reason: String, isRetryable: Bool = true) {
    let task = inFlight.removeFirst()
    tell(
      .attemptFailed(
        step: task.step, attempt: task.attempt,
        failure: AgentFailure(reason, isRetryable: isRetryable)))
  }

  /// The timer of this kind that is due first fires.
  mutating func fireNextTimer(_ kind: RunTimer.Kind) {
    let due = timers.filter { $0.key.kind == kind }.min { $0.value < $1.value }
    guard let (timer, at) = due else { preconditionFailure("no timer of kind \(kind): \(timers)") }
    timers[timer] = nil
    tell(.timerDue(timer), at: at)
  }
}
