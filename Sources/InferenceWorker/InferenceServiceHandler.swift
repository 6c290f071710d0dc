internal import Inference
package import Messages
package import RPC

/// `apus.inference.v1.InferenceService` over an engine: messages in, messages out, errors as
/// statuses.
package struct InferenceServiceHandler: Apus.Inference.V1.InferenceService {
  /// The longest text that Tokenize takes.
  private static let tokenizeByteCountMax = 1 << 20

  private let slot: ModelSlot
  private let metrics: InferenceMetrics

  package init(slot: ModelSlot, metrics: InferenceMetrics) {
    self.slot = slot
    self.metrics = metrics
  }

  /// The cancellation of the call cancels this task, and that ends the request's stream, which
  /// tells the engine: no further pass is run for it.
  package func generate(
    _ request: Apus.Inference.V1.GenerateRequest,
    writer: ResponseWriter<Apus.Inference.V1.GenerateResponse>, context: ServerContext
  ) async throws {
    let loaded = try slot.engine(named: request.model)
    let model = Apus.Inference.V1.ModelInfo(loaded.identity)
    do {
      var isFirst = true
      var isComplete = false
      let deadline = context.deadline
      let events = try await LoopRelief.run {
        try loaded.engine.submit(try request.engineRequest(deadline: deadline))
      }
      for try await event in events {
        var response = Apus.Inference.V1.GenerateResponse(
          event, tokenizer: loaded.tokenizer, model: model)
        if isFirst { response.model = model }
        isFirst = false
        if let completion = event.completion {
          isComplete = true
          metrics.finished(completion.usage)
        }
        try await writer.write(response)
      }
      // A stream that ends early was cancelled.
      if !isComplete { throw GenerationError.cancelled }
    } catch let error as GenerationError {
      throw error.status
    }
  }

  package func score(
    _ request: Apus.Inference.V1.ScoreRequest, context: ServerContext
  ) async throws -> Apus.Inference.V1.ScoreResponse {
    let loaded = try slot.engine(named: request.model)
    do {
      let deadline = context.deadline
      let result = try await LoopRelief.run {
        try await loaded.engine.score(try request.engineRequest(deadline: deadline))
      }
      return .init(result, tokenizer: loaded.tokenizer, model: .init(loaded.identity))
    } catch let error as GenerationError {
      throw error.status
    }
  }

  package func tokenize(
    _ request: Apus.Inference.V1.TokenizeRequest, context: ServerContext
  ) async throws -> Apus.Inference.V1.TokenizeResponse {
    let loaded = try slot.engine(named: request.model)
    let byteCount = request.text.utf8.count
    guard byteCount <= Self.tokenizeByteCountMax else {
      throw RPCError(
        .invalidArgument,
        "text has \(byteCount) bytes; allowed: at most \(Self.tokenizeByteCountMax)")
    }
    let tokens = try await LoopRelief.run { loaded.tokenizer.encode(request.text) }
    return .init(tokenIDs: tokens.map { UInt32($0) })
  }

  package func listModels(
    _ request: Apus.Inference.V1.ListModelsRequest, context: ServerContext
  ) async throws -> Apus.Inference.V1.ListModelsResponse {
    .init(models: slot.engine.map { [.init($0.identity)] } ?? [])
  }
}
