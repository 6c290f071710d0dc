/// What starts, and when.
extension RunMachine {
  /// Starts, or skips, what is ready, and ends the run when all steps have settled.
  mutating func schedule(_ decision: inout RunDecision) {
    while phase == .active, !isPaused, let index = ready.first {
      decision.examinedCount += 1
      advance(index, &decision)
    }
    if phase == .active, settledCount == nodes.count {
      record(.runSucceeded(report: report()), &decision)
      decision.actions.append(.end)
    }
  }

  /// Does the next thing for the definition that is first in line.
  private mutating func advance(_ index: Int, _ decision: inout RunDecision) {
    guard let definition = submission?.workflow.steps[index] else { return }
    if nodes[index].state == .pending {
      if let reason = reasonToSkip(index, definition, &decision) {
        return record(.stepSkipped(step: definition.id, reason: reason), &decision)
      }
      if definition.forEach != nil { return map(index, definition, &decision) }
    }
    guard let element = nodes[index].startable(concurrency: definition.concurrency) else {
      preconditionFailure("step \(definition.id) is ready, and nothing of it can start")
    }
    startAttempt(StepID(definition.id, definition.forEach == nil ? nil : element), &decision)
  }

  private mutating func map(
    _ index: Int, _ definition: StepDefinition, _ decision: inout RunDecision
  ) {
    guard let list = list(of: index) else {
      return decideEnd(
        .failed(
          step: nil,
          reason:
            "step \(definition.id) cannot be mapped over \(definition.forEach ?? ""): it is no "
            + "list of at most \(Self.listCountMax) elements"), &decision)
    }
    guard steps.count + list.count <= Self.stepCountMax else {
      return decideEnd(
        .failed(
          step: nil,
          reason: "step \(definition.id) would be the run's \(steps.count + list.count)th; at most "
            + "\(Self.stepCountMax) are taken: map over shorter lists, or run a workflow for each"),
        &decision)
    }
    record(.stepMapped(step: definition.id, count: list.count), &decision)
  }

  private func reasonToSkip(
    _ index: Int, _ definition: StepDefinition, _ decision: inout RunDecision
  ) -> String? {
    let dependencies = graph.dependencies[index]
    decision.examinedCount += dependencies.count
    func isSkipped(_ other: Int) -> Bool {
      nodes[other].state == .skipped
        && definition.defaults[submission?.workflow.steps[other].id ?? ""] == nil
    }
    switch definition.join {
    case .all:
      if let skipped = dependencies.first(where: isSkipped) {
        return "step \(submission?.workflow.steps[skipped].id ?? "") was skipped"
      }
    case .any:
      if !dependencies.isEmpty, dependencies.allSatisfy(isSkipped) {
        return "all steps that it waits for were skipped"
      }
    }
    if let when = definition.when, !when.holds({ resolve($0, for: definition) }) {
      return "its condition does not hold"
    }
    return nil
  }

  /// Starts the next attempt at an execution, at its fallback or at its compensation.
  mutating func startAttempt(_ id: StepID, _ decision: inout RunDecision) {
    guard let definition = definition(of: id.name) else { return }
    let known = step(id)
    if case .undoing? = known?.state { return _ = startUndoing(id, &decision) }
    let begins = known?.isInFlight != true
    if known?.isFallback == true, !begins, case .agent(let call)? = definition.fallback {
      perform(call, definition, id, .fallback, &decision)
    } else {
      switch definition.work {
      case .agent(let call): perform(call, definition, id, .step, &decision)
      case .workflow(let call): startChild(call, definition, id, &decision)
      case .wait(let wait): startWaiting(wait, definition, id, &decision)
      }
    }
    if begins, let limit = definition.deadlineMilliseconds, let step = step(id), step.isInFlight,
      let timer = deadline(of: step)
    {
      decision.actions.append(.setTimer(timer, at: decision.time + limit))
    }
  }

  private mutating func perform(
    _ call: AgentCall, _ definition: StepDefinition, _ id: StepID, _ role: AgentTask.Role,
    _ decision: inout RunDecision
  ) {
    guard let inputs = filled(call.inputs, for: definition, id) else {
      return decideUnfilled(id, &decision)
    }
    let attempt = nextAttempt(id)
    record(.attemptStarted(step: id, attempt: attempt), &decision)
    decision.actions.append(.perform(task(call, id, role, attempt: attempt, inputs: inputs)))
  }

  private mutating func startChild(
    _ call: ChildCall, _ definition: StepDefinition, _ id: StepID, _ decision: inout RunDecision
  ) {
    guard let submission, let workflow = submission.library[call.workflow],
      let inputs = filled(call.inputs, for: definition, id)
    else { return decideUnfilled(id, &decision) }
    let complete: Value
    do {
      complete = try workflow.completed(.object(inputs))
    } catch {
      return decideEnd(.failed(step: nil, reason: "step \(id): \(error)"), &decision)
    }
    // Unique and not random: the number of the event that records it.
    let runID = "\(submission.runID).\(eventCount + 1)"
    record(.childStarted(step: id, attempt: nextAttempt(id), runID: runID), &decision)
    decision.actions.append(
      .startChild(step: id, child(of: submission, id, runID, workflow, inputs: complete)))
  }

  func child(
    of parent: RunSubmission, _ id: StepID, _ runID: String, _ workflow: WorkflowDefinition,
    inputs: Value
  ) -> RunSubmission {
    RunSubmission(
      runID: runID, tenant: parent.tenant, workflow: workflow, library: parent.library,
      inputs: inputs, priority: priority(of: id), traceparent: parent.traceparent,
      parent: .init(runID: parent.runID, step: id))
  }

  /// Of what performs a step: its own, or the run's.
  func priority(of id: StepID) -> Int {
    definition(of: id.name)?.priority ?? submission?.priority ?? 0
  }

  func nextAttempt(_ id: StepID) -> Int { (step(id)?.attemptCount ?? 0) + 1 }

  func task(
    _ call: AgentCall, _ id: StepID, _ role: AgentTask.Role, attempt: Int, inputs: [String: Value]
  ) -> AgentTask {
    AgentTask(
      runID: submission?.runID ?? "", tenant: submission?.tenant ?? "",
      sessionID: submission?.sessionID ?? "", traceparent: submission?.traceparent ?? "",
      step: id, agent: call.agent, role: role, attempt: attempt, inputs: inputs,
      parameters: call.parameters, labels: call.labels,
      timeoutMilliseconds: call.timeoutMilliseconds)
  }

  mutating func decideUnfilled(_ id: StepID, _ decision: inout RunDecision) {
    decideEnd(
      .failed(step: nil, reason: "step \(id) refers to a value that no step gave"), &decision)
  }
}
