internal import Store

/// What starts runs of a workflow by itself.
package enum WorkflowTrigger: Sendable, Hashable {
  case event(EventTrigger)
  case schedule(ScheduleTrigger)

  /// The name of the event that it is for.
  package var event: String? {
    if case .event(let trigger) = self { trigger.event } else { nil }
  }

  package var schedule: ScheduleTrigger? {
    if case .schedule(let trigger) = self { trigger } else { nil }
  }

  /// What is wrong with it.
  func problems(in definition: WorkflowDefinition) -> [String] {
    switch self {
    case .event(let trigger): trigger.problem.map { [$0] } ?? []
    case .schedule(let trigger): trigger.problems(in: definition)
    }
  }
}

/// Each event of a name whose payload has these fields with these values starts a run, which
/// is given the fields of the payload that are inputs of the workflow.
package struct EventTrigger: Sendable, Hashable {
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
  fileprivate var problem: String? {
    let isName =
      (1...Self.nameByteCountMax).contains(event.utf8.count)
      && !event.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    return isName
      ? nil
      : "'on' names the event '\(event)'; give 1 to \(Self.nameByteCountMax) bytes without control characters"
  }
}

/// Each time at which a cron expression fires starts a run, which is given always the same.
package struct ScheduleTrigger: Sendable, Hashable {
  private static let timeZones = ["UTC"]

  /// Minute, hour, day of month, month, day of week; see `CronExpression`.
  package var cron: String
  package var timeZone: String
  package var inputs: [String: Value]

  package init(cron: String, timeZone: String = "UTC", inputs: [String: Value] = [:]) {
    self.cron = cron
    self.timeZone = timeZone
    self.inputs = inputs
  }

  fileprivate func problems(in definition: WorkflowDefinition) -> [String] {
    var problems: [String] = []
    do {
      _ = try CronExpression(cron)
    } catch {
      problems.append("the schedule of 'on': \(error.message)")
    }
    if !Self.timeZones.contains(timeZone) {
      problems.append(
        "the schedule of 'on' is in the time zone '\(timeZone)'; all times are UTC: say them so")
    }
    do {
      _ = try definition.completed(.object(inputs))
    } catch {
      problems += error.problems.map { "the schedule of 'on' cannot start it: \($0)" }
    }
    return problems
  }
}

extension WorkflowTrigger: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case event, match, schedule
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    if let schedule = try container.decodeIfPresent(ScheduleTrigger.self, forKey: .schedule) {
      guard !container.contains(.event), !container.contains(.match) else {
        throw decoder.mistake("has a schedule and an event; give one of them")
      }
      self = .schedule(schedule)
    } else {
      self = .event(
        EventTrigger(
          event: try container.decode(String.self, forKey: .event),
          match: try container.decodeIfPresent([String: Value].self, forKey: .match) ?? [:]))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .event(let trigger):
      try container.encode(trigger.event, forKey: .event)
      if !trigger.match.isEmpty { try container.encode(trigger.match, forKey: .match) }
    case .schedule(let trigger): try container.encode(trigger, forKey: .schedule)
    }
  }
}

extension ScheduleTrigger: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case cron, timeZone, inputs
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    cron = try container.decode(String.self, forKey: .cron)
    timeZone = try container.decodeIfPresent(String.self, forKey: .timeZone) ?? "UTC"
    inputs = try container.decodeIfPresent([String: Value].self, forKey: .inputs) ?? [:]
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(cron, forKey: .cron)
    try container.encode(timeZone, forKey: .timeZone)
    if !inputs.isEmpty { try container.encode(inputs, forKey: .inputs) }
  }
}
