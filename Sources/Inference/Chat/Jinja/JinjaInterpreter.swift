/// Runs a template's statements. Expressions are computed in `JinjaInterpreter+Expressions.swift`.
struct JinjaInterpreter {
  /// What becomes of a loop after a statement.
  enum Flow {
    case goesOn, leavesLoop, nextRound
  }

  let limits: JinjaLimits
  var output = JinjaText.empty
  /// Names and their values; the innermost scope is the last.
  var scopes: [[String: JinjaValue]]
  var namespaces: [[String: JinjaValue]] = []
  private var work = 0
  private var depth = 0

  init(_ variables: [String: JinjaValue], _ limits: JinjaLimits) {
    self.limits = limits
    scopes = [variables]
  }

  // MARK: Bounds

  /// Accounts for a step that makes `count` characters or elements, before they are made.
  mutating func charge(_ count: Int, _ line: Int) throws(JinjaError) {
    work += 1 + min(count, limits.workMax)
    guard work <= limits.workMax else {
      throw JinjaError(
        .exceeded, line: line, "the template took more than \(limits.workMax) steps; it was stopped"
      )
    }
  }

  mutating func nested<T>(
    _ line: Int, _ body: (inout JinjaInterpreter) throws(JinjaError) -> T
  ) throws(JinjaError) -> T {
    guard depth < limits.depthMax else {
      throw JinjaError(
        .exceeded, line: line, "the template is nested more than \(limits.depthMax) levels deep")
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  // MARK: Statements

  mutating func run(_ statements: [JinjaStatement]) throws(JinjaError) -> Flow {
    for statement in statements {
      try charge(0, statement.line)
      let flow = try nested(statement.line) { (interpreter) throws(JinjaError) in
        try interpreter.run(statement)
      }
      guard flow == .goesOn else { return flow }
    }
    return .goesOn
  }

  private mutating func run(_ statement: JinjaStatement) throws(JinjaError) -> Flow {
    switch statement.kind {
    case .output(let text): try write(text, statement.line)
    case .print(let expression):
      let value = try evaluate(expression)
      try write(try text(of: value, statement.line), statement.line)
    case .condition(let branches, let otherwise):
      for branch in branches where try evaluate(branch.condition).isTrue {
        return try run(branch.body)
      }
      return try run(otherwise)
    case .loop(let loop): return try run(loop, statement.line)
    case .set(let target, let expression):
      try assign(try evaluate(expression), to: target, statement.line)
    case .capture(let target, let body):
      let (text, flow) = try capture(body)
      try assign(.text(text), to: target, statement.line)
      return flow
    case .macro(let macro): scopes[scopes.count - 1][macro.name] = .macro(macro)
    case .leaveLoop: return .leavesLoop
    case .nextRound: return .nextRound
    }
    return .goesOn
  }

  private mutating func write(_ text: JinjaText, _ line: Int) throws(JinjaError) {
    try charge(text.count, line)
    output.append(text)
  }

  /// Runs statements and returns what they write.
  mutating func capture(
    _ body: [JinjaStatement]
  ) throws(JinjaError) -> (JinjaText, Flow) {
    var outer = JinjaText.empty
    swap(&output, &outer)
    let flow = try run(body)
    swap(&output, &outer)
    return (outer, flow)
  }

  private mutating func assign(
    _ value: JinjaValue, to target: JinjaTarget, _ line: Int
  ) throws(JinjaError) {
    switch target {
    case .names(let names):
      try bind(names, to: value, line)
    case .field(let name, let field):
      guard case .namespace(let index)? = lookUp(name) else {
        throw JinjaError(.failed, line: line, "'\(name)' is not a namespace")
      }
      namespaces[index][field] = value
    }
  }

  /// Gives names of the innermost scope a value, or each its part of one.
  private mutating func bind(
    _ names: [String], to value: JinjaValue, _ line: Int
  ) throws(JinjaError) {
    guard names.count > 1 else { return scopes[scopes.count - 1][names[0]] = value }
    let parts = try elements(of: value, line)
    guard parts.count == names.count else {
      throw JinjaError(
        .failed, line: line, "\(parts.count) values for \(names.count) names")
    }
    for (name, part) in zip(names, parts) { scopes[scopes.count - 1][name] = part }
  }

  func lookUp(_ name: String) -> JinjaValue? {
    for scope in scopes.reversed() {
      if let value = scope[name] { return value }
    }
    return nil
  }

  // MARK: Loops

  private mutating func run(_ loop: JinjaLoop, _ line: Int) throws(JinjaError) -> Flow {
    var values = try elements(of: try evaluate(loop.values), line)
    if let filter = loop.filter {
      var taken: [JinjaValue] = []
      for value in values {
        let isTaken = try withScope { (interpreter) throws(JinjaError) in
          try interpreter.bind(loop.names, to: value, line)
          return try interpreter.evaluate(filter).isTrue
        }
        if isTaken { taken.append(value) }
      }
      values = taken
    }
    if values.isEmpty { return try run(loop.otherwise) }
    for (index, value) in values.enumerated() {
      try charge(0, line)
      let round = JinjaRound(
        index: index, count: values.count,
        previous: index > 0 ? values[index - 1] : .undefined("'loop.previtem'"),
        next: index + 1 < values.count ? values[index + 1] : .undefined("'loop.nextitem'"))
      let flow = try withScope { (interpreter) throws(JinjaError) in
        interpreter.scopes[interpreter.scopes.count - 1]["loop"] = .loop(round)
        try interpreter.bind(loop.names, to: value, line)
        return try interpreter.run(loop.body)
      }
      if flow == .leavesLoop { break }
    }
    return .goesOn
  }

  private mutating func withScope<T>(
    _ body: (inout JinjaInterpreter) throws(JinjaError) -> T
  ) throws(JinjaError) -> T {
    scopes.append([:])
    defer { scopes.removeLast() }
    return try body(&self)
  }

  /// What a loop runs over.
  mutating func elements(
    of value: JinjaValue, _ line: Int
  ) throws(JinjaError) -> [JinjaValue] {
    switch value {
    case .list(let list): return list.elements
    case .dictionary(let dictionary): return dictionary.entries.map { .text($0.key) }
    case .undefined: return []
    case .text(let text):
      try charge(text.count, line)
      return (0..<text.count).map { .text(text[$0..<$0 + 1]) }
    default: throw JinjaError(.failed, line: line, "\(value.kind) cannot be looped over")
    }
  }

  // MARK: Macros

  /// A macro sees the outermost names and its parameters.
  mutating func call(
    _ macro: JinjaMacro, _ arguments: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    let line = arguments.line
    guard arguments.positional.count <= macro.parameters.count else {
      throw JinjaError(
        .failed, line: line,
        "'\(macro.name)' takes \(macro.parameters.count) values, not \(arguments.positional.count)")
    }
    if let unknown = arguments.named.first(where: { argument in
      !macro.parameters.contains { $0.name == argument.name }
    }) {
      throw JinjaError(.failed, line: line, "'\(macro.name)' has no parameter '\(unknown.name)'")
    }
    let callers = scopes
    scopes = [callers[0], [:]]
    defer { scopes = callers }
    for (index, parameter) in macro.parameters.enumerated() {
      let given =
        index < arguments.positional.count
        ? arguments.positional[index] : arguments.named.first { $0.name == parameter.name }?.value
      let value: JinjaValue
      if let given {
        value = given
      } else if let standard = parameter.value {
        value = try evaluate(standard)
      } else {
        value = .undefined("'\(parameter.name)'")
      }
      scopes[1][parameter.name] = value
    }
    return try nested(line) { (interpreter) throws(JinjaError) in
      .text(try interpreter.capture(macro.body).0)
    }
  }
}

/// A call's values.
struct JinjaCall {
  /// What is called, for messages.
  let name: String
  let line: Int
  var positional: [JinjaValue] = []
  var named: [(name: String, value: JinjaValue)] = []

  /// The value of a parameter that stands at `index` or is named.
  func value(_ index: Int, _ name: String? = nil) -> JinjaValue? {
    if index < positional.count { return positional[index] }
    return name.flatMap { name in named.first { $0.name == name }?.value }
  }

  /// Refuses values beyond what is known.
  func check(positionalMax: Int, named known: Set<String> = []) throws(JinjaError) {
    guard positional.count <= positionalMax else {
      throw error("takes at most \(positionalMax) values, not \(positional.count)")
    }
    if let unknown = named.first(where: { !known.contains($0.name) }) {
      throw error("has no parameter '\(unknown.name)' here")
    }
  }

  func text(_ index: Int, _ name: String? = nil) throws(JinjaError) -> JinjaText {
    guard let value = value(index, name) else { throw error("needs a string") }
    guard case .text(let text) = value else { throw error("needs a string, not \(value.kind)") }
    return text
  }

  func error(_ message: String) -> JinjaError {
    JinjaError(.failed, line: line, "'\(name)' \(message)")
  }
}
