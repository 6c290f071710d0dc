/// One attempt at a step, with everything that an agent needs.
package struct AgentTask: Sendable, Hashable, Codable {
  package enum Role: String, Sendable, Hashable, Codable {
    /// To perform the step.
    case step
    /// To stand in for the step's own agent, which failed.
    case fallback
    /// To undo the step.
    case compensation
  }

  package var runID: String
  package var tenant: String
  package var sessionID: String
  package var traceparent: String
  package var step: StepID
  /// As the workflow names it, `planner` or `planner@2`: also the name of its queue.
  package var agent: String
  package var role: Role
  package var attempt: Int
  package var inputs: [String: Value]
  package var parameters: [String: Value]
  /// What a worker must have.
  package var labels: [String]
  package var timeoutMilliseconds: Int
  /// The lease under which it is performed, from 1; it rises each time the same attempt is handed out again. 0 while
  /// it waits.
  package var epoch = 0

  /// Without `epoch`, which is the lease's and not part of what waits in the queue.
  private enum CodingKeys: String, CodingKey {
    case runID, tenant, sessionID, traceparent, step, agent, role, attempt, inputs, parameters
    case labels, timeoutMilliseconds
  }

  /// The same for all attempts: what an agent does elsewhere under this key is to be done once.
  package var idempotencyKey: String { "\(runID)/\(step)/\(role.rawValue)" }
}

/// A piece of text as it is being written by an attempt.
package struct TokenPiece: Sendable, Hashable {
  package let step: StepID
  package let attempt: Int
  package let text: String
  package let tokenCount: Int

  package init(step: StepID, attempt: Int, text: String, tokenCount: Int) {
    self.step = step
    self.attempt = attempt
    self.text = text
    self.tokenCount = tokenCount
  }
}

/// Performs one kind of step.
///
/// An attempt may be repeated after a crash or a failure, so its effects elsewhere must be
/// idempotent: keyed by run, step and role, not by attempt. Cancellation of the task ends the calls that
/// it has in flight.
package protocol Agent: Sendable {
  var name: String { get }
  /// Grows with every change that workflows may want to choose; 1 unless it says otherwise.
  var version: Int { get }
  var kind: AgentKind { get }
  var signature: AgentSignature { get }

  /// Performs the step. `emit` shows text to those who watch; it is not the result.
  func perform(
    _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async throws -> AgentResult
}

extension Agent {
  package var version: Int { 1 }

  /// The names that workflows may call it by.
  package var names: [AgentName] { [AgentName(name), AgentName(name, version: version)] }
}

/// Why an attempt failed, in words for people that name the service which failed.
package struct AgentFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whether another attempt may succeed.
  package let isRetryable: Bool
  package let description: String

  package init(_ description: String, isRetryable: Bool) {
    self.description = description
    self.isRetryable = isRetryable
  }
}
