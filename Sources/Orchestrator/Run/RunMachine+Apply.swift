/// What each recorded event makes of the state.
extension RunMachine {
  /// Takes one recorded event in.
  package mutating func apply(_ event: RunEvent, at time: Int) {
    _ = take(event, at: time)
  }

  /// Takes one recorded event in; returns how many steps were looked at.
  mutating func take(_ event: RunEvent, at time: Int) -> Int {
    eventCount += 1
    switch event {
    case .submitted(let submission): submit(submission, at: time)
    case .stepMapped(let name, _): return open(name)
    case .stepSkipped(let name, let reason): return skip(name, reason, at: time)
    case .attemptStarted(let id, let attempt): start(id, attempt, child: nil, at: time)
    case .childStarted(let id, let attempt, let runID): start(id, attempt, child: runID, at: time)
    case .attemptFailed(let id, _, let reason, let retryAt): wait(id, reason, until: retryAt)
    case .attemptInterrupted(let id, _): wait(id, Self.interruptedReason, until: time)
    case .stepFellBack(let id, let reason, let result):
      update(id) { $0.reason = reason }
      guard let result else {
        fallBack(id, at: time)
        break
      }
      // Nothing was done that could be undone.
      return complete(id, result, isUndoable: false, at: time)
    case .stepCompleted(let id, _, let result):
      takeSignal(for: id)
      update(id) { $0.reason = "" }
      return complete(id, result, at: time)
    case .stepCopied(let id, let result):
      begin(id, uncounted: 0, at: time)
      return complete(id, result, at: time)
    case .signalled(let name, let payload, let by):
      signals[name, default: []].append(Signal(payload: payload, by: by))
    case .paused: isPaused = true
    case .resumed: isPaused = false
    case .compensationBegan(let ending):
      stopSteps(failed: ending, at: time)
      phase = .compensating(ending)
    case .stepCompensated(let id, _, _):
      undoable.removeLast()
      update(id) { step in
        guard case .undoing(let result, _) = step.state else { return }
        step.state = .undone(result)
        step.reason = ""
      }
    case .compensationFailed(let id, _, let reason):
      undoable.removeLast()
      notUndone.append(id)
      update(id) { step in
        if case .undoing(let result, _) = step.state { step.state = .completed(result) }
        step.reason = reason
      }
    case .runSucceeded(let report): end(.succeeded(report: report), at: time)
    case .runFailed(let id, let reason):
      stopSteps(failed: .failed(step: id, reason: reason), at: time)
      end(.failed(reason: reason), at: time)
    case .runCancelled(let reason):
      stopSteps(failed: .cancelled(reason: reason), at: time)
      end(.cancelled(reason: reason), at: time)
    case .retried(let name, _): retry(from: name)
    }
    return 0
  }

  mutating func update(_ id: StepID, _ change: (inout Step) -> Void) {
    guard let place = indexes[id] else {
      preconditionFailure("the history speaks of step \(id) before it started")
    }
    change(&steps[place])
  }

  private func number(_ name: String) -> Int {
    guard let index = graph.indexes[name] else {
      preconditionFailure("the history speaks of step \(name), which the workflow does not have")
    }
    return index
  }

  private mutating func submit(_ submission: RunSubmission, at time: Int) {
    self.submission = submission
    submittedAt = time
    phase = .active
    graph = WorkflowGraph(submission.workflow.steps)
    nodes = graph.dependencies.map { RunNode(unsettledCount: $0.count) }
    ready = ReadyQueue(nodes.indices.filter { nodes[$0].unsettledCount == 0 })
  }

  private mutating func open(_ name: String) -> Int {
    let index = number(name)
    guard let list = list(of: index) else {
      preconditionFailure("the history maps step \(name) over what is no list")
    }
    nodes[index].opened(list)
    return nodes[index].isSettled ? settled(index) : 0
  }

  private mutating func skip(_ name: String, _ reason: String, at time: Int) -> Int {
    let place = place(of: StepID(name), at: time)
    steps[place].state = .skipped
    steps[place].endedAt = time
    steps[place].reason = reason
    let index = number(name)
    nodes[index].state = .skipped
    return settled(index)
  }

  /// The definition has completed or was skipped; returns how many wait for it.
  private mutating func settled(_ index: Int) -> Int {
    settledCount += 1
    ready.remove(index)
    for dependent in graph.dependents[index] {
      nodes[dependent].unsettledCount -= 1
      if nodes[dependent].unsettledCount == 0 { ready.append(dependent) }
    }
    return graph.dependents[index].count
  }

  /// The place of an execution in `steps`; it is added if it is new.
  private mutating func place(of id: StepID, at time: Int) -> Int {
    if let place = indexes[id] { return place }
    indexes[id] = steps.count
    steps.append(
      Step(
        id: id, agent: definition(of: id.name)?.work.performer ?? "", state: .cancelled,
        attemptCount: 0, uncountedAttemptCount: 0, startedAt: time, endedAt: nil, reason: "",
        isFallback: false, childRunID: nil))
    return steps.count - 1
  }

  /// The execution begins, for the first time or again after a retry by hand.
  private mutating func begin(_ id: StepID, uncounted: Int, at time: Int) {
    let place = place(of: id, at: time)
    steps[place].uncountedAttemptCount = uncounted
    steps[place].startedAt = time
    steps[place].endedAt = nil
    steps[place].reason = ""
    steps[place].isFallback = false
    let index = number(id.name)
    let definition = submission?.workflow.steps[index]
    steps[place].agent = definition?.work.performer ?? ""
    if id.index != nil, nodes[index].items == nil {
      // Histories of earlier versions do not say that a step was mapped.
      nodes[index].opened(list(of: index) ?? [])
    }
    nodes[index].began(id.index ?? 0)
    if nodes[index].startable(concurrency: definition?.concurrency) == nil { ready.remove(index) }
  }

