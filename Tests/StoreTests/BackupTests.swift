import Foundation
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Backups")
struct BackupTests {
  private let folder: TemporaryFolder
  private let repository: BackupRepository
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    repository = BackupRepository(folder: folder.file("backups"))
    file = folder.file("orchestrator.db")
  }

  private func open(_ path: String) throws -> Database {
    try Database(path: path, migrations: [EventLog.migration])
  }

  private func append(_ payload: [UInt8], to database: Database) async throws {
    try await database.write { connection in
      try EventLog.append(
        [NewEvent(kind: "Noted", payload: payload)], to: "s", expectedVersion: nil, now: 0,
        on: connection)
    }
  }

  private func backUp(at time: Int) throws -> BackupRepository.Result {
    try repository.backUp(sqlite: file, name: "orchestrator", now: time)
  }

  /// How many events a backup restores to, all of them as they were written.
  private func restoredCount(_ manifest: BackupManifest?, as name: String) async throws -> Int {
    try repository.restore(try #require(manifest), to: folder.file(name))
    let database = try open(folder.file(name))
    let count = try await database.read { try EventLog.verify(on: $0).eventCount }
    // It goes on from there.
    try await append([1], to: database)
    await database.close()
    return count
  }

  @Test("Each backup restores the state of its moment, and a second one writes only what is new")
  func pointsInTime() async throws {
    let database = try open(file)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<40 {
      try await append(
        (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) }, to: database)
    }
    let first = try backUp(at: 1_000)
    try await append([7], to: database)
    let second = try backUp(at: 2_000)
    let third = try backUp(at: 3_000)
    #expect(first.manifest.audit?.eventCount == 40 && second.manifest.audit?.eventCount == 41)
    #expect(first.newByteCount == first.manifest.byteCount)
    #expect(second.newChunkCount > 0 && second.newChunkCount < first.newChunkCount / 2)
    #expect(third.newChunkCount == 0)
    #expect(try repository.manifest(of: "orchestrator", notAfter: 999) == nil)
    #expect(
      try await restoredCount(
        repository.manifest(of: "orchestrator", notAfter: 1_999), as: "then.db") == 40)
    #expect(try await restoredCount(repository.manifest(of: "orchestrator"), as: "now.db") == 41)
    await database.close()
  }

  @Test(
    "A store on PostgreSQL is backed up piece by piece beside its service, and restored as either")
  func postgres() async throws {
    let schema = StoreSchema(
      name: "orchestrator",
      migrations: [
        // A table before the log in the copy, whose growth moves all that follows.
        Migration(
          "items", "CREATE TABLE items (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT",
          postgres: "CREATE TABLE items (id BIGINT PRIMARY KEY, content BYTEA NOT NULL)"),
        EventLog.migration,
      ])
    let (here, there) = (try StoreFixture(.postgres), try StoreFixture(.postgres))
    let database = try Database(at: here.location, migrations: schema.migrations)
    var random = SeededGenerator(seed: 6)
    func bytes() -> [UInt8] { (0..<3_000).map { _ in UInt8.random(in: 0...255, using: &random) } }
    func addItem(_ id: Int) async throws {
      let content = bytes()
      try await database.write {
        try $0.execute("INSERT INTO items VALUES (?, ?)", [.int(id), .blob(content)])
      }
    }
    for id in 1...300 {
      try await addItem(id)
      try await append(bytes(), to: database)
    }
    let first = try repository.backUp(schema, at: here.location, now: 1_000)
    for id in 301...303 { try await addItem(id) }
    try await append([7], to: database)
    let second = try repository.backUp(schema, at: here.location, now: 2_000)
    #expect(first.manifest.audit?.eventCount == 300 && second.manifest.audit?.eventCount == 301)
    #expect(first.newByteCount == first.manifest.byteCount)
    #expect(second.newByteCount < first.newByteCount / 2, "\(first.newChunkCount) pieces")
    await database.close()

    let then = try #require(try repository.manifest(of: "orchestrator", notAfter: 1_999))
    try repository.restore(then, of: schema, to: there.location)
    #expect(try EventLogAudit.verify(there.location) == first.manifest.audit)
    #expect {
      try repository.restore(then, of: schema, to: there.location)
    } throws: { ($0 as? StoreError)?.code == .constraint }
    try repository.restore(
      try #require(try repository.manifest(of: "orchestrator")), of: schema,
      to: .sqlite(path: folder.file("as-file.db")))
    #expect(
      try EventLogAudit.verify(.sqlite(path: folder.file("as-file.db"))) == second.manifest.audit)
    // Nothing but pieces and their lists stays.
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("backups"))
    #expect(names.sorted() == ["chunks", "manifests"])
  }

  @Test("A backup beside writers holds everything acknowledged before it and a whole chain")
  func besideWriters() async throws {
    let database = try open(file)
    let writers = (0..<4).map { _ in
      Task {
        var count = 0
        while !Task.isCancelled {
          try await append([1, 2, 3], to: database)
          count += 1
        }
        return count
      }
    }
    var before = 0
    for round in 1...5 {
      try await eventually {
        try await database.read { try EventLog.version(of: "s", on: $0) } > before + 20
      }
      before = try await database.read { try EventLog.version(of: "s", on: $0) }
      let result = try backUp(at: round)
      #expect(try #require(result.manifest.audit).eventCount >= before)
      #expect(
        try await restoredCount(result.manifest, as: "\(round).db")
          == result.manifest.audit?.eventCount)
    }
    for writer in writers {
      writer.cancel()
      _ = try? await writer.value
    }
    await database.close()
  }

  @Test(
    "A piece or a manifest that is damaged or missing is found, and nothing half restored is left")
  func damageIsFound() async throws {
    let database = try open(file)
    for number in 0..<30 {
      try await append([UInt8](repeating: UInt8(number), count: 30_000), to: database)
    }
    await database.close()
    let manifest = try backUp(at: 1).manifest
    let pieces = try FileManager.default.subpathsOfDirectory(atPath: folder.file("backups/chunks"))
      .filter { $0.contains("/") }.sorted().map { folder.file("backups/chunks/\($0)") }
    #expect(pieces.count > 2)
    let target = folder.file("restored.db")
    func isRefused() -> Bool {
      let error = #expect(throws: StoreError.self) { try repository.restore(manifest, to: target) }
      return error?.code == .corrupt && !FileManager.default.fileExists(atPath: target)
        && !FileManager.default.fileExists(atPath: target + ".partial")
    }
    let intact = try Data(contentsOf: URL(fileURLWithPath: pieces[1]))
    var damaged = intact
    damaged[intact.count / 2] ^= 1
    try damaged.write(to: URL(fileURLWithPath: pieces[1]))
    #expect(isRefused())
    try FileManager.default.removeItem(atPath: pieces[1])
    #expect(isRefused())
    try intact.write(to: URL(fileURLWithPath: pieces[1]))
    try repository.restore(manifest, to: target)
    // What is there is not replaced.
    #expect { try repository.restore(manifest, to: target) } throws: {
      ($0 as? StoreError)?.code == .constraint
    }
    let list = folder.file("backups/manifests/orchestrator/000000000000001")
    var text = try Data(contentsOf: URL(fileURLWithPath: list))
    text[30] ^= 1
    try text.write(to: URL(fileURLWithPath: list))
    #expect { try repository.manifest(of: "orchestrator") } throws: {
      ($0 as? StoreError)?.code == .corrupt
    }
  }

  @Test("Pruning keeps the newest backups whole and nothing else")
  func pruning() async throws {
    let database = try open(file)
    for round in 1...4 {
      try await append([UInt8](repeating: UInt8(round), count: 600_000), to: database)
      _ = try backUp(at: round)
    }
    #expect(try repository.prune(keeping: 2) > 0)
    #expect(repository.times(of: "orchestrator") == [3, 4])
    for time in [3, 4] {
      let manifest = try repository.manifest(of: "orchestrator", notAfter: time)
      #expect(try await restoredCount(manifest, as: "\(time).db") == time)
    }
    #expect(try repository.prune(keeping: 2) == 0)
    await database.close()
  }

  @Test("A file that is damaged is not backed up in silence")
  func damagedSource() async throws {
    let database = try open(file)
    for number in 0..<30 {
      try await append([UInt8](repeating: UInt8(number), count: 3_000), to: database)
    }
    await database.close()
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.seek(toOffset: 40_000)
    try handle.write(contentsOf: Data(repeating: 0x5A, count: 5_000))
    try handle.close()
    #expect { try backUp(at: 1) } throws: { ($0 as? StoreError)?.code == .corrupt }
    #expect(repository.times(of: "orchestrator") == [])
  }

  @Test(
    "Two that back up at the same time do not prune each other's pieces: the second one is told to wait"
  )
  func oneAtATime() async throws {
    let database = try open(file)
    try await append([1], to: database)
    await database.close()
    try FileManager.default.createDirectory(
      atPath: folder.file("backups"), withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: folder.file("backups/orchestrator.1.copy")))
    try repository.exclusively {
      _ = try backUp(at: 1)
      #expect {
        try repository.exclusively {}
      } throws: { ($0 as? StoreError)?.code == .busy }
    }
    // What a killed one left is gone.
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("backups"))
    #expect(names.sorted() == ["chunks", "lock", "manifests"])
  }
}
