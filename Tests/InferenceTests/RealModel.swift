import Foundation
import Inference
import Testing

/// The model files that tests of real models use.
enum RealModel {
  static var folder: String {
    let environment = ProcessInfo.processInfo.environment
    return environment["APUS_MODELS"] ?? (environment["HOME"] ?? "") + "/.cache/apus/models"
  }

  static var path: String { folder + "/SmolLM2-135M-Instruct.Q4_1.gguf" }

  /// What `make models EXTRA=gemma3-270m` brings; tests use it where it is.
  static var gemma: String { folder + "/gemma-3-270m-q4_k_m.gguf" }
  static var hasGemma: Bool { FileManager.default.fileExists(atPath: gemma) }

  /// Read once for all tests; the first to ask waits.
  private static let tokenizer = try? Tokenizer(GGUFFile(path: path))

  static func requireTokenizer() throws -> Tokenizer {
    try #require(tokenizer, "no model at \(path); fetch the models or set APUS_MODELS")
  }
}