  private mutating func start(_ id: StepID, _ attempt: Int, child: String?, at time: Int) {
    if case .compensating = phase { return startUndoing(id, attempt) }
    if step(id)?.isInFlight != true { begin(id, uncounted: attempt - 1, at: time) }
    let definition = definition(of: id.name)
    update(id) { step in
      step.attemptCount = attempt
      step.childRunID = child
      step.state = .running
      if case .wait? = definition?.work, !step.isFallback { step.state = .awaiting }
    }
  }

  private mutating func startUndoing(_ id: StepID, _ attempt: Int) {
    update(id) { step in
      switch step.state {
      case .completed(let result):
        step.uncountedAttemptCount = attempt - 1
        step.state = .undoing(result, until: nil)
      case .undoing(let result, _): step.state = .undoing(result, until: nil)
      case .running, .waiting, .awaiting, .skipped, .failed, .cancelled, .undone:
        preconditionFailure("the history undoes step \(id), which had not completed")
      }
      step.attemptCount = attempt
    }
  }

  private mutating func wait(_ id: StepID, _ reason: String, until time: Int) {
    update(id) { step in
      step.reason = reason
      step.childRunID = nil
      if case .undoing(let result, _) = step.state {
        step.state = .undoing(result, until: time)
      } else {
        step.state = .waiting(until: time)
      }
    }
  }

  private mutating func fallBack(_ id: StepID, at time: Int) {
    guard case .agent(let call)? = definition(of: id.name)?.fallback else {
      preconditionFailure("the history has step \(id) fall back on an agent, and it has none")
    }
    update(id) { step in
      step.state = .waiting(until: time)
      step.isFallback = true
      step.agent = call.agent
      step.uncountedAttemptCount = step.attemptCount
      step.childRunID = nil
    }
  }

  private mutating func complete(
    _ id: StepID, _ result: AgentResult, isUndoable: Bool = true, at time: Int
  ) -> Int {
    let index = number(id.name)
    let definition = submission?.workflow.steps[index]
    update(id) { step in
      step.state = .completed(result)
      step.endedAt = time
    }
    if isUndoable, definition?.compensate != nil, let place = indexes[id] { undoable.append(place) }
    let wasFull = nodes[index].startable(concurrency: definition?.concurrency) == nil
    if nodes[index].completed(id.index ?? 0, result.output) { return settled(index) }
    let isFull = nodes[index].startable(concurrency: definition?.concurrency) == nil
    if wasFull, !isFull { ready.append(index) }
    return 0
  }

  private mutating func takeSignal(for id: StepID) {
    guard case .wait(.signal(let wait))? = definition(of: id.name)?.work,
      step(id)?.isFallback == false, var kept = signals[wait.name], !kept.isEmpty
    else { return }
    kept.removeFirst()
    signals[wait.name] = kept.isEmpty ? nil : kept
  }

  private mutating func end(_ phase: Phase, at time: Int) {
    self.phase = phase
    endedAt = time
    isPaused = false
    ready = ReadyQueue()
  }

  /// The run goes on no further: what is in flight is no longer wanted.
  private mutating func stopSteps(failed ending: RunEnding, at time: Int) {
    for place in steps.indices where steps[place].isInFlight {
      steps[place].state = .cancelled
      steps[place].endedAt = time
    }
    if case .failed(let id?, let reason) = ending, let place = indexes[id] {
      if case .cancelled = steps[place].state { steps[place].state = .failed }
      steps[place].reason = reason
      steps[place].endedAt = time
    }
    isPaused = false
    ready = ReadyQueue()
  }

  /// What had not completed becomes pending again, and so does what was undone, and `name`, each with
  /// all that follows from it.
  private mutating func retry(from name: String?) {
    phase = .active
    endedAt = nil
    notUndone = []
    let undone = steps.filter { if case .undone = $0.state { true } else { false } }
    let anew = graph.downstream(
      of: (undone.map(\.id.name) + (name.map { [$0] } ?? [])).compactMap { graph.indexes[$0] })
    for place in steps.indices {
      if anew.contains(number(steps[place].id.name)) { steps[place].state = .cancelled }
      if case .failed = steps[place].state { steps[place].state = .cancelled }
    }
    undoable.removeAll { if case .completed = steps[$0].state { false } else { true } }
    for index in anew { nodes[index] = RunNode(unsettledCount: 0) }
    for index in nodes.indices where nodes[index].state == .open { reopen(index) }
    settledCount = nodes.count { $0.isSettled }
    ready = ReadyQueue()
    for index in nodes.indices where !nodes[index].isSettled {
      nodes[index].unsettledCount = graph.dependencies[index].count { !nodes[$0].isSettled }
      if nodes[index].unsettledCount == 0 { ready.append(index) }
    }
  }

  /// Its elements that had begun and not completed are begun again.
  private mutating func reopen(_ index: Int) {
    guard nodes[index].items != nil, let name = submission?.workflow.steps[index].id else {
      nodes[index] = RunNode(unsettledCount: 0)
      return
    }
    nodes[index].again = (0..<nodes[index].nextElement).reversed().filter { element in
      guard case .completed? = step(StepID(name, element))?.state else { return true }
      return false
    }
  }
}
