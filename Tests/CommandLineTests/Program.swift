import Foundation
import TestSupport

/// The built executables, run as a user would run them.
enum Program {
  /// Runs `apus` to its end, without input and with nothing of our environment but HOME and PATH.
  static func apus(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> ProgramOutcome {
    var variables = ["SWIFT_BACKTRACE": "enable=no"]
    for name in ["HOME", "PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
    return try await ProgramOutcome(
      of: BuildProducts.folder + "/apus", arguments,
      environment: variables.merging(environment) { $1 })
  }
}
