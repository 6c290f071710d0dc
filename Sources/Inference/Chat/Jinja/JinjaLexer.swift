/// Cuts a template into tokens, white space handled as chat templates expect it: the first line end
/// after a block is dropped (`trim_blocks`), so is white space between the start of a line and a block
/// (`lstrip_blocks`), `-` at a tag strips all white space on its side and `+` keeps it.
///
/// Source: Jinja's documentation, "White Space Control"; its lexer where that is silent.
struct JinjaLexer {
  private enum Tag {
    case print, block, comment
  }

  private let text: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  /// Whether what was read last ended a line.
  private var isAtLineStart = true
  private var tokens: [JinjaToken] = []

  private init(_ text: [Unicode.Scalar]) { self.text = text }

  static func tokens(of template: String) throws(JinjaError) -> [JinjaToken] {
    var lexer = JinjaLexer(normalized(template))
    try lexer.readTemplate()
    return lexer.tokens
  }

  /// One kind of line end, and none at the end of the template.
  private static func normalized(_ template: String) -> [Unicode.Scalar] {
    var text: [Unicode.Scalar] = []
    for scalar in template.unicodeScalars {
      if scalar == "\n", text.last == "\r" { text.removeLast() }
      if text.last == "\r" { text[text.count - 1] = "\n" }
      text.append(scalar)
    }
    if text.last == "\r" { text[text.count - 1] = "\n" }
    if text.last == "\n" { text.removeLast() }
    return text
  }

  private mutating func readTemplate() throws(JinjaError) {
    while index < text.count {
      let start = index
      guard let tag = skipToTag() else {
        return finish(data: start..<text.count)
      }
      readData(start..<index, before: tag)
      switch tag {
      case .print: try readTag(.printStart, .printEnd, closing: "}}")
      case .comment: try skipComment()
      case .block:
        if try !readRaw() { try readTag(.blockStart, .blockEnd, closing: "%}") }
      }
    }
    finish(data: text.count..<text.count)
  }

  private mutating func finish(data: Range<Int>) {
    append(data: data)
    tokens.append(JinjaToken(kind: .end, line: line))
  }

  /// Moves to the next tag; nil at the end.
  private mutating func skipToTag() -> Tag? {
    while index + 1 < text.count {
      if text[index] == "{" {
        switch text[index + 1] {
        case "{": return .print
        case "%": return .block
        case "#": return .comment
        default: break
        }
      }
      index += 1
    }
    index = text.count
    return nil
  }

  // MARK: Text

  private mutating func readData(_ range: Range<Int>, before tag: Tag) {
    var range = range
    let sign = index + 2 < text.count ? text[index + 2] : " "
    if sign == "-" {
      while let last = range.last, Self.isSpace(text[last]) { range.removeLast() }
      line += text[range.upperBound..<index].count { $0 == "\n" }
      append(data: range, lineCounted: true)
      return
    }
    if sign != "+", tag != .print {
      var lineStart = range.upperBound
      while lineStart > range.lowerBound, text[lineStart - 1] != "\n" { lineStart -= 1 }
      let isIndentation = text[lineStart..<range.upperBound].allSatisfy(Self.isSpace)
      if isIndentation, lineStart > range.lowerBound || isAtLineStart {
        range = range.lowerBound..<lineStart
      }
    }
    append(data: range)
  }

