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
  ) throws -> ProgramOutcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: folder + "/apus")
    process.arguments = arguments
    var variables = ["SWIFT_BACKTRACE": "enable=no"]
    for name in ["HOME", "PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
    process.environment = variables.merging(environment) { $1 }
    return try process.runToEnd()
  }
}
