internal import Inference
internal import Messages
internal import RPC

extension Apus.Inference.V1.GenerateRequest {
  /// The request in the engine's terms.
  ///
  /// - Parameter deadline: the call's.
  /// - Throws: INVALID_ARGUMENT for what the engine's terms cannot say; the rest is checked there.
  func engineRequest(
    deadline: ContinuousClock.Instant?
  ) throws(RPCError) -> GenerationRequest {
    GenerationRequest(
      try engineInput(), maxTokens: Int(maxTokens), sampling: try engineSampling(), stop: stop,
      constraint: try engineConstraint(), tools: try engineTools(),
      speculates: try engineSpeculates(),
      proposedCountMax: Int(speculation?.maxProposed ?? 0),
      usesTenantCache: speculation?.tenantCache ?? false,
      tenant: EngineTerms.tenant(tenantID), priority: try EngineTerms.priority(priority),
      deadline: deadline, logprobs: logprobs.map { Int($0) })
  }

  private func engineSpeculates() throws(RPCError) -> Bool {
    switch speculation?.mode {
    case nil, .unspecified, .on: return true
    case .off: return false
    case .unrecognized(let number):
      throw RPCError(.invalidArgument, "speculation.mode is \(number); allowed: 0 to 2")
    }
  }

  private func engineInput() throws(RPCError) -> GenerationRequest.Input {
    switch input {
    case .prompt(let text): return .text(text)
    case .conversation(let conversation): return try EngineTerms.input(conversation)
    case nil: throw EngineTerms.missingInput
    }
  }

  private func engineTools() throws(RPCError) -> ToolSet? {
    let choice: Inference.ToolChoice
    switch toolChoice?.choice {
    case nil, .mode(.unspecified), .mode(.auto): choice = .auto
    case .mode(.required): choice = .required
    case .name(let name): choice = .named(name)
    case .mode(.none): return nil
    case .mode(.unrecognized(let number)):
      throw RPCError(.invalidArgument, "tool_choice.mode is \(number); allowed: 0 to 3")
    }
    if tools.isEmpty, choice == .auto { return nil }
    let engineTools = tools.map { tool in
      Inference.Tool(
        name: tool.name, description: tool.description,
        parameters: tool.parametersJsonSchema.isEmpty
          ? #"{"type": "object", "properties": {}}"# : tool.parametersJsonSchema)
    }
    do throws(GenerationError) {
      return try ToolSet(engineTools, choice: choice)
    } catch {
      throw error.status
    }
  }

  private func engineConstraint() throws(RPCError) -> Inference.OutputConstraint? {
    guard let outputConstraint else { return nil }
    switch outputConstraint.kind {
    case .jsonSchema(let schema): return .jsonSchema(schema)
    case .regex(let pattern): return .regex(pattern)
    case .anyJson: return .json
    case nil:
      throw RPCError(
        .invalidArgument,
        "output_constraint.kind is missing; set json_schema, regex or any_json")
    }
  }

  private func engineSampling() throws(RPCError) -> Inference.SamplingParameters {
    guard let sampling else { return .greedy }
    return Inference.SamplingParameters(
      temperature: Self.decimal(sampling.temperature), topP: Self.decimal(sampling.topP ?? 1),
      minP: Self.decimal(sampling.minP ?? 0), topK: Int(sampling.topK), seed: sampling.seed)
  }

  /// The number that was meant: 0.9 on the wire is the float 0.9, not 0.89999998.
  private static func decimal(_ value: Float) -> Double { Double("\(value)") ?? Double(value) }
}
