import Foundation

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

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs `apus` to its end, without input and with nothing of our environment but HOME and PATH.
  static func apus(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: folder + "/apus")
    process.arguments = arguments
    var variables = ["SWIFT_BACKTRACE": "enable=no"]
    for name in ["HOME", "PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Errors are short; the output may be long and is read first.
    let outputData = output.fileHandleForReading.readDataToEndOfFile()
    let errorData = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: outputData, as: UTF8.self),
      errors: String(decoding: errorData, as: UTF8.self))
  }
}
