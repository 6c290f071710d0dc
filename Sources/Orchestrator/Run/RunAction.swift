/// What the shell does in the transaction that records the decision's events, or once they are on disk.
package enum RunAction: Sendable, Hashable {
  case perform(AgentTask)
  /// The attempt is no longer wanted. It may never have been performed.
  case withdraw(step: StepID, attempt: Int)
  /// Report `timerDue` then, in milliseconds since 1970-01-01 UTC.
  case setTimer(RunTimer, at: Int)
  case cancelTimer(RunTimer)
  /// The step waits for this to come from outside.
  case await(step: StepID, Awaited)
  case stopAwaiting(step: StepID)
  /// Submit this run; report `childEnded` when it has ended.
  case startChild(step: StepID, RunSubmission)
  case cancelChild(runID: String)
  /// The run has ended: whatever it still has in flight, set or awaited is no longer wanted.
  case end
}

/// What a step waits for, with its references resolved.
package enum Awaited: Sendable, Hashable, Codable {
  /// An event whose payload has these fields with these values.
  case event(name: String, match: [String: Value])
  case signal(name: String)
  /// An answer from one of these people or groups; from anybody when there are none.
  case person(question: String, from: [String])
}

/// The outcome of a fact: events to record and actions to perform.
package struct RunDecision: Sendable, Hashable {
  /// When it was made, in milliseconds since 1970-01-01 UTC: its events are recorded with this time.
  package let time: Int
  package var events: [RunEvent] = []
  package var actions: [RunAction] = []
  /// Why nothing was decided although somebody asked for something; in words for that person.
  package var refusal: String?
  /// How many steps and executions were looked at: in proportion to what the fact touches, however
  /// large the run is.
  package var examinedCount = 0

  init(time: Int) { self.time = time }

  /// Nothing that the same decision began may still be performed.
  mutating func dropActions() { actions = [] }
}
