/// What follows from each fact.
extension RunMachine {
  /// Takes the fact in: changes the machine in place, so that deciding copies nothing. When what it
  /// decided cannot be recorded, the caller throws the machine away and reloads it. A fact that comes
  /// too late, or twice (its attempt is over, its run has ended), decides nothing.
  package mutating func decide(
    _ fact: RunFact, now: Int, using random: inout some RandomNumberGenerator
  ) -> RunDecision {
    var decision = RunDecision(time: now)
    switch fact {
    case .requested(let submission):
      guard phase == .empty else { break }
      record(.submitted(submission), &decision)
      schedule(&decision)
    case .forked(let fork):
      guard phase == .empty else { break }
      record(.submitted(fork.submission), &decision)
      for event in fork.copies { record(event, &decision) }
      schedule(&decision)
    case .attemptSucceeded(let id, let attempt, let result):
      guard let step = underWay(id, attempt) else { break }
      decideSucceeded(step, result, &decision)
    case .attemptFailed(let id, let attempt, let failure):
      guard let step = underWay(id, attempt) else { break }
      decideFailed(step, failure, &decision, using: &random)
    case .attemptLost(let id, let attempt):
      guard let step = underWay(id, attempt) else { break }
      decideLost(step, &decision)
    case .childEnded(let id, let runID, let outcome):
      guard let step = step(id), step.state == .running, step.childRunID == runID else { break }
      decideChildEnded(step, runID, outcome, &decision, using: &random)
    case .timerDue(let timer): decideTimer(timer, &decision)
    case .eventReceived(let id, let name, let payload):
      decideEvent(id, name, payload, &decision)
    case .signalled(let name, let payload, let by):
      decideSignal(name, payload, by: by, &decision)
    case .answered(let id, let answer, let by, let groups):
      decideAnswer(id, answer, by: by, groups, &decision)
    case .pauseRequested(let by): decidePause(by: by, &decision)
    case .resumeRequested(let by): decideResume(by: by, &decision)
    case .cancelRequested(let reason):
      guard phase == .active else { break }
      decideEnd(.cancelled(reason: reason), &decision)
    case .retryRequested(let name, let by): decideRetry(from: name, by: by, &decision)
    }
    return decision
  }

  mutating func record(_ event: RunEvent, _ decision: inout RunDecision) {
    decision.examinedCount += 1 + take(event, at: decision.time)
    decision.events.append(event)
  }

  /// Whether this attempt at the step, or at undoing it, is the one that is under way.
  package func isUnderWay(_ id: StepID, _ attempt: Int) -> Bool {
    underWay(id, attempt) != nil
  }

  /// The step, when it is.
  private func underWay(_ id: StepID, _ attempt: Int) -> Step? {
    guard let step = step(id), step.attemptCount == attempt else { return nil }
    switch step.state {
    case .running: return step.childRunID == nil ? step : nil
    case .undoing(_, until: nil): return step
    case .waiting, .awaiting, .completed, .skipped, .failed, .cancelled, .undoing, .undone:
      return nil
    }
  }

  private mutating func decideSucceeded(
    _ step: Step, _ result: AgentResult, _ decision: inout RunDecision
  ) {
    if case .undoing = step.state {
      record(
        .stepCompensated(step: step.id, attempt: step.attemptCount, summary: result.summary),
        &decision)
      return undoNext(&decision)
    }
    finish(step, result, &decision)
  }

  /// The step has its result, whoever gave it, and what waits for it may start.
  mutating func finish(_ step: Step, _ result: AgentResult, _ decision: inout RunDecision) {
    recordCompletion(step, result, &decision)
    schedule(&decision)
  }

  mutating func recordCompletion(
    _ step: Step, _ result: AgentResult, _ decision: inout RunDecision
  ) {
    if let timer = deadline(of: step) { decision.actions.append(.cancelTimer(timer)) }
    record(
      .stepCompleted(step: step.id, attempt: step.attemptCount, result: result), &decision)
  }

  private mutating func decideChildEnded(
    _ step: Step, _ runID: String, _ outcome: ChildOutcome, _ decision: inout RunDecision,
    using random: inout some RandomNumberGenerator
  ) {
    switch outcome {
    case .succeeded(let report):
      finish(step, AgentResult(output: report, summary: "run \(runID) succeeded"), &decision)
    case .failed(let reason):
      decideFailed(
        step, AgentFailure("run \(runID) failed: \(reason)", isRetryable: true), &decision,
        using: &random)
    case .cancelled(let reason):
      decideFailed(
        step, AgentFailure("run \(runID) was cancelled: \(reason)", isRetryable: false), &decision,
        using: &random)
    }
  }

  private mutating func decideTimer(_ timer: RunTimer, _ decision: inout RunDecision) {
    guard let step = step(timer.step) else { return }
    switch (timer.kind, step.state) {
    case (.retry, .waiting), (.retry, .undoing(_, until: .some)):
      // While paused it stays due: `decideResume` starts it.
      guard step.attemptCount == timer.attempt, !isPaused else { return }
      startAttempt(step.id, &decision)
    case (.wait, .awaiting):
      guard step.attemptCount == timer.attempt,
        case .wait(.timer)? = definition(of: step.id.name)?.work
      else { return }
      finish(step, AgentResult(output: .null, summary: "the time has come"), &decision)
    case (.deadline, .running), (.deadline, .waiting), (.deadline, .awaiting):
      guard deadline(of: step) == timer else { return }
      decideDeadline(step, &decision)
    default: return
    }
  }

  private mutating func decideDeadline(_ step: Step, _ decision: inout RunDecision) {
    let limit = definition(of: step.id.name)?.deadlineMilliseconds ?? 0
    decision.actions += release(step)
    fail(step, "step \(step.id) missed its deadline of \(limit) ms", &decision)
  }
}
