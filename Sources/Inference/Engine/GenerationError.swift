package import Grammar

/// Why a generation could not be accepted or could not go on. Descriptions never carry the prompt.
package enum GenerationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A parameter is outside its range.
  case invalidParameter(name: String, value: String, allowed: String)
  /// The prompt leaves no room for an answer.
  case promptTooLong(tokenCount: Int, contextLength: Int)
  /// So long in bytes that it cannot fit, whatever its tokens are.
  case promptTooManyBytes(byteCount: Int, byteCountMax: Int, contextLength: Int)
  case emptyPrompt
  /// The tenant cache is asked for and there is none.
  case noTenantCache
  /// Prompt and continuation together do not fit.
  case continuationTooLong(promptTokenCount: Int, tokenCount: Int, contextLength: Int)
  /// A token id that the model does not have.
  case unknownToken(TokenID, vocabularySize: Int)
  /// As many requests wait as may.
  case queueFull(waiting: Int, retryAfter: Duration)
  /// As many prompt tokens wait for blocks of the cache as may.
  case cacheExhausted(waitingTokenCount: Int, retryAfter: Duration)
  /// By what is measured, the answer would come after the deadline.
  case deadlineTooShort(left: Duration, needed: Duration)
  /// The deadline passed before the answer was complete.
  case deadlinePassed(after: Duration)
  /// The caller went away.
  case cancelled
  /// The engine is being shut down.
  case shuttingDown
  /// The model produced numbers from which nothing can be chosen.
  case notFinite(position: Int)
  /// The model could not run.
  case modelFailed(String)
  /// A constraint on the output that cannot be used.
  case constraint(GrammarError)
  /// The parameters of a tool.
  case tool(name: String, GrammarError)
  /// A chat message without text, an unknown role, a template that is not supported.
  case chat(ChatTemplateError)

  package var description: String {
    switch self {
    case .invalidParameter(let name, let value, let allowed):
      "\(name) is \(value); allowed: \(allowed)"
    case .promptTooLong(let tokenCount, let contextLength):
      "the prompt has \(tokenCount) tokens and the context holds \(contextLength), the answer "
        + "included; shorten the prompt to \(contextLength - 1) tokens or fewer"
    case .promptTooManyBytes(let byteCount, let byteCountMax, let contextLength):
      "the prompt has \(byteCount) bytes and no text of more than \(byteCountMax) bytes fits the "
        + "context of \(contextLength) tokens; shorten the prompt"
    case .continuationTooLong(let promptTokenCount, let tokenCount, let contextLength):
      "the continuation has \(tokenCount) tokens behind \(promptTokenCount) of the prompt and the "
        + "context holds \(contextLength); score it in parts"
    case .emptyPrompt: "the prompt is empty; give at least one token"
    case .noTenantCache:
      "speculation.tenant_cache is true and this worker keeps no tenant cache; start it with "
        + "--tenant-cache FOLDER, or leave the field unset"
    case .unknownToken(let token, let vocabularySize):
      "the prompt has token \(token); the model has tokens 0 to \(vocabularySize - 1)"
    case .queueFull(let waiting, let retryAfter):
      "the queue is full with \(waiting) waiting requests; retry after \(retryAfter)"
    case .cacheExhausted(let waitingTokenCount, let retryAfter):
      "prompts of \(waitingTokenCount) tokens wait for room in the cache; retry after \(retryAfter)"
    case .deadlineTooShort(let left, let needed):
      "the deadline is \(Self.seconds(left)) away and the answer should take \(Self.seconds(needed)), "
        + "the queue included; allow more time or send the request to another worker"
    case .deadlinePassed(let after):
      "the deadline passed \(Self.seconds(after)) after the request came"
    case .cancelled: "the request was cancelled"
    case .shuttingDown: "the engine is shutting down; send the request to another worker"
    case .notFinite(let position):
      "the model's logits before position \(position) are not finite; the model file is corrupt"
    case .modelFailed(let reason): "the model failed: \(reason)"
    case .constraint(let error): error.description
    case .tool(let name, let error): "tool '\(name)': \(error.description)"
    case .chat(let error): error.description
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = Int((duration / .milliseconds(1)).rounded())
    return "\(milliseconds) ms"
  }
}
