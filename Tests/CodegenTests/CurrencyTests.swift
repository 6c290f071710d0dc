import Foundation
import TestSupport
import Testing

/// The generated files in the repository are what the generator writes now.
@Suite(.blocksItsThread) struct CurrencyTests {
  @Test func generatedCodeIsCurrent() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    // Beside the test bundle, where the same build has put it.
    let plugin = URL(
      filePath: try FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/exe")
    ).deletingLastPathComponent().appending(path: "protoc-gen-apus")
    try #require(FileManager.default.isExecutableFile(atPath: plugin.path), "\(plugin.path)")
    let log = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: log)
    defer { try? FileManager.default.removeItem(at: log) }
    let process = Process()
    process.executableURL = root.appending(path: "scripts/generate-protos.sh")
    process.arguments = ["--check"]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PROTOC_GEN_APUS": plugin.path]
    ) { $1 }
    let output = try FileHandle(forWritingTo: log)
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(text)")
  }
}
