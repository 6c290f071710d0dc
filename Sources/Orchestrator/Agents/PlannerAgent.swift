package import Messages

/// Turns a question into one to three sub-questions.
///
/// A question that joins several is split by rule, and every part is kept: with room for it the whole
/// question comes first; without, the last sub-question holds all parts that are left over.
/// Otherwise the question comes first and the model proposes more, of which those that pass
/// `QuestionRules` are kept.
package struct PlannerAgent: Agent {
  package let name = "planner"
  package let kind = AgentKind.execution
  package let signature = AgentSignature(
    inputs: ["question": .string], output: .object(["subQuestions": .list(.string)]))

  private let generator: TextGenerator

  package init(
    inference: Apus.Inference.V1.InferenceServiceClient,
    memory: Apus.Memory.V1.MemoryServiceClient? = nil
  ) {
    generator = TextGenerator(client: inference, memory: memory)
  }

  package func perform(
    _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async throws -> AgentResult {
    let question = try task.input("question", as: String.self)
    let countMax = max(1, task.int("subQuestionCountMax", default: 3))
    let byteCountMax = task.int("subQuestionByteCountMax", default: 200)
    var subQuestions = [question]
    let parts = QuestionRules.split(question)
    var generation = TextGenerator.Generation()
    if !parts.isEmpty {
      subQuestions = Self.gathered([question] + parts, countMax: countMax)
    } else if countMax > 1 {
      generation = try await generator.generate(
        system: "Rewrite the question as two shorter questions about its parts. One per line.",
        user: PassageText.trimmed(question, byteCountMax: 1_000),
        maxTokens: task.int("maxTokens", default: 48), task: task)
      subQuestions += QuestionRules.accepted(
        QuestionRules.proposals(in: generation.text), for: question, besides: [question],
        countMax: countMax - 1, byteCountMax: byteCountMax)
    }
    return AgentResult(
      output: ["subQuestions": .list(subQuestions.map(Value.string))],
      summary: "\(subQuestions.count) sub-question\(subQuestions.count == 1 ? "" : "s")",
      toolsCalled: generation.toolsCalled,
      tokensUsed: generation.tokensUsed)
  }

  /// The question and its parts as at most `countMax` sub-questions that leave nothing out.
  package static func gathered(_ wholeAndParts: [String], countMax: Int) -> [String] {
    if wholeAndParts.count <= countMax { return wholeAndParts }
    let parts = wholeAndParts.dropFirst()
    let rest = parts.dropFirst(countMax - 1)
    return parts.prefix(countMax - 1) + [rest.joined(separator: " ")]
  }
}
