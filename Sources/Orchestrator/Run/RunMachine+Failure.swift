/// What becomes of attempts that fail, and of runs that do not succeed.
extension RunMachine {
  mutating func decideFailed(
    _ step: Step, _ failure: AgentFailure, _ decision: inout RunDecision,
    using random: inout some RandomNumberGenerator
  ) {
    let policy = retryPolicy(of: step)
    let attempt = step.countedAttemptCount
    guard failure.isRetryable, attempt < policy.attemptCountMax else {
      let times = attempt == 1 ? "" : " after \(attempt) attempts"
      return giveUp(step, "failed\(times): \(failure)", &decision)
    }
    let retryAt =
      decision.time + policy.delayMilliseconds(afterAttempt: attempt, using: &random)
    record(
      .attemptFailed(
        step: step.id, attempt: step.attemptCount, reason: failure.description, retryAt: retryAt),
      &decision)
    decision.actions.append(
      .setTimer(RunTimer(.retry, step.id, attempt: step.attemptCount), at: retryAt))
  }

  /// A lost attempt counts like one that failed: the step itself may be what ended the process, and
  /// would do so for ever.
  mutating func decideLost(_ step: Step, _ decision: inout RunDecision) {
    record(.attemptInterrupted(step: step.id, attempt: step.attemptCount), &decision)
    let attempt = step.countedAttemptCount
    guard attempt < retryPolicy(of: step).attemptCountMax else {
      return giveUp(
        step, "failed after \(attempt) attempts: \(Self.interruptedReason)", &decision)
    }
    if !isPaused { startAttempt(step.id, &decision) }
  }

  private func retryPolicy(of step: Step) -> RetryPolicy {
    guard let definition = definition(of: step.id.name) else { return .standard }
    if case .undoing = step.state { return definition.compensate?.retry ?? .standard }
    if step.isFallback, case .agent(let call)? = definition.fallback { return call.retry }
    return definition.work.retry
  }

  /// No further attempt is made.
  private mutating func giveUp(
    _ step: Step, _ how: String, _ decision: inout RunDecision
  ) {
    guard case .undoing = step.state else {
      return fail(step, "step \(step.id) \(how)", &decision)
    }
    record(
      .compensationFailed(
        step: step.id, attempt: step.attemptCount, reason: "its compensation \(how)"), &decision)
    undoNext(&decision)
  }

  /// The step has failed for good: its fallback stands in for it, or the run ends.
  mutating func fail(_ step: Step, _ reason: String, _ decision: inout RunDecision) {
    guard let fallback = definition(of: step.id.name)?.fallback, !step.isFallback else {
      return decideEnd(.failed(step: step.id, reason: reason), &decision)
    }
    if let timer = deadline(of: step) { decision.actions.append(.cancelTimer(timer)) }
    switch fallback {
    case .value(let value):
      let result = AgentResult(output: value, summary: "the fallback's value: \(reason)")
      record(.stepFellBack(step: step.id, reason: reason, result: result), &decision)
    case .agent:
      record(.stepFellBack(step: step.id, reason: reason, result: nil), &decision)
      if !isPaused { startAttempt(step.id, &decision) }
    }
    schedule(&decision)
  }

  /// The timer of a step's deadline, if it has one that runs.
  func deadline(of step: Step) -> RunTimer? {
    guard !step.isFallback, definition(of: step.id.name)?.deadlineMilliseconds != nil else {
      return nil
    }
    return RunTimer(.deadline, step.id, attempt: step.uncountedAttemptCount + 1)
  }

  /// What takes back whatever a step has under way, set or awaited, but for its deadline.
  func release(_ step: Step) -> [RunAction] {
    switch step.state {
    case .running:
      if let runID = step.childRunID { return [.cancelChild(runID: runID)] }
      return [.withdraw(step: step.id, attempt: step.attemptCount)]
    case .waiting:
      return [.cancelTimer(RunTimer(.retry, step.id, attempt: step.attemptCount))]
    case .awaiting:
      if case .wait(.timer)? = definition(of: step.id.name)?.work {
        return [.cancelTimer(RunTimer(.wait, step.id, attempt: step.attemptCount))]
      }
      return [.stopAwaiting(step: step.id)]
    case .completed, .skipped, .failed, .cancelled, .undoing, .undone: return []
    }
  }

  /// The run will not succeed: what can be undone is undone first.
  mutating func decideEnd(_ ending: RunEnding, _ decision: inout RunDecision) {
    let inFlight = steps.filter(\.isInFlight)
    decision.examinedCount += steps.count
    // What the same decision began is taken back below, with everything else that is in flight.
    decision.actions.removeAll(where: \.begins)
    decision.actions += inFlight.flatMap { step in
      // Of the one that failed nothing is left but its deadline.
      (ending.step == step.id ? [] : release(step))
        + (deadline(of: step).map { [.cancelTimer($0)] } ?? [])
    }
    if undoable.isEmpty { return recordEnd(ending, &decision) }
    record(.compensationBegan(ending: ending), &decision)
    undoNext(&decision)
  }

  /// Undoes the step that completed last and was not undone yet; ends the run when there is none.
  mutating func undoNext(_ decision: inout RunDecision) {
    guard case .compensating(let ending) = phase else { return }
    while let place = undoable.last {
      let step = steps[place]
      if startUndoing(step.id, &decision) { return }
      record(
        .compensationFailed(
          step: step.id, attempt: step.attemptCount,
          reason: "its compensation refers to a value that no step gave"), &decision)
    }
    recordEnd(ending, &decision)
  }

  /// Starts the next attempt at undoing a step; false when its inputs cannot be found.
  mutating func startUndoing(_ id: StepID, _ decision: inout RunDecision) -> Bool {
    guard let task = undoing(id, attempt: nextAttempt(id)) else { return false }
    record(.attemptStarted(step: id, attempt: task.attempt), &decision)
    decision.actions.append(.perform(task))
    return true
  }

  /// An attempt at undoing a step.
  func undoing(_ id: StepID, attempt: Int) -> AgentTask? {
    guard let definition = definition(of: id.name), let call = definition.compensate,
      let state = step(id)?.state
    else { return nil }
    let output: Value
    switch state {
    case .completed(let result), .undoing(let result, _): output = result.output
    case .running, .waiting, .awaiting, .skipped, .failed, .cancelled, .undone: return nil
    }
    return filled(call.inputs, for: definition, id, output: output).map {
      task(call, id, .compensation, attempt: attempt, inputs: $0)
    }
  }

  private mutating func recordEnd(_ ending: RunEnding, _ decision: inout RunDecision) {
    let kept =
      notUndone.isEmpty
      ? "" : "; not undone: " + notUndone.map(\.description).joined(separator: ", ")
    switch ending {
    case .failed(let id, let reason):
      record(.runFailed(step: id, reason: reason + kept), &decision)
    case .cancelled(let reason): record(.runCancelled(reason: reason + kept), &decision)
    }
    // Other runs go on by themselves; all else of this one is dropped as a whole.
    decision.actions.removeAll { if case .cancelChild = $0 { false } else { true } }
    decision.actions.append(.end)
  }
}

extension RunAction {
  /// Whether it begins something.
  fileprivate var begins: Bool {
    switch self {
    case .perform, .setTimer, .await, .startChild: true
    case .withdraw, .cancelTimer, .stopAwaiting, .cancelChild, .end: false
    }
  }
}
