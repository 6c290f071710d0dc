enum JinjaTests {
  private static let plain: Set<String> = [
    "boolean", "callable", "defined", "even", "false", "float", "integer", "iterable", "lower",
    "mapping", "none", "number", "odd", "sequence", "string", "true", "undefined", "upper",
  ]
  private static let comparisons: [String: JinjaComparison] = [
    "eq": .equal, "equalto": .equal, "ne": .notEqual, "lt": .less, "lessthan": .less,
    "le": .lessOrEqual, "gt": .greater, "greaterthan": .greater, "ge": .greaterOrEqual,
    "in": .contained,
  ]

  static let names = plain.union(comparisons.keys).union(["divisibleby", "sameas"])

  static func takesArgument(_ name: String) -> Bool { !plain.contains(name) }

  static func comparison(_ name: String) -> JinjaComparison? { comparisons[name] }
}

extension JinjaInterpreter {
  mutating func test(_ value: JinjaValue, _ call: JinjaCall) throws(JinjaError) -> Bool {
    try call.check(positionalMax: JinjaTests.takesArgument(call.name) ? 1 : 0)
    if JinjaTests.takesArgument(call.name) {
      guard let other = call.value(0) else { throw call.error("needs a value") }
      return try test(value, against: other, call)
    }
    switch (call.name, value) {
    case ("defined", _): return !value.isUndefined
    case ("undefined", _): return value.isUndefined
    case ("none", .none), ("string", .text), ("mapping", .dictionary), ("boolean", .bool),
      ("integer", .int), ("float", .float), ("callable", .macro), ("callable", .function),
      ("true", .bool(true)), ("false", .bool(false)):
      return true
    case ("number", _): return value.number != nil
    case ("iterable", _), ("sequence", _):
      switch value {
      case .text, .list, .dictionary, .undefined: return true
      default: return false
      }
    case ("even", _), ("odd", _):
      guard let integer = value.integer else { throw call.error("needs an integer") }
      return (integer % 2 == 0) == (call.name == "even")
    case ("lower", .text(let text)), ("upper", .text(let text)):
      try charge(text.count, call.line)
      let hasCase = text.characters.indices.contains { text.scalar(at: $0).properties.isCased }
      return hasCase && Self.recased(text, call.name) == text
    default: return false
    }
  }

  private mutating func test(
    _ value: JinjaValue, against other: JinjaValue, _ call: JinjaCall
  ) throws(JinjaError) -> Bool {
    if let comparison = JinjaTests.comparison(call.name) {
      return try compare(value, comparison, other, call.line)
    }
    if call.name == "divisibleby" {
      guard let value = value.integer, let divisor = other.integer, divisor != 0 else {
        throw call.error("needs integers, the second not 0")
      }
      return value.isMultiple(of: divisor)
    }
    switch (value, other) {
    case (.none, .none): return true
    case (.bool(let value), .bool(let other)): return value == other
    default: throw call.error("is supported for true, false and none alone")
    }
  }
}
