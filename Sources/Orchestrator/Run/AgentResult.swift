/// What an agent gave.
package struct AgentResult: Sendable, Hashable {
  package var output: Value
  /// One line for people.
  package var summary: String
  /// The RPCs that the attempt made, in order.
  package var toolsCalled: [String]
  /// Prompt and completion tokens that the attempt consumed.
  package var tokensUsed: Int
  /// What the output rests on, for those who ask why: a prompt, the ids of passages, a rule. Steps do
  /// not take it.
  package var evidence: Value

  package init(
    output: Value, summary: String, toolsCalled: [String] = [], tokensUsed: Int = 0,
    evidence: Value = .null
  ) {
    self.output = output
    self.summary = summary
    self.toolsCalled = toolsCalled
    self.tokensUsed = tokensUsed
    self.evidence = evidence
  }
}

extension AgentResult: Codable {
  private enum CodingKeys: String, CodingKey {
    case output, summary, toolsCalled, tokensUsed, evidence
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      output: try container.decode(Value.self, forKey: .output),
      summary: try container.decode(String.self, forKey: .summary),
      toolsCalled: try container.decodeIfPresent([String].self, forKey: .toolsCalled) ?? [],
      tokensUsed: try container.decodeIfPresent(Int.self, forKey: .tokensUsed) ?? 0,
      evidence: try container.decodeIfPresent(Value.self, forKey: .evidence) ?? .null)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(output, forKey: .output)
    try container.encode(summary, forKey: .summary)
    if !toolsCalled.isEmpty { try container.encode(toolsCalled, forKey: .toolsCalled) }
    if tokensUsed != 0 { try container.encode(tokensUsed, forKey: .tokensUsed) }
    if evidence != .null { try container.encode(evidence, forKey: .evidence) }
  }
}
