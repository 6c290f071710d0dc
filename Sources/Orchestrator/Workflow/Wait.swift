/// What a step without an agent waits for. How long at most is the step's deadline.
package enum Wait: Sendable, Hashable {
  case event(EventWait)
  case signal(SignalWait)
  case person(PersonWait)
  case timer(TimerWait)
}

/// Waits for an event that is published to all: the first of its name whose fields are as `match`
/// says. The step's output is the event's payload.
package struct EventWait: Sendable, Hashable {
  package var name: String
  /// Fields of the payload and what they must equal: constants or references.
  package var match: [String: Value]
  package var accepts: ValueType
}

/// Waits for a signal that is sent to the run by name. One that came before is kept and taken. The
/// step's output is the signal's payload.
package struct SignalWait: Sendable, Hashable {
  package var name: String
  package var accepts: ValueType
}

/// Waits for a person's answer. The step's output is `{"answer": ..., "by": "alice"}`.
package struct PersonWait: Sendable, Hashable {
  /// What is asked: a text, or a reference to one.
  package var question: String
  /// Names of people or groups who may answer; empty for everybody of the tenant.
  package var from: [String]
  package var accepts: ValueType
}

/// Waits for a time. The step's output is null.
package enum TimerWait: Sendable, Hashable {
  /// A constant or a reference.
  case milliseconds(Value)
  /// A time in milliseconds since 1970-01-01 UTC; one that has passed is due at once.
  case until(Value)

  package static let millisecondsMax = 366 * 86_400_000
}

extension Wait {
  /// Its references and constants, with what they are called.
  package var values: [(name: String, value: Value)] {
    switch self {
    case .event(let wait):
      wait.match.sorted { $0.key < $1.key }.map { ("match '\($0.key)'", $0.value) }
    case .signal: []
    case .person(let wait): [("question", .string(wait.question))]
    case .timer(.milliseconds(let value)): [("milliseconds", value)]
    case .timer(.until(let value)): [("until", value)]
    }
  }
}

/// In documents an object with one field: `event`, `signal`, `person` or `timer`.
extension Wait: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case event, signal, person, timer
  }

  package init(from decoder: any Decoder) throws {
    let (key, container) = try decoder.onlyField(CodingKeys.self)
    self =
      switch key {
      case .event: .event(try container.decode(EventWait.self, forKey: key))
      case .signal: .signal(try container.decode(SignalWait.self, forKey: key))
      case .person: .person(try container.decode(PersonWait.self, forKey: key))
      case .timer: .timer(try container.decode(TimerWait.self, forKey: key))
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .event(let wait): try container.encode(wait, forKey: .event)
    case .signal(let wait): try container.encode(wait, forKey: .signal)
    case .person(let wait): try container.encode(wait, forKey: .person)
    case .timer(let wait): try container.encode(wait, forKey: .timer)
    }
  }
}

extension EventWait: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable { case name, match, accepts }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    match = try container.decodeIfPresent([String: Value].self, forKey: .match) ?? [:]
    accepts = try container.decodeIfPresent(ValueType.self, forKey: .accepts) ?? .any
  }
}

extension SignalWait: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable { case name, accepts }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    accepts = try container.decodeIfPresent(ValueType.self, forKey: .accepts) ?? .any
  }
}

extension PersonWait: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable { case question, from, accepts }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.fields(CodingKeys.self)
    question = try container.decode(String.self, forKey: .question)
    from = try container.decodeIfPresent([String].self, forKey: .from) ?? []
    accepts = try container.decodeIfPresent(ValueType.self, forKey: .accepts) ?? .any
  }
}

extension TimerWait: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable { case milliseconds, until }

  package init(from decoder: any Decoder) throws {
    let (key, container) = try decoder.onlyField(CodingKeys.self)
    let value = try container.decode(Value.self, forKey: key)
    self = key == .milliseconds ? .milliseconds(value) : .until(value)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .milliseconds(let value): try container.encode(value, forKey: .milliseconds)
    case .until(let value): try container.encode(value, forKey: .until)
    }
  }
}
