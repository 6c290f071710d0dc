package import Grammar

/// What the whole answer must be.
package enum OutputConstraint: Sendable {
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

extension OutputConstraint: Equatable {
  /// By code points: texts that only look the same allow other answers.
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.jsonSchema(let left), .jsonSchema(let right)), (.regex(let left), .regex(let right)):
      left.utf8.elementsEqual(right.utf8)
    case (.json, .json): true
    case (.tools(let left), .tools(let right)): left == right
    default: false
    }
  }
}
