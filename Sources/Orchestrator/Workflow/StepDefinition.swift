/// One step of a workflow: what it does, when, and what becomes of its failures.
package struct StepDefinition: Sendable, Hashable {
  /// When a step starts whose dependencies were not all performed.
  package enum Join: String, Sendable, Hashable, Codable, CaseIterable {
    /// When all were; if one was skipped for which `defaults` has no value, it is skipped too.
    case all
    /// When all have settled and one of them at least was performed.
    case any
  }

  package var id: String
  package var work: StepWork
  /// Steps to wait for although nothing is taken from them.
  package var after: [String]
  /// The step is skipped when this does not hold.
  package var when: Predicate?
  package var join: Join
  /// What stands for the output of a dependency that was skipped.
  package var defaults: [String: Value]
  /// A reference to a list: the step is performed once for each element.
  package var forEach: String?
  /// How many elements are performed at the same time; all when absent.
  package var concurrency: Int?
  /// How long the step may take from its start, retries and waits included; once for each element.
  package var deadlineMilliseconds: Int?
  /// Which of a tenant's tasks workers are given first, its fallback's and compensation's too; the run's when absent.
  package var priority: Int?
  package var fallback: Fallback?
  /// Undoes the step when the run fails or is cancelled after it completed.
  package var compensate: AgentCall?
  /// The name of the event that records its result, such as "SearchCompleted".
  package var completedEvent: String

  package init(id: String, work: StepWork) {
    self.id = id
    self.work = work
    after = []
    join = .all
    defaults = [:]
    completedEvent = "StepCompleted"
  }

  /// The values in it that may be references, but for those of its compensation, with what they are
  /// called.
  package var values: [(name: String, value: Value)] {
    var values = Self.named(work.inputs, "input")
    if case .wait(let wait) = work { values += wait.values }
    if case .agent(let call)? = fallback { values += Self.named(call.inputs, "fallback input") }
    if let forEach { values.append(("forEach", .string(forEach))) }
    values += (when?.operands ?? []).map { ("when", $0) }
    return values
  }

  /// The values of its compensation that may be references, with what they are called.
  package var compensationValues: [(name: String, value: Value)] {
    Self.named(compensate?.inputs ?? [:], "compensate input")
  }

  private static func named(
    _ values: [String: Value], _ kind: String
  ) -> [(name: String, value: Value)] {
    values.sorted { $0.key < $1.key }.map { ("\(kind) '\($0.key)'", $0.value) }
  }

  /// The steps that must have settled before this one starts.
  package var dependencies: Set<String> {
    var names = Set(after)
    for text in (values + compensationValues).flatMap(\.value.referenceTexts) {
      if case .step(let name)? = Reference(text)?.root { names.insert(name) }
    }
    return names
  }
}

extension StepDefinition: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, agent, wait, workflow
    case inputs, parameters, labels, retry, timeoutMilliseconds
    case after, when, join, defaults, forEach, concurrency
    case deadlineMilliseconds, priority, fallback, compensate, completedEvent
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    func value<T: Decodable>(_ key: CodingKeys, or standard: T) throws -> T {
      try container.decodeIfPresent(T.self, forKey: key) ?? standard
    }
    self.init(
      id: try container.decode(String.self, forKey: .id), work: try Self.work(container, decoder))
    after = try value(.after, or: [])
    when = try container.decodeIfPresent(Predicate.self, forKey: .when)
    join = try value(.join, or: .all)
    defaults = try value(.defaults, or: [:])
    forEach = try container.decodeIfPresent(String.self, forKey: .forEach)
    concurrency = try container.decodeIfPresent(Int.self, forKey: .concurrency)
    deadlineMilliseconds = try container.decodeIfPresent(Int.self, forKey: .deadlineMilliseconds)
    priority = try container.decodeIfPresent(Int.self, forKey: .priority)
    fallback = try container.decodeIfPresent(Fallback.self, forKey: .fallback)
    compensate = try container.decodeIfPresent(AgentCall.self, forKey: .compensate)
    completedEvent = try value(.completedEvent, or: "StepCompleted")
  }

  private static func work(
    _ container: KeyedDecodingContainer<CodingKeys>, _ decoder: any Decoder
  ) throws -> StepWork {
    let kinds = [CodingKeys.agent, .wait, .workflow].filter(container.contains)
    guard kinds.count == 1, let kind = kinds.first else {
      throw decoder.mistake("needs exactly one of 'agent', 'wait', 'workflow'")
    }
    let inputs = try container.decodeIfPresent([String: Value].self, forKey: .inputs) ?? [:]
    let retry = try container.decodeIfPresent(RetryPolicy.self, forKey: .retry)
    let timeout = try container.decodeIfPresent(Int.self, forKey: .timeoutMilliseconds)
    let parameters = try container.decodeIfPresent([String: Value].self, forKey: .parameters)
    func refuse(_ key: CodingKeys, _ remedy: String) throws {
      if container.contains(key) {
        throw decoder.mistake("has '\(key.stringValue)', which only an agent's step has\(remedy)")
      }
    }
    if kind != .agent {
      try refuse(.parameters, "")
      try refuse(.labels, "")
      try refuse(.timeoutMilliseconds, "; use 'deadlineMilliseconds'")
    }
    switch kind {
    case .agent:
      return .agent(
        AgentCall(
          agent: try container.decode(String.self, forKey: .agent), inputs: inputs,
          parameters: parameters ?? [:],
          labels: try container.decodeIfPresent([String].self, forKey: .labels) ?? [],
          retry: retry ?? .standard,
          timeoutMilliseconds: timeout ?? AgentCall.standardTimeoutMilliseconds))
    case .workflow:
      return .workflow(
        ChildCall(
          workflow: try container.decode(String.self, forKey: .workflow), inputs: inputs,
          retry: retry ?? .once))
    default:
      try refuse(.inputs, "")
      try refuse(.retry, "")
      try refuse(.priority, "")
      return .wait(try container.decode(Wait.self, forKey: .wait))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    switch work {
    case .agent(let call):
      try container.encode(call.agent, forKey: .agent)
      try container.encode(call.inputs, forKey: .inputs)
      try container.encode(call.parameters, forKey: .parameters)
      if !call.labels.isEmpty { try container.encode(call.labels, forKey: .labels) }
      try container.encode(call.retry, forKey: .retry)
      try container.encode(call.timeoutMilliseconds, forKey: .timeoutMilliseconds)
    case .workflow(let call):
      try container.encode(call.workflow, forKey: .workflow)
      try container.encode(call.inputs, forKey: .inputs)
      try container.encode(call.retry, forKey: .retry)
    case .wait(let wait): try container.encode(wait, forKey: .wait)
    }
    if !after.isEmpty { try container.encode(after, forKey: .after) }
    try container.encodeIfPresent(when, forKey: .when)
    if join != .all { try container.encode(join, forKey: .join) }
    if !defaults.isEmpty { try container.encode(defaults, forKey: .defaults) }
    try container.encodeIfPresent(forEach, forKey: .forEach)
    try container.encodeIfPresent(concurrency, forKey: .concurrency)
    try container.encodeIfPresent(deadlineMilliseconds, forKey: .deadlineMilliseconds)
    try container.encodeIfPresent(priority, forKey: .priority)
    try container.encodeIfPresent(fallback, forKey: .fallback)
    try container.encodeIfPresent(compensate, forKey: .compensate)
    try container.encode(completedEvent, forKey: .completedEvent)
  }
}
