internal import Messages
internal import Service

/// The options of `apus generate`, checked.
struct GenerationOptions: Sendable {
  var prompt: String
  var isChat: Bool
  var maxTokens: Int
  var temperature: Double
  var topP: Double?
  var minP: Double?
  var seed: UInt64
  var stop: [String]
  var form: AnswerForm?
  var speculates: Bool
  var threadCount: Int?
  var logprobs: Int?

  init(_ invocation: Invocation) throws {
    prompt = try invocation.text("prompt")
    isChat = invocation.values.flag("chat")
    maxTokens = invocation.values.integer("max-tokens") ?? 128
    temperature = try invocation.number("temperature", in: 0...100) ?? 0
    topP = try invocation.number("top-p", in: Double.leastNonzeroMagnitude...1)
    minP = try invocation.number("min-p", in: 0...1)
    seed = UInt64(invocation.values.integer("seed") ?? 0)
    stop = invocation.strings("stop")
    form = try Self.form(invocation)
    if form != nil, !stop.isEmpty {
      throw UsageError("--stop could cut an answer of a given form short; leave it out")
    }
    speculates = invocation.values.string("speculation") != "off"
    threadCount = invocation.values.integer("threads")
    logprobs = invocation.values.integer("logprobs")
  }

  private static func form(_ invocation: Invocation) throws -> AnswerForm? {
    var forms: [AnswerForm] = []
    if let path = invocation.values.string("json-schema") {
      forms.append(.jsonSchema(try invocation.text(ofFile: path, "schema file")))
    }
    if let regex = invocation.values.string("regex") { forms.append(.regex(regex)) }
    if invocation.values.flag("any-json") { forms.append(.anyJSON) }
    guard forms.count <= 1 else {
      throw UsageError("two forms of the answer; give one of --json-schema, --regex and --any-json")
    }
    return forms.first
  }

  /// The request for a worker.
  var request: Apus.Inference.V1.GenerateRequest {
    var request = Apus.Inference.V1.GenerateRequest()
    request.input =
      isChat
      ? .conversation(.init(messages: [.init(role: .user, content: prompt)])) : .prompt(prompt)
    request.maxTokens = UInt32(maxTokens)
    request.sampling = .init(
      temperature: Float(temperature), topP: topP.map { Float($0) }, minP: minP.map { Float($0) },
      seed: seed)
    request.stop = stop
    request.outputConstraint = form.map { .init($0) }
    request.speculation = .init(mode: speculates ? .on : .off)
    request.logprobs = logprobs.map { UInt32($0) }
    return request
  }
}

/// What the whole answer must be.
enum AnswerForm: Sendable {
  /// A JSON document that satisfies the JSON Schema of this text.
  case jsonSchema(String)
  case regex(String)
  case anyJSON
}

extension Apus.Inference.V1.OutputConstraint {
  fileprivate init(_ form: AnswerForm) {
    switch form {
    case .jsonSchema(let schema): self.init(kind: .jsonSchema(schema))
    case .regex(let pattern): self.init(kind: .regex(pattern))
    case .anyJSON: self.init(kind: .anyJson(.init()))
    }
  }
}
