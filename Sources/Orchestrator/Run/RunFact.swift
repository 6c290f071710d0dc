/// Something that happened to a run, told to its machine.
package enum RunFact: Sendable, Hashable {
  /// A run was asked for.
  case requested(RunSubmission)
  /// A run was asked for that begins where another one stood before a step; see `RunMachine.fork`.
  case forked(RunFork)
  case attemptSucceeded(step: StepID, attempt: Int, result: AgentResult)
  case attemptFailed(step: StepID, attempt: Int, failure: AgentFailure)
  /// Whoever performed the attempt died or went silent for too long.
  case attemptLost(step: StepID, attempt: Int)
  case timerDue(RunTimer)
  /// An event was published that the step may wait for.
  case eventReceived(step: StepID, name: String, payload: Value)
  /// Somebody sent the run a signal.
  case signalled(name: String, payload: Value, by: String)
  /// A person answered what the step asks; `groups` are those that the person belongs to.
  case answered(step: StepID, answer: Value, by: String, groups: [String])
  case childEnded(step: StepID, runID: String, outcome: ChildOutcome)
  case pauseRequested(by: String)
  case resumeRequested(by: String)
  case cancelRequested(reason: String)
  /// A run that failed or was cancelled should go on; see `RunEvent.retried`.
  case retryRequested(step: String?, by: String)
}

/// How the run of a step's workflow ended.
package enum ChildOutcome: Sendable, Hashable, Codable {
  case succeeded(report: Value)
  case failed(reason: String)
  case cancelled(reason: String)
}

/// A wait for a time. Two are the same when all their fields are, so that one which fires late, or
/// twice, is told from the one that is waited for now.
package struct RunTimer: Sendable, Hashable, Codable, CustomStringConvertible {
  package enum Kind: String, Sendable, Hashable, Codable {
    /// The wait after a failed attempt, before the next one.
    case retry
    /// The time by which the step must have ended.
    case deadline
    /// What a step with a timer waits for.
    case wait
  }

  package let kind: Kind
  package let step: StepID
  /// The attempt that failed, or the first one of the time that it limits.
  package let attempt: Int

  package init(_ kind: Kind, _ step: StepID, attempt: Int) {
    self.kind = kind
    self.step = step
    self.attempt = attempt
  }

  /// Unique within its run.
  package var description: String { "\(kind.rawValue) \(step) \(attempt)" }
}
