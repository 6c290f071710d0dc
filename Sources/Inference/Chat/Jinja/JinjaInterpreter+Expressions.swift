extension JinjaInterpreter {
  mutating func evaluate(_ expression: JinjaExpression) throws(JinjaError) -> JinjaValue {
    try charge(0, expression.line)
    return try nested(expression.line) { (interpreter) throws(JinjaError) in
      try interpreter.compute(expression)
    }
  }

  private mutating func compute(_ expression: JinjaExpression) throws(JinjaError) -> JinjaValue {
    let line = expression.line
    switch expression.kind {
    case .literal(let value): return value
    case .name(let name):
      if let value = lookUp(name) { return value }
      return JinjaFunction(rawValue: name).map { .function($0) } ?? .undefined("'\(name)'")
    case .list(let elements, let isTuple):
      return try list(try evaluateAll(elements), isTuple: isTuple, line)
    case .dictionary(let entries): return try dictionary(entries, line)
    case .attribute(let value, let name):
      return try attribute(name, of: try evaluate(value), line)
    case .item(let value, let key):
      return try item(try evaluate(key), of: try evaluate(value), line)
    case .slice(let value, let slice): return try self.slice(try evaluate(value), slice, line)
    case .call(let callee, let arguments): return try call(callee, arguments, line)
    case .filter(let value, let name, let arguments):
      let value = try evaluate(value)
      return try applyFilter(to: value, try evaluate(arguments, name, line))
    case .test(let value, let name, let arguments, let isNegated):
      let value = try evaluate(value)
      return .bool(try test(value, try evaluate(arguments, name, line)) != isNegated)
    case .negative(let value): return try negative(try evaluate(value), line)
    case .not(let value): return .bool(!(try evaluate(value).isTrue))
    case .arithmetic(let left, let symbol, let right):
      let left = try evaluate(left)
      return try arithmetic(left, symbol, try evaluate(right), line)
    case .concatenation(let values):
      var result = JinjaText.empty
      for value in try evaluateAll(values) {
        let text = try text(of: value, line)
        try charge(text.count, line)
        result.append(text)
      }
      return .text(result)
    case .comparison(let first, let comparisons):
      return .bool(try compare(first, comparisons, line))
    case .and(let left, let right):
      let left = try evaluate(left)
      return left.isTrue ? try evaluate(right) : left
    case .or(let left, let right):
      let left = try evaluate(left)
      return left.isTrue ? left : try evaluate(right)
    case .conditional(let value, let condition, let otherwise):
      if try evaluate(condition).isTrue { return try evaluate(value) }
      return try otherwise.map { (otherwise) throws(JinjaError) in try evaluate(otherwise) }
        ?? .undefined("a condition without 'else'")
    }
  }

  private mutating func evaluateAll(
    _ expressions: [JinjaExpression]
  ) throws(JinjaError) -> [JinjaValue] {
    var values: [JinjaValue] = []
    for expression in expressions { values.append(try evaluate(expression)) }
    return values
  }

  mutating func evaluate(
    _ arguments: JinjaArguments, _ name: String, _ line: Int
  ) throws(JinjaError) -> JinjaCall {
    var call = JinjaCall(name: name, line: line)
    call.positional = try evaluateAll(arguments.positional)
    for (name, value) in arguments.named { call.named.append((name, try evaluate(value))) }
    return call
  }

  // MARK: Making lists and mappings

  mutating func list(
    _ elements: [JinjaValue], isTuple: Bool = false, _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    try charge(elements.count, line)
    let list = JinjaList(elements, isTuple: isTuple)
    try check(depth: list.depth, line)
    return .list(list)
  }

  private mutating func dictionary(
    _ entries: [(key: JinjaExpression, value: JinjaExpression)], _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    var values: [JinjaDictionary.Entry] = []
    for entry in entries {
      guard case .text(let key) = try evaluate(entry.key) else {
        throw JinjaError(.failed, line: line, "only strings can be keys of a mapping")
      }
      values.append(.init(key: key, value: try evaluate(entry.value)))
    }
    return try dictionary(values, line)
  }

  mutating func dictionary(
    _ entries: [JinjaDictionary.Entry], _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    try charge(entries.count, line)
    let dictionary = JinjaDictionary(entries)
    try check(depth: dictionary.depth, line)
    return .dictionary(dictionary)
  }

  private func check(depth: Int, _ line: Int) throws(JinjaError) {
    guard depth <= JinjaValue.depthMax else {
      throw JinjaError(
        .exceeded, line: line, "a value is nested more than \(JinjaValue.depthMax) levels deep")
    }
  }

  // MARK: Parts of values

  private mutating func attribute(
    _ name: String, of value: JinjaValue, _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    switch value {
    case .dictionary(let dictionary):
      try charge(dictionary.entries.count, line)
      return dictionary[name] ?? .undefined("'\(name)'")
    case .namespace(let index): return namespaces[index][name] ?? .undefined("'\(name)'")
    case .loop(let round):
      guard let value = round[name] else {
        throw JinjaError(.failed, line: line, "'loop.\(name)' is not supported")
      }
      return value
    case .undefined(let what):
      throw JinjaError(.failed, line: line, "\(what) is undefined, so that it has no '\(name)'")
    default: return .undefined("'\(name)' of \(value.kind)")
    }
  }

  mutating func item(
    _ key: JinjaValue, of value: JinjaValue, _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    switch (value, key) {
    case (_, .text(let name)):
      switch value {
      case .dictionary(let dictionary):
        try charge(dictionary.entries.count + name.count, line)
        return dictionary[name] ?? .undefined("'\(name.withoutContent)'")
      default: return try attribute(name.withoutContent, of: value, line)
      }
    case (.list(let list), _):
      guard let index = Self.place(key, count: list.elements.count) else { break }
      return list.elements[index]
    case (.text(let text), _):
      guard let index = Self.place(key, count: text.count) else { break }
      return .text(text[index..<index + 1])
    case (.undefined(let what), _):
      throw JinjaError(.failed, line: line, "\(what) is undefined, so that it has no parts")
    default: break
    }
    return .undefined("that part of \(value.kind)")
  }

  /// An index, counted from the end where it is negative; nil where nothing is.
  private static func place(_ key: JinjaValue, count: Int) -> Int? {
    guard let index = key.integer, index < count, index >= -count else { return nil }
    return index < 0 ? index + count : index
  }

  private mutating func slice(
    _ value: JinjaValue, _ slice: JinjaSlice, _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    let step = try bound(slice.step, line) ?? 1
    guard step != 0 else { throw JinjaError(.failed, line: line, "a slice's step is 0") }
    let (start, stop) = (try bound(slice.start, line), try bound(slice.stop, line))
    func indices(_ count: Int) -> StrideTo<Int> {
      // As Python's slice.indices: bounds counted from the end where negative, then clamped.
      let lowest = step > 0 ? 0 : -1
      let highest = step > 0 ? count : count - 1
      func place(_ bound: Int?, else standard: Int) -> Int {
        bound.map { max(lowest, min(highest, $0 < 0 ? max($0, -count - 1) + count : $0)) }
          ?? standard
      }
      let first = place(start, else: step > 0 ? lowest : highest)
      return stride(from: first, to: place(stop, else: step > 0 ? highest : lowest), by: step)
    }
    switch value {
    case .list(let list):
      return try self.list(
        indices(list.elements.count).map { list.elements[$0] }, isTuple: list.isTuple, line)
    case .text(let text):
      try charge(text.count, line)
      return .text(JinjaText(characters: indices(text.count).lazy.map { text.characters[$0] }))
    default: throw JinjaError(.failed, line: line, "\(value.kind) cannot be sliced")
    }
  }

  private mutating func bound(
    _ expression: JinjaExpression?, _ line: Int
  ) throws(JinjaError) -> Int? {
    guard let expression else { return nil }
    let value = try evaluate(expression)
    if case .none = value { return nil }
    guard let index = value.integer else {
      throw JinjaError(.failed, line: line, "a slice's bound is \(value.kind), not an integer")
    }
    return max(-Int(Int32.max), min(index, Int(Int32.max)))
  }

  // MARK: Calls

  private mutating func call(
    _ callee: JinjaExpression, _ arguments: JinjaArguments, _ line: Int
  ) throws(JinjaError) -> JinjaValue {
    if case .attribute(let object, let name) = callee.kind {
      let object = try evaluate(object)
      switch object {
      case .text(let text):
        return try callMethod(of: text, try evaluate(arguments, name, line))
      case .dictionary(let dictionary):
        return try callMethod(of: dictionary, try evaluate(arguments, name, line))
      case .namespace:
        return try call(
          try attribute(name, of: object, line), try evaluate(arguments, name, line))
      default:
        throw JinjaError(.failed, line: line, "\(object.kind) has no method '\(name)'")
      }
    }
    var name = "the function"
    if case .name(let written) = callee.kind { name = written }
    return try call(try evaluate(callee), try evaluate(arguments, name, line))
  }

  private mutating func call(
    _ callee: JinjaValue, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    switch callee {
    case .macro(let macro): return try self.call(macro, call)
    case .function(let function): return try self.call(function, call)
    default:
      throw JinjaError(
        .failed, line: call.line, "'\(call.name)' is \(callee.kind) and cannot be called")
    }
  }

  private mutating func call(
    _ function: JinjaFunction, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    switch function {
    case .raise:
      throw JinjaError(.refused, line: call.line, try call.text(0).withoutContent)
    case .namespace:
      try call.check(positionalMax: 0, named: Set(call.named.map(\.name)))
      namespaces.append(Dictionary(call.named.map { ($0.name, $0.value) }) { $1 })
      return .namespace(namespaces.count - 1)
    case .dict:
      try call.check(positionalMax: 0, named: Set(call.named.map(\.name)))
      return try dictionary(
        call.named.map { .init(key: JinjaText(template: $0.name), value: $0.value) }, call.line)
    case .range: return try range(call)
    }
  }

  private mutating func range(_ call: JinjaCall) throws(JinjaError) -> JinjaValue {
    try call.check(positionalMax: 3)
    var bounds: [Int] = []
    for value in call.positional {
      guard let bound = value.integer else { throw call.error("needs integers") }
      bounds.append(bound)
    }
    guard let last = bounds.last else { throw call.error("needs a bound") }
    let step = bounds.count == 3 ? last : 1
    let (start, stop) = bounds.count == 1 ? (0, last) : (bounds[0], bounds[1])
    guard step != 0 else { throw call.error("needs a step that is not 0") }
    guard [start, stop, step].allSatisfy({ $0.magnitude <= 1 << 40 }) else {
      throw call.error("has a bound that is too large")
    }
    let count = max(0, (stop - start + step - step.signum()) / step)
    try charge(count, call.line)
    return try list((0..<count).map { .int(start + $0 * step) }, call.line)
  }
}
