extension Engine {
  /// Says how likely each token of a continuation was, in one pass over what is not cached of it.
  ///
  /// It waits its turn as a generation does, and the same bounds hold. Cancelling the task ends it.
  /// The logprobs are bit by bit those that a generation of the same tokens would have reported.
  package func score(_ request: ScoringRequest) async throws -> ScoringResult {
    try Self.validate("alternatives", alternativeCount: request.alternativeCount)
    let (prompt, continuation) = try scoredTokens(request)
    let bytes = byteRanges(continuation)
    let scored = try scoredRange(request, bytes)
    // What follows the span does not bear on it, and of the last token nothing need be computed.
    let end = prompt.count + scored.upperBound - 1
    let submitted = try submit(
      prompt: Array((prompt + continuation).prefix(end)), capacity: end + 1,
      GenerationRequest(
        .tokens([]), speculates: false, tenant: request.tenant, priority: request.priority,
        deadline: request.deadline, logprobs: request.alternativeCount),
      stopMatcher: try StopStringMatcher([]),
      scoring: Scoring(
        firstRow: prompt.count + scored.lowerBound - 1, tokens: Array(continuation[scored])))
    var tokens: [ScoringResult.Token] = []
    for try await event in submitted {
      for logprobs in event.logprobs {
        let index = scored.lowerBound + tokens.count
        tokens.append(.init(logprobs: logprobs, bytes: bytes[index]))
      }
      if let completion = event.completion {
        return ScoringResult(tokens: tokens, usage: completion.usage)
      }
    }
    throw GenerationError.cancelled
  }

  private func scoredTokens(
    _ request: ScoringRequest
  ) throws(GenerationError) -> (prompt: [TokenID], continuation: [TokenID]) {
    let prompt = try promptTokens(request.input)
    let continuation: [TokenID]
    switch request.continuation {
    case .text(let text):
      try checkByteCount(text.utf8.count)
      continuation = tokenizer.encode(text)
    case .tokens(let tokens):
      try checkTokens(tokens)
      continuation = tokens
    }
    guard !continuation.isEmpty else {
      throw .invalidParameter(
        name: "continuation", value: "empty", allowed: "a text of at least one token")
    }
    let count = prompt.count + continuation.count
    guard count <= contextLength else {
      throw .continuationTooLong(
        promptTokenCount: prompt.count, tokenCount: continuation.count,
        contextLength: contextLength)
    }
    return (prompt, continuation)
  }

  /// Where the bytes of each token are in the text that they spell together.
  private func byteRanges(_ tokens: [TokenID]) -> [Range<Int>] {
    var end = 0
    return tokens.map { token in
      let begin = end
      end += tokenizer.bytes(of: token).count
      return begin..<end
    }
  }

  /// The indices of the tokens that have a byte of the span.
  private func scoredRange(
    _ request: ScoringRequest, _ bytes: [Range<Int>]
  ) throws(GenerationError) -> Range<Int> {
    guard let span = request.span else { return bytes.indices }
    let byteCount = bytes[bytes.count - 1].upperBound
    if case .text(let text) = request.continuation, text.utf8.count != byteCount {
      throw .invalidParameter(
        name: "span", value: "\(span.lowerBound) to \(span.upperBound)",
        allowed: "none, for the tokens of this text do not spell it byte by byte")
    }
    guard let first = bytes.firstIndex(where: { $0.overlaps(span) }),
      let last = bytes.lastIndex(where: { $0.overlaps(span) }), span.upperBound <= byteCount
    else {
      throw .invalidParameter(
        name: "span", value: "\(span.lowerBound) to \(span.upperBound)",
        allowed: "at least one of the continuation's bytes, 0 to \(byteCount)")
    }
    return first..<last + 1
  }
}
