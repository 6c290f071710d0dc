import Foundation

/// A models folder of links, so that a model can be taken away from under a service.
struct ModelFolder {
  static let languageModel = "SmolLM2-135M-Instruct.Q4_1.gguf"
  static let embeddingModel = "all-MiniLM-L6-v2"

  /// Where `make models` puts them.
  static let source = URL(
    filePath: ProcessInfo.processInfo.environment["APUS_MODELS"]
      ?? NSHomeDirectory() + "/.cache/apus/models")

  let url: URL
  private var embedding: URL { url.appending(path: Self.embeddingModel) }

  init() throws {
    url = try TemporaryFolder().url
    for name in [Self.languageModel, Self.embeddingModel] {
      try FileManager.default.createSymbolicLink(
        at: url.appending(path: name), withDestinationURL: Self.source.appending(path: name))
    }
  }

  func hideEmbeddingModel() throws { try FileManager.default.removeItem(at: embedding) }

  func showEmbeddingModel() throws {
    try FileManager.default.createSymbolicLink(
      at: embedding, withDestinationURL: Self.source.appending(path: Self.embeddingModel))
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
