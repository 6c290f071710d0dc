/// Why a generation ended.
package enum FinishReason: String, Sendable, Equatable {
  /// The model ended its answer, or a stop string was reached.
  case stop
  /// `maxTokens` or the end of the context was reached.
  case length
}

/// What one request consumed and how fast.
package struct GenerationUsage: Sendable, Equatable {
  package var promptTokenCount: Int
  /// Leading prompt tokens whose keys and values were there already.
  package var cachedPromptTokenCount: Int
  /// Tokens chosen, the one that ended the answer included.
  package var completionTokenCount: Int
  /// From submission to the first token.
  package var timeToFirstToken: Duration
  /// From submission until the prompt was touched.
  package var queueTime: Duration
  /// Prompt tokens that were not cached by the time from the first prefill step to the first token.
  package var prefillTokensPerSecond: Double
  /// Tokens after the first by the time since the first; 0 where there is only one.
  package var decodeTokensPerSecond: Double
  package var speculation: SpeculationCounters
  /// Of the tokens chosen, where logprobs were asked for.
  package var meanLogprob: Double?
}

/// What one step of the engine produced for one request.
package struct GenerationEvent: Sendable {
  /// Text that became final: whole scalars, no part of a stop string.
  package var text: String
  /// The tokens chosen in this step, in order.
  package var tokens: [TokenID]
  /// The whole calls of the answer; on the last event.
  package var toolCalls: [ToolCall] = []
  /// One for each of them, where they were asked for.
  package var logprobs: [TokenLogprobs] = []
  /// Set on the last event.
  package var completion: Completion?

  package struct Completion: Sendable, Equatable {
    package var reason: FinishReason
    package var usage: GenerationUsage
  }
}

/// A whole generation.
package struct GenerationResult: Sendable {
  package var text: String
  package var tokens: [TokenID]
  package var logprobs: [TokenLogprobs]
  package var toolCalls: [ToolCall]
  package var reason: FinishReason
  package var usage: GenerationUsage
}
