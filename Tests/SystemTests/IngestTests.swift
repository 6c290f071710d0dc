import Foundation
import Messages
import RPC
import Testing

/// Documents that cannot be taken are refused one by one; nothing else is lost.
@Suite(.timeLimit(.minutes(10))) struct IngestTests {
  static let page = "ap-pkg-diversions.html"

  @Test func badDocumentsAreListedAndGoodOnesStored() async throws {
    let installation = try await Installation(pages: [Self.page])
    defer { installation.destroy() }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let first = try folder.write("The kestrel hovers over the field.\n".utf8, to: "first.txt")
    let last = try folder.write("# Owls\n\nThe owl hunts at night.\n".utf8, to: "last.md")
    let large = try folder.write([], to: "large.txt")
    let file = try FileHandle(forWritingTo: URL(filePath: large))
    try file.truncate(atOffset: 100 << 20)
    try file.close()
    let refused = [
      (try Self.unreadable(in: folder), "cannot be read"),
      (try folder.write([], to: "empty.txt"), "empty"),
      (try folder.write([0x7F, 0x45, 0x4C, 0x46, 0, 1, 2], to: "binary.txt"), "binary"),
      (try folder.write([0x61, 0xFF, 0xFE, 0x62], to: "latin.txt"), "UTF-8"),
      (large, "more than 33554432 bytes"),
    ]
    let outcome = try await installation.apus(["ingest", first] + refused.map(\.0) + [last])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("7 documents"), "\(outcome.output)")
    #expect(outcome.output.contains("2 added"), "\(outcome.output)")
    #expect(outcome.errors.contains("5 of 7 documents were refused"), "\(outcome.errors)")
    let lines = outcome.errors.split(separator: "\n")
    for (path, reason) in refused {
      #expect(
        lines.contains { $0.contains(path) && $0.contains(reason) },
        "no '\(reason)' for \(path) in:\n\(outcome.errors)")
    }
    try await installation.withGateway { client, options in
      let stored = try await client.listDocuments(.init(), options: options).documents.map(\.uri)
      #expect(
        Set(stored) == [first, last, installation.corpus.appending(path: Self.page).path])
    }
  }

  /// A file that opens and does not read, or does not open; root opens everything.
  private static func unreadable(in folder: TemporaryFolder) throws -> String {
    let path = folder.url.appending(path: "unreadable.txt").path
    if geteuid() == 0 {
      // Reading at address 0 fails, for root too.
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "/proc/self/mem")
    } else {
      try folder.write("secret".utf8, to: "unreadable.txt")
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    }
    return path
  }
}
