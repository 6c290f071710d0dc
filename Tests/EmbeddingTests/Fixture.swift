import Embedding
import Foundation
import Testing

/// Files beside the tests, and the model that `make` fetches.
enum Fixture {
  /// Lines of two columns; the first is JSON or a number.
  static func rows(_ name: String) throws -> [(String, String)] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Fixtures"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(columns.count == 2)
      return (String(columns[0]), String(columns[1]))
    }
  }

  static func text(_ json: String) throws -> String {
    // JSON strings in the fixtures may hold lone escapes only of valid characters.
    try JSONDecoder().decode(String.self, from: Data(json.utf8))
  }

  static var modelFolder: String {
    let environment = ProcessInfo.processInfo.environment
    let models =
      environment["APUS_MODELS"] ?? (environment["HOME"] ?? "") + "/.cache/apus/models"
    return models + "/all-MiniLM-L6-v2"
  }
}

/// A generator whose seed a failing test prints.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
