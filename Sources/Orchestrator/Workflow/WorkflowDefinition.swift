internal import Foundation

/// A workflow as data: steps, what each takes from where, and how failures are met.
///
/// A step starts when every step that it refers to (or names in `after`) is complete. The document
/// is JSON; `WorkflowValidator` says whether it makes sense.
package struct WorkflowDefinition: Sendable, Hashable, Codable {
  package var name: String
  /// Grows with every change; a run keeps the definition that it was submitted with.
  package var version: Int
  package var steps: [StepDefinition]
  /// What the run reports: names to constants or references.
  package var report: [String: Value]

  /// Reads a document; the error says where it departs from the format.
  package init(json: String) throws {
    self = try JSONDecoder().decode(WorkflowDefinition.self, from: Data(json.utf8))
  }
}

/// One step of a workflow.
package struct StepDefinition: Sendable, Hashable {
  package var id: String
  /// The name of the agent that performs it.
  package var agent: String
  /// A reference to a list: the step is performed once for each element, all at the same time.
  package var forEach: String?
  /// The agent's inputs: constants, or strings that are references (`$...`).
  package var inputs: [String: Value]
  /// Settings that the agent reads, such as how many tokens to generate.
  package var parameters: [String: Value]
  /// Steps to wait for although nothing is taken from them.
  package var after: [String]
  package var retry: RetryPolicy
  /// How long one attempt may take.
  package var timeoutMilliseconds: Int
  /// The name of the event that records its result, such as "SearchCompleted".
  package var completedEvent: String

  /// What the step takes values from, in no order.
  package var references: [Reference] {
    let texts = inputs.values.compactMap(\.string) + (forEach.map { [$0] } ?? [])
    return texts.compactMap(Reference.init)
  }

  /// The steps that must be complete before this one starts.
  package var dependencies: Set<String> {
    var names = Set(after)
    for case .step(let name) in references.map(\.root) { names.insert(name) }
    return names
  }
}

extension StepDefinition: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, agent, forEach, inputs, parameters, after, retry, timeoutMilliseconds, completedEvent
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    agent = try container.decode(String.self, forKey: .agent)
    forEach = try container.decodeIfPresent(String.self, forKey: .forEach)
    inputs = try container.decodeIfPresent([String: Value].self, forKey: .inputs) ?? [:]
    parameters = try container.decodeIfPresent([String: Value].self, forKey: .parameters) ?? [:]
    after = try container.decodeIfPresent([String].self, forKey: .after) ?? []
    retry = try container.decodeIfPresent(RetryPolicy.self, forKey: .retry) ?? .standard
    timeoutMilliseconds =
      try container.decodeIfPresent(Int.self, forKey: .timeoutMilliseconds) ?? 30_000
    completedEvent =
      try container.decodeIfPresent(String.self, forKey: .completedEvent) ?? "StepCompleted"
  }
}
