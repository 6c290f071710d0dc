/// Python's methods of strings and mappings.
extension JinjaInterpreter {
  mutating func callMethod(
    of text: JinjaText, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    try charge(text.count, call.line)
    switch call.name {
    case "strip": return .text(try stripped(text, call))
    case "lstrip": return .text(try stripped(text, end: false, call))
    case "rstrip": return .text(try stripped(text, start: false, call))
    case "split": return try split(text, call)
    case "splitlines": return try splitLines(text, call)
    case "startswith":
      return .bool(try anyAffix(call) { text.hasPrefix($0) })
    case "endswith":
      return .bool(try anyAffix(call) { text.hasPrefix($0, at: text.count - $0.count) })
    case "removeprefix", "removesuffix":
      try call.check(positionalMax: 1)
      let affix = try call.text(0)
      let isPrefix = call.name == "removeprefix"
      guard text.hasPrefix(affix, at: isPrefix ? 0 : text.count - affix.count) else {
        return .text(text)
      }
      return .text(isPrefix ? text[affix.count..<text.count] : text[0..<text.count - affix.count])
    case "replace": return .text(try replaced(text, call))
    case "find":
      try call.check(positionalMax: 1)
      return .int(try firstIndex(of: try call.text(0), in: text, from: 0, call.line) ?? -1)
    case "join":
      try call.check(positionalMax: 1)
      return try joined(call.value(0) ?? .undefined("nothing"), by: text, call)
    case "upper", "lower", "capitalize", "title":
      try call.check(positionalMax: 0)
      return .text(Self.recased(text, call.name))
    default: throw call.error("is not a method of strings that is supported")
    }
  }

  mutating func callMethod(
    of dictionary: JinjaDictionary, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    switch call.name {
    case "get":
      try call.check(positionalMax: 2)
      guard let key = call.value(0) else { throw call.error("needs a key") }
      let value = try item(key, of: .dictionary(dictionary), call.line)
      return value.isUndefined ? call.value(1) ?? .none : value
    case "items", "keys", "values":
      try call.check(positionalMax: 0)
      var elements: [JinjaValue] = []
      for entry in dictionary.entries {
        switch call.name {
        case "keys": elements.append(.text(entry.key))
        case "values": elements.append(entry.value)
        default:
          elements.append(try list([.text(entry.key), entry.value], isTuple: true, call.line))
        }
      }
      return try list(elements, call.line)
    default: throw call.error("is not a method of mappings that is supported")
    }
  }

  /// Without white space, or the characters that the call names, at the ends.
  func stripped(
    _ text: JinjaText, start: Bool = true, end: Bool = true, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaText {
    try call.check(positionalMax: 1, named: ["chars"])
    switch call.value(0, "chars") {
    case nil, JinjaValue.none?:
      return text.stripped(start: start, end: end, where: JinjaLexer.isSpace)
    default:
      let characters = Set(try call.text(0, "chars").string.unicodeScalars)
      return text.stripped(start: start, end: end) { characters.contains($0) }
    }
  }

  private func anyAffix(
    _ call: JinjaCall, _ matches: (JinjaText) -> Bool
  ) throws(JinjaError) -> Bool {
    try call.check(positionalMax: 1)
    guard case .list(let list)? = call.value(0) else { return matches(try call.text(0)) }
    for element in list.elements {
      guard case .text(let affix) = element else { throw call.error("needs strings") }
      if matches(affix) { return true }
    }
    return false
  }

  private mutating func split(
    _ text: JinjaText, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    try call.check(positionalMax: 2, named: ["sep", "maxsplit"])
    let countMax = call.value(1, "maxsplit")?.integer ?? -1
    var parts: [JinjaValue] = []
    var start = 0
    func goesOn() -> Bool { countMax < 0 || parts.count < countMax }
    switch call.value(0, "sep") {
    case nil, JinjaValue.none?:
      func skipSpaces() {
        while start < text.count, JinjaLexer.isSpace(text.scalar(at: start)) { start += 1 }
      }
      skipSpaces()
      while start < text.count {
        var end = start
        if goesOn() {
          while end < text.count, !JinjaLexer.isSpace(text.scalar(at: end)) { end += 1 }
        } else {
          end = text.count
        }
        parts.append(.text(text[start..<end]))
        start = end
        skipSpaces()
      }
    default:
      let separator = try call.text(0, "sep")
      guard !separator.isEmpty else { throw call.error("needs a separator that is not empty") }
      while goesOn(), let end = try firstIndex(of: separator, in: text, from: start, call.line) {
        parts.append(.text(text[start..<end]))
        start = end + separator.count
      }
      parts.append(.text(text[start..<text.count]))
    }
    return try list(parts, call.line)
  }

  private mutating func splitLines(
    _ text: JinjaText, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    try call.check(positionalMax: 0)
    let ends: Set<UInt32> = [0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029]
    var lines: [JinjaValue] = []
    var (start, index) = (0, 0)
    while index < text.count {
      let value = text.scalar(at: index).value
      index += 1
      guard ends.contains(value) else { continue }
      lines.append(.text(text[start..<index - 1]))
      if value == 0x0D, index < text.count, text.scalar(at: index).value == 0x0A { index += 1 }
      start = index
    }
    if start < text.count { lines.append(.text(text[start..<text.count])) }
    return try list(lines, call.line)
  }

  mutating func replaced(
    _ text: JinjaText, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaText {
    try call.check(positionalMax: 3, named: ["count"])
    let (old, new) = (try call.text(0), try call.text(1))
    guard !old.isEmpty else { throw call.error("needs a string to replace that is not empty") }
    var left = call.value(2, "count")?.integer ?? -1
    var (result, start) = (JinjaText.empty, 0)
    while left != 0, let end = try firstIndex(of: old, in: text, from: start, call.line) {
      try charge(new.count, call.line)
      result.append(text[start..<end])
      result.append(new)
      start = end + old.count
      left -= 1
    }
    result.append(text[start..<text.count])
    return result
  }

  mutating func joined(
    _ value: JinjaValue, by separator: JinjaText, _ call: JinjaCall
  ) throws(JinjaError) -> JinjaValue {
    var result = JinjaText.empty
    for (index, element) in try elements(of: value, call.line).enumerated() {
      let text = try text(of: element, call.line)
      try charge(text.count + separator.count, call.line)
      if index > 0 { result.append(separator) }
      result.append(text)
    }
    return .text(result)
  }

  static func recased(_ text: JinjaText, _ how: String) -> JinjaText {
    var isFirst = true
    return text.mapScalars { scalar in
      let properties = scalar.properties
      defer { isFirst = how == "title" && !properties.isCased }
      return switch how {
      case "upper": properties.uppercaseMapping
      case "lower": properties.lowercaseMapping
      default: isFirst ? properties.titlecaseMapping : properties.lowercaseMapping
      }
    }
  }

  /// The filter `title`, unlike the method, begins words after white space and opening marks alone.
  static func titled(_ text: JinjaText) -> JinjaText {
    var isFirst = true
    return text.mapScalars { scalar in
      defer {
        isFirst = JinjaLexer.isSpace(scalar) || "-({[<".unicodeScalars.contains(scalar)
      }
      return isFirst ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
    }
  }
}
