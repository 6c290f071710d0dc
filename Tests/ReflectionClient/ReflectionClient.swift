import Foundation
package import TestSupport

/// Runs `reflection_client.py` in the project's virtual environment, which `make test` prepares.
package enum ReflectionClient {
  /// Calls the server at `target` by its reflection alone; `script` is JSON, explained in the
  /// Python file.
  package static func run(
    target: String, script: String, arguments: [String]
  ) async throws -> ProgramOutcome {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let file = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(script.utf8).write(to: file)
    let client = here.appending(path: "reflection_client.py").path
    // The test's task gives its thread back while Python runs, because the server may need it.
    return try await ProgramOutcome(
      of: python(root: here.deletingLastPathComponent().deletingLastPathComponent()).path,
      [client, target, file.path] + arguments)
  }

  private static func python(root: URL) -> URL {
    let named = ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"]
    return named.map { URL(filePath: $0) } ?? root.appending(path: ".cache/venv/bin/python")
  }
}
