internal import Inference
internal import Messages
internal import RPC

extension Apus.Inference.V1.ScoreRequest {
  /// The request in the engine's terms.
  ///
  /// - Parameter deadline: the call's.
  /// - Throws: INVALID_ARGUMENT for what the engine's terms cannot say; the rest is checked there.
  func engineRequest(deadline: ContinuousClock.Instant?) throws(RPCError) -> ScoringRequest {
    ScoringRequest(
      try engineInput(), continuation: try engineContinuation(), span: try engineSpan(),
      alternativeCount: Int(alternatives), tenant: EngineTerms.tenant(tenantID),
      priority: try EngineTerms.priority(priority), deadline: deadline)
  }

  private func engineInput() throws(RPCError) -> GenerationRequest.Input {
    switch input {
    case .prompt(let text): return .text(text)
    case .conversation(let conversation): return try EngineTerms.input(conversation)
    case nil: throw EngineTerms.missingInput
    }
  }

  private func engineContinuation() throws(RPCError) -> ScoringRequest.Continuation {
    guard continuation.isEmpty || tokenIDs.isEmpty else {
      throw RPCError(
        .invalidArgument, "both continuation and token_ids are set; set one of the two")
    }
    // Ids above what the engine counts with are unknown to every model.
    return tokenIDs.isEmpty
      ? .text(continuation) : .tokens(tokenIDs.map { TokenID(exactly: $0) ?? -1 })
  }

  private func engineSpan() throws(RPCError) -> Range<Int>? {
    guard let span else { return nil }
    guard span.begin < span.end else {
      throw RPCError(
        .invalidArgument,
        "span begins at \(span.begin) and ends at \(span.end); it must end behind its "
          + "begin")
    }
    return Int(span.begin)..<Int(span.end)
  }
}
