import Foundation
import Glibc
import Synchronization
import Testing

/// Runs the scripts of `Peers` in the virtual environment that `make test` prepares.
enum PythonPeer {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

  static func process(_ script: String, _ arguments: [String]) throws -> Process {
    let python =
      ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"]
      ?? root.appending(path: ".cache/venv/bin/python").path
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Missing(python: python)
    }
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments =
      [folder.appending(path: "Peers/\(script)").path] + arguments
    return process
  }

  struct Missing: Error, CustomStringConvertible {
    let python: String
    var description: String {
      "\(python) is not there; run scripts/make-venv.sh .cache/venv scripts/requirements-test.txt"
    }
  }

  /// Runs a script to its end; returns its exit code and everything it printed.
  static func run(_ script: String, _ arguments: [String]) async throws -> (Int32, String) {
    let process = try process(script, arguments)
    // A file, because another test's child may inherit the writing end of a pipe and keep it open.
    let file = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forWritingTo: file)
    process.standardOutput = handle
    process.standardError = handle
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    return (status, try String(contentsOf: file, encoding: .utf8))
  }
}

/// A gRPC server in Python that ends with this object.
final class PythonServer: Sendable {
  let target: String
  private let process: Mutex<Process>
  private let input: Pipe

  init() throws {
    let process = try PythonPeer.process("server.py", [])
    let output = Pipe()
    let input = Pipe()
    process.standardOutput = output
    process.standardInput = input
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    target = "127.0.0.1:\(port)"
    self.input = input
    self.process = Mutex(process)
  }

  /// As `kill -9` does.
  func kill() { process.withLock { _ = Glibc.kill($0.processIdentifier, SIGKILL) } }

  deinit { kill() }
}
