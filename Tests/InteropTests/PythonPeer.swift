import Foundation
import Glibc
import TestSupport
import Testing

/// Runs the scripts of `Peers` in the virtual environment that `make test` prepares.
enum PythonPeer {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

  /// The interpreter and the arguments that run a script.
  static func command(_ script: String, _ arguments: [String]) throws -> (String, [String]) {
    let python =
      ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"]
      ?? root.appending(path: ".cache/venv/bin/python").path
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Missing(python: python)
    }
    return (python, [folder.appending(path: "Peers/\(script)").path] + arguments)
  }

  struct Missing: Error, CustomStringConvertible {
    let python: String
    var description: String {
      "\(python) is not there; run scripts/make-venv.sh .cache/venv scripts/requirements-test.txt"
    }
  }

  /// Runs a script to its end.
  static func run(_ script: String, _ arguments: [String]) async throws -> ProgramOutcome {
    let (python, arguments) = try command(script, arguments)
    return try await ProgramOutcome(of: python, arguments)
  }
}

/// A gRPC server in Python that ends with this object.
final class PythonServer: Sendable {
  let target: String
  private let process: ChildProcess
  private let output: URL

  init() async throws {
    let (python, arguments) = try PythonPeer.command("server.py", [])
    let output = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    let process = try ChildProcess(python, arguments, input: .open, output: output.path)
    var line = ""
    try await eventually {
      line = try String(contentsOf: output, encoding: .utf8)
      return line.hasSuffix("\n") || !process.isRunning
    }
    let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines))
    target = "127.0.0.1:\(try #require(port, "\(line)"))"
    self.process = process
    self.output = output
  }

  deinit { try? FileManager.default.removeItem(at: output) }

  /// As `kill -9` does.
  func kill() { process.send(SIGKILL) }
}
