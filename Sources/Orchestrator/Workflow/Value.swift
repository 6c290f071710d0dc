internal import Foundation

/// A piece of workflow data: what a JSON document can hold.
package enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list([Value])
  case object([String: Value])

  /// Follows field names; `nil` when one is missing or the value before it is no object.
  package func field(_ path: some Sequence<String>) -> Value? {
    var value = self
    for name in path {
      guard case .object(let fields) = value, let next = fields[name] else { return nil }
      value = next
    }
    return value
  }

  package var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  package var list: [Value]? {
    if case .list(let list) = self { list } else { nil }
  }

  package var int: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }

  package var double: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  package var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// The value of a Codable type, by way of JSON.
  package init(encoding value: some Encodable) throws {
    self = try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  /// Decodes a Codable type, by way of JSON.
  package func decoded<T: Decodable>(as type: T.Type) throws -> T {
    try JSONDecoder().decode(type, from: JSONEncoder().encode(self))
  }
}

extension Value: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // The commonest first: each guess that is wrong costs an error.
    if container.decodeNil() {
      self = .null
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let fields = try? container.decode([String: Value].self) {
      self = .object(fields)
    } else if let list = try? container.decode([Value].self) {
      self = .list(list)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .bool(try container.decode(Bool.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let bool): try container.encode(bool)
    case .number(let number): try container.encode(number)
    case .string(let string): try container.encode(string)
    case .list(let list): try container.encode(list)
    case .object(let fields): try container.encode(fields)
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: Value...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}
