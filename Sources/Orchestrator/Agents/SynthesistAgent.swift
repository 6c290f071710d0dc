package import Messages

/// Writes the answer from the passages and the analyses, streaming it, with citations.
///
/// An answer that repeats itself is ended there; one that says nothing which the question does not
/// say is completed by the nearest sentence of the passages, as a quotation.
///
/// When no search found a passage the answer says so, with no sources, and no model is asked.
package struct SynthesistAgent: Agent {
  package static let nothingFound =
    "Nothing in the documents matches this question, so there is no answer to give."

  package let name = "synthesist"
  package let kind = AgentKind.execution
  package let signature = AgentSignature(
    inputs: [
      "question": .string, "searches": .list(SearchFinding.type),
      "analyses": .list(Analysis.type),
    ], output: Synthesis.type)

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
    let searches = try task.input("searches", as: [SearchFinding].self)
    let analyses = try task.input("analyses", as: [Analysis].self)
    let passages = PassageText.merged(
      searches.map(\.passages),
      countMax: max(task.int("passageCountMax", default: 2), searches.count))
    guard !passages.isEmpty else {
      emit(task.piece(Self.nothingFound, tokenCount: 0))
      let synthesis = Synthesis(answer: Self.nothingFound, sources: [])
      return AgentResult(output: try synthesis.value(), summary: "no passage matches")
    }
    var repetition = RepetitionGuard()
    var filter = CitationFilter(sourceCount: passages.count)
    var answer = ""
    func show(_ text: String, _ tokenCount: Int) {
      answer += text
      if !text.isEmpty || tokenCount > 0 { emit(task.piece(text, tokenCount: tokenCount)) }
    }
    let generation = try await generator.generate(
      user: prompt(question, passages, analyses, task),
      maxTokens: task.int("maxTokens", default: 96), task: task,
      documents: passages.documentIDs
    ) { text, tokenCount in show(filter.write(repetition.write(text)), tokenCount) }
    show(filter.write(repetition.finish()) + filter.finish(), 0)
    let isCut = generation.isCutShort || repetition.hasRepeated
    if isCut, !answer.endsLikeASentence { show("…", 0) }
    show(
      AnswerEnding.ending(
        of: answer, to: question, passages: passages, isCited: !filter.cited.isEmpty), 0)
    let synthesis = Synthesis(
      answer: answer, sources: passages, usage: generation.usage, model: generation.model)
    return AgentResult(
      output: try synthesis.value(),
      summary: "\(passages.count) sources, \(generation.cost)",
      toolsCalled: generation.toolsCalled, tokensUsed: generation.tokensUsed)
  }

  private func prompt(
    _ question: String, _ passages: [Passage], _ analyses: [Analysis], _ task: AgentTask
  ) -> String {
    // A note on the whole question would only be said again.
    let notes =
      analyses.count < 2
      ? []
      : analyses.filter { !$0.note.isEmpty }.map { analysis in
        "- " + PassageText.renumbered(analysis.note, from: analysis.chunkIDs, to: passages)
      }
    return PassageText.prompt(
      question, passages, byteCountMax: task.int("passageByteCountMax", default: 900), notes: notes)
  }
}

extension String {
  /// Whether nothing seems to be missing at the end.
  fileprivate var endsLikeASentence: Bool {
    last { !$0.isWhitespace }.map(".!?…:]”\"".contains) ?? true
  }
}
