/// What starts a run of a workflow by itself: each event of a name whose payload has these fields with these values.
/// The run is given the fields of the payload that are inputs of the workflow.
package struct WorkflowTrigger: Sendable, Hashable {
  package static let nameByteCountMax = 128

  package var event: String
  package var match: [String: Value]

  package init(event: String, match: [String: Value] = [:]) {
    self.event = event
    self.match = match
  }

  func isPulled(by payload: Value) -> Bool {
    match.allSatisfy { payload.field([$0.key]) == $0.value }
  }

  /// What a run that the event starts is given.
  func inputs(of definition: WorkflowDefinition, from payload: Value) -> Value {
    guard case .object(let fields) = payload else { return .object([:]) }
    return .object(fields.filter { definition.inputs[$0.key] != nil })
  }

  /// What is wrong with it; nil when nothing is.
  var problem: String? {
    let isName =
      (1...Self.nameByteCountMax).contains(event.utf8.count)
      && !event.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    return isName
      ? nil
      : "'on' names the event '\(event)'; give 1 to \(Self.nameByteCountMax) bytes without control characters"
  }
}

extension WorkflowTrigger: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case event, match
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    event = try container.decode(String.self, forKey: .event)
    match = try container.decodeIfPresent([String: Value].self, forKey: .match) ?? [:]
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(event, forKey: .event)
    if !match.isEmpty { try container.encode(match, forKey: .match) }
  }
}
