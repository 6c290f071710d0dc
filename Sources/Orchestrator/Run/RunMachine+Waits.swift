/// Steps that wait for something from outside: events, signals, people, times.
extension RunMachine {
  mutating func startWaiting(
    _ wait: Wait, _ definition: StepDefinition, _ id: StepID, _ decision: inout RunDecision
  ) {
    let started = RunEvent.attemptStarted(step: id, attempt: nextAttempt(id))
    switch wait {
    case .timer(let wait):
      guard let duration = milliseconds(wait, definition, id, from: decision.time) else {
        return decideEnd(
          .failed(
            step: nil,
            reason: "step \(id) waits for no time: give at most \(TimerWait.millisecondsMax) ms"),
          &decision)
      }
      record(started, &decision)
      decision.actions.append(
        .setTimer(timer(.wait, id), at: decision.time + duration))
    case .signal(let wait):
      record(started, &decision)
      if let signal = signals[wait.name]?.first, let step = step(id) {
        // The scheduling that began this step goes on with those that wait for it.
        recordCompletion(step, signal.result(wait.name), &decision)
      } else {
        decision.actions.append(.await(step: id, .signal(name: wait.name)))
      }
    case .event, .person:
      guard let awaited = awaited(wait, definition, id) else {
        return decideUnfilled(id, &decision)
      }
      record(started, &decision)
      decision.actions.append(.await(step: id, awaited))
    }
  }

  /// The timer of the step's current attempt.
  private func timer(_ kind: RunTimer.Kind, _ id: StepID) -> RunTimer {
    RunTimer(kind, id, attempt: step(id)?.attemptCount ?? 0)
  }

  /// What a waiting step waits for; `nil` when it refers to what is not there.
  func awaited(_ wait: Wait, _ definition: StepDefinition, _ id: StepID) -> Awaited? {
    switch wait {
    case .event(let wait):
      filled(wait.match, for: definition, id).map { .event(name: wait.name, match: $0) }
    case .signal(let wait): .signal(name: wait.name)
    case .person(let wait):
      filled(.string(wait.question), for: definition, id)?.string.map {
        .person(question: $0, from: wait.from)
      }
    case .timer: nil
    }
  }

  /// How long a timer waits from `time`; `nil` when that is no time, or too long.
  func milliseconds(
    _ wait: TimerWait, _ definition: StepDefinition, _ id: StepID, from time: Int
  ) -> Int? {
    let duration: Int? =
      switch wait {
      case .milliseconds(let value): filled(value, for: definition, id)?.int
      case .until(let value): filled(value, for: definition, id)?.int.map { max(0, $0 - time) }
      }
    return duration.flatMap { (0...TimerWait.millisecondsMax).contains($0) ? $0 : nil }
  }

  mutating func decideEvent(
    _ id: StepID, _ name: String, _ payload: Value, _ decision: inout RunDecision
  ) {
    guard let step = step(id), step.state == .awaiting, let definition = definition(of: id.name),
      case .wait(.event(let wait)) = definition.work,
      case .event(name, let match)? = awaited(.event(wait), definition, id),
      match.allSatisfy({ payload.field([$0.key]) == $0.value })
    else { return }
    guard wait.accepts.admits(payload) else {
      return decision.refusal = Self.mismatch("event '\(name)'", payload, wait.accepts)
    }
    decision.actions.append(.stopAwaiting(step: id))
    finish(step, AgentResult(output: payload, summary: "event \(name)"), &decision)
  }

  mutating func decideSignal(
    _ name: String, _ payload: Value, by: String, _ decision: inout RunDecision
  ) {
    guard phase == .active else {
      return decision.refusal = "the run has ended or is ending; it takes no signal"
    }
    let waits = graph.signalWaits[name] ?? []
    guard !waits.isEmpty else {
      return decision.refusal =
        "no step of workflow '\(submission?.workflow.name ?? "")' waits for the signal '\(name)'; "
        + "there are \(graph.signalWaits.keys.quotedList)"
    }
    for index in waits {
      guard case .wait(.signal(let wait))? = submission?.workflow.steps[index].work,
        !wait.accepts.admits(payload)
      else { continue }
      return decision.refusal = Self.mismatch("signal '\(name)'", payload, wait.accepts)
    }
    let keptCount = signals.values.reduce(0) { $0 + $1.count }
    guard keptCount < Self.signalCountMax else {
      return decision.refusal =
        "\(keptCount) signals wait to be taken, as many as may be; send it again later"
    }
    record(.signalled(name: name, payload: payload, by: by), &decision)
    for index in waits {
      guard let id = submission?.workflow.steps[index].id, let step = step(StepID(id)),
        step.state == .awaiting, let signal = signals[name]?.first
      else { continue }
      decision.actions.append(.stopAwaiting(step: step.id))
      return finish(step, signal.result(name), &decision)
    }
  }

  mutating func decideAnswer(
    _ id: StepID, _ answer: Value, by: String, _ groups: [String], _ decision: inout RunDecision
  ) {
    guard case .wait(.person(let wait))? = definition(of: id.name)?.work, let step = step(id) else {
      return decision.refusal = "step \(id) asks nobody, or does not yet"
    }
    guard step.state == .awaiting else {
      return decision.refusal = Self.alreadyAnswered(step)
    }
    guard wait.from.isEmpty || wait.from.contains(where: { $0 == by || groups.contains($0) }) else {
      return decision.refusal = "step \(id) asks \(wait.from.quotedList), not '\(by)'"
    }
    guard wait.accepts.admits(answer) else {
      return decision.refusal = Self.mismatch("answer", answer, wait.accepts)
    }
    decision.actions.append(.stopAwaiting(step: id))
    finish(
      step,
      AgentResult(output: ["answer": answer, "by": .string(by)], summary: "answered by \(by)"),
      &decision)
  }

  private static func alreadyAnswered(_ step: Step) -> String {
    if case .completed(let result) = step.state, let by = result.output.field(["by"])?.string {
      return "step \(step.id) was answered by '\(by)' already"
    }
    return "step \(step.id) waits for no answer any more"
  }

  private static func mismatch(_ what: String, _ value: Value, _ type: ValueType) -> String {
    "the \(what) is \(ValueType(of: value)); give \(type)"
  }
}

extension RunMachine.Signal {
  /// What it is to the step that takes it.
  fileprivate func result(_ name: String) -> AgentResult {
    AgentResult(output: payload, summary: "signal \(name) by \(by)")
  }
}
