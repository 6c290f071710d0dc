import Foundation
import Messages
import RPC
import TestSupport
import Testing

/// A disk without room refuses new documents and keeps the ones that it has.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FullDiskTests {
  @Test(arguments: Shortage.possible)
  func ingestSaysThatTheDiskIsFullAndLosesNothing(_ shortage: Shortage) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    if shortage == .fullDisk { try await SmallDisk.mount(at: folder.url.path) }
    defer { if shortage == .fullDisk { SmallDisk.unmount(folder.url.path) } }
    let installation = try await Installation(
      pages: ["ap-pkg-diversions.html"], data: folder.url.appending(path: "data"))
    defer { installation.destroy() }
    let other = try TemporaryFolder()
    defer { other.remove() }
    let text = (1...600).map { "Paragraph \($0) is about the number \($0 * 7919 % 10_007).\n\n" }
    let document = try other.write(text.joined().utf8, to: "long.txt")

    let retrieval = try installation.processID(of: "retrieval")
    try await shortage.begin(installation, in: folder.url)
    let refused = try await installation.apus(["ingest", document])
    #expect(refused.status == 1)
    #expect(
      ["disk", "written", "space"].contains { refused.errors.contains($0) }, "\(refused.errors)")
    try await installation.withGateway { client, options in
      let found = try await client.search(
        .init(search: .init(query: "What is a diversion?")), options: options)
      #expect(found.passages.first?.documentUri.hasSuffix("ap-pkg-diversions.html") == true)
      let stored = try await client.listDocuments(.init(), options: options)
      #expect(stored.documents.count == 1, "half a document was stored")
    }
    try await shortage.end(installation, in: folder.url)
    let stored = try await installation.apus(["ingest", document])
    #expect(stored.status == 0, "\(stored.errors)")
    #expect(stored.output.contains("1 added"), "\(stored.output)")
    #expect(try installation.processID(of: "retrieval") == retrieval, "retrieval has died")
  }
}

/// What keeps a service from writing.
enum Shortage: Sendable, CaseIterable {
  /// No byte is left on the file system; needs the right to mount one.
  case fullDisk
  /// The system lets the process's files grow no further (RLIMIT_FSIZE).
  case fileSizeLimit

  static var possible: [Shortage] { geteuid() == 0 ? allCases : [.fileSizeLimit] }

  func begin(_ installation: Installation, in folder: URL) async throws {
    switch self {
    case .fullDisk:
      let descriptor = open(folder.appending(path: "filler").path, O_WRONLY | O_CREAT, 0o600)
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      let zeros = [UInt8](repeating: 0, count: 4096)
      while write(descriptor, zeros, zeros.count) > 0 {}
      try #require(errno == ENOSPC)
    case .fileSizeLimit:
      let sizes = try ["retrieval.db", "retrieval.db-wal"].map { name in
        let path = installation.data.appending(path: name).path
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size]
        return try #require(size as? NSNumber).intValue
      }
      try await setLimit("\(sizes.max() ?? 0)", of: installation)
    }
  }

  func end(_ installation: Installation, in folder: URL) async throws {
    switch self {
    case .fullDisk: try FileManager.default.removeItem(at: folder.appending(path: "filler"))
    case .fileSizeLimit: try await setLimit("unlimited", of: installation)
    }
  }

  private func setLimit(_ limit: String, of installation: Installation) async throws {
    let process = try installation.processID(of: "retrieval")
    try await SystemProgram.run("prlimit", ["--pid", "\(process)", "--fsize=\(limit):unlimited"])
  }
}

/// A file system of 48 MiB in memory.
private enum SmallDisk {
  static func mount(at path: String) async throws {
    try await SystemProgram.run("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", path])
  }

  /// Lazily: a process that is being killed may hold a file for a moment.
  static func unmount(_ path: String) {
    _ = try? ProgramOutcome(blockingOn: "umount", ["-l", path])
  }
}

private enum SystemProgram {
  static func run(_ name: String, _ arguments: [String]) async throws {
    let outcome = try await ProgramOutcome(of: name, arguments)
    try #require(outcome.status == 0, "\(name) \(arguments): \(outcome.errors)")
  }
}