  private mutating func append(data: Range<Int>, lineCounted: Bool = false) {
    guard !data.isEmpty else { return }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text[data])
    tokens.append(JinjaToken(kind: .data(String(scalars)), line: line))
    line += text[data].count { $0 == "\n" }
    isAtLineStart = text[data.upperBound - 1] == "\n"
  }

  private mutating func skipComment() throws(JinjaError) {
    let start = line
    index += 2
    while !starts(with: "#}") {
      guard index < text.count else {
        throw JinjaError(.invalid, line: start, "a comment is not closed; write '#}' after it")
      }
      advance()
    }
    let sign = text[index - 1]
    index += 2
    endTag(sign: sign, dropsLineEnd: true)
  }

  /// `{% raw %}` and what it keeps from being read; false where another block begins.
  private mutating func readRaw() throws(JinjaError) -> Bool {
    guard let begin = blockEnd(named: "raw", at: index), begin.sign != "+" else { return false }
    let start = line
    jump(to: begin.index)
    endTag(sign: begin.sign, dropsLineEnd: false)
    let dataStart = index
    while index < text.count {
      if starts(with: "{%"), let end = blockEnd(named: "endraw", at: index) {
        line -= text[dataStart..<index].count { $0 == "\n" }
        readData(dataStart..<index, before: .block)
        jump(to: end.index)
        endTag(sign: end.sign, dropsLineEnd: true)
        return true
      }
      advance()
    }
    throw JinjaError(.invalid, line: start, "'raw' is not closed; write '{% endraw %}' after it")
  }

  /// Where the block that starts at `start` ends, if it is one with nothing but `name` in it.
  private func blockEnd(named name: String, at start: Int) -> (index: Int, sign: Unicode.Scalar)? {
    var index = start + 2
    func skipSpaces() { while index < text.count, Self.isSpace(text[index]) { index += 1 } }
    if index < text.count, text[index] == "-" || text[index] == "+" { index += 1 }
    skipSpaces()
    for scalar in name.unicodeScalars {
      guard index < text.count, text[index] == scalar else { return nil }
      index += 1
    }
    skipSpaces()
    var sign: Unicode.Scalar = " "
    if index < text.count, text[index] == "-" || text[index] == "+" {
      sign = text[index]
      index += 1
    }
    guard index + 1 < text.count, text[index] == "%", text[index + 1] == "}" else { return nil }
    return (index + 2, sign)
  }

  // MARK: Tags

  private mutating func readTag(
    _ startKind: JinjaToken.Kind, _ endKind: JinjaToken.Kind, closing: String
  ) throws(JinjaError) {
    let start = line
    append(startKind)
    index += 2
    if index < text.count, text[index] == "-" || text[index] == "+" { index += 1 }
    // Within brackets the closing mark is not one: `{{ {'a': {}} }}`.
    var open: [Unicode.Scalar] = []
    while index < text.count {
      if open.isEmpty, let sign = signBefore(closing) {
        index += sign == " " ? 2 : 3
        append(endKind)
        return endTag(sign: sign, dropsLineEnd: endKind == .blockEnd)
      }
      if Self.isSpace(text[index]) {
        advance()
      } else {
        try readWord(&open)
      }
    }
    throw JinjaError(.invalid, line: start, "a tag is not closed; write '\(closing)' after it")
  }

  /// The sign of the closing mark that comes here; nil where none comes.
  private func signBefore(_ closing: String) -> Unicode.Scalar? {
    if starts(with: closing) { return " " }
    guard text[index] == "-" || (text[index] == "+" && closing == "%}"),
      starts(with: closing, at: index + 1)
    else { return nil }
    return text[index]
  }

  private mutating func endTag(sign: Unicode.Scalar, dropsLineEnd: Bool) {
    isAtLineStart = false
    if sign == "-" {
      while index < text.count, Self.isSpace(text[index]) {
        isAtLineStart = text[index] == "\n"
        advance()
      }
    } else if dropsLineEnd, sign != "+", index < text.count, text[index] == "\n" {
      isAtLineStart = true
      advance()
    }
  }

  private mutating func readWord(_ open: inout [Unicode.Scalar]) throws(JinjaError) {
    let scalar = text[index]
    if scalar == "'" || scalar == "\"" { return try readString(quote: scalar) }
    if ("0"..."9").contains(scalar) { return try readNumber() }
    if scalar == "_" || scalar.properties.isAlphabetic { return readName() }
    let symbols = ["//", "**", "==", "!=", "<=", ">="]
    if let symbol = symbols.first(where: { starts(with: $0) }) {
      index += 2
      return append(.symbol(symbol))
    }
    guard "+-*/%~<>=()[]{}.,:|".unicodeScalars.contains(scalar) else {
      throw JinjaError(.invalid, line: line, "unexpected character '\(scalar)'")
    }
    switch scalar {
    case "(", "[", "{": open.append(scalar)
    case ")", "]", "}":
      let partner: Unicode.Scalar = scalar == ")" ? "(" : scalar == "]" ? "[" : "{"
      guard open.popLast() == partner else {
        throw JinjaError(.invalid, line: line, "'\(scalar)' has no '\(partner)' before it")
      }
    default: break
    }
    index += 1
    append(.symbol(String(scalar)))
  }

  private mutating func readName() {
    let start = index
    while index < text.count, text[index] == "_" || Self.isNamePart(text[index]) { index += 1 }
    append(.name(string(start..<index)))
  }

  private mutating func readNumber() throws(JinjaError) {
    let start = index
    skipDigits()
    var isFloat = false
    if index < text.count, text[index] == ".", isDigit(index + 1) {
      isFloat = true
      index += 1
      skipDigits()
    }
    if index < text.count, text[index] == "e" || text[index] == "E" {
      let signed = index + 1 < text.count && (text[index + 1] == "+" || text[index + 1] == "-")
      if isDigit(index + (signed ? 2 : 1)) {
        isFloat = true
        index += signed ? 2 : 1
        skipDigits()
      }
    }
    let written = String(string(start..<index).filter { $0 != "_" })
    if isFloat, let value = Double(written) { return append(.float(value)) }
    guard let value = Int(written) else {
      throw JinjaError(.invalid, line: line, "the number \(written) is too large")
    }
    append(.int(value))
  }

  private func isDigit(_ index: Int) -> Bool {
    index < text.count && ("0"..."9").contains(text[index])
  }

  /// Digits, with single underscores between them.
  private mutating func skipDigits() {
    while isDigit(index) || (index < text.count && text[index] == "_" && isDigit(index + 1)) {
      index += 1
    }
  }

  private mutating func readString(quote: Unicode.Scalar) throws(JinjaError) {
    let start = line
    index += 1
    var value = String.UnicodeScalarView()
    while index < text.count, text[index] != quote {
      if text[index] == "\\", index + 1 < text.count {
        advance()
        try readEscape(into: &value)
      } else {
        value.append(text[index])
        advance()
      }
    }
    guard index < text.count else {
      throw JinjaError(.invalid, line: start, "a string is not closed; write \(quote) after it")
    }
    index += 1
    append(.string(String(value)))
  }

  /// What follows a backslash, as Python reads it.
  private mutating func readEscape(
    into value: inout String.UnicodeScalarView
  ) throws(JinjaError) {
    let scalar = text[index]
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"", "a": "\u{7}",
      "b": "\u{8}", "f": "\u{C}", "v": "\u{B}", "0": "\0",
    ]
    let digitCounts: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    if let count = digitCounts[scalar] {
      let digits = string(index + 1..<min(index + 1 + count, text.count))
      guard digits.unicodeScalars.count == count, let code = UInt32(digits, radix: 16),
        let escaped = Unicode.Scalar(code)
      else { throw JinjaError(.invalid, line: line, "'\\\(scalar)\(digits)' is not a character") }
      value.append(escaped)
      index += 1 + count
      return
    }
    if let escaped = plain[scalar] {
      value.append(escaped)
    } else if scalar != "\n" {
      value.append("\\")
      value.append(scalar)
    }
    advance()
  }

  // MARK: Characters

  private mutating func append(_ kind: JinjaToken.Kind) {
    tokens.append(JinjaToken(kind: kind, line: line))
  }

  private mutating func advance() {
    if text[index] == "\n" { line += 1 }
    index += 1
  }

  private mutating func jump(to end: Int) { while index < end { advance() } }

  private func starts(with mark: String, at start: Int? = nil) -> Bool {
    let start = start ?? index
    let scalars = mark.unicodeScalars
    return start + scalars.count <= text.count && text[start...].starts(with: scalars)
  }

  private func string(_ range: Range<Int>) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text[range])
    return String(scalars)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  /// What Python's `str.isspace` takes for white space.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
