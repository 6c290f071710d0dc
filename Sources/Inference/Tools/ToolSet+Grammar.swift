internal import Grammar

extension ToolSet {
  /// What the answer may be.
  func grammar() throws(GrammarError) -> Grammar {
    var callees = tools
    if case .named(let name) = choice { callees.removeAll { $0.name != name } }
    let calls = Self.calls(of: callees)
    return switch choice {
    case .auto: try calls.textOrCalls()
    case .required: try calls.calls(countMax: CallGrammar.callCountMax)
    case .named: try calls.calls(countMax: 1)
    }
  }

  static func calls(of tools: [Tool]) -> CallGrammar {
    CallGrammar(
      opening: opening, closing: closing,
      callees: tools.map { .init(name: $0.name, parameters: $0.parameters) })
  }
}
