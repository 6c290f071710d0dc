/// A value in a log line.
package enum LogValue: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral
{
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)

  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
}

/// Named values of a log line, in order: `["port": 8080, "peer": .string(peer)]`.
///
/// Never a prompt, an answer, a document or a key: lengths, counts and identifiers say enough.
package struct LogFields: Sendable, ExpressibleByDictionaryLiteral {
  package var pairs: [(name: String, value: LogValue)]

  package init(dictionaryLiteral elements: (String, LogValue)...) {
    pairs = elements.map { (name: $0.0, value: $0.1) }
  }

  package init(_ pairs: [(name: String, value: LogValue)]) { self.pairs = pairs }

  package mutating func append(_ name: String, _ value: LogValue) { pairs.append((name, value)) }
}
