/// What a run was submitted with; it holds the definitions, so that a run finishes as it began even
/// after the program was upgraded.
package struct RunSubmission: Sendable, Hashable {
  /// The run of which this one is a step.
  package struct Parent: Sendable, Hashable, Codable {
    package var runID: String
    package var step: StepID

    package init(runID: String, step: StepID) {
      self.runID = runID
      self.step = step
    }
  }

  /// The run that this one was forked from, before a step of it.
  package struct Origin: Sendable, Hashable, Codable {
    package var runID: String
    package var step: String

    package init(runID: String, step: String) {
      self.runID = runID
      self.step = step
    }
  }

  package static let priorities = -100...100

  package var runID: String
  package var tenant: String
  package var workflow: WorkflowDefinition
  /// The workflows that its steps run, and theirs, by name.
  package var library: [String: WorkflowDefinition]
  /// What the workflow takes, complete; see `WorkflowDefinition.completed`.
  package var inputs: Value
  package var idempotencyKey: String
  /// Which of its tenant's tasks workers are given first: those of a higher one. In `priorities`.
  package var priority: Int
  /// W3C trace context of the submitter; every call of the run belongs to it.
  package var traceparent: String
  package var parent: Parent?
  package var origin: Origin?

  package init(
    runID: String, tenant: String, workflow: WorkflowDefinition,
    library: [String: WorkflowDefinition] = [:], inputs: Value, idempotencyKey: String = "",
    priority: Int = 0, traceparent: String = "", parent: Parent? = nil, origin: Origin? = nil
  ) {
    self.runID = runID
    self.tenant = tenant
    self.workflow = workflow
    self.library = library
    self.inputs = inputs
    self.idempotencyKey = idempotencyKey
    self.priority = priority
    self.traceparent = traceparent
    self.parent = parent
    self.origin = origin
  }

  /// What listings show of the inputs; empty when the workflow takes no such one.
  package var question: String { inputs.field(["question"])?.string ?? "" }
  /// Whether both want the same of the same workflow; the session that remembers it may be another one.
  package func asksTheSame(as other: RunSubmission) -> Bool {
    func asked(_ submission: RunSubmission) -> Value {
      guard case .object(var fields) = submission.inputs else { return submission.inputs }
      fields["sessionID"] = nil
      return .object(fields)
    }
    return workflow.name == other.workflow.name && origin == other.origin
      && asked(self) == asked(other)
  }

  /// The memory session that the run belongs to; empty when it takes none.
  package var sessionID: String { inputs.field(["sessionID"])?.string ?? "" }
}

extension RunSubmission: Codable {
  private enum CodingKeys: String, CodingKey {
    case runID, tenant, workflow, library, inputs, idempotencyKey, priority, traceparent, parent,
      origin
    /// Runs that were recorded before workflows declared their inputs have these two.
    case question, sessionID
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String { try container.decode(String.self, forKey: key) }
    let inputs =
      try container.decodeIfPresent(Value.self, forKey: .inputs)
      ?? ["question": .string(try text(.question)), "sessionID": .string(try text(.sessionID))]
    self.init(
      runID: try text(.runID), tenant: try text(.tenant),
      workflow: try container.decode(WorkflowDefinition.self, forKey: .workflow),
      library: try container.decodeIfPresent([String: WorkflowDefinition].self, forKey: .library)
        ?? [:],
      inputs: inputs, idempotencyKey: try text(.idempotencyKey),
      priority: try container.decodeIfPresent(Int.self, forKey: .priority) ?? 0,
      traceparent: try text(.traceparent),
      parent: try container.decodeIfPresent(Parent.self, forKey: .parent),
      origin: try container.decodeIfPresent(Origin.self, forKey: .origin))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(runID, forKey: .runID)
    try container.encode(tenant, forKey: .tenant)
    try container.encode(workflow, forKey: .workflow)
    if !library.isEmpty { try container.encode(library, forKey: .library) }
    try container.encode(inputs, forKey: .inputs)
    try container.encode(idempotencyKey, forKey: .idempotencyKey)
    if priority != 0 { try container.encode(priority, forKey: .priority) }
    try container.encode(traceparent, forKey: .traceparent)
    try container.encodeIfPresent(parent, forKey: .parent)
    try container.encodeIfPresent(origin, forKey: .origin)
  }
}
