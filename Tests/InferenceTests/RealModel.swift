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

  /// Read once for all tests; the first to ask waits.
  private static let tokenizer = try? Tokenizer(GGUFFile(path: path))

  static func requireTokenizer() throws -> Tokenizer {
    try #require(tokenizer, "no model at \(path); fetch the models or set APUS_MODELS")
  }
}
