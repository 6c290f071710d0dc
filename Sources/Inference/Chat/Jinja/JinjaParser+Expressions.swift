/// Expressions, from those that bind least to those that bind most, as Jinja's grammar orders them.
extension JinjaParser {
  /// An expression, or several with commas between them: a list.
  mutating func readTuple() throws(JinjaError) -> JinjaExpression {
    let line = line
    var elements = [try readExpression()]
    guard isAt(",") else { return elements[0] }
    while take(",") {
      if [.blockEnd, .printEnd, .symbol(")")].contains(current.kind) { break }
      elements.append(try readExpression())
    }
    return try JinjaExpression(.list(elements, isTuple: true), line: line)
  }

  /// `a if b else c`, or less.
  mutating func readExpression() throws(JinjaError) -> JinjaExpression {
    try nested { (parser) throws(JinjaError) in
      let line = parser.line
      let value = try parser.readOr()
      guard parser.take(name: "if") else { return value }
      let condition = try parser.readOr()
      let otherwise = parser.take(name: "else") ? try parser.readExpression() : nil
      return try JinjaExpression(
        .conditional(value, condition: condition, otherwise: otherwise), line: line)
    }
  }

  /// What a loop runs over: an `if` after it belongs to the loop.
  mutating func readLoopValues() throws(JinjaError) -> JinjaExpression {
    try nested { (parser) throws(JinjaError) in try parser.readOr() }
  }

  /// Reads operands with operators between them, grouped from the left.
  private mutating func readChain(
    _ operand: (inout JinjaParser) throws(JinjaError) -> JinjaExpression,
    _ join: (inout JinjaParser, JinjaExpression) throws(JinjaError) -> JinjaExpression.Kind?
  ) throws(JinjaError) -> JinjaExpression {
    let line = line
    var value = try operand(&self)
    while let kind = try join(&self, value) {
      value = try JinjaExpression(kind, line: line)
    }
    return value
  }

  private mutating func readOr() throws(JinjaError) -> JinjaExpression {
    try readChain { (parser) throws(JinjaError) in
      try parser.readAnd()
    } _: { (parser, left) throws(JinjaError) in
      parser.take(name: "or") ? .or(left, try parser.readAnd()) : nil
    }
  }

  private mutating func readAnd() throws(JinjaError) -> JinjaExpression {
    try readChain { (parser) throws(JinjaError) in
      try parser.readNot()
    } _: { (parser, left) throws(JinjaError) in
      parser.take(name: "and") ? .and(left, try parser.readNot()) : nil
    }
  }

  private mutating func readNot() throws(JinjaError) -> JinjaExpression {
    let line = line
    guard isAt(name: "not") else { return try readComparison() }
    advance()
    let value = try nested { (parser) throws(JinjaError) in try parser.readNot() }
    return try JinjaExpression(.not(value), line: line)
  }

  private mutating func readComparison() throws(JinjaError) -> JinjaExpression {
    let line = line
    let value = try readSum()
    var comparisons: [(comparison: JinjaComparison, value: JinjaExpression)] = []
    while let comparison = takeComparison() {
      comparisons.append((comparison, try readSum()))
    }
    return comparisons.isEmpty
      ? value : try JinjaExpression(.comparison(value, comparisons), line: line)
  }

  private mutating func takeComparison() -> JinjaComparison? {
    if take(name: "in") { return .contained }
    if isAt(name: "not"), following.kind == .name("in") {
      advance()
      advance()
      return .notContained
    }
    guard case .symbol(let symbol) = current.kind,
      let comparison = JinjaComparison(rawValue: symbol)
    else { return nil }
    advance()
    return comparison
  }

  private mutating func takeOperator(_ operators: JinjaOperator...) -> JinjaOperator? {
    guard case .symbol(let symbol) = current.kind, let found = JinjaOperator(rawValue: symbol),
      operators.contains(found)
    else { return nil }
    advance()
    return found
  }

  private mutating func readSum() throws(JinjaError) -> JinjaExpression {
    try readChain { (parser) throws(JinjaError) in
      try parser.readConcatenation()
    } _: { (parser, left) throws(JinjaError) in
      guard let symbol = parser.takeOperator(.add, .subtract) else { return nil }
      return .arithmetic(left, symbol, try parser.readConcatenation())
    }
  }

  private mutating func readConcatenation() throws(JinjaError) -> JinjaExpression {
    let line = line
    var values = [try readProduct()]
    while take("~") { values.append(try readProduct()) }
    return values.count == 1
      ? values[0] : try JinjaExpression(.concatenation(values), line: line)
  }

  private mutating func readProduct() throws(JinjaError) -> JinjaExpression {
    try readChain { (parser) throws(JinjaError) in
      try parser.readPower()
    } _: { (parser, left) throws(JinjaError) in
      guard
        let symbol = parser.takeOperator(.multiply, .divide, .divideDown, .remainder)
      else { return nil }
      return .arithmetic(left, symbol, try parser.readPower())
    }
  }

  private mutating func readPower() throws(JinjaError) -> JinjaExpression {
    try readChain { (parser) throws(JinjaError) in
      try parser.readUnary()
    } _: { (parser, left) throws(JinjaError) in
      parser.takeOperator(.power) == nil
        ? nil : .arithmetic(left, .power, try parser.readUnary())
    }
  }

  /// A sign binds more than what is applied to its value, except filters and tests.
  private mutating func readUnary(withFilters: Bool = true) throws(JinjaError) -> JinjaExpression {
    let line = line
    let value: JinjaExpression
    if isAt("-") || isAt("+") {
      let isNegative = isAt("-")
      advance()
      let operand = try nested { (parser) throws(JinjaError) in
        try parser.readUnary(withFilters: false)
      }
      value = isNegative ? try JinjaExpression(.negative(operand), line: line) : operand
    } else {
      value = try readPostfix(try readPrimary())
    }
    return withFilters ? try readFilters(value) : value
  }

