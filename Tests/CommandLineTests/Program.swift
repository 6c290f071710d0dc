import Foundation
import TestSupport

/// The built executables, run as a user would run them.
enum Program {
  /// Executables lie beside the test bundle.
  static let folder: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = (own as NSString).deletingLastPathComponent
    if FileManager.default.isExecutableFile(atPath: folder + "/apus") { return folder }
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.appending(path: ".build/release").path
  }()

  /// Runs `apus` to its end, without input and with nothing of our environment but HOME and PATH.
  static func apus(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> ProgramOutcome {
    var variables = ["SWIFT_BACKTRACE": "enable=no"]
    for name in ["HOME", "PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
    return try await ProgramOutcome(
      of: folder + "/apus", arguments, environment: variables.merging(environment) { $1 })
  }
}
