enum JinjaFilters {
  static let names: Set<String> = [
    "abs", "capitalize", "count", "d", "default", "first", "float", "int", "items", "join", "last",
    "length", "list", "lower", "map", "reject", "rejectattr", "replace", "reverse", "safe",
    "select",
    "selectattr", "string", "title", "tojson", "trim", "upper",
  ]
}

extension JinjaInterpreter {
  mutating func applyFilter(
    to value: JinjaValue, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    let line = call.line
    switch call.name {
    case "trim": return .text(try stripped(try charged(text(of: value, line), line), call))
    case "string", "safe": return .text(try text(of: value, line))
    case "title": return .text(Self.titled(try charged(text(of: value, line), line)))
    case "upper", "lower", "capitalize":
      return .text(Self.recased(try charged(text(of: value, line), line), call.name))
    case "replace": return .text(try replaced(try text(of: value, line), call))
    case "default", "d": return try standard(value, call)
    case "length", "count": return .int(try count(of: value, call))
    case "first", "last":
      let elements = try elements(of: value, line)
      return (call.name == "first" ? elements.first : elements.last)
        ?? .undefined("the \(call.name) of nothing")
    case "list": return try list(try elements(of: value, line), line)
    case "reverse":
      if case .text(let text) = value {
        return .text(JinjaText(characters: try charged(text, line).characters.reversed()))
      }
      return try list(try elements(of: value, line).reversed(), line)
    case "items":
      if value.isUndefined { return try list([], line) }
      guard case .dictionary(let dictionary) = value else {
        throw call.error("needs a mapping, not \(value.kind)")
      }
      return try callMethod(of: dictionary, call)
    case "join":
      try call.check(positionalMax: 1, named: ["d"])
      let separator = try call.value(0, "d").map { (value) throws(JinjaError) in
        try text(of: value, line)
      }
      return try joined(value, by: separator ?? .empty, call)
    case "map": return try mapped(value, call)
    case "select", "reject", "selectattr", "rejectattr": return try selected(value, call)
    case "int", "float", "abs": return try number(value, call)
    case "tojson": return .text(try json(value, call))
    default: throw call.error("is not supported")
    }
  }

  private mutating func charged(_ text: JinjaText, _ line: Int) throws(JinjaError) -> JinjaText {
    try charge(text.count, line)
    return text
  }

  private func standard(_ value: JinjaValue, _ call: JinjaCall) throws(JinjaError) -> JinjaValue {
    try call.check(positionalMax: 2, named: ["default_value", "boolean"])
    let takesFalse = call.value(1, "boolean")?.isTrue ?? false
    guard value.isUndefined || (takesFalse && !value.isTrue) else { return value }
    return call.value(0, "default_value") ?? .text(.empty)
  }

  private func count(of value: JinjaValue, _ call: JinjaCall) throws(JinjaError) -> Int {
    switch value {
    case .text(let text): return text.count
    case .list(let list): return list.elements.count
    case .dictionary(let dictionary): return dictionary.entries.count
    case .undefined: return 0
    default: throw call.error("cannot count \(value.kind)")
    }
  }

  private mutating func mapped(
    _ value: JinjaValue, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    var results: [JinjaValue] = []
    guard value.isTrue else { return try list([], call.line) }
    if let name = call.value(.max, "attribute") {
      try call.check(positionalMax: 0, named: ["attribute", "default"])
      for element in try elements(of: value, call.line) {
        let part = try item(name, of: element, call.line)
        results.append(part.isUndefined ? call.value(.max, "default") ?? part : part)
      }
    } else {
      let name = try call.text(0).withoutContent
      guard JinjaFilters.names.contains(name) else { throw call.error("knows no filter '\(name)'") }
      var inner = JinjaCall(name: name, line: call.line)
      inner.positional = Array(call.positional.dropFirst())
      inner.named = call.named
      for element in try elements(of: value, call.line) {
        try charge(0, call.line)
        results.append(
          try nested(call.line) { (interpreter) throws(JinjaError) in
            try interpreter.applyFilter(to: element, inner)
          })
      }
    }
    return try list(results, call.line)
  }

  /// The elements that pass a test, or whose field does; without a test, those that are true.
  private mutating func selected(
    _ value: JinjaValue, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    let isRejected = call.name.hasPrefix("reject")
    var arguments = call.positional[...]
    var field: JinjaValue?
    if call.name.hasSuffix("attr") {
      guard let name = arguments.popFirst() else { throw call.error("needs a field's name") }
      field = name
    }
    var test: JinjaCall?
    if let name = arguments.popFirst() {
      guard case .text(let name) = name, JinjaTests.names.contains(name.string) else {
        throw call.error("needs the name of a test that is supported")
      }
      test = JinjaCall(name: name.string, line: call.line, positional: Array(arguments))
    }
    var kept: [JinjaValue] = []
    guard value.isTrue else { return try list([], call.line) }
    for element in try elements(of: value, call.line) {
      let subject = try field.map { (field) throws(JinjaError) in
        try item(field, of: element, call.line)
      }
      let tested = subject ?? element
      let passes =
        try test.map { (test) throws(JinjaError) in try self.test(tested, test) } ?? tested.isTrue
      if passes != isRejected { kept.append(element) }
    }
    return try list(kept, call.line)
  }

  private func number(_ value: JinjaValue, _ call: JinjaCall) throws(JinjaError) -> JinjaValue {
    try call.check(positionalMax: call.name == "abs" ? 0 : 1, named: ["default"])
    var written: String?
    if case .text(let text) = value {
      written = text.stripped(start: true, end: true, where: JinjaLexer.isSpace).string
    }
    let number = value.number ?? written.flatMap(Double.init)
    switch call.name {
    case "float": return .float(number ?? call.value(0, "default")?.number ?? 0)
    case "int":
      if let integer = value.integer ?? written.flatMap({ Int($0) }) { return .int(integer) }
      return number.flatMap { Int(exactly: $0.rounded(.towardZero)) }.map { .int($0) }
        ?? call.value(0, "default") ?? .int(0)
    default:
      if let integer = value.integer, integer > Int.min { return .int(abs(integer)) }
      guard let number = value.number else { throw call.error("needs a number, not \(value.kind)") }
      return .float(abs(number))
    }
  }
}
