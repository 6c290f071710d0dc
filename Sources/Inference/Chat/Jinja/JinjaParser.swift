/// Reads a template's tokens as statements. Expressions are read in `JinjaParser+Expressions.swift`.
struct JinjaParser {
  /// Statements and expressions may lie this deep within each other: parsing, running and freeing them
  /// recurse as deep.
  static let depthMax = 64

  private let tokens: [JinjaToken]
  private var index = 0
  private var depth = 0
  private var loopDepth = 0

  private init(_ tokens: [JinjaToken]) { self.tokens = tokens }

  static func statements(of template: String) throws(JinjaError) -> [JinjaStatement] {
    var parser = JinjaParser(try JinjaLexer.tokens(of: template))
    let statements = try parser.readStatements(until: [])
    return statements
  }

  // MARK: Tokens

  var current: JinjaToken { tokens[index] }
  var following: JinjaToken { tokens[min(index + 1, tokens.count - 1)] }
  var line: Int { current.line }

  mutating func advance() { if index + 1 < tokens.count { index += 1 } }

  func isAt(_ symbol: String) -> Bool { current.kind == .symbol(symbol) }
  func isAt(name: String) -> Bool { current.kind == .name(name) }

  mutating func take(_ symbol: String) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  mutating func take(name: String) -> Bool {
    guard isAt(name: name) else { return false }
    advance()
    return true
  }

  mutating func require(_ kind: JinjaToken.Kind) throws(JinjaError) {
    guard current.kind == kind else {
      throw unexpected("expected \(JinjaToken(kind: kind, line: line).description)")
    }
    advance()
  }

  mutating func requireName() throws(JinjaError) -> String {
    guard case .name(let name) = current.kind else { throw unexpected("expected a name") }
    advance()
    return name
  }

  func unexpected(_ expectation: String) -> JinjaError {
    JinjaError(.invalid, line: line, "\(expectation), found \(current.description)")
  }

