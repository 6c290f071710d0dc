// Written by protoc-gen-apus from apus/inference/v1/inference.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Inference.V1 {
  /// ToolChoiceMode says whether the model calls tools.
  public enum ToolChoiceMode: ProtobufEnum {
    /// Not stated: as it likes.
    case unspecified
    /// As it likes: it may answer in words, or call.
    case auto
    /// It answers in words and is not told of the tools.
    case none
    /// It calls at least one.
    case required
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [ToolChoiceMode] = [.unspecified, .auto, .none, .required]

    /// The name with its package.
    public static let protobufFullName = "apus.inference.v1.ToolChoiceMode"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("TOOL_CHOICE_MODE_UNSPECIFIED", 0),
      ("TOOL_CHOICE_MODE_AUTO", 1),
      ("TOOL_CHOICE_MODE_NONE", 2),
      ("TOOL_CHOICE_MODE_REQUIRED", 3),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .auto
      case 2: self = .none
      case 3: self = .required
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .auto: 1
      case .none: 2
      case .required: 3
      case .unrecognized(let number): number
      }
    }
  }

  /// Role says who wrote a message.
  public enum Role: ProtobufEnum {
    /// Not stated; refused.
    case unspecified
    /// Instructions that come before the conversation.
    case system
    /// The person who asks.
    case user
    /// The model.
    case assistant
    /// The result of a call, in the order of the calls.
    case tool
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [Role] = [.unspecified, .system, .user, .assistant, .tool]

    /// The name with its package.
    public static let protobufFullName = "apus.inference.v1.Role"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("ROLE_UNSPECIFIED", 0),
      ("ROLE_SYSTEM", 1),
      ("ROLE_USER", 2),
      ("ROLE_ASSISTANT", 3),
      ("ROLE_TOOL", 4),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .system
      case 2: self = .user
      case 3: self = .assistant
      case 4: self = .tool
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .system: 1
      case .user: 2
      case .assistant: 3
      case .tool: 4
      case .unrecognized(let number): number
      }
    }
  }

  /// SpeculationMode switches speculative decoding.
  public enum SpeculationMode: ProtobufEnum {
    /// The worker decides.
    case unspecified
    /// Propose tokens whenever the policy expects them to pay.
    case on
    /// One token at a time.
    case off
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [SpeculationMode] = [.unspecified, .on, .off]

    /// The name with its package.
    public static let protobufFullName = "apus.inference.v1.SpeculationMode"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("SPECULATION_MODE_UNSPECIFIED", 0),
      ("SPECULATION_MODE_ON", 1),
      ("SPECULATION_MODE_OFF", 2),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .on
      case 2: self = .off
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .on: 1
      case .off: 2
      case .unrecognized(let number): number
      }
    }
  }

  /// FinishReason says why generation ended.
  public enum FinishReason: ProtobufEnum {
    /// It has not ended.
    case unspecified
    /// The model ended its answer, or a stop string was reached.
    case stop
    /// `max_tokens` or the end of the context was reached.
    case length
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [FinishReason] = [.unspecified, .stop, .length]

    /// The name with its package.
    public static let protobufFullName = "apus.inference.v1.FinishReason"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("FINISH_REASON_UNSPECIFIED", 0),
      ("FINISH_REASON_STOP", 1),
      ("FINISH_REASON_LENGTH", 2),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .stop
      case 2: self = .length
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .stop: 1
      case .length: 2
      case .unrecognized(let number): number
      }
    }
  }

  /// GenerateRequest asks for the continuation of one prompt.
  public struct GenerateRequest: Message {
    /// Who is asking. Tenants have shares in what the worker computes, and their cached prefixes
    /// are
    /// theirs alone. Empty means "default".
    public var tenantID: String = ""

    /// Name of the model; empty means the one that the worker has loaded.
    public var model: String = ""

    /// What to continue; one of the two must be set.
    public var input: Input?

    /// Most tokens to generate; 0 means up to the end of the context.
    public var maxTokens: UInt32 = 0

    /// How the next token is chosen; absent means greedy.
    public var sampling: SamplingParameters?

    /// Generation ends before the first of these strings would appear; at most 16, each at most 256
    /// bytes.
    public var stop: [String] = []

    /// Speculation for this request; absent means the worker decides.
    public var speculation: SpeculationParameters?

    /// Of this tenant's requests that wait, the one of highest priority runs first, in [-100, 100].
    public var priority: Int32 = 0

    /// Set, each token comes with the logarithm of its probability and those of so many of the
    /// likeliest
    /// tokens, in [0, 20]; absent means neither.
    public var logprobs: UInt32?

    /// What the whole answer must be; absent means anything. It cannot be used with `stop`. Where
    /// `max_tokens` ends the answer first, the finish reason is FINISH_REASON_LENGTH and the text
    /// is the
    /// beginning of a valid one.
    public var outputConstraint: OutputConstraint?

    /// What the model may call in its answer to a conversation; at most 64. It cannot be used with
    /// `stop`
    /// or `output_constraint`.
    public var tools: [Tool] = []

    /// Whether it calls; absent means as it likes.
    public var toolChoice: ToolChoice?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      model: String = "",
      input: Input? = nil,
      maxTokens: UInt32 = 0,
      sampling: SamplingParameters? = nil,
      stop: [String] = [],
      speculation: SpeculationParameters? = nil,
      priority: Int32 = 0,
      logprobs: UInt32? = nil,
      outputConstraint: OutputConstraint? = nil,
      tools: [Tool] = [],
      toolChoice: ToolChoice? = nil
    ) {
      self.tenantID = tenantID
      self.model = model
      self.input = input
      self.maxTokens = maxTokens
      self.sampling = sampling
      self.stop = stop
      self.speculation = speculation
      self.priority = priority
      self.logprobs = logprobs
      self.outputConstraint = outputConstraint
      self.tools = tools
      self.toolChoice = toolChoice
    }

    /// What `input` can hold.
    public enum Input: Sendable, Hashable {
      /// Raw text, given to the model without a chat template. Special tokens in it are plain text.
      case prompt(String)
      /// A conversation, laid out by the model's own chat template.
      case conversation(Conversation)
    }
  }

  /// Tool is something that the model may ask its caller to do.
  public struct Tool: Message {
    /// Its name, from 1 to 64 of A-Z a-z 0-9 _ - and point.
    public var name: String = ""

    /// What it does, for the model to read.
    public var description: String = ""

    /// The JSON Schema of its arguments, of type object; empty means no arguments.
    public var parametersJsonSchema: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(name: String = "", description: String = "", parametersJsonSchema: String = "") {
      self.name = name
      self.description = description
      self.parametersJsonSchema = parametersJsonSchema
    }
  }

  /// ToolChoice says whether the model calls tools.
  public struct ToolChoice: Message {
    /// One of these must be set.
    public var choice: Choice?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(choice: Choice? = nil) {
      self.choice = choice
    }

    /// What `choice` can hold.
    public enum Choice: Sendable, Hashable {
      /// Whether it does at all.
      case mode(ToolChoiceMode)
      /// It calls this tool, once.
      case name(String)
    }
  }

  /// ToolCall is a call that the model asks for.
  public struct ToolCall: Message {
    /// The tool.
    public var name: String = ""

    /// Its arguments: a JSON object that satisfies the tool's schema.
    public var argumentsJson: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(name: String = "", argumentsJson: String = "") {
      self.name = name
      self.argumentsJson = argumentsJson
    }
  }

  /// OutputConstraint says what the whole answer must be. Tokens that could not lead to it are
  /// never
  /// chosen, and the model can end its answer only where it is whole.
  public struct OutputConstraint: Message {
    /// One of these must be set. INVALID_ARGUMENT names what is not supported and where.
    public var kind: Kind?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(kind: Kind? = nil) {
      self.kind = kind
    }

    /// What `kind` can hold.
    public enum Kind: Sendable, Hashable {
      /// A JSON document that satisfies this JSON Schema (2020-12, a documented subset).
      case jsonSchema(String)
      /// A text that the whole of this regular expression (a documented subset) matches.
      case regex(String)
      /// Any JSON document.
      case anyJson(AnyJson)
    }
  }

  /// AnyJson stands for any JSON document.
  public struct AnyJson: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// Conversation is a sequence of messages for a chat model.
  public struct Conversation: Message {
    /// The messages, oldest first.
    public var messages: [ChatMessage] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(messages: [ChatMessage] = []) {
      self.messages = messages
    }
  }

  /// ChatMessage is one message of a conversation.
  public struct ChatMessage: Message {
    /// Who wrote it.
    public var role: Role = .unspecified

    /// What was written, or what a call resulted in; special tokens in it are plain text.
    public var content: String = ""

    /// What the model asked for in this message; of the model's messages only.
    public var toolCalls: [ToolCall] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(role: Role = .unspecified, content: String = "", toolCalls: [ToolCall] = []) {
      self.role = role
      self.content = content
      self.toolCalls = toolCalls
    }
  }

  /// SamplingParameters says how the next token is chosen from the model's distribution.
  public struct SamplingParameters: Message {
    /// Divides the logits, in [0, 100]; 0 takes the most likely token.
    public var temperature: Float = 0

    /// Keeps the smallest set of tokens whose probabilities sum to this, in (0, 1]; absent means 1.
    public var topP: Float?

    /// Keeps tokens at least this likely relative to the most likely one, in [0, 1]; absent means
    /// 0.
    public var minP: Float?

    /// Keeps this many most likely tokens; 0 keeps all.
    public var topK: UInt32 = 0

    /// Seed of the random choice; the same seed gives the same tokens.
    public var seed: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      temperature: Float = 0,
      topP: Float? = nil,
      minP: Float? = nil,
      topK: UInt32 = 0,
      seed: UInt64 = 0
    ) {
      self.temperature = temperature
      self.topP = topP
      self.minP = minP
      self.topK = topK
      self.seed = seed
    }
  }

  /// SpeculationParameters controls speculative decoding, which never changes the tokens.
  public struct SpeculationParameters: Message {
    /// Whether to speculate.
    public var mode: SpeculationMode = .unspecified

    /// Most tokens proposed in a step; 0 lets the policy decide.
    public var maxProposed: UInt32 = 0

    /// Also proposes from earlier answers to the tenant that were kept because their requests said
    /// so, and
    /// keeps this one. FAILED_PRECONDITION where the worker keeps no tenant cache.
    public var tenantCache: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      mode: SpeculationMode = .unspecified,
      maxProposed: UInt32 = 0,
      tenantCache: Bool = false
    ) {
      self.mode = mode
      self.maxProposed = maxProposed
      self.tenantCache = tenantCache
    }
  }

  /// GenerateResponse is what one decoding step produced.
  public struct GenerateResponse: Message {
    /// Text that became final in this step: whole Unicode scalars, no part of a stop string.
    public var text: String = ""

    /// Ids of the tokens accepted in this step, in order.
    public var tokenIDs: [UInt32] = []

    /// Set on the last message of the stream.
    public var finishReason: FinishReason = .unspecified

    /// Set on the last message of the stream.
    public var usage: Usage?

    /// Set on the first and on the last message of the stream.
    public var model: ModelInfo?

    /// The whole calls of the answer, which are no part of `text`; on the last message of the
    /// stream. One
    /// that `max_tokens` cut short is left out.
    public var toolCalls: [ToolCall] = []

    /// One for each of `token_ids`, in order, if the request asked for them.
    public var logprobs: [TokenLogprobs] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      text: String = "",
      tokenIDs: [UInt32] = [],
      finishReason: FinishReason = .unspecified,
      usage: Usage? = nil,
      model: ModelInfo? = nil,
      toolCalls: [ToolCall] = [],
      logprobs: [TokenLogprobs] = []
    ) {
      self.text = text
      self.tokenIDs = tokenIDs
      self.finishReason = finishReason
      self.usage = usage
      self.model = model
      self.toolCalls = toolCalls
      self.logprobs = logprobs
    }
  }

  /// TokenLogprobs says how likely the model held a token where it stands, and what else it held
  /// likely.
  ///
  /// Probabilities are the softmax of the model's own logits: before temperature, filters and what
  /// an output
  /// constraint rules out. They are a function of the model and of the tokens before, like the
  /// tokens
  /// themselves: neither speculation nor load nor batching changes a bit of them.
  public struct TokenLogprobs: Message {
    /// The token that was chosen or scored.
    public var token: TokenLogprob?

    /// The likeliest tokens here, the likeliest first, equals by id; as many as were asked for. The
    /// chosen
    /// one is among them if it is one of them.
    public var alternatives: [TokenLogprob] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(token: TokenLogprob? = nil, alternatives: [TokenLogprob] = []) {
      self.token = token
      self.alternatives = alternatives
    }
  }

  /// TokenLogprob is one token and how likely it is.
  public struct TokenLogprob: Message {
    /// Its id.
    public var tokenID: UInt32 = 0

    /// The bytes that it adds to the text: maybe a part of a character; none for control tokens.
    public var text: [UInt8] = []

    /// Natural logarithm of its probability.
    public var logprob: Double = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tokenID: UInt32 = 0, text: [UInt8] = [], logprob: Double = 0) {
      self.tokenID = tokenID
      self.text = text
      self.logprob = logprob
    }
  }

  /// Usage is what one request consumed and how fast.
  public struct Usage: Message {
    /// Tokens in the prompt, template included.
    public var promptTokens: UInt32 = 0

    /// Tokens generated.
    public var completionTokens: UInt32 = 0

    /// Time from admission to the first token, in milliseconds.
    public var ttftMs: Double = 0

    /// Time spent waiting before the prompt was touched, in milliseconds.
    public var queueMs: Double = 0

    /// Speed of reading what was not cached of the prompt, in tokens per second.
    public var prefillTokensPerS: Double = 0

    /// Speed of generation after the first token, in tokens per second.
    public var decodeTokensPerS: Double = 0

    /// What speculation did.
    public var speculation: SpeculationUsage?

    /// Leading tokens of the prompt that the prefix cache knew.
    public var cachedPromptTokens: UInt32 = 0

    /// Mean of the logarithms of the probabilities of the tokens generated, if the request asked
    /// for
    /// logprobs; e to this power is their geometric mean probability.
    public var meanLogprob: Double?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      promptTokens: UInt32 = 0,
      completionTokens: UInt32 = 0,
      ttftMs: Double = 0,
      queueMs: Double = 0,
      prefillTokensPerS: Double = 0,
      decodeTokensPerS: Double = 0,
      speculation: SpeculationUsage? = nil,
      cachedPromptTokens: UInt32 = 0,
      meanLogprob: Double? = nil
    ) {
      self.promptTokens = promptTokens
      self.completionTokens = completionTokens
      self.ttftMs = ttftMs
      self.queueMs = queueMs
      self.prefillTokensPerS = prefillTokensPerS
      self.decodeTokensPerS = decodeTokensPerS
      self.speculation = speculation
      self.cachedPromptTokens = cachedPromptTokens
      self.meanLogprob = meanLogprob
    }
  }

  /// SpeculationUsage counts what speculation did for one request.
  public struct SpeculationUsage: Message {
    /// Decoding steps, each one pass through the model.
    public var steps: UInt32 = 0

    /// Tokens proposed for verification.
    public var proposed: UInt32 = 0

    /// Proposed tokens that the model agreed with.
    public var accepted: UInt32 = 0

    /// Proposed tokens accepted in a step, on average.
    public var meanAcceptedPerStep: Double = 0

    /// Rows of the model's passes that brought no token.
    public var rowsWasted: UInt32 = 0

    /// What each proposer did; one that proposed nothing is absent.
    public var proposers: [ProposerUsage] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      steps: UInt32 = 0,
      proposed: UInt32 = 0,
      accepted: UInt32 = 0,
      meanAcceptedPerStep: Double = 0,
      rowsWasted: UInt32 = 0,
      proposers: [ProposerUsage] = []
    ) {
      self.steps = steps
      self.proposed = proposed
      self.accepted = accepted
      self.meanAcceptedPerStep = meanAcceptedPerStep
      self.rowsWasted = rowsWasted
      self.proposers = proposers
    }
  }

  /// ProposerUsage counts what one proposer did, by position in its proposals: the first entry is
  /// of the
  /// first proposed tokens, the second of those behind them.
  public struct ProposerUsage: Message {
    /// Its name, such as "suffix".
    public var name: String = ""

    /// Tokens proposed for verification.
    public var proposed: [UInt32] = []

    /// Those that the model agreed with.
    public var accepted: [UInt32] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(name: String = "", proposed: [UInt32] = [], accepted: [UInt32] = []) {
      self.name = name
      self.proposed = proposed
      self.accepted = accepted
    }
  }

  /// ModelInfo identifies a model exactly.
  public struct ModelInfo: Message {
    /// Name, from the file's own metadata or its file name.
    public var name: String = ""

    /// SHA-256 of the model file, lower-case hexadecimal.
    public var sha256: String = ""

    /// Architecture as the file states it, such as "llama".
    public var architecture: String = ""

    /// Most tokens of prompt and answer together.
    public var contextLength: UInt32 = 0

    /// Number of tokens in the vocabulary.
    public var vocabularySize: UInt32 = 0

    /// Number of weights.
    public var parameterCount: UInt64 = 0

    /// Name of the small model that guesses for this one; empty where there is none.
    public var draftModel: String = ""

    /// How keys and values are stored: "f16" or "q8_0".
    public var kvCacheFormat: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      name: String = "",
      sha256: String = "",
      architecture: String = "",
      contextLength: UInt32 = 0,
      vocabularySize: UInt32 = 0,
      parameterCount: UInt64 = 0,
      draftModel: String = "",
      kvCacheFormat: String = ""
    ) {
      self.name = name
      self.sha256 = sha256
      self.architecture = architecture
      self.contextLength = contextLength
      self.vocabularySize = vocabularySize
      self.parameterCount = parameterCount
      self.draftModel = draftModel
      self.kvCacheFormat = kvCacheFormat
    }
  }

  /// ScoreRequest asks how likely a text was behind a prompt.
  public struct ScoreRequest: Message {
    /// Who is asking; as in GenerateRequest.
    public var tenantID: String = ""

    /// Name of the model; empty means the one that the worker has loaded.
    public var model: String = ""

    /// What the text stands behind; one of the two must be set.
    public var input: Input?

    /// The text; tokenized by itself, so that its tokens are of its bytes alone. Either it or
    /// `token_ids` must be set.
    public var continuation: String = ""

    /// The text as the tokens that a reply consisted of, which need not be how it would be
    /// tokenized.
    public var tokenIDs: [UInt32] = []

    /// The part of the text that is scored; absent means all of it.
    public var span: ByteSpan?

    /// How many of the likeliest tokens come with each, in [0, 20].
    public var alternatives: UInt32 = 0

    /// Of this tenant's requests that wait, the one of highest priority runs first, in [-100, 100].
    public var priority: Int32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      model: String = "",
      input: Input? = nil,
      continuation: String = "",
      tokenIDs: [UInt32] = [],
      span: ByteSpan? = nil,
      alternatives: UInt32 = 0,
      priority: Int32 = 0
    ) {
      self.tenantID = tenantID
      self.model = model
      self.input = input
      self.continuation = continuation
      self.tokenIDs = tokenIDs
      self.span = span
      self.alternatives = alternatives
      self.priority = priority
    }

    /// What `input` can hold.
    public enum Input: Sendable, Hashable {
      /// Raw text, given to the model without a chat template. Special tokens in it are plain text.
      case prompt(String)
      /// A conversation, laid out by the model's own chat template up to where an answer begins.
      case conversation(Conversation)
    }
  }

  /// ByteSpan is a part of a text in UTF-8.
  public struct ByteSpan: Message {
    /// Its first byte, counted from 0.
    public var begin: UInt32 = 0

    /// The byte behind its last one.
    public var end: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(begin: UInt32 = 0, end: UInt32 = 0) {
      self.begin = begin
      self.end = end
    }
  }

  /// ScoreResponse says how likely the tokens of a span were.
  public struct ScoreResponse: Message {
    /// Every token that has a byte of the span, in order.
    public var tokens: [ScoredToken] = []

    /// Sum of their logprobs: the logarithm of the probability of all of them.
    public var sumLogprob: Double = 0

    /// Mean of their logprobs.
    public var meanLogprob: Double = 0

    /// Least of their logprobs: that of the most surprising token.
    public var minLogprob: Double = 0

    /// e to the power of minus the mean.
    public var perplexity: Double = 0

    /// Tokens read or cached: the prompt's, and the continuation's up to the last scored one.
    public var promptTokens: UInt32 = 0

    /// Of these, leading ones that the prefix cache knew.
    public var cachedPromptTokens: UInt32 = 0

    /// Time spent waiting before the prompt was touched, in milliseconds.
    public var queueMs: Double = 0

    /// The model that was asked.
    public var model: ModelInfo?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tokens: [ScoredToken] = [],
      sumLogprob: Double = 0,
      meanLogprob: Double = 0,
      minLogprob: Double = 0,
      perplexity: Double = 0,
      promptTokens: UInt32 = 0,
      cachedPromptTokens: UInt32 = 0,
      queueMs: Double = 0,
      model: ModelInfo? = nil
    ) {
      self.tokens = tokens
      self.sumLogprob = sumLogprob
      self.meanLogprob = meanLogprob
      self.minLogprob = minLogprob
      self.perplexity = perplexity
      self.promptTokens = promptTokens
      self.cachedPromptTokens = cachedPromptTokens
      self.queueMs = queueMs
      self.model = model
    }
  }

  /// ScoredToken is one token of a continuation.
  public struct ScoredToken: Message {
    /// How likely it was, and what else was likely in its place.
    public var logprobs: TokenLogprobs?

    /// Where its bytes are in the text that the continuation's tokens spell.
    public var bytes: ByteSpan?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(logprobs: TokenLogprobs? = nil, bytes: ByteSpan? = nil) {
      self.logprobs = logprobs
      self.bytes = bytes
    }
  }

  /// TokenizeRequest asks what tokens a text becomes.
  public struct TokenizeRequest: Message {
    /// Name of the model; empty means the loaded one.
    public var model: String = ""

    /// The text, at most 1 MiB.
    public var text: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(model: String = "", text: String = "") {
      self.model = model
      self.text = text
    }
  }

  /// TokenizeResponse holds the tokens of a text.
  public struct TokenizeResponse: Message {
    /// Token ids in order.
    public var tokenIDs: [UInt32] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tokenIDs: [UInt32] = []) {
      self.tokenIDs = tokenIDs
    }
  }

  /// ListModelsRequest asks what the worker serves.
  public struct ListModelsRequest: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// ListModelsResponse lists what the worker serves.
  public struct ListModelsResponse: Message {
    /// The models that answer now.
    public var models: [ModelInfo] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(models: [ModelInfo] = []) {
      self.models = models
    }
  }
}

