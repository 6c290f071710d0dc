/// A parsed JSON text. Numbers keep their text, because the field decides how precise they are.
package enum JSONValue {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  /// In the order of the text; no name occurs twice.
  case object([Member])

  /// One name of an object, and what belongs to it.
  package struct Member {
    package var name: String
    package var value: JSONValue
  }

  package var isNull: Bool { if case .null = self { true } else { false } }

  /// What it is, for errors.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
