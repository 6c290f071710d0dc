/// Cuts HTML into tags and text in one pass over the bytes; never fails and never looks back.
///
/// It reads what browsers read for well-made pages, and something sensible for the rest. Every
/// construct ends at the end of the input at the latest, and no search covers a byte twice.
struct HTMLTokenizer {
  enum Token {
    case text(ArraySlice<UInt8>)
    case startTag(name: String, attributes: Attributes)
    case endTag(name: String)
  }

  /// The attributes that tell what an element is for, lower-cased.
  struct Attributes {
    var role = ""
    var classes = ""
    var isSelfClosing = false
  }

  private let bytes: [UInt8]
  private var index = 0
  /// Inside an element whose content is not markup, until its end tag.
  private var rawName: [UInt8]?

  private static let rawElements: Set<String> = [
    "script", "style", "textarea", "title", "noscript", "iframe", "noembed", "noframes", "xmp",
  ]
  private static let nameByteCountMax = 32
  private static let valueByteCountMax = 256

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    while index < bytes.count {
      if let name = rawName { return rawText(until: name) }
      guard bytes[index] == UInt8(ascii: "<") else { return text() }
      switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
      case UInt8(ascii: "!"): skipDeclaration()
      case UInt8(ascii: "?"): skip(past: ">")
      case UInt8(ascii: "/"):
        if let tag = endTag() { return tag }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        return startTag()
      default:
        // A "<" that begins no tag is text.
        index += 1
        return .text(bytes[index - 1..<index])
      }
    }
    return nil
  }

  private mutating func text() -> Token {
    let begin = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return .text(bytes[begin..<index])
  }

  private mutating func rawText(until name: [UInt8]) -> Token {
    rawName = nil
    let begin = index
    while index < bytes.count, !isEndTag(of: name, at: index) { index += 1 }
    return .text(bytes[begin..<index])
  }

  private func isEndTag(of name: [UInt8], at position: Int) -> Bool {
    guard bytes[position] == UInt8(ascii: "<"), position + name.count + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "/")
    else { return false }
    return name.indices.allSatisfy { bytes[position + 2 + $0] | 0x20 == name[$0] }
  }

  private mutating func skipDeclaration() {
    guard bytes[index...].starts(with: Array("<!--".utf8)) else { return skip(past: ">") }
    index += 4
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: ">"), bytes[index - 1] == UInt8(ascii: "-"),
        bytes[index - 2] == UInt8(ascii: "-")
      {
        index += 1
        return
      }
      index += 1
    }
  }

  private mutating func skip(past character: Unicode.Scalar) {
    while index < bytes.count, bytes[index] != UInt8(ascii: character) { index += 1 }
    index = min(index + 1, bytes.count)
  }

  private mutating func endTag() -> Token? {
    index += 2
    let name = tagName()
    skip(past: ">")
    return name.isEmpty ? nil : .endTag(name: name)
  }

  private mutating func startTag() -> Token {
    index += 1
    let name = tagName()
    var attributes = Attributes()
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      takeAttribute(&attributes)
    }
    index = min(index + 1, bytes.count)
    if Self.rawElements.contains(name), !attributes.isSelfClosing { rawName = Array(name.utf8) }
    return .startTag(name: name, attributes: attributes)
  }

  private mutating func tagName() -> String {
    let begin = index
    while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }
    return Self.lowercased(bytes[begin..<min(index, begin + Self.nameByteCountMax)])
  }

  private mutating func takeAttribute(_ attributes: inout Attributes) {
    let byte = bytes[index]
    if Self.isSpace(byte) {
      index += 1
      return
    }
    if byte == UInt8(ascii: "/") {
      index += 1
      attributes.isSelfClosing = index < bytes.count && bytes[index] == UInt8(ascii: ">")
      return
    }
    let begin = index
    index += 1
    while index < bytes.count, !Self.endsName(bytes[index]), bytes[index] != UInt8(ascii: "=") {
      index += 1
    }
    let name = bytes[begin..<min(index, begin + Self.nameByteCountMax)]
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return }
    index += 1
    let value = attributeValue()
    switch Self.lowercased(name) {
    case "role": attributes.role = value
    case "class": attributes.classes = value
    default: break
    }
  }

  private mutating func attributeValue() -> String {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return "" }
    let quote = bytes[index]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { index += 1 }
    let begin = index
    while index < bytes.count,
      isQuoted
        ? bytes[index] != quote
        : !Self.isSpace(bytes[index]) && bytes[index] != UInt8(ascii: ">")
    { index += 1 }
    let value = Self.lowercased(bytes[begin..<min(index, begin + Self.valueByteCountMax)])
    if isQuoted { index = min(index + 1, bytes.count) }
    return value
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
