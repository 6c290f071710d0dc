extension JinjaInterpreter {
  func negative(_ value: JinjaValue, _ line: Int) throws(JinjaError) -> JinjaValue {
    if let integer = value.integer, integer > Int.min { return .int(-integer) }
    if let number = value.number { return .float(-number) }
    throw JinjaError(.failed, line: line, "\(value.kind) has no negative")
  }

  mutating func arithmetic(
    _ left: JinjaValue, _ symbol: JinjaOperator, _ right: JinjaValue, _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    switch (left, symbol, right) {
    case (.text(var left), .add, .text(let right)):
      try charge(left.count + right.count, line)
      left.append(right)
      return .text(left)
    case (.list(let left), .add, .list(let right)) where left.isTuple == right.isTuple:
      return try list(left.elements + right.elements, isTuple: left.isTuple, line)
    case (.text, .multiply, _), (.list, .multiply, _):
      if let count = right.integer { return try repeated(left, max(0, count), line) }
    case (_, .multiply, .text), (_, .multiply, .list):
      if let count = left.integer { return try repeated(right, max(0, count), line) }
    default: break
    }
    if let left = left.integer, let right = right.integer, symbol != .divide {
      return .int(try integers(left, symbol, right, line))
    }
    guard let leftNumber = left.number, let rightNumber = right.number else {
      throw JinjaError(
        .failed, line: line, "'\(symbol.rawValue)' cannot join \(left.kind) and \(right.kind)")
    }
    return .float(try floats(leftNumber, symbol, rightNumber, line))
  }

  private mutating func repeated(
    _ value: JinjaValue, _ count: Int, _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    let length: Int
    switch value {
    case .text(let text): length = text.count
    case .list(let list): length = list.elements.count
    default: return value
    }
    let (total, overflow) = length.multipliedReportingOverflow(by: count)
    try charge(overflow ? .max : total, line)
    // Nothing many times over is soon made.
    let rounds = 0..<(length == 0 ? 0 : count)
    switch value {
    case .list(let list):
      return try self.list(
        rounds.flatMap { _ in list.elements }, isTuple: list.isTuple, line)
    case .text(let text):
      return .text(JinjaText(characters: rounds.lazy.flatMap { _ in text.characters }))
    default: return value
    }
  }

  private func integers(
    _ left: Int, _ symbol: JinjaOperator, _ right: Int, _ line: Int
  ) throws(JinjaError) -> Int {
    let result: (partialValue: Int, overflow: Bool)
    switch symbol {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divideDown, .remainder, .divide:
      guard right != 0 else { throw JinjaError(.failed, line: line, "division by zero") }
      // Python rounds down, and a remainder has the divisor's sign.
      let remainder = left.remainderReportingOverflow(dividingBy: right).partialValue
      let isShifted = remainder != 0 && (remainder < 0) != (right < 0)
      if symbol == .remainder { return isShifted ? remainder + right : remainder }
      let quotient = left.dividedReportingOverflow(by: right)
      result = (quotient.partialValue - (isShifted ? 1 : 0), quotient.overflow)
    case .power:
      guard right >= 0 else {
        throw JinjaError(.failed, line: line, "a negative power is not supported")
      }
      var power = (partialValue: 1, overflow: false)
      if left.magnitude <= 1 { return left == -1 && right % 2 == 0 ? 1 : right == 0 ? 1 : left }
      for _ in 0..<min(right, Int.bitWidth) where !power.overflow {
        power = power.partialValue.multipliedReportingOverflow(by: left)
      }
      result = power
    }
    guard !result.overflow else {
      throw JinjaError(.failed, line: line, "'\(symbol.rawValue)' makes too large a number")
    }
    return result.partialValue
  }

  private func floats(
    _ left: Double, _ symbol: JinjaOperator, _ right: Double, _ line: Int
  ) throws(JinjaError) -> Double {
    switch symbol {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide, .divideDown, .remainder:
      guard right != 0 else { throw JinjaError(.failed, line: line, "division by zero") }
      if symbol == .divide { return left / right }
      let remainder = left.truncatingRemainder(dividingBy: right)
      let shifted = remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder
      return symbol == .remainder ? shifted : ((left - shifted) / right).rounded()
    case .power: throw JinjaError(.failed, line: line, "powers of fractions are not supported")
    }
  }

  // MARK: Comparison

  mutating func compare(
    _ first: JinjaExpression,
    _ comparisons: [(comparison: JinjaComparison, value: JinjaExpression)], _ line: Int
  ) throws(JinjaError) -> Bool {
    var left = try evaluate(first)
    for (comparison, expression) in comparisons {
      let right = try evaluate(expression)
      guard try compare(left, comparison, right, line) else { return false }
      left = right
    }
    return true
  }

  mutating func compare(
    _ left: JinjaValue, _ comparison: JinjaComparison, _ right: JinjaValue, _ line: Int
  ) throws(JinjaError) -> Bool {
    switch comparison {
    case .equal: try areEqual(left, right, line)
    case .notEqual: try !areEqual(left, right, line)
    case .less: try isLess(left, right, comparison, line)
    case .lessOrEqual: try !isLess(right, left, comparison, line) && !isNaN(left, right)
    case .greater: try isLess(right, left, comparison, line)
    case .greaterOrEqual: try !isLess(left, right, comparison, line) && !isNaN(left, right)
    case .contained: try contains(right, left, line)
    case .notContained: try !contains(right, left, line)
    }
  }

  private func isNaN(_ values: JinjaValue...) -> Bool {
    values.contains { $0.number?.isNaN ?? false }
  }

  private mutating func isLess(
    _ left: JinjaValue, _ right: JinjaValue, _ comparison: JinjaComparison, _ line: Int
  ) throws(JinjaError) -> Bool {
    if case .text(let left) = left, case .text(let right) = right {
      try charge(min(left.count, right.count), line)
      return left < right
    }
    if let left = left.integer, let right = right.integer { return left < right }
    if case .list(let left) = left, case .list(let right) = right, left.isTuple == right.isTuple {
      for (left, right) in zip(left.elements, right.elements) {
        if try !areEqual(left, right, line) { return try isLess(left, right, comparison, line) }
      }
      return left.elements.count < right.elements.count
    }
    guard let leftNumber = left.number, let rightNumber = right.number else {
      throw JinjaError(
        .failed, line: line,
        "'\(comparison.rawValue)' cannot compare \(left.kind) and \(right.kind)")
    }
    return leftNumber < rightNumber
  }

  /// Lists may share their parts, so that comparing them is charged for as it goes.
  mutating func areEqual(
    _ left: JinjaValue, _ right: JinjaValue, _ line: Int
  ) throws(JinjaError) -> Bool {
    try charge(0, line)
    switch (left, right) {
    case (.undefined, .undefined), (.none, .none): return true
    case (.text(let left), .text(let right)):
      guard left.count == right.count else { return false }
      try charge(left.count, line)
      return left == right
    case (.list(let left), .list(let right)):
      guard left.elements.count == right.elements.count, left.isTuple == right.isTuple else {
        return false
      }
      for (left, right) in zip(left.elements, right.elements) {
        guard try areEqual(left, right, line) else { return false }
      }
      return true
    case (.dictionary(let left), .dictionary(let right)):
      guard left.entries.count == right.entries.count else { return false }
      for entry in left.entries {
        try charge(right.entries.count, line)
        guard let value = right[entry.key], try areEqual(entry.value, value, line) else {
          return false
        }
      }
      return true
    case (.namespace(let left), .namespace(let right)): return left == right
    default:
      if let left = left.integer, let right = right.integer { return left == right }
      guard let left = left.number, let right = right.number else { return false }
      return left == right
    }
  }

  private mutating func contains(
    _ container: JinjaValue, _ value: JinjaValue, _ line: Int
  ) throws(JinjaError) -> Bool {
    switch (container, value) {
    case (.text(let text), .text(let part)):
      return try firstIndex(of: part, in: text, from: 0, line) != nil
    case (.list(let list), _):
      for element in list.elements {
        if try areEqual(element, value, line) { return true }
      }
      return false
    case (.dictionary(let dictionary), .text(let key)):
      try charge(dictionary.entries.count, line)
      return dictionary[key] != nil
    case (.dictionary, _), (.undefined, _): return false
    default:
      throw JinjaError(
        .failed, line: line, "'in' cannot look for \(value.kind) in \(container.kind)")
    }
  }

  mutating func firstIndex(
    of part: JinjaText, in text: JinjaText, from start: Int, _ line: Int
  ) throws(JinjaError) -> Int? {
    let found = text.firstIndex(of: part, from: start)
    try charge((found ?? text.count) - start + part.count, line)
    return found
  }
}
