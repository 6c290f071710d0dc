/// Writes literals of Swift for what a `.proto` file may say freely.
enum SwiftLiteral {
  /// A string with its quotes. What could end it, run as code or break its line is escaped.
  static func string(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": result += "\\\(scalar)".unicodeScalars
      // Controls of ASCII and of Latin 1, and Unicode's separators of lines and paragraphs.
      case "\0"..<" ", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}":
        result += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
      default: result.append(scalar)
      }
    }
    return "\"\(String(result))\""
  }
}
