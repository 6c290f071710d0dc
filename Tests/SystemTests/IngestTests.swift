import Foundation
import Messages
import RPC
import TestSupport
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
    // For who runs the service, however it was started.
    #expect(outcome.errors.contains("--max-document-bytes (APUS_MAX_DOCUMENT_BYTES"))
    try await installation.withGateway { client, options in
      let stored = try await client.listDocuments(.init(), options: options).documents.map(\.uri)
      #expect(
        Set(stored) == [first, last, installation.corpus.appending(path: Self.page).path])
    }
  }

  /// What a folder may hold beside documents: each is told of in one line, and nothing is waited for.
  @Test func everyDocumentHasOneLineOfJSON() async throws {
    let installation = try await Installation(pages: [Self.page])
    defer { installation.destroy() }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let root = folder.url.path
    let files = FileManager.default
    try files.createDirectory(atPath: root + "/sub", withIntermediateDirectories: false)
    try folder.write("The kestrel hovers over the field.\n".utf8, to: "sub/bird.txt")
    try folder.write("The owl hunts at night.\n".utf8, to: "owl")
    try files.createSymbolicLink(atPath: root + "/link.md", withDestinationPath: "owl")
    try files.createSymbolicLink(atPath: root + "/circle", withDestinationPath: ".")
    try files.createSymbolicLink(atPath: root + "/nowhere.txt", withDestinationPath: "absent")
    try #require(mkfifo(root + "/fifo.txt", 0o600) == 0)
    try folder.write([], to: "empty.txt")
    let badName = Array((root + "/").utf8CString.dropLast()) + [CChar(bitPattern: 0xFF)]
    let descriptor = open(badName + Array(".txt".utf8CString), O_CREAT | O_WRONLY, 0o600)
    try #require(descriptor >= 0)
    close(descriptor)
    _ = try Self.unreadable(in: folder)

    let outcome = try await installation.apus(["ingest", root, root + "/fifo.txt", "--json"])
    #expect(outcome.status == 1)
    let results = try outcome.output.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
    let expected = [
      "/circle": ["skipped", "link to a folder"], "/nowhere.txt": ["skipped", "leads nowhere"],
      "/sub/bird.txt": ["added", nil], "/link.md": ["added", nil],
      "/empty.txt": ["refused", "empty"], "/unreadable.txt": ["refused", "cannot be read"],
      "/\\xFF.txt": ["refused", "not UTF-8"],
    ]
    for (name, facts) in expected {
      let lines = results.filter { $0["uri"] as? String == root + name }
      #expect(lines.count == 1, "\(name): \(lines)")
      #expect(lines.first?["outcome"] as? String == facts[0], "\(lines)")
      let problem = lines.first?["problem"] as? String
      #expect(facts[1].map { problem?.contains($0) == true } ?? (problem == nil), "\(lines)")
    }
    // Once passed over in the folder, once refused since it was named.
    let fifo = results.filter { $0["uri"] as? String == root + "/fifo.txt" }
    #expect(Set(fifo.compactMap { $0["outcome"] as? String }) == ["skipped", "refused"])
    #expect(results.count == expected.count + fifo.count)
    #expect(outcome.errors.contains(#"{"error":{"code":"FAILED","message":"4 of 6 documents"#))
  }

  @Test func whatIsNoRegularFileIsRefusedAtOnce() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let fifo = folder.url.appending(path: "fifo.txt").path
    try #require(mkfifo(fifo, 0o600) == 0)
    let key = try folder.write("apus_0123456789abcdef\n".utf8, to: "key")
    let outcome = try await Executable.run(["ingest", "--api-key-file", key, fifo, "/dev/null"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(fifo): is a FIFO, not a regular file; save"))
    #expect(outcome.errors.contains("/dev/null: is a device, not a regular file; save"))
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
