internal import Embedding
package import Service
internal import Store
internal import StoreService

/// The retrieval service as a process.
package enum RetrievalProgram {
  package static let defaultDocumentByteCountMax = 32 << 20

  private static let options: [OptionSpec] = [
    CommonOptions.logArchive,
    .string(
      "embedding-model", value: "DIR",
      help: "Folder of the embedding model; all-MiniLM-L6-v2 among the models by default."),
    .integer(
      "threads", in: 1...256,
      help: "Threads that embed; one for each available processor by default."),
    .integer(
      "max-document-bytes", value: "BYTES", in: 1...(1 << 30),
      help: "Largest document that is taken, before and after decompression.",
      default: defaultDocumentByteCountMax),
  ]

  package static func main() async -> Never {
    await ServiceRunner.main(name: "retrieval", defaultPort: 50053, options: options) {
      try await parts($0)
    }
  }

  /// Loads the model, opens the index, and builds what the process runs.
  package static func parts(_ environment: ServiceEnvironment) async throws -> ServiceParts {
    let start = ContinuousClock.now
    let folder =
      try environment.options.string("embedding-model")
      ?? environment.modelsDirectory + "/all-MiniLM-L6-v2"
    let model = try loadModel(folder, threadCount: environment.options.integer("threads"))
    let path = try environment.dataDirectory + "/retrieval.db"
    let index = try await RetrievalIndex(
      path: path, model: model,
      archive: StoreArchive.options(environment, of: "retrieval", at: .sqlite(path: path)))
    environment.logger.info(
      "index open",
      [
        "model": .string(model.name), "model_sha256": .string(model.sha256),
        "load_ms": .integer(Int((ContinuousClock.now - start) / .milliseconds(1))),
      ])
    let handler = RetrievalServiceHandler(
      index: index,
      documentByteCountMax: environment.options.integer("max-document-bytes")
        ?? defaultDocumentByteCountMax,
      metrics: RetrievalMetrics(environment.metrics))
    return ServiceParts(
      services: [handler],
      // Followers have no end of their own, and the drain would wait for them in vain.
      onDrain: { index.endFollowing() },
      onStop: { await index.close() })
  }

  private static func loadModel(_ folder: String, threadCount: Int?) throws -> EmbeddingModel {
    do {
      return try EmbeddingModel(
        folder: folder, threadCount: threadCount ?? EmbeddingModel.defaultThreadCount)
    } catch let error as EmbeddingError where error.code == .unreadable {
      throw StartupError(
        "\(error); fetch the models with 'make models', or name a folder with --embedding-model")
    }
  }
}