  // MARK: What follows a value

  private mutating func readPostfix(
    _ value: JinjaExpression
  ) throws(JinjaError) -> JinjaExpression {
    try readChain { (_) throws(JinjaError) in
      value
    } _: { (parser, left) throws(JinjaError) in
      if parser.take(".") {
        if case .int(let index) = parser.current.kind {
          parser.advance()
          return .item(left, try JinjaExpression(.literal(.int(index)), line: parser.line))
        }
        return .attribute(left, try parser.requireName())
      }
      if parser.take("[") { return try parser.readSubscript(of: left) }
      return parser.isAt("(") ? .call(left, try parser.readArguments()) : nil
    }
  }

  private mutating func readFilters(
    _ value: JinjaExpression
  ) throws(JinjaError) -> JinjaExpression {
    try readChain { (_) throws(JinjaError) in
      value
    } _: { (parser, left) throws(JinjaError) in
      if parser.take("|") {
        let line = parser.line
        let name = try parser.requireName()
        guard JinjaFilters.names.contains(name) else {
          throw JinjaError(.invalid, line: line, "the filter '\(name)' is not supported")
        }
        return .filter(
          left, name, parser.isAt("(") ? try parser.readArguments() : JinjaArguments())
      }
      if parser.take(name: "is") { return try parser.readTest(of: left) }
      return parser.isAt("(") ? .call(left, try parser.readArguments()) : nil
    }
  }

  private mutating func readTest(
    of value: JinjaExpression
  ) throws(JinjaError) -> JinjaExpression.Kind {
    let isNegated = take(name: "not")
    let line = line
    let name = try requireName()
    guard JinjaTests.names.contains(name) else {
      throw JinjaError(.invalid, line: line, "the test '\(name)' is not supported")
    }
    var arguments = JinjaArguments()
    if isAt("(") {
      arguments = try readArguments()
    } else if JinjaTests.takesArgument(name) {
      arguments.positional = [try readPostfix(try readPrimary())]
    }
    return .test(value, name, arguments, isNegated: isNegated)
  }

  private mutating func readSubscript(
    of value: JinjaExpression
  ) throws(JinjaError) -> JinjaExpression.Kind {
    var parts: [JinjaExpression?] = [nil]
    var isSlice = false
    while !isAt("]") {
      if take(":") {
        isSlice = true
        parts.append(nil)
      } else {
        guard parts[parts.count - 1] == nil else { throw unexpected("expected ']'") }
        parts[parts.count - 1] = try readExpression()
      }
    }
    advance()
    guard parts.count <= 3, isSlice || parts[0] != nil else {
      throw JinjaError(.invalid, line: line, "a subscript needs a value or up to three, with ':'")
    }
    guard isSlice else { return .item(value, parts[0].unsafelyUnwrapped) }
    parts += [nil, nil]
    return .slice(value, JinjaSlice(start: parts[0], stop: parts[1], step: parts[2]))
  }

  private mutating func readArguments() throws(JinjaError) -> JinjaArguments {
    var arguments = JinjaArguments()
    var isFirst = true
    try require(.symbol("("))
    while !take(")") {
      if !isFirst { try require(.symbol(",")) }
      isFirst = false
      if take(")") { break }
      if isAt("*") || isAt("**") {
        throw JinjaError(.invalid, line: line, "arguments taken from a list are not supported")
      }
      if case .name(let name) = current.kind, following.kind == .symbol("=") {
        advance()
        advance()
        arguments.named.append((name, try readExpression()))
      } else {
        arguments.positional.append(try readExpression())
      }
    }
    return arguments
  }

  // MARK: Values

  private mutating func readPrimary() throws(JinjaError) -> JinjaExpression {
    let line = line
    func literal(_ value: JinjaValue) throws(JinjaError) -> JinjaExpression {
      try JinjaExpression(.literal(value), line: line)
    }
    switch current.kind {
    case .name(let name):
      advance()
      switch name {
      case "true", "True": return try literal(.bool(true))
      case "false", "False": return try literal(.bool(false))
      case "none", "None": return try literal(.none)
      default: return try JinjaExpression(.name(name), line: line)
      }
    case .int(let value):
      advance()
      return try literal(.int(value))
    case .float(let value):
      advance()
      return try literal(.float(value))
    case .string:
      var text = ""
      while case .string(let part) = current.kind {
        text += part
        advance()
      }
      return try literal(.text(JinjaText(template: text)))
    case .symbol("("):
      advance()
      if take(")") { return try JinjaExpression(.list([], isTuple: true), line: line) }
      let value = try readTuple()
      try require(.symbol(")"))
      return value
    case .symbol("["): return try readList()
    case .symbol("{"): return try readDictionary()
    default: throw unexpected("expected a value")
    }
  }

  private mutating func readList() throws(JinjaError) -> JinjaExpression {
    let line = line
    var elements: [JinjaExpression] = []
    advance()
    while !take("]") {
      if !elements.isEmpty { try require(.symbol(",")) }
      if take("]") { break }
      elements.append(try readExpression())
    }
    return try JinjaExpression(.list(elements, isTuple: false), line: line)
  }

  private mutating func readDictionary() throws(JinjaError) -> JinjaExpression {
    let line = line
    var entries: [(key: JinjaExpression, value: JinjaExpression)] = []
    advance()
    while !take("}") {
      if !entries.isEmpty { try require(.symbol(",")) }
      if take("}") { break }
      let key = try readExpression()
      try require(.symbol(":"))
      entries.append((key, try readExpression()))
    }
    return try JinjaExpression(.dictionary(entries), line: line)
  }
}
