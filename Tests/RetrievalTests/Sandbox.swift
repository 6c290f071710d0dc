import Embedding
import Foundation
import Retrieval
import Testing

/// An index in a folder of its own, on the model that `make` fetches.
struct Sandbox {
  static let model: Result<EmbeddingModel, any Error> = Result {
    let environment = ProcessInfo.processInfo.environment
    let models = environment["APUS_MODELS"] ?? (environment["HOME"] ?? "") + "/.cache/apus/models"
    return try EmbeddingModel(folder: models + "/all-MiniLM-L6-v2", threadCount: 2)
  }

  let folder: String
  let reader = DocumentReader(byteCountMax: 1 << 20)

  /// Runs `body` and removes the folder.
  static func with(_ body: (Sandbox) async throws -> Void) async throws {
    let sandbox = Sandbox(folder: NSTemporaryDirectory() + "apus-retrieval-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      atPath: sandbox.folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: sandbox.folder) }
    try await body(sandbox)
  }

  func open(limits: EmbeddingQueue.Limits = .init()) async throws -> RetrievalIndex {
    try await RetrievalIndex(
      path: folder + "/retrieval.db", model: try Self.model.get(), limits: limits,
      now: { 1_700_000_000_000 })
  }

  @discardableResult
  func put(
    _ index: RetrievalIndex, _ text: String, uri: String, tenant: String = "default",
    labels: [String: String] = [:]
  ) async throws -> IngestResult {
    try await index.ingest(
      RetrievalIndex.Offer(
        tenant: tenant, uri: uri, format: .markdown, labels: labels, bytes: Array(text.utf8)),
      reader: reader)
  }
}
