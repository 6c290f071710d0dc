import Foundation
import Store
import TestSupport
import Testing

/// A real process is killed with SIGKILL in the middle of concurrent writes, again and again on the
/// same file; afterwards every write that it was told is durable must be there.
@Suite("Crash")
struct CrashTests {
  @Test("Every acknowledged write survives kill -9, and the chain stays whole")
  func acknowledgedWritesSurvive() async throws {
    let folder = try TemporaryFolder()
    let database = folder.file("crash.db")
    let acknowledged = folder.file("acknowledged")
    for round in 0..<5 {
      let seed = UInt64.random(in: 0...UInt64.max)
      await #expect(processExitsWith: .signal(SIGKILL), "round \(round), seed \(seed)") {
        [
          database = database as String, acknowledged = acknowledged as String,
          round = round as Int,
          seed = seed as UInt64
        ] in
        try await CrashWriter.run(
          database: database, acknowledged: acknowledged, round: round, seed: seed)
      }
      try await check(database: database, acknowledged: acknowledged, seed: seed)
    }
  }

  private func check(database path: String, acknowledged: String, seed: UInt64) async throws {
    let promised = try String(contentsOfFile: acknowledged, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(!promised.isEmpty, "seed \(seed)")
    let database = try Database(path: path, migrations: [EventLog.migration])
    let (present, count) = try await database.read { connection in
      (
        Set(
          try EventLog.events(after: 0, countMax: .max, on: connection).map {
            String(decoding: $0.payload, as: UTF8.self)
          }),
        try EventLog.verify(on: connection).eventCount
      )
    }
    let lost = promised.filter { !present.contains($0) }
    #expect(lost == [], "seed \(seed): acknowledged and lost")
    #expect(count == present.count, "seed \(seed)")
    await database.close()
  }
}

/// What the process that will be killed does.
private enum CrashWriter {
  static func run(database path: String, acknowledged: String, round: Int, seed: UInt64)
    async throws
  {
    let database = try Database(path: path, migrations: [EventLog.migration])
    let log = open(acknowledged, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    precondition(log >= 0)
    let killAfter = Int(seed % 400) + 1
    let count = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<16 {
        group.addTask {
          for number in 0... {
            let name = "\(round)-\(writer)-\(number)"
            try await database.write { connection in
              try EventLog.append(
                [NewEvent(kind: "Written", payload: Array(name.utf8))], to: "\(writer)",
                expectedVersion: nil, now: 0, on: connection)
            }
            let line = Array("\(name)\n".utf8)
            precondition(write(log, line, line.count) == line.count)
            if count.increment() == killAfter { kill(getpid(), SIGKILL) }
          }
        }
      }
      try await group.waitForAll()
    }
  }
}

private final class Counter: @unchecked Sendable {
  // Guarded by `lock`.
  private var value = 0
  private let lock = NSLock()

  func increment() -> Int {
    lock.withLock {
      value += 1
      return value
    }
  }
}
