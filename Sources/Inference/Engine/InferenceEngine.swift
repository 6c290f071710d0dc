package import Compute
import Crypto

/// Identifies a model exactly.
package struct ModelIdentity: Sendable, Equatable {
  /// From the file's own metadata, or its file name.
  package var name: String
  /// SHA-256 of the file, lower-case hexadecimal.
  package var sha256: String
  package var architecture: String
  /// The most tokens of prompt and answer together.
  package var contextLength: Int
  package var vocabularySize: Int
  /// Number of weights.
  package var parameterCount: Int
  /// The name of the model that drafts for it, if there is one.
  package var draftModel: String?
  /// How keys and values are stored: "f16" or "q8_0".
  package var cacheFormat: String
}

/// Why a model file could not be brought into service; names the file and the remedy.
package struct ModelLoadError: Error, Sendable, CustomStringConvertible {
  package var description: String
}

/// How an engine uses the machine.
package struct EngineOptions: Sendable {
  /// Threads that compute, the engine's own included; nil takes one for each core.
  package var threadCount: Int?
  /// The most tokens of prompt and answer together; nil takes the model's own bound.
  package var contextLength: Int?
  package var limits: SchedulerLimits
  /// Where earlier answers of tenants are kept; nil keeps none.
  package var tenantCacheFolder: String?
  /// Tokens kept of a tenant.
  package var tenantCacheTokenMax: Int
  /// The file of a small model of the same vocabulary that guesses; nil for none.
  package var draftModelPath: String?
  /// How keys and values are stored.
  package var cacheFormat: KeyValueFormat

  package init(
    threadCount: Int? = nil, contextLength: Int? = nil,
    limits: SchedulerLimits = SchedulerLimits(), tenantCacheFolder: String? = nil,
    tenantCacheTokenMax: Int = TenantCache.tokenCountMaxDefault, draftModelPath: String? = nil,
    cacheFormat: KeyValueFormat = .f16
  ) {
    self.threadCount = threadCount
    self.contextLength = contextLength
    self.limits = limits
    self.tenantCacheFolder = tenantCacheFolder
    self.tenantCacheTokenMax = tenantCacheTokenMax
    self.draftModelPath = draftModelPath
    self.cacheFormat = cacheFormat
  }
}

/// An engine over a model file, ready to answer.
package struct InferenceEngine: Sendable {
  package let identity: ModelIdentity
  package let engine: Engine<DecoderModel>

  package var tokenizer: Tokenizer { engine.tokenizer }

  /// Maps and checks the file, packs its weights, runs the model once so that the first request is
  /// served as the tenth is, and starts the engine's thread.
  ///
  /// Blocks for about as long as it takes to read the file twice; call it from a thread that may.
  package static func load(
    path: String, options: EngineOptions = EngineOptions()
  ) throws(ModelLoadError) -> InferenceEngine {
    do {
      let pool = ComputePool(
        threadCount: options.threadCount ?? ComputePool.availableCoreCount)
      let cacheTokenMax = options.limits.cacheTokenMax
      let model = try DecoderModel.load(
        path: path, pool: pool, cacheFormat: options.cacheFormat, cacheTokenCount: cacheTokenMax)
      let tokenizer = try tokenizer(model)
      let draft = try options.draftModelPath.map {
        // The model's weights are in memory by now; its keys and values are not yet.
        let memory = AvailableMemory.now()?.without(
          model.cacheByteCount(tokenCount: cacheTokenMax))
        let draft = try DecoderModel.load(
          path: $0, pool: pool, memory: memory, cacheTokenCount: cacheTokenMax)
        try check(draft, for: tokenizer.vocabulary, of: path)
        return draft
      }
      let digest = try model.sha256()
      let warmUp = try WarmUp(model)
      let engine = Engine(
        model: model, tokenizer: tokenizer, chatTemplate: chatTemplate(model.file, tokenizer),
        contextLength: options.contextLength, limits: options.limits,
        stepCost: warmUp.stepCost, prefillCost: warmUp.prefillCost,
        tenantCache: try tenantCache(options, digest, vocabularySize: model.vocabularySize),
        draft: draft.map { .init($0) })
      let identity = ModelIdentity(
        name: model.name, sha256: digest,
        architecture: try model.file.string("general.architecture"),
        contextLength: engine.contextLength, vocabularySize: model.vocabularySize,
        parameterCount: model.file.tensors.reduce(0) { $0 + $1.elementCount },
        draftModel: draft?.name, cacheFormat: options.cacheFormat.rawValue)
      return InferenceEngine(identity: identity, engine: engine)
    } catch let error as ModelLoadError {
      throw error
    } catch {
      throw ModelLoadError(description: "\(error)")
    }
  }

  /// Throws where a model cannot draft for another one.
  private static func check(
    _ draft: DecoderModel, for vocabulary: Vocabulary, of largePath: String
  ) throws(ModelLoadError) {
    let own = try tokenizer(draft).vocabulary
    guard let difference = own.firstDifference(from: vocabulary) else { return }
    throw ModelLoadError(
      description: "'\(draft.file.path)' cannot draft for '\(largePath)': \(difference); a draft "
        + "model must have the same vocabulary, token by token")
  }

  private static func tenantCache(
    _ options: EngineOptions, _ modelDigest: String, vocabularySize: Int
  ) throws(TenantCacheError) -> TenantCache? {
    guard let folder = options.tenantCacheFolder else { return nil }
    guard let digest = Hex.decode(modelDigest) else {
      preconditionFailure("a digest that is no hexadecimal: \(modelDigest)")
    }
    return try TenantCache(
      folder: folder, modelDigest: digest, vocabularySize: vocabularySize,
      tokenCountMax: options.tenantCacheTokenMax)
  }

  private static func tokenizer(_ model: DecoderModel) throws(ModelLoadError) -> Tokenizer {
    let tokenizer: Tokenizer
    do throws(TokenizerError) {
      tokenizer = try Tokenizer(model.file)
    } catch {
      throw ModelLoadError(description: "'\(model.file.path)': \(error)")
    }
    guard tokenizer.vocabulary.count == model.vocabularySize else {
      throw ModelLoadError(
        description: "'\(model.file.path)': the tokenizer has \(tokenizer.vocabulary.count) tokens "
          + "and the weights \(model.vocabularySize); the file is corrupt: fetch it again")
    }
    return tokenizer
  }

  /// `load` on a thread of its own, for callers that may not block.
  package static func loading(
    path: String, options: EngineOptions = EngineOptions()
  ) async throws -> InferenceEngine {
    try await withCheckedThrowingContinuation { continuation in
      EngineThread.start(named: "apus-model-load") {
        continuation.resume(with: Result { try load(path: path, options: options) })
      }
    }
  }

  /// A model without a template that is known still continues raw prompts.
  private static func chatTemplate(
    _ file: GGUFFile, _ tokenizer: Tokenizer
  ) -> Result<ChatTemplate, ChatTemplateError> {
    Result { () throws(ChatTemplateError) in
      try ChatTemplate(try? file.string("tokenizer.chat_template"), tokenizer: tokenizer)
    }
  }

  /// Ends the engine's thread; see `Engine.shutDown`.
  package func shutDown() { engine.shutDown() }
}
