import Foundation
import TestSupport

/// The built executables.
enum Executable {
  static let services = ["gateway", "orchestrator", "memory", "retrieval", "inference-worker"]

  static let folder = BuildProducts.folder

  /// Starts `apus` with its output and errors in a file.
  static func start(
    _ arguments: [String], output: OutputFile, input: ChildProcess.Input = .nothing,
    models: URL? = nil
  ) throws -> ChildProcess {
    var environment = environment
    if let models { environment["APUS_MODELS"] = models.path }
    return try ChildProcess(
      "\(folder)/apus", arguments, environment: environment, input: input,
      output: output.url.path)
  }

  /// Runs `apus`, or another of our programs, to its end.
  static func run(
    _ arguments: [String], of name: String = "apus"
  ) async throws -> ProgramOutcome {
    try await ProgramOutcome(of: "\(folder)/\(name)", arguments, environment: environment)
  }

  private static var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("APUS_") || name == "APUS_MODELS"
    }
    environment["SWIFT_BACKTRACE"] = "enable=no"
    return environment
  }
}

/// A file that a process writes and a test reads meanwhile.
struct OutputFile: Sendable {
  let url: URL

  init(_ url: URL) throws {
    self.url = url
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  }

  var text: String {
    String(decoding: FileManager.default.contents(atPath: url.path) ?? Data(), as: UTF8.self)
  }
}
