import CommandLineTool
import Foundation
import Testing

@Suite struct ChildProcessTests {
  /// What our own starter left open, such as the writing end of somebody's pipe, ends with us.
  @Test func aChildInheritsOnlyItsStandardDescriptors() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let leaked = open(folder.appending(path: "leaked").path, O_RDWR | O_CREAT, 0o600)
    try #require(leaked > STDERR_FILENO && fcntl(leaked, F_GETFD) == 0)
    defer { close(leaked) }
    let log = folder.appending(path: "log")
    let child = try ChildProcess.start(
      path: "/bin/ls", arguments: ["-l", "/proc/self/fd"], environment: [:], logPath: log.path)
    #expect(await child.waitForExit() == .status(0))
    let listing = try String(contentsOf: log, encoding: .utf8)
    #expect(listing.contains("0 -> pipe:"), "\(listing)")
    #expect(listing.contains("1 -> \(log.path)"), "\(listing)")
    #expect(!listing.contains("leaked"), "\(listing)")
  }
}
