/// One value as a database stores it. PostgreSQL has no way to store a text with a NUL (U+0000), so services
/// refuse one before they store it.
package enum SQLValue: Sendable, Hashable {
  case null
  case int(Int)
  case double(Double)
  case text(String)
  case blob([UInt8])

  /// The text, or null when there is none.
  package static func optional(_ text: String?) -> SQLValue {
    text.map(SQLValue.text) ?? .null
  }

  /// The integer, or null when there is none.
  package static func optional(_ integer: Int?) -> SQLValue {
    integer.map(SQLValue.int) ?? .null
  }

  /// The bytes, or null when there are none.
  package static func optional(_ bytes: [UInt8]?) -> SQLValue {
    bytes.map(SQLValue.blob) ?? .null
  }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByFloatLiteral, ExpressibleByNilLiteral
{
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(stringLiteral value: String) { self = .text(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(nilLiteral: ()) { self = .null }
}