  /// Runs `body` one level deeper.
  mutating func nested<T>(
    _ body: (inout JinjaParser) throws(JinjaError) -> T
  ) throws(JinjaError) -> T {
    guard depth < Self.depthMax else {
      throw JinjaError(
        .invalid, line: line, "the template is nested more than \(Self.depthMax) levels deep")
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  // MARK: Statements

  /// Statements up to a block that begins with one of `ends`, which is left to be read; without ends,
  /// up to the end of the template.
  private mutating func readStatements(
    until ends: Set<String>
  ) throws(JinjaError) -> [JinjaStatement] {
    let start = line
    var statements: [JinjaStatement] = []
    while true {
      let line = line
      switch current.kind {
      case .end:
        guard ends.isEmpty else {
          throw JinjaError(
            .invalid, line: start, "a block is not closed; write '{% \(ends.sorted()[0]) %}'")
        }
        return statements
      case .data(let text):
        advance()
        statements.append(.init(kind: .output(JinjaText(template: text)), line: line))
      case .printStart:
        advance()
        let value = try readTuple()
        try require(.printEnd)
        statements.append(.init(kind: .print(value), line: line))
      case .blockStart:
        if case .name(let name) = following.kind, ends.contains(name) { return statements }
        advance()
        statements += try nested { (parser) throws(JinjaError) in try parser.readBlock() }
      default: throw unexpected("expected text or a tag")
      }
    }
  }

  private mutating func readBlock() throws(JinjaError) -> [JinjaStatement] {
    let line = line
    let name = try requireName()
    let kind: JinjaStatement.Kind
    switch name {
    case "if": kind = try readCondition()
    case "for": kind = try readLoop()
    case "set": kind = try readSet()
    case "macro": kind = try readMacro()
    case "generation":
      // Marks what a model is trained on; nothing to do here.
      try require(.blockEnd)
      let body = try readStatements(until: ["endgeneration"])
      try readEnd("endgeneration")
      return body
    case "break", "continue":
      guard loopDepth > 0 else {
        throw JinjaError(.invalid, line: line, "'\(name)' stands outside a loop")
      }
      try require(.blockEnd)
      kind = name == "break" ? .leaveLoop : .nextRound
    default:
      throw JinjaError(
        .invalid, line: line,
        "the block '\(name)' is not supported; supported: if, for, set, macro, break, continue, "
          + "generation, raw")
    }
    return [JinjaStatement(kind: kind, line: line)]
  }

  private mutating func readEnd(_ name: String) throws(JinjaError) {
    try require(.blockStart)
    try require(.name(name))
    try require(.blockEnd)
  }

  private mutating func readCondition() throws(JinjaError) -> JinjaStatement.Kind {
    var branches: [(condition: JinjaExpression, body: [JinjaStatement])] = []
    var otherwise: [JinjaStatement] = []
    repeat {
      let condition = try readExpression()
      try require(.blockEnd)
      branches.append((condition, try readStatements(until: ["elif", "else", "endif"])))
      try require(.blockStart)
    } while take(name: "elif")
    if take(name: "else") {
      try require(.blockEnd)
      otherwise = try readStatements(until: ["endif"])
      try require(.blockStart)
    }
    try require(.name("endif"))
    try require(.blockEnd)
    return .condition(branches, otherwise: otherwise)
  }

  private mutating func readLoop() throws(JinjaError) -> JinjaStatement.Kind {
    let names = try readNames()
    try require(.name("in"))
    let values = try readLoopValues()
    let filter = take(name: "if") ? try readExpression() : nil
    if isAt(name: "recursive") {
      throw JinjaError(.invalid, line: line, "recursive loops are not supported")
    }
    try require(.blockEnd)
    loopDepth += 1
    let body = try readStatements(until: ["else", "endfor"])
    loopDepth -= 1
    var otherwise: [JinjaStatement] = []
    try require(.blockStart)
    if take(name: "else") {
      try require(.blockEnd)
      otherwise = try readStatements(until: ["endfor"])
      try require(.blockStart)
    }
    try require(.name("endfor"))
    try require(.blockEnd)
    return .loop(
      JinjaLoop(names: names, values: values, filter: filter, body: body, otherwise: otherwise))
  }

  private mutating func readNames() throws(JinjaError) -> [String] {
    let isParenthesised = take("(")
    var names = [try requireName()]
    while take(",") { names.append(try requireName()) }
    if isParenthesised { try require(.symbol(")")) }
    return names
  }

  private mutating func readSet() throws(JinjaError) -> JinjaStatement.Kind {
    let target: JinjaTarget
    if case .name(let name) = current.kind, following.kind == .symbol(".") {
      advance()
      advance()
      target = .field(name, try requireName())
    } else {
      target = .names(try readNames())
    }
    if take("=") {
      let value = try readTuple()
      try require(.blockEnd)
      return .set(target, value)
    }
    guard case .blockEnd = current.kind else { throw unexpected("expected '=' or '%}'") }
    advance()
    let body = try readStatements(until: ["endset"])
    try readEnd("endset")
    return .capture(target, body)
  }

  private mutating func readMacro() throws(JinjaError) -> JinjaStatement.Kind {
    let name = try requireName()
    var parameters: [(name: String, value: JinjaExpression?)] = []
    try require(.symbol("("))
    while !take(")") {
      if !parameters.isEmpty { try require(.symbol(",")) }
      let parameter = try requireName()
      parameters.append((parameter, take("=") ? try readExpression() : nil))
    }
    try require(.blockEnd)
    let outerLoopDepth = loopDepth
    loopDepth = 0
    defer { loopDepth = outerLoopDepth }
    let body = try readStatements(until: ["endmacro"])
    try readEnd("endmacro")
    return .macro(JinjaMacro(name: name, parameters: parameters, body: body))
  }
}
