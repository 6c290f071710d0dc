import Foundation
import TestSupport
import Testing

/// `make lint` compares the API with that of the last release: each of these would break its clients.
@Suite(.blocksItsThread) struct BreakingChangeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: [
    ("a type", "bytes payload = 1;", "string payload = 1;"),
    ("a number", "uint32 count = 2;", "uint32 count = 3;"),
    ("a name", "uint32 count = 2;", "uint32 total = 2;"),
    ("a package", "package apus.bench.v1;", "package apus.bench.v2;"),
    ("a method", "rpc Unary(Ping) returns (Pong);", ""),
    ("a message", "message Pong {", "message Answer {"),
  ])
  func isRefused(_ what: String, old: String, new: String) throws {
    let outcome = try breaking { try $0.replacingOnce(old, with: new) }
    #expect(outcome.status != 0 && outcome.output.contains("echo.proto"), "\(what) was changed")
  }

  @Test func anAdditionIsNot() throws {
    let outcome = try breaking {
      try $0.replacingOnce("uint32 count = 2;", with: "uint32 count = 2; uint32 more = 3;")
    }
    #expect(outcome.status == 0, "\(outcome.output)")
  }

  /// What buf says of a copy of `Protos` in which `echo.proto` is changed.
  private func breaking(_ change: (String) throws -> String) throws -> ProgramOutcome {
    let copy = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.root.appending(path: "Protos"), to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    let file = copy.appending(path: "apus/bench/v1/echo.proto")
    let text = try change(String(contentsOf: file, encoding: .utf8))
    // Only what is checked may be at fault: every reference follows the renaming of a message.
    let consistent =
      text.contains("message Answer") ? text.replacingOccurrences(of: "Pong", with: "Answer") : text
    try consistent.write(to: file, atomically: true, encoding: .utf8)
    return try ProgramOutcome(
      blockingOn: Self.root.appending(path: ".cache/venv/bin/buf").path,
      [
        "breaking", copy.path, "--against",
        Self.root.appending(path: "Protos/baseline.binpb").path,
      ])
  }
}

extension String {
  fileprivate func replacingOnce(_ old: String, with new: String) throws -> String {
    try #require(contains(old), "\(old) is not in the file")
    return replacingOccurrences(of: old, with: new)
  }
}
