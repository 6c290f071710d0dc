internal import Protobuf

/// A type as JSON Schema names it.
enum JSONKind: String, CaseIterable, Sendable {
  case object, array, string, number, integer, boolean, null

  /// Every type but `integer`, which is a part of `number`.
  static let disjoint: [JSONKind] = [.object, .array, .string, .number, .boolean, .null]

  /// Whether a value is of this type.
  func includes(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.object, .object), (.array, .array), (.string, .string), (.number, .number),
      (.boolean, .bool), (.null, .null):
      true
    case (.integer, .number(let text)): Decimal(text)?.isInteger ?? false
    default: false
    }
  }

  /// The keywords that restrict values of this type and no others.
  var keywords: Set<String> {
    switch self {
    case .object: ["properties", "required", "additionalProperties"]
    case .array: ["items", "minItems", "maxItems"]
    case .string: ["minLength", "maxLength", "format"]
    case .number, .integer: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
    case .boolean, .null: []
    }
  }
}

extension JSONValue {
  /// The value as constrained output writes it: a space behind each comma and colon.
  var spacedText: String {
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return Self.quoted(text)
    case .array(let values): return "[" + values.map(\.spacedText).joined(separator: ", ") + "]"
    case .object(let members):
      let texts = members.map { "\(Self.quoted($0.name)): \($0.value.spacedText)" }
      return "{" + texts.joined(separator: ", ") + "}"
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
