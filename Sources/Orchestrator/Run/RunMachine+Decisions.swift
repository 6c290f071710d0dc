/// Something that happened to a run, told to its machine.
package enum RunFact: Sendable, Hashable {
  /// A run was asked for.
  case requested(RunSubmission)
  /// The process that performs the run has just started; nothing is in flight.
  case resumed
  case attemptSucceeded(step: StepID, attempt: Int, result: AgentResult)
  case attemptFailed(step: StepID, attempt: Int, failure: AgentFailure)
  case retryDue(step: StepID)
  case cancelRequested(reason: String)
}

/// What the shell does once the decision's events are on disk.
package enum RunAction: Sendable, Hashable {
  case perform(AgentTask)
  /// Report `retryDue` then, in milliseconds since 1970-01-01 UTC.
  case wake(step: StepID, at: Int)
  /// Stop whatever is in flight: the run has ended.
  case end
}

/// The outcome of a fact: record `events`, then keep `next` and perform `actions`.
package struct RunDecision: Sendable, Hashable {
  package var events: [RunEvent] = []
  package var actions: [RunAction] = []
  package var next: RunMachine
}

extension RunMachine {
  /// Decides what follows from a fact. The machine itself is unchanged, so that a decision that could
  /// not be recorded never happened. A fact that came too late (its attempt is over, its run has
  /// ended) decides nothing.
  package func decide(
    _ fact: RunFact, now: Int, using random: inout some RandomNumberGenerator
  ) -> RunDecision {
    var decision = RunDecision(next: self)
    switch fact {
    case .requested(let submission):
      guard phase == .empty else { break }
      decision.record(.submitted(submission), at: now)
    case .resumed:
      guard phase == .active else { break }
      decideResumed(&decision, now: now)
      decideSchedule(&decision, now: now)
    case .attemptSucceeded(let id, let attempt, let result):
      guard isInFlight(id, attempt) else { break }
      decision.record(.stepCompleted(step: id, attempt: attempt, result: result), at: now)
      decideSchedule(&decision, now: now)
    case .attemptFailed(let id, let attempt, let failure):
      guard isInFlight(id, attempt) else { break }
      decideFailed(id, attempt, failure, &decision, now: now, using: &random)
    case .retryDue(let id):
      guard phase == .active, case .waiting = step(id)?.state else { break }
      decideStart(id, &decision, now: now)
    case .cancelRequested(let reason):
      guard phase == .active else { break }
      decision.record(.runCancelled(reason: reason), at: now)
      decision.actions.append(.end)
    }
    return decision
  }

  private func isInFlight(_ id: StepID, _ attempt: Int) -> Bool {
    guard phase == .active, let step = step(id) else { return false }
    return step.state == .running && step.attemptCount == attempt
  }

  private func decideResumed(_ decision: inout RunDecision, now: Int) {
    for step in steps {
      switch step.state {
      case .running:
        decision.record(.attemptInterrupted(step: step.id, attempt: step.attemptCount), at: now)
        decideInterrupted(step, &decision, now: now)
        guard decision.next.phase == .active else { return }
      case .waiting(let until):
        decision.actions.append(.wake(step: step.id, at: until))
      case .completed, .failed, .cancelled: break
      }
    }
  }

  /// An interrupted attempt counts like one that failed: the step itself may be what ended the
  /// process, and would do so for ever.
  private func decideInterrupted(
    _ step: RunMachine.Step, _ decision: inout RunDecision, now: Int
  ) {
    guard step.attemptCount < retryPolicy(of: step.id).attemptCountMax else {
      return decision.fail(
        step: step.id,
        "step \(step.id) failed after \(step.attemptCount) attempts: "
          + "\(RunMachine.interruptedReason)", at: now)
    }
    decideStart(step.id, &decision, now: now)
  }

  private func retryPolicy(of id: StepID) -> RetryPolicy {
    submission?.workflow.steps.first { $0.id == id.name }?.retry ?? .standard
  }

  private func decideFailed(
    _ id: StepID, _ attempt: Int, _ failure: AgentFailure, _ decision: inout RunDecision,
    now: Int, using random: inout some RandomNumberGenerator
  ) {
    let retry = retryPolicy(of: id)
    if failure.isRetryable, attempt < retry.attemptCountMax {
      let retryAt = now + retry.delayMilliseconds(afterAttempt: attempt, using: &random)
      decision.record(
        .attemptFailed(
          step: id, attempt: attempt, reason: failure.description, retryAt: retryAt), at: now)
      decision.actions.append(.wake(step: id, at: retryAt))
    } else {
      let times = attempt == 1 ? "" : " after \(attempt) attempts"
      decision.fail(step: id, "step \(id) failed\(times): \(failure)", at: now)
    }
  }

  /// Starts every step whose dependencies are complete, and ends the run when all steps are.
  private func decideSchedule(_ decision: inout RunDecision, now: Int) {
    guard let workflow = submission?.workflow else { return }
    var isComplete = true
    for definition in workflow.steps {
      let state = decision.next
      if state.output(ofStep: definition.id) != nil { continue }
      isComplete = false
      guard definition.dependencies.allSatisfy({ state.output(ofStep: $0) != nil }) else {
        continue
      }
      guard let forEach = definition.forEach else {
        startIfNew(StepID(definition.id), &decision, now: now)
        continue
      }
      guard let items = state.resolve(forEach)?.list, items.count <= Self.listCountMax else {
        return decision.fail(
          step: nil,
          "step \(definition.id) cannot be mapped over \(forEach): it is no list of at most "
            + "\(Self.listCountMax) elements", at: now)
      }
      for index in items.indices {
        startIfNew(StepID(definition.id, index), &decision, now: now)
      }
    }
    if isComplete, decision.next.phase == .active {
      decision.record(.runSucceeded(report: decision.next.report()), at: now)
      decision.actions.append(.end)
    }
  }

  private func startIfNew(_ id: StepID, _ decision: inout RunDecision, now: Int) {
    if decision.next.phase == .active, decision.next.step(id) == nil {
      decideStart(id, &decision, now: now)
    }
  }

  private func decideStart(_ id: StepID, _ decision: inout RunDecision, now: Int) {
    guard let submission,
      let definition = submission.workflow.steps.first(where: { $0.id == id.name })
    else { return }
    guard let inputs = decision.next.inputs(of: definition, index: id.index) else {
      return decision.fail(step: nil, "step \(id) refers to a value that no step gave", at: now)
    }
    let attempt = (decision.next.step(id)?.attemptCount ?? 0) + 1
    decision.record(.attemptStarted(step: id, attempt: attempt), at: now)
    decision.actions.append(
      .perform(
        AgentTask(
          runID: submission.runID, tenant: submission.tenant, sessionID: submission.sessionID,
          traceparent: submission.traceparent, step: id, agent: definition.agent,
          attempt: attempt, inputs: inputs, parameters: definition.parameters,
          timeoutMilliseconds: definition.timeoutMilliseconds)))
  }
}

extension RunDecision {
  fileprivate mutating func record(_ event: RunEvent, at time: Int) {
    next.apply(event, at: time)
    events.append(event)
  }

  fileprivate mutating func fail(step: StepID?, _ reason: String, at time: Int) {
    record(.runFailed(step: step, reason: reason), at: time)
    // Nothing that the same decision started may still be performed.
    actions = [.end]
  }
}
