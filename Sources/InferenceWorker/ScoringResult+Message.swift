internal import Glibc
internal import Inference
internal import Messages

extension Apus.Inference.V1.ScoreResponse {
  init(_ result: ScoringResult, tokenizer: Tokenizer, model: Apus.Inference.V1.ModelInfo) {
    self.init(
      tokens: result.tokens.map { token in
        .init(
          logprobs: .init(token.logprobs, tokenizer),
          bytes: .init(
            begin: UInt32(token.bytes.lowerBound), end: UInt32(token.bytes.upperBound)))
      },
      sumLogprob: result.sum, meanLogprob: result.mean, minLogprob: result.least,
      perplexity: exp(-result.mean), promptTokens: UInt32(result.usage.promptTokenCount),
      cachedPromptTokens: UInt32(result.usage.cachedPromptTokenCount),
      queueMs: result.usage.queueTime / .milliseconds(1), model: model)
  }
}
