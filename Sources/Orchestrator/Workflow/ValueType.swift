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

  /// The type of a constant. An empty list is a list of anything, which no narrower list accepts.
  package init(of value: Value) {
    switch value {
    case .null: self = .any
    case .bool: self = .bool
    case .number: self = .number
    case .string: self = .string
    case .list(let list): self = .list(list.first.map(ValueType.init(of:)) ?? .any)
    case .object(let fields): self = .object(fields.mapValues(ValueType.init(of:)))
    }
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
