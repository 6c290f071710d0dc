import Foundation
import Store
import TestSupport
import Testing

@Suite("apus backup")
struct BackupCommandTests {
  @Test("State is backed up while it is open, listed, and restored as it was")
  func thereAndBack() async throws {
    let folder = try TemporaryFolder()
    let (data, backups) = (folder.path, folder.file("backups"))
    let database = try Database(
      path: folder.file("orchestrator.db"), migrations: [EventLog.migration])
    try await database.write { connection in
      try EventLog.append(
        [NewEvent(kind: "Noted", payload: [1])], to: "run", expectedVersion: 0, now: 0,
        on: connection)
    }
    let created = try await Program.apus(
      ["backup", "create", "--data", data, "--backups", backups, "--keep", "3"])
    #expect(created.status == 0 && created.output.contains("orchestrator · "), "\(created)")
    #expect(created.output.contains("1 event,"), "\(created)")
    let listed = try await Program.apus(["backup", "list", "--backups", backups])
    #expect(listed.status == 0 && listed.output.contains("orchestrator"), "\(listed)")
    let restored = try await Program.apus(
      ["backup", "restore", "--data", folder.file("new"), "--backups", backups])
    #expect(
      restored.status == 0 && restored.output.contains("orchestrator as of 20"), "\(restored)")
    let verified = try await Program.apus(["audit", "verify", "--data", folder.file("new")])
    #expect(verified.status == 0 && verified.output.contains("1 event,"), "\(verified)")
    let again = try await Program.apus(
      ["backup", "restore", "--data", folder.file("new"), "--backups", backups])
    #expect(again.status == 1 && again.errors.contains("exists"), "\(again)")
    await database.close()
  }

  /// Backs up databases of these names that hold so many events.
  private func backUp(_ counts: [String: Int], in folder: TemporaryFolder, at time: Int)
    async throws
  {
    let repository = BackupRepository(folder: folder.file("backups"))
    for (name, count) in counts {
      let file = folder.file("\(name)-\(time).db")
      let database = try Database(path: file, migrations: [EventLog.migration])
      for number in 0..<count {
        try await database.write { connection in
          try EventLog.append(
            [NewEvent(kind: "Noted", payload: [UInt8](repeating: UInt8(number), count: 9_000))],
            to: "s", expectedVersion: nil, now: 0, on: connection)
        }
      }
      await database.close()
      _ = try repository.backUp(sqlite: file, name: name, now: time)
    }
  }

  @Test(
    "All databases come from one moment, which a time of day, an offset or milliseconds name",
    arguments: [
      (nil, "2:20"), ("2026-11-22T07:31:00Z", "2:20"),
      ("2026-11-22T08:30:00+01:00", "1:10"), ("2026-11-22T07:30:00Z", "1:10"),
      ("2026-11-22T07:30:00.400Z", nil), ("1795332600500", "1:10"),
      // What retrieval has is older, and memory alone was backed up later.
      ("2026-11-22T07:40:00Z", "2:20"), ("2026-11-22T07:29:00Z", nil),
    ] as [(String?, String?)])
  func oneMoment(time: String?, counts: String?) async throws {
    let folder = try TemporaryFolder()
    let begin = 1_795_332_600_500  // 2026-11-22T07:30:00.500Z
    try await backUp(["memory": 1, "orchestrator": 10], in: folder, at: begin)
    try await backUp(
      ["memory": 2, "orchestrator": 20, "retrieval": 1], in: folder, at: begin + 30_000)
    try await backUp(["memory": 9], in: folder, at: begin + 40_000)
    let new = folder.file("new")
    let restored = try await Program.apus(
      ["backup", "restore", "--data", new, "--backups", folder.file("backups")]
        + (time.map { ["--at", $0] } ?? []))
    guard let counts else {
      #expect(restored.status == 1 && restored.errors.contains("at one moment"), "\(restored)")
      #expect(!FileManager.default.fileExists(atPath: new))
      return
    }
    #expect(restored.status == 0, "\(restored)")
    let found = try ["memory", "orchestrator"].map { name in
      try EventLogAudit.verify(.sqlite(path: "\(new)/\(name).db")).eventCount
    }
    #expect(counts == "\(found[0]):\(found[1])", "\(found)")
  }

  @Test("Any moment is restored of databases whose logs are archived, and the list says which")
  func anyMoment() async throws {
    let folder = try TemporaryFolder()
    let backups = folder.file("backups")
    var databases: [String: Database] = [:]
    for name in ["memory", "orchestrator"] {
      databases[name] = try Database(
        at: .sqlite(path: folder.file("\(name).db")), migrations: [EventLog.migration],
        archive: LogArchiveOptions(
          folder: backups, name: name, interval: .milliseconds(5), report: { _ in }))
    }
    func append() async throws -> Int {
      for database in databases.values {
        try await database.write { connection in
          try EventLog.append(
            [NewEvent(kind: "Noted", payload: [1])], to: "s", expectedVersion: nil, now: 0,
            on: connection)
        }
      }
      let time = LogArchiveOptions.systemClock()
      try await eventually { LogArchiveOptions.systemClock() > time }
      return time
    }
    _ = try await append()
    let created = try await Program.apus(
      ["backup", "create", "--data", folder.path, "--backups", backups])
    #expect(created.status == 0, "\(created)")
    var times: [Int] = []
    for _ in 0..<5 { times.append(try await append()) }
    // The last one is archived.
    try await eventually {
      let listed = try await Program.apus(["backup", "list", "--backups", backups, "--json"])
      let ends = listed.output.matches(of: /"any_moment_to_ms":(\d+)/).compactMap { Int($0.1) }
      return ends.count == 2 && ends.allSatisfy { $0 > times[4] }
    }
    let listed = try await Program.apus(["backup", "list", "--backups", backups])
    #expect(listed.output.contains("memory: any moment from 20"), "\(listed)")
    for (index, time) in times.enumerated() {
      let new = folder.file("new\(index)")
      let restored = try await Program.apus(
        ["backup", "restore", "--data", new, "--backups", backups, "--at", String(time)])
      #expect(restored.status == 0, "\(restored)")
      let commits = "\(index + 1) commit\(index == 0 ? "" : "s") from the log"
      #expect(restored.output.contains("orchestrator as of 20"), "\(restored)")
      #expect(restored.output.contains(commits), "\(restored)")
      for name in ["memory", "orchestrator"] {
        let audit = try EventLogAudit.verify(.sqlite(path: "\(new)/\(name).db"))
        #expect(audit.eventCount == index + 2)
      }
    }
    // Nothing is written where a segment is damaged.
    let archive = backups + "/log/memory"
    let segment = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: archive).sorted()
        .last { $0.contains("-") })
    try Data([1]).write(to: URL(fileURLWithPath: "\(archive)/\(segment)"))
    let refused = try await Program.apus(
      ["backup", "restore", "--data", folder.file("none"), "--backups", backups])
    #expect(refused.status == 1 && refused.errors.contains("is damaged"), "\(refused)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("none")))
    for database in databases.values { await database.close() }
  }

  @Test("Where one database cannot be restored, none is")
  func allOrNothing() async throws {
    let folder = try TemporaryFolder()
    try await backUp(["memory": 40, "orchestrator": 5], in: folder, at: 1_000)
    let new = folder.file("new")
    func isRefused(_ words: String) async throws {
      let outcome = try await Program.apus(
        ["backup", "restore", "--data", new, "--backups", folder.file("backups")])
      #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome)")
      #expect(!FileManager.default.fileExists(atPath: new + "/memory.db"))
    }
    try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: new + "/orchestrator.db"))
    try await isRefused("orchestrator.db exists")
    #expect(FileManager.default.contents(atPath: new + "/orchestrator.db") == Data([1]))
    try FileManager.default.removeItem(atPath: new + "/orchestrator.db")

    // What fails while it is written takes back what was written before it.
    let lock = new + "/orchestrator.db.lock"
    try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: true)
    try await isRefused("orchestrator.db.lock")
    try FileManager.default.removeItem(atPath: lock)

    // A piece that the orchestrator alone has.
    let repository = BackupRepository(folder: folder.file("backups"))
    let others = Set(try #require(try repository.manifest(of: "memory")).chunks)
    let own = try #require(try repository.manifest(of: "orchestrator")).chunks
    let piece = try #require(own.last { !others.contains($0) })
    let path = folder.file("backups/chunks/\(piece.prefix(2))/\(piece)")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    try await isRefused("is damaged")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: new).filter { !$0.hasSuffix(".lock") }
        == [])
  }

  @Test(
    "What cannot be done is refused with what to do instead",
    arguments: [
      (["create", "--data", "/nonexistent"], 1, "--data"),
      (["restore", "--backups", "/nonexistent"], 1, "apus backup list"),
      (["restore", "--at", "noon"], 2, "2026-11-22T07:30:00Z"),
      (["restore", "--at", "2026-11-22"], 2, "2026-11-22T07:30:00Z"),
    ])
  func refusals(arguments: [String], status: Int32, words: String) async throws {
    let outcome = try await Program.apus(["backup"] + arguments)
    #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome)")
  }
}
