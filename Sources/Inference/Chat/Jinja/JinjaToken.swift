/// A word of a template, as the parser reads it.
struct JinjaToken: Sendable {
  enum Kind: Equatable, Sendable {
    /// Text between tags.
    case data(String)
    case blockStart, blockEnd
    case printStart, printEnd
    case name(String)
    case string(String)
    case int(Int)
    case float(Double)
    case symbol(String)
    case end
  }

  let kind: Kind
  let line: Int

  /// The token, for messages.
  var description: String {
    switch kind {
    case .data: "text"
    case .blockStart: "'{%'"
    case .blockEnd: "'%}'"
    case .printStart: "'{{'"
    case .printEnd: "'}}'"
    case .name(let name): "'\(name)'"
    case .string: "a string"
    case .int(let value): "\(value)"
    case .float(let value): "\(value)"
    case .symbol(let symbol): "'\(symbol)'"
    case .end: "the end of the template"
    }
  }
}
