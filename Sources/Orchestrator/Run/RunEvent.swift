/// Names one execution of a step: `plan`, or `search[1]` for the second element of a list.
package struct StepID: Sendable, Hashable, Codable, CustomStringConvertible {
  package let name: String
  package let index: Int?

  package init(_ name: String, _ index: Int? = nil) {
    self.name = name
    self.index = index
  }

  package var description: String { index.map { "\(name)[\($0)]" } ?? name }
}

/// What a run was submitted with; it holds the definition, so that a run finishes as it began even
/// after the program was upgraded.
package struct RunSubmission: Sendable, Hashable, Codable {
  package var runID: String
  package var tenant: String
  package var workflow: WorkflowDefinition
  package var question: String
  package var sessionID: String
  package var idempotencyKey: String
  /// W3C trace context of the submitter; every call of the run belongs to it.
  package var traceparent: String

  package init(
    runID: String, tenant: String, workflow: WorkflowDefinition, question: String,
    sessionID: String = "", idempotencyKey: String = "", traceparent: String = ""
  ) {
    self.runID = runID
    self.tenant = tenant
    self.workflow = workflow
    self.question = question
    self.sessionID = sessionID
    self.idempotencyKey = idempotencyKey
    self.traceparent = traceparent
  }

  package var inputs: Value {
    ["question": .string(question), "sessionID": .string(sessionID)]
  }
}

/// What an agent gave.
package struct AgentResult: Sendable, Hashable, Codable {
  package var output: Value
  /// One line for people.
  package var summary: String
  /// The RPCs that the attempt made, in order.
  package var toolsCalled: [String]
  /// Prompt and completion tokens that the attempt consumed.
  package var tokensUsed: Int

  package init(
    output: Value, summary: String, toolsCalled: [String] = [], tokensUsed: Int = 0
  ) {
    self.output = output
    self.summary = summary
    self.toolsCalled = toolsCalled
    self.tokensUsed = tokensUsed
  }
}

/// One recorded fact of a run's history. The history alone rebuilds the run.
package enum RunEvent: Sendable, Hashable, Codable {
  case submitted(RunSubmission)
  case attemptStarted(step: StepID, attempt: Int)
  /// The next attempt is due at `retryAt`, in milliseconds since 1970-01-01 UTC.
  case attemptFailed(step: StepID, attempt: Int, reason: String, retryAt: Int)
  /// The process that performed the attempt died.
  case attemptInterrupted(step: StepID, attempt: Int)
  case stepCompleted(step: StepID, attempt: Int, result: AgentResult)
  case runSucceeded(report: Value)
  /// `step` failed for good.
  case runFailed(step: StepID?, reason: String)
  case runCancelled(reason: String)

  /// The step that it is about, if any.
  package var step: StepID? {
    switch self {
    case .attemptStarted(let step, _), .attemptFailed(let step, _, _, _),
      .attemptInterrupted(let step, _), .stepCompleted(let step, _, _):
      step
    case .runFailed(let step, _): step
    case .submitted, .runSucceeded, .runCancelled: nil
    }
  }
}
