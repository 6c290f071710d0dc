package import Messages

/// Extracts from the passages of one search what answers its sub-question, with passage numbers.
package struct AnalystAgent: Agent {
  package let name = "analyst"
  package let kind = AgentKind.execution
  package let signature = AgentSignature(
    inputs: ["question": .string, "passages": .list(Passage.type)], output: Analysis.type)

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
    let found = try task.input("passages", as: [Passage].self)
    let passages = Array(found.prefix(task.int("passageCountMax", default: 2)))
    guard !passages.isEmpty else {
      // Without a passage there is nothing to ask a model about.
      return AgentResult(
        output: try Value(encoding: Analysis(question: question, note: "", chunkIDs: [])),
        summary: "no passage to analyse")
    }
    let generation = try await generator.generate(
      user: PassageText.prompt(
        question, passages, byteCountMax: task.int("passageByteCountMax", default: 600)),
      maxTokens: task.int("maxTokens", default: 64), task: task,
      documents: passages.documentIDs)
    var repetition = RepetitionGuard()
    var filter = CitationFilter(sourceCount: passages.count)
    let note = filter.write(repetition.write(generation.text)) + filter.finish()
    return AgentResult(
      output: try Value(
        encoding: Analysis(
          question: question, note: PassageText.trimmed(note, byteCountMax: 1_000),
          chunkIDs: passages.map(\.chunkID))),
      summary: "\(passages.count) passages, \(generation.cost)",
      toolsCalled: generation.toolsCalled, tokensUsed: generation.tokensUsed)
  }
}
