/// An agent's part in a workflow: who, with what, and how failures are met.
package struct AgentCall: Sendable, Hashable {
  /// `planner` or `planner@2`; see `AgentName`.
  package var agent: String
  /// The agent's inputs: constants, in which texts that begin with `$` are references.
  package var inputs: [String: Value]
  /// Settings that the agent reads, such as how many tokens to generate.
  package var parameters: [String: Value]
  /// What a worker must have, such as "gpu" or "region=eu"; see `TaskLabels`.
  package var labels: [String]
  package var retry: RetryPolicy
  /// How long one attempt may take.
  package var timeoutMilliseconds: Int

  package static let standardTimeoutMilliseconds = 30_000

  package init(
    agent: String, inputs: [String: Value] = [:], parameters: [String: Value] = [:],
    labels: [String] = [], retry: RetryPolicy = .standard,
    timeoutMilliseconds: Int = AgentCall.standardTimeoutMilliseconds
  ) {
    self.agent = agent
    self.inputs = inputs
    self.parameters = parameters
    self.labels = labels
    self.retry = retry
    self.timeoutMilliseconds = timeoutMilliseconds
  }
}

/// A run of another workflow as a step.
package struct ChildCall: Sendable, Hashable {
  /// The name of the workflow; the version is the one that was current when the run was submitted.
  package var workflow: String
  package var inputs: [String: Value]
  /// Each attempt is a run of its own.
  package var retry: RetryPolicy
}

/// What a step does.
package enum StepWork: Sendable, Hashable {
  case agent(AgentCall)
  case wait(Wait)
  case workflow(ChildCall)

  package var inputs: [String: Value] {
    switch self {
    case .agent(let call): call.inputs
    case .workflow(let call): call.inputs
    case .wait: [:]
    }
  }

  package var retry: RetryPolicy {
    switch self {
    case .agent(let call): call.retry
    case .workflow(let call): call.retry
    case .wait: .once
    }
  }

  /// Who does it, in words for people.
  package var performer: String {
    switch self {
    case .agent(let call): call.agent
    case .workflow(let call): "workflow \(call.workflow)"
    case .wait(.event): "wait for an event"
    case .wait(.signal): "wait for a signal"
    case .wait(.person): "wait for a person"
    case .wait(.timer): "wait for a time"
    }
  }
}

/// What stands in for a step that failed for good or missed its deadline. That it did is recorded.
package enum Fallback: Sendable, Hashable {
  /// The step's output is this.
  case value(Value)
  /// Another agent gives the step's output; its failures are final.
  case agent(AgentCall)
}

extension Fallback: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case value
    case agent, inputs, parameters, labels, retry, timeoutMilliseconds
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self, nullable: [.value])
    if container.contains(.value) {
      if container.allKeys.count > 1 {
        throw decoder.mistake("has a 'value', and so takes nothing else")
      }
      self = .value(try container.decode(Value.self, forKey: .value))
    } else {
      self = .agent(try AgentCall(from: decoder))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .value(let value):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value, forKey: .value)
    case .agent(let call): try call.encode(to: encoder)
    }
  }
}

extension AgentCall: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case agent, inputs, parameters, labels, retry, timeoutMilliseconds
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    self.init(
      agent: try container.decode(String.self, forKey: .agent),
      inputs: try container.decodeIfPresent([String: Value].self, forKey: .inputs) ?? [:],
      parameters: try container.decodeIfPresent([String: Value].self, forKey: .parameters) ?? [:],
      labels: try container.decodeIfPresent([String].self, forKey: .labels) ?? [],
      retry: try container.decodeIfPresent(RetryPolicy.self, forKey: .retry) ?? .standard,
      timeoutMilliseconds: try container.decodeIfPresent(Int.self, forKey: .timeoutMilliseconds)
        ?? Self.standardTimeoutMilliseconds)
  }
}
