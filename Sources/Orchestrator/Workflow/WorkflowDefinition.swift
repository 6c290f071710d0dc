internal import Foundation

/// A workflow as data: what it takes, its steps, and what it reports.
///
/// A step starts when every step that it refers to (or names in `after`) has settled. The document is
/// JSON, described by `docs/reference/workflow.schema.json`; `WorkflowValidator` says whether it makes
/// sense.
package struct WorkflowDefinition: Sendable, Hashable {
  package var name: String
  /// Grows with every change; a run keeps the definition that it was submitted with.
  package var version: Int
  package var description: String
  /// What a run of it is given.
  package var inputs: [String: WorkflowInput]
  /// What starts runs of it by itself.
  package var trigger: WorkflowTrigger?
  package var steps: [StepDefinition]
  /// What the run reports: names to constants or references.
  package var report: [String: Value]

  /// Reads a document; the error says where it departs from the format.
  package init(json: String) throws(WorkflowProblems) {
    do {
      self = try JSONDecoder().decode(WorkflowDefinition.self, from: Data(json.utf8))
    } catch {
      let problem =
        Self.syntaxProblem(in: json) ?? (error as? DecodingError)?.documentProblem ?? "\(error)"
      throw WorkflowProblems(workflow: "", problems: [problem])
    }
  }

  /// Where a text is not JSON, which the decoder does not say.
  private static func syntaxProblem(in json: String) -> String? {
    do {
      _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
      return nil
    } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
      return "it is not JSON: \(reason ?? "\(error)")"
    }
  }

  /// As a document, its fields in alphabetical order.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    } catch {
      // Numbers come from JSON, so none of them is infinite.
      preconditionFailure("the definition of \(name) cannot be written: \(error)")
    }
  }
}

/// One value that runs of a workflow are given.
package struct WorkflowInput: Sendable, Hashable {
  package var type: ValueType
  /// What it is when it is not given; it must be given when there is none.
  package var standard: Value?
  package var description: String

  package init(_ type: ValueType, default standard: Value? = nil, description: String = "") {
    self.type = type
    self.standard = standard
    self.description = description
  }
}

extension WorkflowDefinition {
  /// The inputs of a run with defaults filled in; throws when they are not what it takes.
  package func completed(_ given: Value) throws(WorkflowProblems) -> Value {
    guard case .object(var fields) = given else {
      throw WorkflowProblems(
        workflow: name, problems: ["its inputs are \(ValueType(of: given)); give an object"])
    }
    var problems: [String] = []
    for name in Set(fields.keys).subtracting(inputs.keys).sorted() {
      let known = inputs.isEmpty ? "it takes none" : "it takes \(inputs.keys.quotedList)"
      problems.append("it takes no input '\(name)'; \(known)")
    }
    for (name, input) in inputs.sorted(by: { $0.key < $1.key }) {
      if let value = fields[name] {
        if !input.type.admits(value) {
          problems.append("its input '\(name)' is \(ValueType(of: value)); give \(input.type)")
        }
      } else if let standard = input.standard {
        fields[name] = standard
      } else {
        problems.append("its input '\(name)' is missing; give \(input.type)")
      }
    }
    if !problems.isEmpty { throw WorkflowProblems(workflow: name, problems: problems) }
    return .object(fields)
  }
}

extension WorkflowDefinition: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case schema = "$schema"
    case name, version, description, inputs, trigger = "on", steps, report
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    version = try container.decode(Int.self, forKey: .version)
    description = try container.decodeIfPresent(String.self, forKey: .description) ?? ""
    inputs =
      try container.decodeIfPresent([String: WorkflowInput].self, forKey: .inputs) ?? [:]
    trigger = try container.decodeIfPresent(WorkflowTrigger.self, forKey: .trigger)
    steps = try container.decode([StepDefinition].self, forKey: .steps)
    report = try container.decodeIfPresent([String: Value].self, forKey: .report) ?? [:]
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(version, forKey: .version)
    if !description.isEmpty { try container.encode(description, forKey: .description) }
    try container.encode(inputs, forKey: .inputs)
    try container.encodeIfPresent(trigger, forKey: .trigger)
    try container.encode(steps, forKey: .steps)
    try container.encode(report, forKey: .report)
  }
}

extension WorkflowInput: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case type, standard = "default", description
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self, nullable: [.standard])
    type = try container.decode(ValueType.self, forKey: .type)
    standard =
      container.contains(.standard) ? try container.decode(Value.self, forKey: .standard) : nil
    description = try container.decodeIfPresent(String.self, forKey: .description) ?? ""
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type, forKey: .type)
    try container.encodeIfPresent(standard, forKey: .standard)
    if !description.isEmpty { try container.encode(description, forKey: .description) }
  }
}
