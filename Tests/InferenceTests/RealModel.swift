import Foundation
import Inference
import Testing

/// The model file that tests of the real model use.
enum RealModel {
  static var path: String {
    let environment = ProcessInfo.processInfo.environment
    let directory =
      environment["APUS_MODELS"] ?? (environment["HOME"] ?? "") + "/.cache/apus/models"
    return directory + "/SmolLM2-135M-Instruct.Q4_1.gguf"
  }

  /// Read once for all tests; the first to ask waits.
  private static let tokenizer = try? Tokenizer(GGUFFile(path: path))

  static func requireTokenizer() throws -> Tokenizer {
    try #require(tokenizer, "no model at \(path); fetch the models or set APUS_MODELS")
  }
}
