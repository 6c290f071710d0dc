public import Foundation

/// What a program that has ended left behind.
public struct ProgramOutcome: Sendable {
  /// The exit status, or the signal that ended it.
  public var status: Int32
  /// What it wrote to its standard output.
  public var output: String
  /// What it wrote to its standard error.
  public var errors: String
}

extension Process {
  /// Runs the program to its end, over files instead of pipes.
  ///
  /// Whatever another thread starts at the same moment may inherit the writing end of a pipe, and its
  /// reader would wait for the end of that program too.
  public func runToEnd(input: String = "") throws -> ProgramOutcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["input", "output", "errors"].map { folder.appending(path: $0) }
    for (file, text) in zip(files, [input, "", ""]) { try Data(text.utf8).write(to: file) }
    standardInput = try FileHandle(forReadingFrom: files[0])
    standardOutput = try FileHandle(forWritingTo: files[1])
    standardError = try FileHandle(forWritingTo: files[2])
    try run()
    waitUntilExit()
    return ProgramOutcome(
      status: terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}
