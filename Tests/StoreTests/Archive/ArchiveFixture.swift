import Foundation
import Store
import Synchronization
import TestSupport
import Testing

/// A database whose log is archived beside its backups, under a clock that is another one whenever it is read.
final class ArchiveFixture: Sendable {
  static let items = Migration(
    "items", "CREATE TABLE items (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")

  let folder: TemporaryFolder
  let path: String
  let repository: BackupRepository
  private let name: String
  private let clock: ArchiveFixture?
  private let time = Mutex(LogArchiveOptions.systemClock())
  private let told = Mutex<[LogArchiveOptions.Event]>([])

  /// In the folder and by the clock of `other`, or in a new one.
  init(name: String = "db", beside other: ArchiveFixture? = nil) throws {
    folder = try other?.folder ?? TemporaryFolder()
    clock = other
    self.name = name
    path = self.folder.file("\(name).db")
    repository = BackupRepository(folder: self.folder.file("backups"))
  }

  /// Each call is later than those before it.
  func now() -> Int {
    if let clock { return clock.now() }
    return time.withLock {
      $0 += 10
      return $0
    }
  }

  var archiveFolder: String { folder.file("backups/log/\(name)") }
  var events: [LogArchiveOptions.Event] { told.withLock { $0 } }

  var breaks: [(reason: String, coveredTo: Int)] {
    events.compactMap { if case .broken(let reason, let time) = $0 { (reason, time) } else { nil } }
  }

  /// Segments' files, in order of their chains and numbers.
  func segments() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: archiveFolder).filter {
      $0.split(separator: "/").last?.split(separator: "-").count == 3
    }.sorted().map { archiveFolder + "/" + $0 }
  }

  func open(
    isArchived: Bool = true, foldFrameCount: Int = 60, frameCountMax: Int = 400,
    interval: Duration = .milliseconds(3)
  ) throws -> Database {
    var options = LogArchiveOptions(
      folder: folder.file("backups"), name: name, interval: interval, now: { self.now() }
    ) { event in
      self.told.withLock { $0.append(event) }
    }
    options.foldFrameCount = foldFrameCount
    options.frameCountMax = frameCountMax
    return try Database(
      at: .sqlite(path: path), migrations: [Self.items], archive: isArchived ? options : nil)
  }

  func put(_ id: Int, _ body: [UInt8], in database: Database) async throws {
    try await database.write {
      try $0.execute("INSERT OR REPLACE INTO items VALUES (?, ?)", [.int(id), .blob(body)])
    }
  }

  @discardableResult
  func backUp() throws -> BackupRepository.Result {
    try repository.backUp(sqlite: path, name: name, now: now())
  }

  /// How the database at `time` is to be had.
  func step(at time: Int) throws -> RestoreStep? {
    try repository.steps(of: [name], notAfter: time)?.first
  }

  /// What `time`'s state holds, restored into a file that is gone afterwards.
  func rows(at time: Int) async throws -> [Int: [UInt8]] {
    let step = try #require(try step(at: time))
    let target = folder.file("restored-\(UUID().uuidString).db")
    try repository.restore(step.manifest, replaying: step.replay, to: target)
    defer {
      for suffix in ["", ".lock"] { try? FileManager.default.removeItem(atPath: target + suffix) }
    }
    let database = try Database(path: target, migrations: [Self.items])
    let rows = try await database.read {
      try $0.query("SELECT id, body FROM items") { ($0.int(0), $0.blob(1)) }
    }
    await database.close()
    return Dictionary(uniqueKeysWithValues: rows)
  }
}
