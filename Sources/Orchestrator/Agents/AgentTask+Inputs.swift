extension AgentTask {
  /// An input, decoded. A wrong one is a mistake in the workflow that no repetition cures.
  func input<T: Decodable>(_ name: String, as type: T.Type) throws -> T {
    do {
      return try (inputs[name] ?? .null).decoded(as: type)
    } catch {
      throw AgentFailure(
        "input '\(name)' of step \(step) is not what agent '\(agent)' takes", isRetryable: false)
    }
  }

  func int(_ parameter: String, default value: Int) -> Int {
    parameters[parameter]?.int ?? value
  }

  /// A piece of text that this attempt has written.
  func piece(_ text: String, tokenCount: Int) -> TokenPiece {
    TokenPiece(step: step, attempt: attempt, text: text, tokenCount: tokenCount)
  }
}
