/// What people ask of a run.
extension RunMachine {
  mutating func decidePause(by: String, _ decision: inout RunDecision) {
    guard phase == .active else {
      return decision.refusal = "the run has ended or is ending; it cannot be paused"
    }
    if !isPaused { record(.paused(by: by), &decision) }
  }

  mutating func decideResume(by: String, _ decision: inout RunDecision) {
    guard phase == .active else {
      return decision.refusal = "the run has ended or is ending; it cannot be resumed"
    }
    guard isPaused else { return }
    record(.resumed(by: by), &decision)
    decision.examinedCount += steps.count
    for step in steps where phase == .active {
      guard case .waiting(let until) = step.state else { continue }
      let timer = RunTimer(.retry, step.id, attempt: step.attemptCount)
      if until <= decision.time {
        decision.actions.append(.cancelTimer(timer))
        startAttempt(step.id, &decision)
      } else {
        decision.actions.append(.setTimer(timer, at: until))
      }
    }
    schedule(&decision)
  }

  mutating func decideRetry(from name: String?, by: String, _ decision: inout RunDecision) {
    switch phase {
    case .failed, .cancelled: break
    case .empty, .active, .compensating, .succeeded:
      return decision.refusal =
        "only a run that failed or was cancelled is retried; fork this one instead"
    }
    if let name, graph.indexes[name] == nil {
      return decision.refusal =
        "there is no step '\(name)'; there are \(graph.indexes.keys.quotedList)"
    }
    decision.examinedCount += steps.count + nodes.count
    record(.retried(from: name, by: by), &decision)
    schedule(&decision)
  }

  /// All that the run has under way, set or awaited: what the shell would have to do again if it had
  /// lost everything but the run's history.
  package var outstanding: [RunAction] {
    steps.flatMap { step -> [RunAction] in
      guard let definition = definition(of: step.id.name) else { return [] }
      var actions = outstanding(step, definition)
      if step.isInFlight, let limit = definition.deadlineMilliseconds,
        let timer = deadline(of: step)
      {
        actions.append(.setTimer(timer, at: step.startedAt + limit))
      }
      return actions
    }
  }

  private func outstanding(_ step: Step, _ definition: StepDefinition) -> [RunAction] {
    let id = step.id
    switch step.state {
    case .running: return underWay(step, definition)
    case .waiting(let until), .undoing(_, let until?):
      return [.setTimer(RunTimer(.retry, id, attempt: step.attemptCount), at: until)]
    case .undoing(_, until: nil):
      return undoing(id, attempt: step.attemptCount).map { [.perform($0)] } ?? []
    case .awaiting:
      guard case .wait(let wait) = definition.work else { return [] }
      if case .timer(let wait) = wait {
        return milliseconds(wait, definition, id, from: step.startedAt).map {
          [.setTimer(RunTimer(.wait, id, attempt: step.attemptCount), at: step.startedAt + $0)]
        } ?? []
      }
      return awaited(wait, definition, id).map { [.await(step: id, $0)] } ?? []
    case .completed, .skipped, .failed, .cancelled, .undone: return []
    }
  }

  private func underWay(_ step: Step, _ definition: StepDefinition) -> [RunAction] {
    func perform(_ call: AgentCall, _ role: AgentTask.Role) -> [RunAction] {
      filled(call.inputs, for: definition, step.id).map {
        [.perform(task(call, step.id, role, attempt: step.attemptCount, inputs: $0))]
      } ?? []
    }
    if step.isFallback, case .agent(let call)? = definition.fallback {
      return perform(call, .fallback)
    }
    switch definition.work {
    case .agent(let call): return perform(call, .step)
    case .workflow(let call):
      guard let submission, let workflow = submission.library[call.workflow],
        let runID = step.childRunID, let inputs = filled(call.inputs, for: definition, step.id),
        let complete = try? workflow.completed(.object(inputs))
      else { return [] }
      return [
        .startChild(
          step: step.id, child(of: submission, step.id, runID, workflow, inputs: complete))
      ]
    case .wait: return []
    }
  }
}
