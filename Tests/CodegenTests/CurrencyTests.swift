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
    let outcome = try ProgramOutcome(
      blockingOn: root.appending(path: "scripts/generate-protos.sh").path, ["--check"],
      environment: ProcessInfo.processInfo.environment.merging(
        ["PROTOC_GEN_APUS": plugin.path]
      ) { $1 })
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
