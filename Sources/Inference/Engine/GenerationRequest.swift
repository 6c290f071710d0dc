/// What to generate.
package struct GenerationRequest: Sendable {
  package enum Input: Sendable {
    /// Raw text; special tokens written in it are plain text.
    case text(String)
    /// A conversation, laid out by the model's chat template.
    case messages([ChatMessage])
    case tokens([TokenID])
  }

  package var input: Input
  /// Most tokens to generate; 0 means up to the end of the context. It is never exceeded, and the
  /// context bounds it too.
  package var maxTokens: Int
  package var sampling: SamplingParameters
  /// Generation ends before the first of these would appear.
  package var stop: [String]
  /// What the whole answer must be; nil leaves it to the model.
  package var constraint: OutputConstraint?
  /// What the model may call in its answer to a conversation; nil for nothing.
  package var tools: ToolSet?
  /// Whether to speculate; the tokens are the same either way.
  package var speculates: Bool
  /// Most tokens proposed in a step; 0 leaves it to the policy.
  package var proposedCountMax: Int
  /// Whether earlier answers to the tenant are proposed from, and this one is kept for later ones.
  package var usesTenantCache: Bool
  /// Who asks: shares are by tenant, and so are cached prefixes.
  package var tenant: String
  /// Among the requests of the tenant that wait, the highest goes first.
  package var priority: Int
  /// When the answer is of no use any more.
  package var deadline: ContinuousClock.Instant?
  /// Set, each token comes with its logprob and those of so many of the likeliest tokens, at most
  /// ``Logprobs/alternativeCountMax``.
  package var logprobs: Int?

  package init(
    _ input: Input, maxTokens: Int = 0, sampling: SamplingParameters = .greedy, stop: [String] = [],
    constraint: OutputConstraint? = nil, tools: ToolSet? = nil, speculates: Bool = true,
    proposedCountMax: Int = 0,
    usesTenantCache: Bool = false, tenant: String = "", priority: Int = 0,
    deadline: ContinuousClock.Instant? = nil, logprobs: Int? = nil
  ) {
    self.input = input
    self.maxTokens = maxTokens
    self.sampling = sampling
    self.stop = stop
    self.constraint = constraint
    self.tools = tools
    self.speculates = speculates
    self.proposedCountMax = proposedCountMax
    self.usesTenantCache = usesTenantCache
    self.tenant = tenant
    self.priority = priority
    self.deadline = deadline
    self.logprobs = logprobs
  }
}
