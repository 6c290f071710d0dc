internal import Foundation
internal import Messages
internal import RPC

/// What models said, kept by the memory service, so that the same prompt is not asked for twice.
///
/// An answer is found by the model's SHA-256, the bound on its length and the whole conversation; generation is
/// greedy, so the model would say the same again. Where memory does not answer, or refuses, a step goes on as
/// one without a cache: it saves work and is needed for none.
struct GenerationCache: Sendable {
  static let toolName = "memory.GetCached"
  private static let patience = Duration.seconds(2)

  /// What a conversation is found by, and what an answer to it is to be stored with.
  struct Place {
    fileprivate let key: Apus.Memory.V1.CacheKey
    fileprivate let epoch: UInt64
  }

  private struct Kept: Codable {
    let text: String
    let isCutShort: Bool
    let model: ModelIdentity?
  }

  let memory: Apus.Memory.V1.MemoryServiceClient
  let inference: Apus.Inference.V1.InferenceServiceClient

  /// The kept answer, and where to store one if there is none. Nil where nothing can be kept.
  func find(
    _ messages: [Apus.Inference.V1.ChatMessage], maxTokens: Int, tenant: String
  ) async -> (place: Place, generation: TextGenerator.Generation?)? {
    do {
      let options = CallOptions(timeout: Self.patience)
      // Workers with different models would each answer in their own way.
      let models = try await inference.listModels(.init(), options: options).models
      guard let model = models.first, models.count == 1 else { return nil }
      let conversation = try JSONEncoder().encode(messages.map { ["\($0.role)", $0.content] })
      let key = Apus.Memory.V1.CacheKey(
        kind: .prompt(
          .init(
            model: "\(model.sha256) \(maxTokens) tokens greedily",
            prompt: String(decoding: conversation, as: UTF8.self))))
      let found = try await memory.getCached(
        .init(tenantID: tenant, key: key), options: options)
      let kept = found.hit ? try JSONDecoder().decode(Kept.self, from: Data(found.value)) : nil
      return (Place(key: key, epoch: found.epoch), kept.map(Self.generation))
    } catch {
      return nil
    }
  }

  private static func generation(_ kept: Kept) -> TextGenerator.Generation {
    var generation = TextGenerator.Generation()
    generation.text = kept.text
    generation.model = kept.model
    generation.isCutShort = kept.isCutShort
    generation.isKept = true
    return generation
  }

  /// Keeps an answer that depended on documents; it is gone when one of them is updated.
  func store(
    _ generation: TextGenerator.Generation, at place: Place, documents: [String], tenant: String
  ) async {
    let kept = Kept(
      text: generation.text, isCutShort: generation.isCutShort, model: generation.model)
    guard let value = try? JSONEncoder().encode(kept) else { return }
    _ = try? await memory.putCached(
      .init(
        tenantID: tenant, key: place.key, value: Array(value), documentIDs: documents,
        epoch: place.epoch), options: CallOptions(timeout: Self.patience))
  }
}
