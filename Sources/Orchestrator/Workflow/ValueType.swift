/// What kind of value an agent takes or gives; checked before a workflow ever runs.
package indirect enum ValueType: Sendable, Hashable {
  /// Whatever it is.
  case any
  case string
  case number
  case bool
  case list(ValueType)
  /// At least these fields.
  case object([String: ValueType])

  /// Whether every value of type `given` may be used where this type is asked for.
  package func accepts(_ given: ValueType) -> Bool {
    switch (self, given) {
    case (.any, _): true
    case (.string, .string), (.number, .number), (.bool, .bool): true
    case (.list(let wanted), .list(let given)): wanted.accepts(given)
    case (.object(let wanted), .object(let given)):
      wanted.allSatisfy { name, type in given[name].map(type.accepts) ?? false }
    default: false
    }
  }

  /// Whether a value is of this type. Unlike `accepts` it looks at each element, so an empty list is
  /// of every list type.
  package func admits(_ value: Value) -> Bool {
    switch (self, value) {
    case (.any, _): true
    case (.string, .string), (.number, .number), (.bool, .bool): true
    case (.list(let type), .list(let list)): list.allSatisfy(type.admits)
    case (.object(let types), .object(let fields)):
      types.allSatisfy { name, type in fields[name].map(type.admits) ?? false }
    default: false
    }
  }

  /// The type of a constant. A list without elements, or of several types, is a list of anything,
  /// which no narrower list accepts.
  package init(of value: Value) {
    switch value {
    case .null: self = .any
    case .bool: self = .bool
    case .number: self = .number
    case .string: self = .string
    case .list(let list): self = .list(Self.common(list.map(ValueType.init(of:))))
    case .object(let fields): self = .object(fields.mapValues(ValueType.init(of:)))
    }
  }
}

extension ValueType {
  /// The type of the elements of a list.
  static func common(_ types: [ValueType]) -> ValueType {
    guard let first = types.first, types.allSatisfy({ $0 == first }) else { return .any }
    return first
  }
}

extension ValueType: CustomStringConvertible {
  package var description: String {
    switch self {
    case .any: "anything"
    case .string: "a string"
    case .number: "a number"
    case .bool: "a boolean"
    case .list(.any): "a list"
    case .list(let element): "a list, each element \(element)"
    case .object(let fields):
      fields.isEmpty
        ? "an object" : "an object with \(fields.keys.sorted().joined(separator: ", "))"
    }
  }
}

/// In documents: `"string"`, `"number"`, `"boolean"`, `"any"`, `{"list": TYPE}`,
/// `{"object": {NAME: TYPE}}`.
extension ValueType: Codable {
  private static let names: [String: ValueType] = [
    "any": .any, "string": .string, "number": .number, "boolean": .bool,
  ]

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case list, object
  }

  package init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      guard let type = Self.names[name] else {
        throw decoder.mistake(
          "is '\(name)', which is no type; there are \(Self.names.keys.quotedList), "
            + #"{"list": TYPE} and {"object": {NAME: TYPE}}"#)
      }
      self = type
      return
    }
    let (key, container) = try decoder.onlyField(CodingKeys.self)
    self =
      switch key {
      case .list: .list(try container.decode(ValueType.self, forKey: .list))
      case .object: .object(try container.decode([String: ValueType].self, forKey: .object))
      }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .list(let element):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(element, forKey: .list)
    case .object(let fields):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(fields, forKey: .object)
    case .any, .string, .number, .bool:
      var container = encoder.singleValueContainer()
      try container.encode(Self.names.first { $0.value == self }!.key)
    }
  }
}
