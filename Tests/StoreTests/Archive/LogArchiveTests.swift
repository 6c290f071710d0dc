import Foundation
import Store
import TestSupport
import Testing

@Suite("Restoring any moment")
struct LogArchiveTests {
  private let fixture: ArchiveFixture

  init() throws { fixture = try ArchiveFixture() }

  private func bytes(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  @Test("Whatever is written, closed, folded and backed up, every commit can be restored as it was")
  func everyCommit() async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    var database = try fixture.open()
    var (state, states): ([Int: [UInt8]], [(time: Int, rows: [Int: [UInt8]])]) = ([:], [])
    try await fixture.put(0, [0], in: database)
    try fixture.backUp()
    state[0] = [0]
    for _ in 0..<250 {
      switch Int.random(in: 0..<40, using: &random) {
      case 0: try fixture.backUp()
      case 1:
        await database.close()
        database = try fixture.open()
      case 2:
        // So that it is folded and begun anew, and pages are freed and used again.
        let body = bytes(150_000, &random)
        try await fixture.put(1_000, body, in: database)
        state[1_000] = body
      case 3...8:
        let id = Int.random(in: 0..<30, using: &random)
        try await database.write { try $0.execute("DELETE FROM items WHERE id = ?", [.int(id)]) }
        state[id] = nil
      default:
        let id = Int.random(in: 0..<30, using: &random)
        let body = bytes(Int.random(in: 0..<9_000, using: &random), &random)
        try await fixture.put(id, body, in: database)
        state[id] = body
      }
      states.append((fixture.now(), state))
    }
    await database.close()
    #expect(fixture.breaks.isEmpty, "seed \(seed): \(fixture.breaks)")
    let generations = Set(try fixture.segments().map { $0.suffix(16) })
    #expect(generations.count > 5, "seed \(seed): it was hardly ever folded")
    var fromLog = 0
    for (time, rows) in states.shuffled(using: &random).prefix(60) {
      let step = try #require(try fixture.step(at: time), "seed \(seed)")
      // The database was closed before some of these, and nothing came after.
      #expect(step.time <= time && step.replay != nil, "seed \(seed), \(time)")
      #expect(try await fixture.rows(at: time) == rows, "seed \(seed), \(time)")
      fromLog += step.replay?.commitCount ?? 0
    }
    #expect(fromLog > 100, "seed \(seed)")
    #expect(try await fixture.rows(at: .max) == state, "seed \(seed)")
  }

  @Test("Callers at once, readers in the way and a backup in the middle leave no gap")
  func besideEachOther() async throws {
    let database = try fixture.open()
    try await fixture.put(0, [0], in: database)
    try fixture.backUp()
    let fixture = fixture
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for number in 0..<120 {
            let body = [UInt8](repeating: UInt8(number), count: 700 * (writer % 3) + 1)
            try await fixture.put(writer * 1_000 + number, body, in: database)
          }
        }
      }
      group.addTask {
        for _ in 0..<40 {
          try await database.read { _ = try $0.query("SELECT sum(length(body)) FROM items") }
        }
      }
      group.addTask { for _ in 0..<3 { try fixture.backUp() } }
      try await group.waitForAll()
    }
    let time = fixture.now()
    await database.close()
    #expect(fixture.breaks.isEmpty, "\(fixture.breaks)")
    #expect(try await fixture.rows(at: time).count == 960)
    // From the first backup alone.
    let taken = fixture.repository.times(of: "db")[0]
    let first = try #require(try fixture.repository.manifest(of: "db", notAfter: taken))
    guard case .replay(let replay) = try fixture.repository.reach(of: first, notAfter: time) else {
      Issue.record("the log does not lead on from the first backup")
      return
    }
    let target = fixture.folder.file("first.db")
    try fixture.repository.restore(first, replaying: replay, to: target)
    let restored = try Database(path: target, migrations: [ArchiveFixture.items])
    let count = try await restored.read { try $0.first("SELECT count(*) FROM items") { $0.int(0) } }
    #expect(count == 960 && replay.commitCount > 100)
    await restored.close()
  }

  @Test("What is kept is for nobody else's eyes, and one process keeps it at a time")
  func modesAndLock() async throws {
    let database = try fixture.open()
    try await fixture.put(1, [1], in: database)
    // A segment is there before the file that says how far they go.
    try await eventually {
      try fixture.segments().first.map {
        ($0 as NSString).deletingLastPathComponent + "/covered"
      }.map(FileManager.default.fileExists) == true
    }
    for path in try fixture.segments() {
      let chain = (path as NSString).deletingLastPathComponent
      for (path, mode) in [(path, 0o600), (chain, 0o700), (chain + "/covered", 0o600)] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
      }
    }
    let other = try ArchiveFixture(beside: fixture)
    try FileManager.default.removeItem(atPath: fixture.path + ".lock")
    #expect { try other.open() } throws: { ($0 as? StoreError)?.code == .busy }
    await database.close()
  }

  @Test("Pruning keeps what leads on from the oldest backup that is kept, and no more")
  func pruning() async throws {
    let database = try fixture.open()
    var times: [Int] = []
    for round in 0..<4 {
      try fixture.backUp()
      for number in 0..<60 { try await fixture.put(number, [UInt8(round)], in: database) }
      times.append(fixture.now())
    }
    await database.close()
    let count = try fixture.segments().count
    #expect(try fixture.repository.prune(keeping: 2) > 0)
    let kept = try fixture.segments().count
    #expect(kept < count && kept > 0)
    for (round, time) in times.enumerated().suffix(2) {
      #expect(try await fixture.rows(at: time)[5] == [UInt8(round)])
    }
    #expect(try fixture.step(at: times[0]) == nil)
    // It goes on.
    let again = try fixture.open()
    try await fixture.put(5, [9], in: again)
    await again.close()
    #expect(fixture.breaks.isEmpty)
    #expect(try await fixture.rows(at: .max)[5] == [9])
  }

  @Test("Without an archive nothing of it is there: the log is gone when the database is closed")
  func without() async throws {
    let database = try fixture.open(isArchived: false)
    try await fixture.put(1, [1], in: database)
    await database.close()
    #expect(!FileManager.default.fileExists(atPath: fixture.path + "-wal"))
    #expect(!FileManager.default.fileExists(atPath: fixture.archiveFolder))
  }
}
