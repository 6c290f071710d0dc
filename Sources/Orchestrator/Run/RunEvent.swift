/// How a run ends that does not succeed.
package enum RunEnding: Sendable, Hashable, Codable {
  /// `step` failed for good.
  case failed(step: StepID?, reason: String)
  case cancelled(reason: String)

  /// The step that failed, if that is why.
  var step: StepID? {
    if case .failed(let step, _) = self { step } else { nil }
  }
}

/// One recorded fact of a run's history. The history alone rebuilds the run.
package enum RunEvent: Sendable, Hashable, Codable {
  case submitted(RunSubmission)
  /// A step with `forEach` begins: its list has `count` elements.
  case stepMapped(step: String, count: Int)
  /// The step is not performed: its condition does not hold, or one that it needs was skipped.
  case stepSkipped(step: String, reason: String)
  /// An attempt at a step, at its fallback, at its compensation, or a wait.
  case attemptStarted(step: StepID, attempt: Int)
  /// An attempt at a step that is a workflow of its own: the run of that.
  case childStarted(step: StepID, attempt: Int, runID: String)
  /// The next attempt is due at `retryAt`, in milliseconds since 1970-01-01 UTC.
  case attemptFailed(step: StepID, attempt: Int, reason: String, retryAt: Int)
  /// Whoever performed the attempt died; the next one is due at once.
  case attemptInterrupted(step: StepID, attempt: Int)
  /// The step failed for good and has a fallback: a value, or an agent, which is due at once.
  case stepFellBack(step: StepID, reason: String, result: AgentResult?)
  case stepCompleted(step: StepID, attempt: Int, result: AgentResult)
  /// The step completed in the run that this one was forked from.
  case stepCopied(step: StepID, result: AgentResult)
  case signalled(name: String, payload: Value, by: String)
  case paused(by: String)
  case resumed(by: String)
  /// The run will end so; first its completed steps are undone, the last one first.
  case compensationBegan(ending: RunEnding)
  case stepCompensated(step: StepID, attempt: Int, summary: String)
  /// The step stays done although the run does not succeed.
  case compensationFailed(step: StepID, attempt: Int, reason: String)
  case runSucceeded(report: Value)
  /// `step` failed for good.
  case runFailed(step: StepID?, reason: String)
  case runCancelled(reason: String)
  /// A run that failed or was cancelled goes on: with what had not completed, and with `step` and all
  /// that follows from it if there is one.
  case retried(from: String?, by: String)

  /// The step that it is about, if any.
  package var step: StepID? {
    switch self {
    case .attemptStarted(let step, _), .childStarted(let step, _, _),
      .attemptFailed(let step, _, _, _), .attemptInterrupted(let step, _),
      .stepFellBack(let step, _, _), .stepCompleted(let step, _, _), .stepCopied(let step, _),
      .stepCompensated(let step, _, _), .compensationFailed(let step, _, _):
      step
    case .stepMapped(let name, _), .stepSkipped(let name, _): StepID(name)
    case .runFailed(let step, _), .compensationBegan(.failed(let step, _)): step
    case .retried(let name, _): name.map { StepID($0) }
    case .submitted, .signalled, .paused, .resumed, .compensationBegan(.cancelled),
      .runSucceeded, .runCancelled:
      nil
    }
  }
}
