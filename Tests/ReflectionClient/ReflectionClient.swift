import Foundation

/// Runs `reflection_client.py` in the project's virtual environment, which `make test` prepares.
package enum ReflectionClient {
  package struct Outcome: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
  }

  /// Calls the server at `target` by its reflection alone; `script` is JSON, explained in the
  /// Python file.
  package static func run(
    target: String, script: String, arguments: [String]
  ) async throws -> Outcome {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let files = ["script", "output", "errors"].map { name in
      FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)-\(name)")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    try Data(script.utf8).write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    let process = Process()
    process.executableURL = python(
      root: here.deletingLastPathComponent().deletingLastPathComponent())
    process.arguments =
      [here.appending(path: "reflection_client.py").path, target, files[0].path] + arguments
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    // The test's task gives its thread back while Python runs, because the server may need it.
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return Outcome(
      status: status, output: try String(contentsOf: files[1], encoding: .utf8),
      errors: try String(contentsOf: files[2], encoding: .utf8))
  }

  private static func python(root: URL) -> URL {
    let named = ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"]
    return named.map { URL(filePath: $0) } ?? root.appending(path: ".cache/venv/bin/python")
  }
}
