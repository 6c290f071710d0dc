internal import Foundation

/// What a program that has ended left behind.
public struct ProgramOutcome: Sendable {
  /// The exit status, or minus the signal that ended it.
  public var status: Int32
  /// What it wrote to its standard output.
  public var outputBytes: [UInt8]
  /// What it wrote to its standard error.
  public var errors: String

  /// `outputBytes` as text.
  public var output: String { String(decoding: outputBytes, as: UTF8.self) }

  /// Runs a program to its end. The test's thread is free meanwhile.
  public init(
    of program: String, _ arguments: [String] = [], environment: [String: String]? = nil,
    input: some Sequence<UInt8> = []
  ) async throws {
    let files = try StandardFiles(input: input)
    let process = try files.start(program, arguments, environment)
    self = try files.outcome(try await process.waitForExit())
  }

  /// Runs a program to its end and holds the thread, for tests that may.
  public init(
    blockingOn program: String, _ arguments: [String] = [], environment: [String: String]? = nil,
    input: some Sequence<UInt8> = []
  ) throws {
    let files = try StandardFiles(input: input)
    let process = try files.start(program, arguments, environment)
    self = try files.outcome(process.waitBlocking())
  }

  fileprivate init(status: Int32, outputBytes: [UInt8], errors: String) {
    self.status = status
    self.outputBytes = outputBytes
    self.errors = errors
  }
}

/// The three files of a program's standard descriptors; removed with the last reference.
private final class StandardFiles {
  let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")

  init(input: some Sequence<UInt8>) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(input).write(to: folder.appending(path: "input"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  func start(
    _ program: String, _ arguments: [String], _ environment: [String: String]?
  ) throws -> ChildProcess {
    try ChildProcess(
      program, arguments, environment: environment, input: .file(path("input")),
      output: path("output"), errors: path("errors"))
  }

  func outcome(_ status: Int32) throws -> ProgramOutcome {
    ProgramOutcome(
      status: status, outputBytes: [UInt8](try Data(contentsOf: URL(filePath: path("output")))),
      errors: String(
        decoding: try Data(contentsOf: URL(filePath: path("errors"))), as: UTF8.self))
  }
}