extension Apus.Inference.V1.GenerateRequest {
  /// `apus.inference.v1.GenerateRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.GenerateRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "model", .string),
      .init(3, "prompt", .string, .oneof(0)),
      .init(4, "conversation", .message(Apus.Inference.V1.Conversation.self), .oneof(0)),
      .init(5, "max_tokens", .uint32),
      .init(6, "sampling", .message(Apus.Inference.V1.SamplingParameters.self)),
      .init(7, "stop", .string, .repeated),
      .init(8, "speculation", .message(Apus.Inference.V1.SpeculationParameters.self)),
      .init(9, "priority", .int32),
      .init(10, "tools", .message(Apus.Inference.V1.Tool.self), .repeated),
      .init(11, "tool_choice", .message(Apus.Inference.V1.ToolChoice.self)),
      .init(12, "logprobs", .uint32, .optional),
      .init(13, "output_constraint", .message(Apus.Inference.V1.OutputConstraint.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, model)
    switch input {
    case .prompt(let value):
      writer.oneof(2, number: 3, value)
    case .conversation(let value):
      writer.oneof(3, number: 4, value)
    case nil: break
    }
    writer.implicit(4, maxTokens)
    writer.optional(5, sampling)
    writer.repeated(6, stop)
    writer.optional(7, speculation)
    writer.implicit(8, priority)
    writer.optional(11, logprobs)
    writer.optional(12, outputConstraint)
    writer.repeated(9, tools)
    writer.optional(10, toolChoice)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &model)
    switch reader.oneofNumber(2) {
    case 3: input = .prompt(try reader.value(2))
    case 4: input = .conversation(try reader.value(3))
    default: break
    }
    try reader.implicit(4, into: &maxTokens)
    try reader.optional(5, into: &sampling)
    try reader.repeated(6, into: &stop)
    try reader.optional(7, into: &speculation)
    try reader.implicit(8, into: &priority)
    try reader.optional(11, into: &logprobs)
    try reader.optional(12, into: &outputConstraint)
    try reader.repeated(9, into: &tools)
    try reader.optional(10, into: &toolChoice)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.Tool {
  /// `apus.inference.v1.Tool` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.Tool",
    [
      .init(1, "name", .string),
      .init(2, "description", .string),
      .init(3, "parameters_json_schema", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, description)
    writer.implicit(2, parametersJsonSchema)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &description)
    try reader.implicit(2, into: &parametersJsonSchema)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ToolChoice {
  /// `apus.inference.v1.ToolChoice` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ToolChoice",
    [
      .init(1, "mode", .enumeration(Apus.Inference.V1.ToolChoiceMode.self), .oneof(0)),
      .init(2, "name", .string, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch choice {
    case .mode(let value):
      writer.oneof(0, number: 1, value)
    case .name(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: choice = .mode(try reader.value(0))
    case 2: choice = .name(try reader.value(1))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ToolCall {
  /// `apus.inference.v1.ToolCall` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ToolCall",
    [
      .init(1, "name", .string),
      .init(2, "arguments_json", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, argumentsJson)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &argumentsJson)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.OutputConstraint {
  /// `apus.inference.v1.OutputConstraint` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.OutputConstraint",
    [
      .init(1, "json_schema", .string, .oneof(0)),
      .init(2, "regex", .string, .oneof(0)),
      .init(3, "any_json", .message(Apus.Inference.V1.AnyJson.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch kind {
    case .jsonSchema(let value):
      writer.oneof(0, number: 1, value)
    case .regex(let value):
      writer.oneof(1, number: 2, value)
    case .anyJson(let value):
      writer.oneof(2, number: 3, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: kind = .jsonSchema(try reader.value(0))
    case 2: kind = .regex(try reader.value(1))
    case 3: kind = .anyJson(try reader.value(2))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.AnyJson {
  /// `apus.inference.v1.AnyJson` and its fields.
  public static let descriptor = MessageDescriptor("apus.inference.v1.AnyJson", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.Conversation {
  /// `apus.inference.v1.Conversation` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.Conversation",
    [
      .init(1, "messages", .message(Apus.Inference.V1.ChatMessage.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, messages)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &messages)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ChatMessage {
  /// `apus.inference.v1.ChatMessage` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ChatMessage",
    [
      .init(1, "role", .enumeration(Apus.Inference.V1.Role.self)),
      .init(2, "content", .string),
      .init(3, "tool_calls", .message(Apus.Inference.V1.ToolCall.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, role)
    writer.implicit(1, content)
    writer.repeated(2, toolCalls)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &role)
    try reader.implicit(1, into: &content)
    try reader.repeated(2, into: &toolCalls)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.SamplingParameters {
  /// `apus.inference.v1.SamplingParameters` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.SamplingParameters",
    [
      .init(1, "temperature", .float),
      .init(2, "top_p", .float, .optional),
      .init(3, "min_p", .float, .optional),
      .init(4, "top_k", .uint32),
      .init(5, "seed", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, temperature)
    writer.optional(1, topP)
    writer.optional(2, minP)
    writer.implicit(3, topK)
    writer.implicit(4, seed)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &temperature)
    try reader.optional(1, into: &topP)
    try reader.optional(2, into: &minP)
    try reader.implicit(3, into: &topK)
    try reader.implicit(4, into: &seed)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.SpeculationParameters {
  /// `apus.inference.v1.SpeculationParameters` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.SpeculationParameters",
    [
      .init(1, "mode", .enumeration(Apus.Inference.V1.SpeculationMode.self)),
      .init(2, "max_proposed", .uint32),
      .init(3, "tenant_cache", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, mode)
    writer.implicit(1, maxProposed)
    writer.implicit(2, tenantCache)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &mode)
    try reader.implicit(1, into: &maxProposed)
    try reader.implicit(2, into: &tenantCache)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.GenerateResponse {
  /// `apus.inference.v1.GenerateResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.GenerateResponse",
    [
      .init(1, "text", .string),
      .init(2, "token_ids", .uint32, .packed),
      .init(3, "finish_reason", .enumeration(Apus.Inference.V1.FinishReason.self)),
      .init(4, "usage", .message(Apus.Inference.V1.Usage.self)),
      .init(5, "model", .message(Apus.Inference.V1.ModelInfo.self)),
      .init(6, "tool_calls", .message(Apus.Inference.V1.ToolCall.self), .repeated),
      .init(7, "logprobs", .message(Apus.Inference.V1.TokenLogprobs.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, text)
    writer.repeated(1, tokenIDs)
    writer.implicit(2, finishReason)
    writer.optional(3, usage)
    writer.optional(4, model)
    writer.repeated(5, toolCalls)
    writer.repeated(6, logprobs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &text)
    try reader.repeated(1, into: &tokenIDs)
    try reader.implicit(2, into: &finishReason)
    try reader.optional(3, into: &usage)
    try reader.optional(4, into: &model)
    try reader.repeated(5, into: &toolCalls)
    try reader.repeated(6, into: &logprobs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.TokenLogprobs {
  /// `apus.inference.v1.TokenLogprobs` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.TokenLogprobs",
    [
      .init(1, "token", .message(Apus.Inference.V1.TokenLogprob.self)),
      .init(2, "alternatives", .message(Apus.Inference.V1.TokenLogprob.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, token)
    writer.repeated(1, alternatives)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &token)
    try reader.repeated(1, into: &alternatives)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.TokenLogprob {
  /// `apus.inference.v1.TokenLogprob` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.TokenLogprob",
    [
      .init(1, "token_id", .uint32),
      .init(2, "text", .bytes),
      .init(3, "logprob", .double),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tokenID)
    writer.implicit(1, text)
    writer.implicit(2, logprob)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tokenID)
    try reader.implicit(1, into: &text)
    try reader.implicit(2, into: &logprob)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.Usage {
  /// `apus.inference.v1.Usage` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.Usage",
    [
      .init(1, "prompt_tokens", .uint32),
      .init(2, "completion_tokens", .uint32),
      .init(3, "ttft_ms", .double),
      .init(4, "queue_ms", .double),
      .init(5, "prefill_tokens_per_s", .double),
      .init(6, "decode_tokens_per_s", .double),
      .init(7, "speculation", .message(Apus.Inference.V1.SpeculationUsage.self)),
      .init(8, "cached_prompt_tokens", .uint32),
      .init(9, "mean_logprob", .double, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, promptTokens)
    writer.implicit(1, completionTokens)
    writer.implicit(2, ttftMs)
    writer.implicit(3, queueMs)
    writer.implicit(4, prefillTokensPerS)
    writer.implicit(5, decodeTokensPerS)
    writer.optional(6, speculation)
    writer.implicit(7, cachedPromptTokens)
    writer.optional(8, meanLogprob)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &promptTokens)
    try reader.implicit(1, into: &completionTokens)
    try reader.implicit(2, into: &ttftMs)
    try reader.implicit(3, into: &queueMs)
    try reader.implicit(4, into: &prefillTokensPerS)
    try reader.implicit(5, into: &decodeTokensPerS)
    try reader.optional(6, into: &speculation)
    try reader.implicit(7, into: &cachedPromptTokens)
    try reader.optional(8, into: &meanLogprob)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.SpeculationUsage {
  /// `apus.inference.v1.SpeculationUsage` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.SpeculationUsage",
    [
      .init(1, "steps", .uint32),
      .init(2, "proposed", .uint32),
      .init(3, "accepted", .uint32),
      .init(4, "mean_accepted_per_step", .double),
      .init(5, "rows_wasted", .uint32),
      .init(6, "proposers", .message(Apus.Inference.V1.ProposerUsage.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, steps)
    writer.implicit(1, proposed)
    writer.implicit(2, accepted)
    writer.implicit(3, meanAcceptedPerStep)
    writer.implicit(4, rowsWasted)
    writer.repeated(5, proposers)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &steps)
    try reader.implicit(1, into: &proposed)
    try reader.implicit(2, into: &accepted)
    try reader.implicit(3, into: &meanAcceptedPerStep)
    try reader.implicit(4, into: &rowsWasted)
    try reader.repeated(5, into: &proposers)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ProposerUsage {
  /// `apus.inference.v1.ProposerUsage` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ProposerUsage",
    [
      .init(1, "name", .string),
      .init(2, "proposed", .uint32, .packed),
      .init(3, "accepted", .uint32, .packed),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.repeated(1, proposed)
    writer.repeated(2, accepted)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.repeated(1, into: &proposed)
    try reader.repeated(2, into: &accepted)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ModelInfo {
  /// `apus.inference.v1.ModelInfo` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ModelInfo",
    [
      .init(1, "name", .string),
      .init(2, "sha256", .string),
      .init(3, "architecture", .string),
      .init(4, "context_length", .uint32),
      .init(5, "vocabulary_size", .uint32),
      .init(6, "parameter_count", .uint64),
      .init(7, "draft_model", .string),
      .init(8, "kv_cache_format", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, sha256)
    writer.implicit(2, architecture)
    writer.implicit(3, contextLength)
    writer.implicit(4, vocabularySize)
    writer.implicit(5, parameterCount)
    writer.implicit(6, draftModel)
    writer.implicit(7, kvCacheFormat)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &sha256)
    try reader.implicit(2, into: &architecture)
    try reader.implicit(3, into: &contextLength)
    try reader.implicit(4, into: &vocabularySize)
    try reader.implicit(5, into: &parameterCount)
    try reader.implicit(6, into: &draftModel)
    try reader.implicit(7, into: &kvCacheFormat)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ScoreRequest {
  /// `apus.inference.v1.ScoreRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ScoreRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "model", .string),
      .init(3, "prompt", .string, .oneof(0)),
      .init(4, "conversation", .message(Apus.Inference.V1.Conversation.self), .oneof(0)),
      .init(5, "continuation", .string),
      .init(6, "token_ids", .uint32, .packed),
      .init(7, "span", .message(Apus.Inference.V1.ByteSpan.self)),
      .init(8, "alternatives", .uint32),
      .init(9, "priority", .int32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, model)
    switch input {
    case .prompt(let value):
      writer.oneof(2, number: 3, value)
    case .conversation(let value):
      writer.oneof(3, number: 4, value)
    case nil: break
    }
    writer.implicit(4, continuation)
    writer.repeated(5, tokenIDs)
    writer.optional(6, span)
    writer.implicit(7, alternatives)
    writer.implicit(8, priority)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &model)
    switch reader.oneofNumber(2) {
    case 3: input = .prompt(try reader.value(2))
    case 4: input = .conversation(try reader.value(3))
    default: break
    }
    try reader.implicit(4, into: &continuation)
    try reader.repeated(5, into: &tokenIDs)
    try reader.optional(6, into: &span)
    try reader.implicit(7, into: &alternatives)
    try reader.implicit(8, into: &priority)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ByteSpan {
  /// `apus.inference.v1.ByteSpan` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ByteSpan",
    [
      .init(1, "begin", .uint32),
      .init(2, "end", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, begin)
    writer.implicit(1, end)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &begin)
    try reader.implicit(1, into: &end)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ScoreResponse {
  /// `apus.inference.v1.ScoreResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ScoreResponse",
    [
      .init(1, "tokens", .message(Apus.Inference.V1.ScoredToken.self), .repeated),
      .init(2, "sum_logprob", .double),
      .init(3, "mean_logprob", .double),
      .init(4, "min_logprob", .double),
      .init(5, "perplexity", .double),
      .init(6, "prompt_tokens", .uint32),
      .init(7, "cached_prompt_tokens", .uint32),
      .init(8, "queue_ms", .double),
      .init(9, "model", .message(Apus.Inference.V1.ModelInfo.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, tokens)
    writer.implicit(1, sumLogprob)
    writer.implicit(2, meanLogprob)
    writer.implicit(3, minLogprob)
    writer.implicit(4, perplexity)
    writer.implicit(5, promptTokens)
    writer.implicit(6, cachedPromptTokens)
    writer.implicit(7, queueMs)
    writer.optional(8, model)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &tokens)
    try reader.implicit(1, into: &sumLogprob)
    try reader.implicit(2, into: &meanLogprob)
    try reader.implicit(3, into: &minLogprob)
    try reader.implicit(4, into: &perplexity)
    try reader.implicit(5, into: &promptTokens)
    try reader.implicit(6, into: &cachedPromptTokens)
    try reader.implicit(7, into: &queueMs)
    try reader.optional(8, into: &model)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ScoredToken {
  /// `apus.inference.v1.ScoredToken` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ScoredToken",
    [
      .init(1, "logprobs", .message(Apus.Inference.V1.TokenLogprobs.self)),
      .init(2, "bytes", .message(Apus.Inference.V1.ByteSpan.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, logprobs)
    writer.optional(1, bytes)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &logprobs)
    try reader.optional(1, into: &bytes)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.TokenizeRequest {
  /// `apus.inference.v1.TokenizeRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.TokenizeRequest",
    [
      .init(1, "model", .string),
      .init(2, "text", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, model)
    writer.implicit(1, text)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &model)
    try reader.implicit(1, into: &text)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.TokenizeResponse {
  /// `apus.inference.v1.TokenizeResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.TokenizeResponse",
    [
      .init(1, "token_ids", .uint32, .packed)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, tokenIDs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &tokenIDs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ListModelsRequest {
  /// `apus.inference.v1.ListModelsRequest` and its fields.
  public static let descriptor = MessageDescriptor("apus.inference.v1.ListModelsRequest", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1.ListModelsResponse {
  /// `apus.inference.v1.ListModelsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.inference.v1.ListModelsResponse",
    [
      .init(1, "models", .message(Apus.Inference.V1.ModelInfo.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, models)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &models)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Inference.V1 {
  /// InferenceService decodes text with the model that the worker has loaded.
  ///
  /// The tokens of a reply are a function of the model, the prompt, the sampling parameters and the
  /// seed alone: neither speculation nor load nor batching changes them.
  public protocol InferenceService: RPCService {
    /// Generate streams the continuation of a prompt: one message for each decoding step, the last
    /// one
    /// carrying the finish reason and the usage. Cancelling the call stops decoding within one
    /// step.
    ///
    /// INVALID_ARGUMENT: a parameter is out of range, the prompt does not fit the context, the
    /// model's
    /// template does not accept the conversation, or a constraint or a tool's schema cannot be
    /// used; the
    /// latter may turn out only on the way, after messages of the stream.
    /// FAILED_PRECONDITION: the model has no chat template that can be used, and the input is a
    /// conversation.
    /// NOT_FOUND: `model` names a model that this worker does not serve.
    /// UNAVAILABLE: the model is being loaded, or the worker is shutting down; another one may
    /// answer.
    /// RESOURCE_EXHAUSTED: the queue is full, or the cache and all that may wait for it; the status
    /// details carry a retry delay.
    /// DEADLINE_EXCEEDED: the call's deadline passed, or it would, by what the worker measures;
    /// such a call
    /// is refused at once, with both times in the message.
    func generate(
      _ request: GenerateRequest,
      writer: ResponseWriter<GenerateResponse>,
      context: ServerContext
    ) async throws

    /// Score says how likely each token of a text was behind a prompt, as the model's own
    /// probabilities
    /// have it, in one pass over what is not cached of both. It waits its turn among a worker's
    /// generations and is refused as they are.
    ///
    /// INVALID_ARGUMENT: a parameter is out of range, or prompt and continuation do not fit the
    /// context.
    /// The other codes: as for Generate.
    func score(_ request: ScoreRequest, context: ServerContext) async throws -> ScoreResponse

    /// Tokenize gives the token ids that a text becomes for the loaded model.
    func tokenize(
      _ request: TokenizeRequest,
      context: ServerContext
    ) async throws -> TokenizeResponse

    /// ListModels lists what this worker serves.
    func listModels(
      _ request: ListModelsRequest,
      context: ServerContext
    ) async throws -> ListModelsResponse
  }

  /// Calls `apus.inference.v1.InferenceService` over a channel.
  public struct InferenceServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.inference.v1.InferenceService/Generate`
      public static let generate = MethodPath(
        service: "apus.inference.v1.InferenceService",
        method: "Generate"
      )
      /// `/apus.inference.v1.InferenceService/Score`
      public static let score = MethodPath(
        service: "apus.inference.v1.InferenceService",
        method: "Score"
      )
      /// `/apus.inference.v1.InferenceService/Tokenize`
      public static let tokenize = MethodPath(
        service: "apus.inference.v1.InferenceService",
        method: "Tokenize"
      )
      /// `/apus.inference.v1.InferenceService/ListModels`
      public static let listModels = MethodPath(
        service: "apus.inference.v1.InferenceService",
        method: "ListModels"
      )
    }

    /// Generate streams the continuation of a prompt: one message for each decoding step, the last
    /// one
    /// carrying the finish reason and the usage. Cancelling the call stops decoding within one
    /// step.
    ///
    /// INVALID_ARGUMENT: a parameter is out of range, the prompt does not fit the context, the
    /// model's
    /// template does not accept the conversation, or a constraint or a tool's schema cannot be
    /// used; the
    /// latter may turn out only on the way, after messages of the stream.
    /// FAILED_PRECONDITION: the model has no chat template that can be used, and the input is a
    /// conversation.
    /// NOT_FOUND: `model` names a model that this worker does not serve.
    /// UNAVAILABLE: the model is being loaded, or the worker is shutting down; another one may
    /// answer.
    /// RESOURCE_EXHAUSTED: the queue is full, or the cache and all that may wait for it; the status
    /// details carry a retry delay.
    /// DEADLINE_EXCEEDED: the call's deadline passed, or it would, by what the worker measures;
    /// such a call
    /// is refused at once, with both times in the message.
    public func generate<CallResult>(
      _ request: GenerateRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<GenerateResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.generate, request, options: options, body)
    }

    /// Score says how likely each token of a text was behind a prompt, as the model's own
    /// probabilities
    /// have it, in one pass over what is not cached of both. It waits its turn among a worker's
    /// generations and is refused as they are.
    ///
    /// INVALID_ARGUMENT: a parameter is out of range, or prompt and continuation do not fit the
    /// context.
    /// The other codes: as for Generate.
    public func score(
      _ request: ScoreRequest,
      options: CallOptions = .defaults
    ) async throws -> ScoreResponse {
      try await channel.unary(Method.score, request, options: options)
    }

    /// Tokenize gives the token ids that a text becomes for the loaded model.
    public func tokenize(
      _ request: TokenizeRequest,
      options: CallOptions = .defaults
    ) async throws -> TokenizeResponse {
      try await channel.unary(Method.tokenize, request, options: options)
    }

    /// ListModels lists what this worker serves.
    public func listModels(
      _ request: ListModelsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListModelsResponse {
      try await channel.unary(Method.listModels, request, options: options)
    }
  }
}

extension Apus.Inference.V1.InferenceService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.inference.v1.InferenceService",
      fileDescriptor: Apus.Inference.V1.inferenceFileDescriptor,
      methods: [
        .serverStreaming("Generate") {
          (
            request: Apus.Inference.V1.GenerateRequest,
            writer: ResponseWriter<Apus.Inference.V1.GenerateResponse>,
            context: ServerContext
          ) in
          try await self.generate(request, writer: writer, context: context)
        },
        .unary("Score") {
          (request: Apus.Inference.V1.ScoreRequest, context: ServerContext) in
          try await self.score(request, context: context)
        },
        .unary("Tokenize") {
          (request: Apus.Inference.V1.TokenizeRequest, context: ServerContext) in
          try await self.tokenize(request, context: context)
        },
        .unary("ListModels") {
          (request: Apus.Inference.V1.ListModelsRequest, context: ServerContext) in
          try await self.listModels(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Inference.V1 {
  /// `apus/inference/v1/inference.proto` as protoc describes it, for reflection.
  public static let inferenceFileDescriptor = FileDescriptor(
    name: "apus/inference/v1/inference.proto",
    serializedBytes: Base64Literal.decode(
      """
      CiFhcHVzL2luZmVyZW5jZS92MS9pbmZlcmVuY2UucHJvdG8SEWFwdXMuaW5mZXJlbmNlLnYxIvsECg9HZW5l
      cmF0ZVJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIUCgVtb2RlbBgCIAEoCVIFbW9kZWwS
      GAoGcHJvbXB0GAMgASgJSABSBnByb21wdBJFCgxjb252ZXJzYXRpb24YBCABKAsyHy5hcHVzLmluZmVyZW5j
      ZS52MS5Db252ZXJzYXRpb25IAFIMY29udmVyc2F0aW9uEh0KCm1heF90b2tlbnMYBSABKA1SCW1heFRva2Vu
      cxJBCghzYW1wbGluZxgGIAEoCzIlLmFwdXMuaW5mZXJlbmNlLnYxLlNhbXBsaW5nUGFyYW1ldGVyc1IIc2Ft
      cGxpbmcSEgoEc3RvcBgHIAMoCVIEc3RvcBJKCgtzcGVjdWxhdGlvbhgIIAEoCzIoLmFwdXMuaW5mZXJlbmNl
      LnYxLlNwZWN1bGF0aW9uUGFyYW1ldGVyc1ILc3BlY3VsYXRpb24SGgoIcHJpb3JpdHkYCSABKAVSCHByaW9y
      aXR5Eh8KCGxvZ3Byb2JzGAwgASgNSAFSCGxvZ3Byb2JziAEBElAKEW91dHB1dF9jb25zdHJhaW50GA0gASgL
      MiMuYXB1cy5pbmZlcmVuY2UudjEuT3V0cHV0Q29uc3RyYWludFIQb3V0cHV0Q29uc3RyYWludBItCgV0b29s
      cxgKIAMoCzIXLmFwdXMuaW5mZXJlbmNlLnYxLlRvb2xSBXRvb2xzEj4KC3Rvb2xfY2hvaWNlGAsgASgLMh0u
      YXB1cy5pbmZlcmVuY2UudjEuVG9vbENob2ljZVIKdG9vbENob2ljZUIHCgVpbnB1dEILCglfbG9ncHJvYnMi
      cgoEVG9vbBISCgRuYW1lGAEgASgJUgRuYW1lEiAKC2Rlc2NyaXB0aW9uGAIgASgJUgtkZXNjcmlwdGlvbhI0
      ChZwYXJhbWV0ZXJzX2pzb25fc2NoZW1hGAMgASgJUhRwYXJhbWV0ZXJzSnNvblNjaGVtYSJlCgpUb29sQ2hv
      aWNlEjcKBG1vZGUYASABKA4yIS5hcHVzLmluZmVyZW5jZS52MS5Ub29sQ2hvaWNlTW9kZUgAUgRtb2RlEhQK
      BG5hbWUYAiABKAlIAFIEbmFtZUIICgZjaG9pY2UiRQoIVG9vbENhbGwSEgoEbmFtZRgBIAEoCVIEbmFtZRIl
      Cg5hcmd1bWVudHNfanNvbhgCIAEoCVINYXJndW1lbnRzSnNvbiKOAQoQT3V0cHV0Q29uc3RyYWludBIhCgtq
      c29uX3NjaGVtYRgBIAEoCUgAUgpqc29uU2NoZW1hEhYKBXJlZ2V4GAIgASgJSABSBXJlZ2V4EjcKCGFueV9q
      c29uGAMgASgLMhouYXB1cy5pbmZlcmVuY2UudjEuQW55SnNvbkgAUgdhbnlKc29uQgYKBGtpbmQiCQoHQW55
      SnNvbiJKCgxDb252ZXJzYXRpb24SOgoIbWVzc2FnZXMYASADKAsyHi5hcHVzLmluZmVyZW5jZS52MS5DaGF0
      TWVzc2FnZVIIbWVzc2FnZXMikAEKC0NoYXRNZXNzYWdlEisKBHJvbGUYASABKA4yFy5hcHVzLmluZmVyZW5j
      ZS52MS5Sb2xlUgRyb2xlEhgKB2NvbnRlbnQYAiABKAlSB2NvbnRlbnQSOgoKdG9vbF9jYWxscxgDIAMoCzIb
      LmFwdXMuaW5mZXJlbmNlLnYxLlRvb2xDYWxsUgl0b29sQ2FsbHMipwEKElNhbXBsaW5nUGFyYW1ldGVycxIg
      Cgt0ZW1wZXJhdHVyZRgBIAEoAlILdGVtcGVyYXR1cmUSGAoFdG9wX3AYAiABKAJIAFIEdG9wUIgBARIYCgVt
      aW5fcBgDIAEoAkgBUgRtaW5QiAEBEhMKBXRvcF9rGAQgASgNUgR0b3BLEhIKBHNlZWQYBSABKARSBHNlZWRC
      CAoGX3RvcF9wQggKBl9taW5fcCKVAQoVU3BlY3VsYXRpb25QYXJhbWV0ZXJzEjYKBG1vZGUYASABKA4yIi5h
      cHVzLmluZmVyZW5jZS52MS5TcGVjdWxhdGlvbk1vZGVSBG1vZGUSIQoMbWF4X3Byb3Bvc2VkGAIgASgNUgtt
      YXhQcm9wb3NlZBIhCgx0ZW5hbnRfY2FjaGUYAyABKAhSC3RlbmFudENhY2hlIucCChBHZW5lcmF0ZVJlc3Bv
      bnNlEhIKBHRleHQYASABKAlSBHRleHQSGwoJdG9rZW5faWRzGAIgAygNUgh0b2tlbklkcxJECg1maW5pc2hf
      cmVhc29uGAMgASgOMh8uYXB1cy5pbmZlcmVuY2UudjEuRmluaXNoUmVhc29uUgxmaW5pc2hSZWFzb24SLgoF
      dXNhZ2UYBCABKAsyGC5hcHVzLmluZmVyZW5jZS52MS5Vc2FnZVIFdXNhZ2USMgoFbW9kZWwYBSABKAsyHC5h
      cHVzLmluZmVyZW5jZS52MS5Nb2RlbEluZm9SBW1vZGVsEjoKCnRvb2xfY2FsbHMYBiADKAsyGy5hcHVzLmlu
      ZmVyZW5jZS52MS5Ub29sQ2FsbFIJdG9vbENhbGxzEjwKCGxvZ3Byb2JzGAcgAygLMiAuYXB1cy5pbmZlcmVu
      Y2UudjEuVG9rZW5Mb2dwcm9ic1IIbG9ncHJvYnMiiwEKDVRva2VuTG9ncHJvYnMSNQoFdG9rZW4YASABKAsy
      Hy5hcHVzLmluZmVyZW5jZS52MS5Ub2tlbkxvZ3Byb2JSBXRva2VuEkMKDGFsdGVybmF0aXZlcxgCIAMoCzIf
      LmFwdXMuaW5mZXJlbmNlLnYxLlRva2VuTG9ncHJvYlIMYWx0ZXJuYXRpdmVzIlcKDFRva2VuTG9ncHJvYhIZ
      Cgh0b2tlbl9pZBgBIAEoDVIHdG9rZW5JZBISCgR0ZXh0GAIgASgMUgR0ZXh0EhgKB2xvZ3Byb2IYAyABKAFS
      B2xvZ3Byb2IinwMKBVVzYWdlEiMKDXByb21wdF90b2tlbnMYASABKA1SDHByb21wdFRva2VucxIrChFjb21w
      bGV0aW9uX3Rva2VucxgCIAEoDVIQY29tcGxldGlvblRva2VucxIXCgd0dGZ0X21zGAMgASgBUgZ0dGZ0TXMS
      GQoIcXVldWVfbXMYBCABKAFSB3F1ZXVlTXMSLwoUcHJlZmlsbF90b2tlbnNfcGVyX3MYBSABKAFSEXByZWZp
      bGxUb2tlbnNQZXJTEi0KE2RlY29kZV90b2tlbnNfcGVyX3MYBiABKAFSEGRlY29kZVRva2Vuc1BlclMSRQoL
      c3BlY3VsYXRpb24YByABKAsyIy5hcHVzLmluZmVyZW5jZS52MS5TcGVjdWxhdGlvblVzYWdlUgtzcGVjdWxh
      dGlvbhIwChRjYWNoZWRfcHJvbXB0X3Rva2VucxgIIAEoDVISY2FjaGVkUHJvbXB0VG9rZW5zEiYKDG1lYW5f
      bG9ncHJvYhgJIAEoAUgAUgttZWFuTG9ncHJvYogBAUIPCg1fbWVhbl9sb2dwcm9iIvYBChBTcGVjdWxhdGlv
      blVzYWdlEhQKBXN0ZXBzGAEgASgNUgVzdGVwcxIaCghwcm9wb3NlZBgCIAEoDVIIcHJvcG9zZWQSGgoIYWNj
      ZXB0ZWQYAyABKA1SCGFjY2VwdGVkEjMKFm1lYW5fYWNjZXB0ZWRfcGVyX3N0ZXAYBCABKAFSE21lYW5BY2Nl
      cHRlZFBlclN0ZXASHwoLcm93c193YXN0ZWQYBSABKA1SCnJvd3NXYXN0ZWQSPgoJcHJvcG9zZXJzGAYgAygL
      MiAuYXB1cy5pbmZlcmVuY2UudjEuUHJvcG9zZXJVc2FnZVIJcHJvcG9zZXJzIlsKDVByb3Bvc2VyVXNhZ2US
      EgoEbmFtZRgBIAEoCVIEbmFtZRIaCghwcm9wb3NlZBgCIAMoDVIIcHJvcG9zZWQSGgoIYWNjZXB0ZWQYAyAD
      KA1SCGFjY2VwdGVkIp0CCglNb2RlbEluZm8SEgoEbmFtZRgBIAEoCVIEbmFtZRIWCgZzaGEyNTYYAiABKAlS
      BnNoYTI1NhIiCgxhcmNoaXRlY3R1cmUYAyABKAlSDGFyY2hpdGVjdHVyZRIlCg5jb250ZXh0X2xlbmd0aBgE
      IAEoDVINY29udGV4dExlbmd0aBInCg92b2NhYnVsYXJ5X3NpemUYBSABKA1SDnZvY2FidWxhcnlTaXplEicK
      D3BhcmFtZXRlcl9jb3VudBgGIAEoBFIOcGFyYW1ldGVyQ291bnQSHwoLZHJhZnRfbW9kZWwYByABKAlSCmRy
      YWZ0TW9kZWwSJgoPa3ZfY2FjaGVfZm9ybWF0GAggASgJUg1rdkNhY2hlRm9ybWF0It0CCgxTY29yZVJlcXVl
      c3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIUCgVtb2RlbBgCIAEoCVIFbW9kZWwSGAoGcHJvbXB0
      GAMgASgJSABSBnByb21wdBJFCgxjb252ZXJzYXRpb24YBCABKAsyHy5hcHVzLmluZmVyZW5jZS52MS5Db252
      ZXJzYXRpb25IAFIMY29udmVyc2F0aW9uEiIKDGNvbnRpbnVhdGlvbhgFIAEoCVIMY29udGludWF0aW9uEhsK
      CXRva2VuX2lkcxgGIAMoDVIIdG9rZW5JZHMSLwoEc3BhbhgHIAEoCzIbLmFwdXMuaW5mZXJlbmNlLnYxLkJ5
      dGVTcGFuUgRzcGFuEiIKDGFsdGVybmF0aXZlcxgIIAEoDVIMYWx0ZXJuYXRpdmVzEhoKCHByaW9yaXR5GAkg
      ASgFUghwcmlvcml0eUIHCgVpbnB1dCIyCghCeXRlU3BhbhIUCgViZWdpbhgBIAEoDVIFYmVnaW4SEAoDZW5k
      GAIgASgNUgNlbmQi8gIKDVNjb3JlUmVzcG9uc2USNgoGdG9rZW5zGAEgAygLMh4uYXB1cy5pbmZlcmVuY2Uu
      djEuU2NvcmVkVG9rZW5SBnRva2VucxIfCgtzdW1fbG9ncHJvYhgCIAEoAVIKc3VtTG9ncHJvYhIhCgxtZWFu
      X2xvZ3Byb2IYAyABKAFSC21lYW5Mb2dwcm9iEh8KC21pbl9sb2dwcm9iGAQgASgBUgptaW5Mb2dwcm9iEh4K
      CnBlcnBsZXhpdHkYBSABKAFSCnBlcnBsZXhpdHkSIwoNcHJvbXB0X3Rva2VucxgGIAEoDVIMcHJvbXB0VG9r
      ZW5zEjAKFGNhY2hlZF9wcm9tcHRfdG9rZW5zGAcgASgNUhJjYWNoZWRQcm9tcHRUb2tlbnMSGQoIcXVldWVf
      bXMYCCABKAFSB3F1ZXVlTXMSMgoFbW9kZWwYCSABKAsyHC5hcHVzLmluZmVyZW5jZS52MS5Nb2RlbEluZm9S
      BW1vZGVsIn4KC1Njb3JlZFRva2VuEjwKCGxvZ3Byb2JzGAEgASgLMiAuYXB1cy5pbmZlcmVuY2UudjEuVG9r
      ZW5Mb2dwcm9ic1IIbG9ncHJvYnMSMQoFYnl0ZXMYAiABKAsyGy5hcHVzLmluZmVyZW5jZS52MS5CeXRlU3Bh
      blIFYnl0ZXMiOwoPVG9rZW5pemVSZXF1ZXN0EhQKBW1vZGVsGAEgASgJUgVtb2RlbBISCgR0ZXh0GAIgASgJ
      UgR0ZXh0Ii8KEFRva2VuaXplUmVzcG9uc2USGwoJdG9rZW5faWRzGAEgAygNUgh0b2tlbklkcyITChFMaXN0
      TW9kZWxzUmVxdWVzdCJKChJMaXN0TW9kZWxzUmVzcG9uc2USNAoGbW9kZWxzGAEgAygLMhwuYXB1cy5pbmZl
      cmVuY2UudjEuTW9kZWxJbmZvUgZtb2RlbHMqhwEKDlRvb2xDaG9pY2VNb2RlEiAKHFRPT0xfQ0hPSUNFX01P
      REVfVU5TUEVDSUZJRUQQABIZChVUT09MX0NIT0lDRV9NT0RFX0FVVE8QARIZChVUT09MX0NIT0lDRV9NT0RF
      X05PTkUQAhIdChlUT09MX0NIT0lDRV9NT0RFX1JFUVVJUkVEEAMqXwoEUm9sZRIUChBST0xFX1VOU1BFQ0lG
      SUVEEAASDwoLUk9MRV9TWVNURU0QARINCglST0xFX1VTRVIQAhISCg5ST0xFX0FTU0lTVEFOVBADEg0KCVJP
      TEVfVE9PTBAEKmYKD1NwZWN1bGF0aW9uTW9kZRIgChxTUEVDVUxBVElPTl9NT0RFX1VOU1BFQ0lGSUVEEAAS
      FwoTU1BFQ1VMQVRJT05fTU9ERV9PThABEhgKFFNQRUNVTEFUSU9OX01PREVfT0ZGEAIqXwoMRmluaXNoUmVh
      c29uEh0KGUZJTklTSF9SRUFTT05fVU5TUEVDSUZJRUQQABIWChJGSU5JU0hfUkVBU09OX1NUT1AQARIYChRG
      SU5JU0hfUkVBU09OX0xFTkdUSBACMuUCChBJbmZlcmVuY2VTZXJ2aWNlElUKCEdlbmVyYXRlEiIuYXB1cy5p
      bmZlcmVuY2UudjEuR2VuZXJhdGVSZXF1ZXN0GiMuYXB1cy5pbmZlcmVuY2UudjEuR2VuZXJhdGVSZXNwb25z
      ZTABEkoKBVNjb3JlEh8uYXB1cy5pbmZlcmVuY2UudjEuU2NvcmVSZXF1ZXN0GiAuYXB1cy5pbmZlcmVuY2Uu
      djEuU2NvcmVSZXNwb25zZRJTCghUb2tlbml6ZRIiLmFwdXMuaW5mZXJlbmNlLnYxLlRva2VuaXplUmVxdWVz
      dBojLmFwdXMuaW5mZXJlbmNlLnYxLlRva2VuaXplUmVzcG9uc2USWQoKTGlzdE1vZGVscxIkLmFwdXMuaW5m
      ZXJlbmNlLnYxLkxpc3RNb2RlbHNSZXF1ZXN0GiUuYXB1cy5pbmZlcmVuY2UudjEuTGlzdE1vZGVsc1Jlc3Bv
      bnNlYgZwcm90bzM=
      """
    ),
    dependencies: []
  )
}
