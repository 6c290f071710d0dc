import Foundation

/// The built executables.
enum Executable {
  static let services = ["gateway", "orchestrator", "memory", "retrieval", "inference-worker"]

  /// Executables lie beside the test bundle, or in the build folder of the checkout.
  static let folder: String = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.appending(path: ".build/release").path
  }()

  struct Outcome: Sendable {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Starts `apus` with its output and errors in a file.
  static func start(
    _ arguments: [String], output: OutputFile, input: Pipe? = nil, models: URL? = nil
  ) throws -> Process {
    let process = process("apus", arguments)
    if let input { process.standardInput = input }
    if let models { process.environment?["APUS_MODELS"] = models.path }
    process.standardOutput = output.handle
    process.standardError = output.handle
    try process.run()
    return process
  }

  /// Runs `apus`, or another of our programs, to its end.
  static func run(_ arguments: [String], of name: String = "apus") async throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory
    let output = try OutputFile(folder.appending(path: "apus-\(UUID().uuidString).out"))
    let errors = try OutputFile(folder.appending(path: "apus-\(UUID().uuidString).err"))
    defer {
      output.remove()
      errors.remove()
    }
    let process = process(name, arguments)
    process.standardOutput = output.handle
    process.standardError = errors.handle
    try process.run()
    try await waitUntil("\(name) \(arguments.joined(separator: " ")) ends") { !process.isRunning }
    return Outcome(
      status: process.terminationStatus, output: output.text, errors: errors.text)
  }

  private static func process(_ name: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(folder)/\(name)")
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("APUS_") || name == "APUS_MODELS"
    }
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    return process
  }
}

/// A file that a process writes and a test reads meanwhile; no pipe that could fill up.
final class OutputFile: Sendable {
  let url: URL
  let handle: FileHandle

  init(_ url: URL) throws {
    self.url = url
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  var text: String {
    String(decoding: FileManager.default.contents(atPath: url.path) ?? Data(), as: UTF8.self)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
