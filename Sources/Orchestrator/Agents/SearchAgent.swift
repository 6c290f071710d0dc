package import Messages

/// Finds the passages that answer a sub-question. Which ones are near enough, retrieval decides.
package struct SearchAgent: Agent {
  package let name = "search"
  package let kind = AgentKind.external
  package let signature = AgentSignature(
    inputs: ["question": .string], output: SearchFinding.type)

  private let client: Apus.Retrieval.V1.RetrievalServiceClient

  package init(retrieval: Apus.Retrieval.V1.RetrievalServiceClient) {
    client = retrieval
  }

  package func perform(
    _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async throws -> AgentResult {
    let question = try task.input("question", as: String.self)
    let request = Apus.Retrieval.V1.SearchRequest(
      tenantID: task.tenant, query: question,
      topK: UInt32(clamping: task.int("topK", default: 4)))
    let response = try await Downstream.call("retrieval") {
      try await client.search(request)
    }
    let finding = SearchFinding(
      question: question,
      passages: response.passages.map { passage in
        Passage(
          chunkID: passage.chunkID, documentID: passage.documentID,
          documentTitle: passage.documentTitle,
          documentURI: passage.documentUri, section: passage.section, text: passage.text,
          score: passage.score, cosine: passage.cosine.map(Double.init))
      })
    return AgentResult(
      output: try Value(encoding: finding),
      summary: "\(response.passages.count) passages match",
      toolsCalled: ["retrieval.Search"])
  }
}
