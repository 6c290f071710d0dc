/// Writes values as Python prints them or as it writes them in JSON.
struct JinjaWriter {
  enum Style {
    case python, json
  }

  static let indentMax = 16

  let style: Style
  /// Spaces for each level, each element on a line of its own; nil for one line.
  var indent: Int?
  /// Whether all that is not ASCII is escaped.
  var escapesAll = false
  var sortsKeys = false
  private(set) var text = JinjaText.empty

  init(style: Style) { self.style = style }

  static func capitalized(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }

  mutating func write(_ string: String) { text.append(JinjaText(template: string)) }

  /// What stands before the element at `index`.
  mutating func separate(_ index: Int, level: Int) {
    if index > 0 { write(indent == nil ? ", " : ",") }
    if let indent { write("\n" + String(repeating: " ", count: indent * level)) }
  }

  mutating func close(_ bracket: String, isEmpty: Bool, level: Int) {
    if let indent, !isEmpty { write("\n" + String(repeating: " ", count: indent * level)) }
    write(bracket)
  }

  mutating func write(_ value: Double) {
    guard value.isFinite else {
      let sign = value < 0 ? "-" : ""
      switch style {
      case .json: return write(value.isNaN ? "NaN" : sign + "Infinity")
      case .python: return write(value.isNaN ? "nan" : sign + "inf")
      }
    }
    let written = value.description
    guard value.magnitude >= 1e16, !written.contains("e") else { return write(written) }
    // Python changes to exponents sooner.
    let sign = value < 0 ? "-" : ""
    let digits = value.magnitude.description.dropLast(2)
    var fraction = digits.dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    write(
      "\(sign)\(digits.prefix(1))\(fraction.isEmpty ? "" : ".")\(fraction)e+\(digits.count - 1)")
  }

  mutating func write(_ string: JinjaText) {
    let isDoubleQuoted =
      style == .json
      || (string.characters.indices.contains { string.scalar(at: $0) == "'" }
        && !string.characters.indices.contains { string.scalar(at: $0) == "\"" })
    let quote: Unicode.Scalar = isDoubleQuoted ? "\"" : "'"
    write(String(quote))
    text.append(
      string.mapScalars { [self] scalar in
        style == .json ? jsonEscaped(scalar) : pythonEscaped(scalar, quote: quote)
      })
    write(String(quote))
  }

  private func jsonEscaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\u{8}": return "\\b"
    case "\u{C}": return "\\f"
    default:
      guard scalar.value < 0x20 || (escapesAll && scalar.value > 0x7E) else {
        return String(scalar)
      }
      return String(scalar).utf16.map { "\\u" + Self.hex($0, digitCount: 4) }.joined()
    }
  }

  private func pythonEscaped(_ scalar: Unicode.Scalar, quote: Unicode.Scalar) -> String {
    switch scalar {
    case quote, "\\": return "\\" + String(scalar)
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case " ": return " "
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      switch scalar.value {
      case 0...0xFF: return "\\x" + Self.hex(scalar.value, digitCount: 2)
      case 0x100...0xFFFF: return "\\u" + Self.hex(scalar.value, digitCount: 4)
      default: return "\\U" + Self.hex(scalar.value, digitCount: 8)
      }
    default: return String(scalar)
    }
  }

  private static func hex(_ value: some BinaryInteger, digitCount: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: digitCount - digits.count) + digits
  }
}
