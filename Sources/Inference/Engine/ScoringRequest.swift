/// What to score: how likely the model holds a text behind a prompt.
package struct ScoringRequest: Sendable {
  package enum Continuation: Sendable {
    /// Tokenized by itself, so that its tokens are of its bytes alone.
    case text(String)
    /// As a reply gave them, which need not be how its text would be tokenized.
    case tokens([TokenID])
  }

  package var input: GenerationRequest.Input
  package var continuation: Continuation
  /// Bytes of the continuation: tokens that have one of them are scored; nil scores all.
  package var span: Range<Int>?
  /// How many of the likeliest tokens come with each.
  package var alternativeCount: Int
  package var tenant: String
  package var priority: Int
  package var deadline: ContinuousClock.Instant?

  package init(
    _ input: GenerationRequest.Input, continuation: Continuation, span: Range<Int>? = nil,
    alternativeCount: Int = 0, tenant: String = "", priority: Int = 0,
    deadline: ContinuousClock.Instant? = nil
  ) {
    self.input = input
    self.continuation = continuation
    self.span = span
    self.alternativeCount = alternativeCount
    self.tenant = tenant
    self.priority = priority
    self.deadline = deadline
  }
}

/// How likely the tokens of a span were. There is at least one.
package struct ScoringResult: Sendable, Equatable {
  package struct Token: Sendable, Equatable {
    package var logprobs: TokenLogprobs
    /// Where its bytes are in the text that the continuation's tokens spell.
    package var bytes: Range<Int>
  }

  package var tokens: [Token]
  package var usage: GenerationUsage

  /// The logarithm of the span's probability: that of all its tokens.
  package var sum: Double { tokens.reduce(0) { $0 + $1.logprobs.token.logprob } }
  package var mean: Double { sum / Double(tokens.count) }
  /// That of the least likely token.
  package var least: Double { tokens.reduce(0) { min($0, $1.logprobs.token.logprob) } }
}

/// Which rows of a prompt say how likely the token behind them was.
struct Scoring: Sendable {
  /// The position of the token before the first scored one.
  var firstRow: Int
  /// The scored tokens, one for each row.
  var tokens: [TokenID]

  var rows: Range<Int> { firstRow..<firstRow + tokens.count }
}
