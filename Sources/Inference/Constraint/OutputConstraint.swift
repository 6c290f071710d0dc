package import Grammar

/// What the whole answer must be.
package enum OutputConstraint: Sendable, Hashable {
  /// A JSON document that satisfies a JSON Schema.
  case jsonSchema(String)
  /// A text that the whole of a regular expression matches.
  case regex(String)
  /// Any JSON document.
  case json
  /// Calls of tools, or text in which they may come last.
  case tools(ToolSet)

  package func grammar() throws(GrammarError) -> Grammar {
    switch self {
    case .jsonSchema(let schema): try Grammar(jsonSchema: schema)
    case .regex(let pattern): try Grammar(regex: pattern)
    case .json: try Grammar.anyJSON()
    case .tools(let tools): try tools.grammar()
    }
  }
}
