import Foundation
import Store
import Synchronization
import TestSupport
import Testing

/// Several processes on one PostgreSQL are one store, also while one of them is cut off from it.
@Suite("Linearizability", .timeLimit(.minutes(5)))
struct LinearizabilityTests {
  @Test("The check finds what no order explains")
  func theCheckCanFail() {
    // Written, read, and then read as it was before.
    var stale = RegisterHistory()
    let write = stale.begin()
    let during = stale.begin()
    stale.end(during, .read(1))
    stale.end(write, .write(1))
    let after = stale.begin()
    stale.end(after, .read(0))
    #expect(stale.contradiction(from: 0) == .read(0))
    // Two of the same value both swapped it.
    var double = RegisterHistory()
    let (first, second) = (double.begin(), double.begin())
    double.end(first, .swap(from: 0, to: 1, isDone: true))
    double.end(second, .swap(from: 0, to: 2, isDone: true))
    #expect(double.contradiction(from: 0) == .swap(from: 0, to: 2, isDone: true))
    // What is lost may take effect late, once.
    var late = RegisterHistory()
    let lost = late.begin()
    late.lose(lost, .lostSwap(from: 0, to: 7))
    for value in [0, 7, 7] {
      let read = late.begin()
      late.end(read, .read(value))
    }
    #expect(late.contradiction(from: 0) == nil)
    let read = late.begin()
    late.end(read, .read(0))
    #expect(late.contradiction(from: 0) == .read(0))
  }

  private final class Count: Sendable {
    let value = Atomic(0)
  }

  /// One of the processes: callers of its own on a connection of its own.
  private struct Member: Sendable {
    let database: Database
    let history: RegisterLog
    let answered = Count()

    /// One operation of any kind; what is refused was not done.
    func act(using random: inout SeededGenerator) async {
      let (old, new) = (
        Int.random(in: 0..<8, using: &random), Int.random(in: 0..<8, using: &random)
      )
      let kind = Int.random(in: 0..<3, using: &random)
      let number = history.log.withLock { $0.begin() }
      do {
        let operation: RegisterHistory.Operation
        switch kind {
        case 0:
          operation = .read(
            try await database.read { try $0.first("SELECT value FROM register") { $0.int(0) } }
              ?? -1)
        case 1:
          try await database.write {
            try $0.execute("UPDATE register SET value = ?", [.int(new)])
          }
          operation = .write(new)
        default:
          let isDone = try await database.write { connection in
            try connection.execute(
              "UPDATE register SET value = ? WHERE value = ?", [.int(new), .int(old)])
            return try connection.changedRowCount() == 1
          }
          operation = .swap(from: old, to: new, isDone: isDone)
        }
        history.log.withLock { $0.end(number, operation) }
        answered.value.add(1, ordering: .sequentiallyConsistent)
      } catch let error as StoreError where error.code == .outcomeUnknown && kind > 0 {
        history.log.withLock {
          $0.lose(number, kind == 1 ? .write(new) : .lostSwap(from: old, to: new))
        }
      } catch {
        // Refused.
      }
    }
  }

  private final class RegisterLog: Sendable {
    let log = Mutex(RegisterHistory())
  }

  @Test(
    "Three processes are one register; the one that is cut off writes nothing, the others go on")
  func partition() async throws {
    let server = try PostgresServer.shared
    let schema = server.newSchema()
    let folder = try TemporaryFolder()
    let proxy = try SocketProxy(
      at: .path(folder.file(".s.PGSQL.5432")), to: .path("\(server.socketFolder)/.s.PGSQL.5432"))
    defer { proxy.close() }
    let throughProxy = "postgres:///postgres?host=\(folder.path)&user=apus"
    let history = RegisterLog()
    let members = try [throughProxy, server.url, server.url].map { url in
      Member(
        database: try Database(
          at: .postgres(try PostgresAddress(url: url, schema: schema)),
          migrations: [
            Migration(
              "register", "CREATE TABLE register (value INTEGER NOT NULL) STRICT",
              postgres: "CREATE TABLE register (value BIGINT NOT NULL)")
          ]), history: history)
    }
    try await members[1].database.write { try $0.execute("INSERT INTO register VALUES (0)") }
    let seed = SeededGenerator.freshSeed()
    let isOver = Count()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, member) in members.enumerated() {
        for caller in 0..<2 {
          group.addTask {
            var random = SeededGenerator(seed: seed &+ UInt64(2 * index + caller))
            while isOver.value.load(ordering: .sequentiallyConsistent) == 0 {
              await member.act(using: &random)
            }
          }
        }
      }
      try await progress(of: members, by: 100)
      proxy.freeze(true)
      // What was on its way when it was cut off may still be answered, and nothing else.
      let before = members[0].answered.value.load(ordering: .sequentiallyConsistent)
      try await progress(of: Array(members[1...]), by: 200)
      let during = members[0].answered.value.load(ordering: .sequentiallyConsistent) - before
      #expect(during <= 2, "seed \(seed): \(during) answers of a process that was cut off")
      proxy.freeze(false)
      proxy.cut()
      try await progress(of: members, by: 100)
      isOver.value.store(1, ordering: .sequentiallyConsistent)
      try await group.waitForAll()
    }
    let log = history.log.withLock { $0 }
    #expect(log.contradiction(from: 0) == nil, "seed \(seed)")
    print("linearizable: \(log.answeredCount) operations, \(log.lostCount) lost, seed \(seed)")
    for member in members { await member.database.close() }
  }

  /// Returns when each of them has answered so many more.
  private func progress(of members: [Member], by count: Int) async throws {
    for member in members {
      let goal = member.answered.value.load(ordering: .sequentiallyConsistent) + count
      try await eventually(within: .seconds(120)) {
        member.answered.value.load(ordering: .sequentiallyConsistent) >= goal
      }
    }
  }
}
