import Foundation
import Store
import TestSupport
import Testing

/// A process that archives is killed with SIGKILL, again and again; the next one goes on with the same chain.
@Suite("Archive of a killed process")
struct LogCrashTests {
  @Test(
    "What was acknowledged by a moment is in the state of that moment, and nothing that came after")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let (path, acknowledged) = (folder.file("db.db"), folder.file("acknowledged"))
    let backups = folder.file("backups")
    for round in 0..<6 {
      let seed = UInt64.random(in: 0...UInt64.max)
      await #expect(processExitsWith: .signal(SIGKILL), "round \(round), seed \(seed)") {
        [
          path = path as String, acknowledged = acknowledged as String,
          backups = backups as String, seed = seed as UInt64
        ] in
        try await KilledArchiver.run(path, acknowledged, backups: backups, seed: seed)
      }
    }
    let events = KilledArchiver.Told()
    // What the last one left is archived by whoever opens it next.
    let database = try KilledArchiver.open(path, backups: backups, events)
    await database.close()
    #expect(events.breakCount == 0)
    let chains = try FileManager.default.contentsOfDirectory(atPath: backups + "/log/db")
    #expect(chains.filter { $0.count == 15 }.count == 1)

    let repository = BackupRepository(folder: backups)
    let manifest = try #require(
      try repository.manifest(of: "db", notAfter: repository.times(of: "db")[0]))
    /// How many commits the state of a moment has.
    func count(at time: Int, takesEarliest: Bool) async throws -> Int {
      let reach = try repository.reach(
        of: manifest, notAfter: time, takesEarliest: takesEarliest)
      guard case .replay(let replay) = reach else { return -1 }
      let target = folder.file("\(time)-\(takesEarliest).db")
      try repository.restore(manifest, replaying: replay, to: target)
      return try EventLogAudit.verify(.sqlite(path: target)).eventCount
    }
    let lines = try String(contentsOfFile: acknowledged, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: " ").compactMap { Int($0) } }
    #expect(lines.count > 60)
    var exactCount = 0
    for line in lines.shuffled().prefix(25) + lines.suffix(1) {
      let (number, time) = (line[0], line[1])
      let most = try await count(at: time, takesEarliest: true)
      let least = try await count(at: time, takesEarliest: false)
      // Of the last ones of each process it is not known when they were made.
      #expect(least <= number && number <= most, "\(number) at \(time): \(least)...\(most)")
      if least == most { exactCount += 1 }
    }
    #expect(exactCount > 12)
  }
}

private enum KilledArchiver {
  final class Told: @unchecked Sendable {
    private let lock = NSLock()
    // Guarded by `lock`.
    private var count = 0

    var breakCount: Int { lock.withLock { count } }

    func add(_ event: LogArchiveOptions.Event) {
      if case .broken = event { lock.withLock { count += 1 } }
    }
  }

  static func open(_ path: String, backups: String, _ told: Told) throws -> Database {
    var options = LogArchiveOptions(
      folder: backups, name: "db", interval: .milliseconds(20), report: { told.add($0) })
    options.foldFrameCount = 80
    return try Database(
      at: .sqlite(path: path), migrations: [EventLog.migration], archive: options)
  }

  /// Appends events and notes how many there were at which millisecond, until it is killed.
  static func run(
    _ path: String, _ acknowledged: String, backups: String, seed: UInt64
  ) async throws {
    let database = try open(path, backups: backups, Told())
    var count = try await database.read { try EventLog.verify(on: $0).eventCount }
    if count == 0 {
      try await append(to: database)
      count += 1
      let repository = BackupRepository(folder: backups)
      _ = try repository.backUp(
        sqlite: path, name: "db", now: LogArchiveOptions.systemClock())
    }
    let log = Glibc.open(acknowledged, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    precondition(log >= 0)
    for _ in 0..<Int(seed % 120) + 30 {
      try await append(to: database)
      count += 1
      let time = LogArchiveOptions.systemClock()
      let line = Array("\(count) \(time)\n".utf8)
      precondition(write(log, line, line.count) == line.count)
      // Nothing else is committed in this millisecond.
      while LogArchiveOptions.systemClock() == time {}
    }
    kill(getpid(), SIGKILL)
  }

  private static func append(to database: Database) async throws {
    try await database.write { connection in
      try EventLog.append(
        [NewEvent(kind: "Written", payload: [UInt8](repeating: 7, count: 900))], to: "s",
        expectedVersion: nil, now: 0, on: connection)
    }
  }
}
