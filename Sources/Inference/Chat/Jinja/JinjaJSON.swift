extension JinjaValue {
  /// A value from JSON (RFC 8259), all of it content: what a caller says of tools, and of calls.
  package init(json: String) throws(JinjaJSONError) {
    var reader = JinjaJSONReader(json)
    self = try reader.readWhole()
  }
}

/// Where JSON is not well formed, counted in characters from 0.
package struct JinjaJSONError: Error, Hashable, Sendable, CustomStringConvertible {
  package let offset: Int
  package let expectation: String
  package var description: String { "not JSON: expected \(expectation) at character \(offset)" }
}

/// Reads JSON as Python's `json.loads` does, but for numbers beyond 64 bits, which become floats.
private struct JinjaJSONReader {
  private let text: [Unicode.Scalar]
  private var index = 0

  init(_ json: String) { text = Array(json.unicodeScalars) }

  mutating func readWhole() throws(JinjaJSONError) -> JinjaValue {
    let value = try readValue(depth: 0)
    skipSpaces()
    guard index == text.count else { throw expected("the end") }
    return value
  }

  private func expected(_ what: String) -> JinjaJSONError {
    JinjaJSONError(offset: index, expectation: what)
  }

  private mutating func skipSpaces() {
    while index < text.count, [" ", "\t", "\n", "\r"].contains(text[index]) { index += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard index < text.count, text[index] == scalar else { return false }
    index += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    let scalars = word.unicodeScalars
    guard text[index...].starts(with: scalars) else { return false }
    index += scalars.count
    return true
  }

  private mutating func readValue(depth: Int) throws(JinjaJSONError) -> JinjaValue {
    guard depth < JinjaValue.depthMax else {
      throw expected("at most \(JinjaValue.depthMax) levels")
    }
    skipSpaces()
    if take("{") { return try readMapping(depth: depth) }
    if take("[") { return try readList(depth: depth) }
    if take("\"") { return .content(try readString()) }
    if take(word: "true") { return .bool(true) }
    if take(word: "false") { return .bool(false) }
    if take(word: "null") { return .none }
    return try readNumber()
  }

  private mutating func readList(depth: Int) throws(JinjaJSONError) -> JinjaValue {
    var elements: [JinjaValue] = []
    if take("]") { return .list(JinjaList([])) }
    repeat { elements.append(try readValue(depth: depth + 1)) } while take(",")
    guard take("]") else { throw expected("',' or ']'") }
    return .list(JinjaList(elements))
  }

  private mutating func readMapping(depth: Int) throws(JinjaJSONError) -> JinjaValue {
    var entries: [(String, JinjaValue)] = []
    if take("}") { return .dictionary(JinjaDictionary(content: entries)) }
    repeat {
      guard take("\"") else { throw expected("a key") }
      let key = try readString()
      guard take(":") else { throw expected("':'") }
      entries.append((key, try readValue(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw expected("',' or '}'") }
    return .dictionary(JinjaDictionary(content: entries))
  }

  private mutating func readString() throws(JinjaJSONError) -> String {
    var value = String.UnicodeScalarView()
    while index < text.count, text[index] != "\"" {
      guard text[index].value >= 0x20 else { throw expected("no control character") }
      index += 1
      value.append(text[index - 1] == "\\" ? try readEscape() : text[index - 1])
    }
    guard index < text.count else { throw expected("'\"'") }
    index += 1
    return String(value)
  }

  private mutating func readEscape() throws(JinjaJSONError) -> Unicode.Scalar {
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{C}", "\\": "\\", "\"": "\"", "/": "/",
    ]
    guard index < text.count else { throw expected("a character") }
    index += 1
    if let scalar = plain[text[index - 1]] { return scalar }
    guard text[index - 1] == "u" else {
      index -= 1
      throw expected("an escape")
    }
    let unit = try readUnit()
    guard (0xD800..<0xDC00).contains(unit) else {
      guard let scalar = Unicode.Scalar(unit) else { throw expected("no lone surrogate") }
      return scalar
    }
    guard take(word: "\\u") else { throw expected("the second surrogate") }
    let second = try readUnit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
    else { throw expected("the second surrogate") }
    return scalar
  }

  private mutating func readUnit() throws(JinjaJSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard index < text.count, let digit = Character(text[index]).hexDigitValue else {
        throw expected("a hexadecimal digit")
      }
      unit = unit << 4 | UInt32(digit)
      index += 1
    }
    return unit
  }

  private mutating func readNumber() throws(JinjaJSONError) -> JinjaValue {
    let start = index
    var isInteger = true
    if index < text.count, text[index] == "-" { index += 1 }
    if !take(word: "0") { try skipDigits() }
    if index < text.count, text[index] == "." {
      isInteger = false
      index += 1
      try skipDigits()
    }
    if index < text.count, text[index] == "e" || text[index] == "E" {
      isInteger = false
      index += 1
      if index < text.count, text[index] == "-" || text[index] == "+" { index += 1 }
      try skipDigits()
    }
    var written = String.UnicodeScalarView()
    written.append(contentsOf: text[start..<index])
    if isInteger, let value = Int(String(written)) { return .int(value) }
    guard let value = Double(String(written)) else { throw expected("a number") }
    return .float(value)
  }

  private mutating func skipDigits() throws(JinjaJSONError) {
    let start = index
    while index < text.count, ("0"..."9").contains(text[index]) { index += 1 }
    guard index > start else { throw expected(index == text.count ? "a value" : "a digit") }
  }
}
